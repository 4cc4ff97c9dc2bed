"""What a row is compared with: last year up to the same quarter, and what quarters brought."""

from decimal import Decimal

import make
import pytest

from kinerja import findings, recording, table
from kinerja.formula import Accumulation, Basis
from kinerja.models import Indicator, Line
from kinerja.recording import Entry
from kinerja.table import Row

SUM, LAST, MEAN, FIXED = (
    Accumulation.SUM,
    Accumulation.LAST,
    Accumulation.MEAN,
    Accumulation.FIXED,
)
RUNNING = {"accumulation": SUM, "basis": Basis.TO_DATE, "satuan": "kegiatan"}
ADDED = {"accumulation": SUM, "basis": Basis.QUARTER, "satuan": "kegiatan"}
RATIO = {"measure": Line.Measure.RATIO, "satuan": "%"}


@pytest.fixture
def told(office):
    """Write a line's values of last year and this one, and read its row in a quarter."""

    def tell(this: str, *, last: str = "", quarter: int = 0, **fields) -> Row:
        agreements = {2026: office.agreement, 2025: make.agreement(office.unit, 2025)}
        for year, texts in ((2025, last), (2026, this)):
            line = make.line(agreements[year], None, "9.1", **fields)
            for number, text in enumerate(texts.split(), start=1):
                if text != "-":
                    write(line, year, number, text, by=office.kasubag)
        return row_of(office, quarter or len(this.split()))

    return tell


def row_of(office: make.Office, quarter: int) -> Row:
    rows = table.read(office.agreement, make.period(2026, quarter)).rows
    return next(row for row in rows if row.code == "9.1")


def write(line: Line, year: int, quarter: int, text: str, *, by) -> None:
    above, _, below = text.partition("/")
    parts = {"numerator": above, "denominator": below} if below else {"value": above}
    entry = Entry(**{name: Decimal(part) for name, part in parts.items()})
    where = {"period": make.period(year, quarter), "edition": 1, "by": by, "at": make.at()}
    recording.write({"9.1": line}, {"9.1": entry}, **where)


def alone(row: Row) -> tuple[str | None, str | None]:
    found = row.background.alone, row.background.alone_before
    return tuple(None if each is None else f"{each:f}".rstrip("0").rstrip(".") for each in found)


# Values of this year up to the quarter, of last year, the line, what the two quarters brought.
BROUGHT = [
    ("10 22", "", ADDED, ("22", "10")),
    ("10 22", "", RUNNING, ("12", "10")),
    ("10 20 30", "", RUNNING, ("10", "10")),
    ("10 - 30", "", RUNNING, (None, None)),
    ("9", "10 20 30 40", RUNNING, ("9", "10")),
    ("9", "10 20 - 40", RUNNING, ("9", None)),
    ("9", "", RUNNING, ("9", None)),
    ("80 90", "", {"satuan": "%", "accumulation": LAST}, ("90", "80")),
    ("1/2 3/4", "", RATIO | {"accumulation": SUM, "basis": Basis.QUARTER}, ("75", "50")),
    # 9 of 10, then 18 of 22: the second quarter by itself had 9 of 12.
    ("9/10 18/22", "", RATIO | RUNNING | {"satuan": "%"}, ("75", "90")),
    ("9/10 18/22", "", RATIO | {"accumulation": MEAN, "basis": Basis.TO_DATE}, ("75", "90")),
    # 1 of 4 villages, then 2: one more in each quarter.
    ("1/4 2/4", "", RATIO | RUNNING | {"satuan": "%", "stock_denominator": True}, ("25", "25")),
    ("9/10 9/10", "", RATIO | RUNNING | {"satuan": "%"}, (None, "90")),
    ("- 4 - 9", "", RUNNING | {"schedule": "24"}, ("5", "4")),
]


@pytest.mark.parametrize(("this", "last", "line", "brought"), BROUGHT)
def test_what_a_quarter_brought_by_itself(told, this, last, line, brought):
    assert alone(told(this, last=last, **line)) == brought


@pytest.mark.parametrize("line", [RUNNING, ADDED, RATIO | RUNNING | {"stock_denominator": True}])
def test_office_that_goes_on_evenly_is_not_said_to_jump(told, line):
    evenly = {"RATIO": "10/100 20/100 30/100 40/100", "sum": "10 20 30 40", "each": "10 10 10 10"}
    name = "RATIO" if "measure" in line else "sum" if line["basis"] == Basis.TO_DATE else "each"
    row = told(evenly[name], last=evenly[name], **line)
    codes = {each.code for each in findings.read(of_row(row)).of(row)}
    assert not codes & {"jump", "falling_total"}


def of_row(row: Row) -> table.Table:
    line = Line.objects.get(pk=row.line_id)
    return table.read(line.agreement, make.period(2026, 4))


# Last year's values, the line, the figure up to the third quarter.
LAST_YEARS = [
    ("10 20 30", ADDED, "60"),
    ("10 - 30", ADDED, None),
    ("10 20 30", RUNNING, "30"),
    ("10 - 30", RUNNING, "30"),
    ("80 82 84", {"accumulation": MEAN, "basis": Basis.QUARTER}, "82"),
    ("80 82 84", {"accumulation": LAST}, "84"),
    ("80 82 -", {"accumulation": LAST}, None),
]


@pytest.mark.parametrize(("last", "line", "figure"), LAST_YEARS)
def test_last_years_figure_goes_up_to_the_same_quarter(told, last, line, figure):
    row = told("1 1 1", last=last, **line)
    assert row.background.last_year == (figure and Decimal(figure))


@pytest.mark.parametrize("change", [{"satuan": "orang"}, {"basis": Basis.QUARTER}])
def test_line_that_measures_otherwise_than_last_year_is_not_compared(office, told, change):
    compared = told("1", last="10 20 30 40", **RUNNING).background
    assert None not in (compared.last_year, compared.alone_before)
    Line.objects.filter(agreement__year=2025, code="9.1").update(**change)
    row = row_of(office, 1)
    assert (row.background.last_year, row.background.alone_before) == (None, None)


@pytest.mark.parametrize(
    ("quarter", "schedule", "words"),
    [
        (3, "1234", "triwulan lalu"),
        (1, "1234", "triwulan lalu"),
        (4, "24", "Triwulan II"),
        (2, "24", "Triwulan IV 2025"),
        (3, "3", "Triwulan III 2025"),
        (5, "5", "tahun lalu"),
    ],
)
def test_quarter_before_is_named_where_it_is_not_the_last(told, quarter, schedule, words):
    row = told("", quarter=quarter, schedule=schedule)
    assert row.background.before_words == words


# Values up to the quarter, the total now and the last one that is known.
TOTALS = [
    ("40 35", RUNNING, ("35", "40")),
    ("40 - 35", RUNNING, ("35", "40")),
    ("40 35", ADDED, (None, None)),
    ("40 35", {"accumulation": LAST}, (None, None)),
    ("4/9 3/9", RATIO | RUNNING, ("3", "4")),
    ("4", RUNNING, ("4", None)),
]


@pytest.mark.parametrize(("this", "line", "totals"), TOTALS)
def test_running_total_is_laid_beside_the_last_one_of_its_year(told, this, line, totals):
    row = told(this, last="90 90 90 90" if "measure" not in line else "", **line)
    expected = tuple(each and Decimal(each) for each in totals)
    assert (row.background.total, row.background.total_before) == expected


@pytest.mark.parametrize(
    ("this", "line", "repeats"),
    [
        ("82.45 82.45", {}, True),
        ("82.45 82.46", {}, False),
        ("3/4 3/4", RATIO, True),
        ("3/4 6/8", RATIO, False),  # the same share, but not the same count
    ],
)
def test_repeated_is_what_was_typed_and_not_what_comes_out(told, this, line, repeats):
    assert told(this, **line).background.repeats is repeats


@pytest.mark.parametrize(
    ("line", "claims"),
    [
        ({"accumulation": FIXED, "satuan": "desa"}, (True, False, False)),
        ({"accumulation": LAST, "satuan": "desa"}, (False, True, False)),
        ({"accumulation": LAST, "satuan": "%"}, (False, False, True)),
        ({"accumulation": SUM, "satuan": "desa"}, (False, False, False)),
    ],
)
def test_kind_of_value_is_claimed(told, line, claims):
    of = told("1", **line).background
    assert (of.is_fixed, of.is_stock, of.is_percentage) == claims


def test_usual_step_is_the_indicators_own_or_five(office, told):
    assert told("1").background.step == 5
    Indicator.objects.filter(name="Indikator 9.1").update(usual_step=Decimal("0"))
    assert row_of(office, 1).background.step == 0
