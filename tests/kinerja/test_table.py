"""The one reading shape: figures up to the quarter, their targets, and what stands beside them."""

from decimal import Decimal

import make
import pytest

from kinerja import recording, table
from kinerja.formula import Accumulation, Basis, Kind
from kinerja.models import Line, Predicate, PredicateScale, Quarter, Target
from kinerja.recording import Entry

NUMBER, RATIO = Line.Measure.NUMBER, Line.Measure.RATIO
SUM, MEAN, LAST, FIXED = Accumulation.SUM, Accumulation.MEAN, Accumulation.LAST, Accumulation.FIXED
THIS, TO_DATE = Basis.QUARTER, Basis.TO_DATE


@pytest.fixture
def book(office):
    return Sheet(office)


class Sheet:
    """One line of an office, with what was written for it, and how it then reads."""

    def __init__(self, office) -> None:
        self.office = office

    def line(self, **fields) -> Line:
        fields = {"satuan": "dokumen", "measure": NUMBER, "target": None} | fields
        section = self.office.sections[0]
        return make.line(self.office.agreement, section, "9.1", **fields)

    def aims(self, line: Line, targets: dict[int, str]) -> None:
        for quarter, value in targets.items():
            Target.objects.create(line=line, quarter=quarter, value=Decimal(value))

    def write(self, line: Line, entry: Entry, *, quarter: int, year: int = 2026) -> None:
        recording.write(
            {line.code: line},
            {line.code: entry},
            period=make.period(year, quarter),
            edition=1,
            by=self.office.kasi,
            at=make.at(),
        )

    def filled(self, line: Line, values: dict[int, str]) -> None:
        for quarter, text in values.items():
            self.write(line, entry_of(text), quarter=quarter)

    def row(self, quarter: int = 3, code: str = "9.1") -> table.Row:
        read = table.read(self.office.agreement, make.period(2026, quarter))
        return next(row for row in read.rows if row.code == code)


def entry_of(text: str) -> Entry:
    if "/" in text:
        above, below = text.split("/")
        return Entry(numerator=Decimal(above), denominator=Decimal(below))
    return make.entry(text)


FIGURES = {1: "5", 2: "8", 3: "11"}
# Accumulation, basis, what was written, realised and target up to the third quarter, is complete.
ACCUMULATED = [
    (SUM, THIS, FIGURES, "24", "40", True),
    (MEAN, THIS, FIGURES, "8", "40/3", True),
    (LAST, THIS, FIGURES, "11", "20", True),
    (FIXED, THIS, FIGURES, "11", "20", True),
    (SUM, TO_DATE, FIGURES, "11", "20", True),
    (MEAN, TO_DATE, FIGURES, "11", "20", True),
    (LAST, TO_DATE, FIGURES, "11", "20", True),
    (SUM, THIS, {1: "5", 3: "11"}, "16", "40", False),
    (MEAN, THIS, {1: "5", 3: "11"}, "8", "40/3", False),
    (LAST, THIS, {3: "11"}, "11", "20", True),
    (SUM, TO_DATE, {3: "11"}, "11", "20", True),
    (SUM, THIS, {1: "5", 2: "8"}, None, "40", True),
    (MEAN, THIS, {1: "5", 2: "8"}, None, "40/3", True),
    (LAST, THIS, {1: "5", 2: "8"}, None, "20", True),
]


@pytest.mark.parametrize(
    ("accumulation", "basis", "written", "realised", "target", "is_complete"), ACCUMULATED
)
def test_figure_up_to_the_quarter(
    book, accumulation, basis, written, realised, target, is_complete
):
    line = book.line(accumulation=accumulation, basis=basis)
    book.aims(line, {1: "10", 2: "10", 3: "20"})
    book.filled(line, written)
    row = book.row()
    assert row.realised == fraction(realised)
    assert row.target == fraction(target)
    assert row.is_complete is is_complete


def fraction(text: str | None) -> Decimal | None:
    if text is None:
        return None
    above, _, below = text.partition("/")
    return pytest.approx(Decimal(above) / Decimal(below or 1), rel=Decimal("1e-25"))


# Accumulation, stock denominator, what was written, percentage up to the third quarter.
RATIOS = [
    (SUM, False, {1: "1/2", 2: "2/4", 3: "5/6"}, Decimal(800) / 12),
    (MEAN, False, {1: "1/2", 2: "2/4", 3: "5/6"}, Decimal(800) / 12),
    (SUM, True, {1: "1/20", 2: "2/25", 3: "5/40"}, Decimal(20)),
    (LAST, False, {1: "1/2", 2: "2/4", 3: "3/4"}, Decimal(75)),
    (SUM, False, {1: "3/4", 2: "0/0", 3: "0/0"}, Decimal(75)),
    (SUM, False, {1: "0/0", 2: "0/0", 3: "0/0"}, None),
    (LAST, False, {1: "3/4", 3: "0/0"}, None),
]


@pytest.mark.parametrize(("accumulation", "stock", "written", "percent"), RATIOS)
def test_ratio_over_quarters_is_sum_by_sum(book, accumulation, stock, written, percent):
    line = book.line(
        satuan="%", measure=RATIO, accumulation=accumulation, basis=THIS, stock_denominator=stock
    )
    book.filled(line, written)
    realised = book.row().realised
    assert realised == (percent and pytest.approx(percent, rel=Decimal("1e-25")))
    assert book.row().is_complete


def test_ratio_that_is_not_a_percentage_has_no_factor(book):
    line = book.line(satuan="orang per desa", measure=RATIO, accumulation=LAST)
    book.filled(line, {3: "30/4"})
    assert book.row().realised == Decimal("7.5")


def test_share_that_adds_up_is_measured_against_a_level(book):
    line = book.line(satuan="%", measure=RATIO, accumulation=SUM, basis=THIS)
    book.aims(line, {1: "80", 2: "80", 3: "85"})
    assert book.row().target == 85


@pytest.mark.parametrize(
    ("accumulation", "expected"), [(LAST, 44), (MEAN, 44), (FIXED, 44), (SUM, None)]
)
@pytest.mark.parametrize("basis", [THIS, TO_DATE])
def test_years_target_holds_where_the_quarter_has_none_except_for_sums(
    book, accumulation, basis, expected
):
    line = book.line(accumulation=accumulation, basis=basis)
    book.aims(line, {Quarter.YEAR: "44"})
    row = book.row()
    assert row.target == expected
    assert (row.no_number == "target belum ditetapkan") is (expected is None)


def test_missing_target_of_an_earlier_quarter_leaves_a_sum_without_target(book):
    book.aims(book.line(accumulation=SUM, basis=THIS), {1: "10", 3: "20"})
    assert book.row().target is None


def test_row_of_the_year_has_the_years_target(book):
    line = book.line(accumulation=SUM, basis=THIS, schedule="5")
    book.aims(line, {1: "10", 5: "44"})
    book.filled(line, {5: "22"})
    row = book.row(Quarter.YEAR)
    assert (row.target, row.realised, row.achievement, row.is_complete) == (44, 22, 50, True)


def test_quarters_outside_the_schedule_count_nowhere(book):
    line = book.line(accumulation=SUM, basis=THIS, schedule="24")
    book.aims(line, {2: "10", 4: "10"})
    book.filled(line, {2: "5"})
    row = book.row(3)
    assert not row.is_asked
    assert row.schedule_words == "Triwulan II dan Triwulan IV"
    book.filled(line, {4: "7"})
    row = book.row(4)
    assert (row.is_asked, row.realised, row.target, row.is_complete) == (True, 12, 20, True)


def test_range_keeps_both_bounds_up_to_the_quarter(book):
    line = book.line(kind=Kind.RANGE, accumulation=SUM, basis=THIS)
    for quarter in (1, 2, 3):
        Target.objects.create(line=line, quarter=quarter, value=4, upper=6)
    book.filled(line, {1: "5", 2: "5", 3: "8"})
    row = book.row()
    assert (row.target, row.upper, row.realised, row.achievement) == (12, 18, 18, 100)


@pytest.mark.parametrize("accumulation", Accumulation)
@pytest.mark.parametrize("basis", Basis)
def test_of_predicates_the_last_one_holds(book, accumulation, basis):
    scale = PredicateScale.objects.create(name="Mutu")
    steps = [
        Predicate.objects.create(scale=scale, rank=rank, label=label, score=score)
        for rank, label, score in ((1, "C", 60), (2, "B", 80), (3, "A", 100))
    ]
    line = book.line(
        kind=Kind.PREDICATE,
        measure=Line.Measure.CHOICE,
        scale=scale,
        accumulation=accumulation,
        basis=basis,
    )
    Target.objects.create(line=line, quarter=Quarter.YEAR, predicate=steps[2])
    for quarter, choice in ((1, "A"), (2, "C"), (3, "B")):
        book.write(line, Entry(choice=choice), quarter=quarter)
    row = book.row()
    assert (row.realised.label, row.target.label, row.achievement) == ("B", "A", 80)
    assert row.is_complete


def test_predicate_is_judged_by_its_rank(book):
    scale = PredicateScale.objects.create(name="Opini")
    good, better = (
        Predicate.objects.create(scale=scale, rank=rank, label=label)
        for rank, label in ((1, "WDP"), (2, "WTP"))
    )
    line = book.line(kind=Kind.PREDICATE, measure=Line.Measure.CHOICE, scale=scale)
    Target.objects.create(line=line, quarter=Quarter.YEAR, predicate=better)
    book.write(line, Entry(choice="WDP"), quarter=3)
    row = book.row()
    assert row.choices == ("WTP", "WDP")
    assert (row.achievement, row.is_reached, row.realised.label) == (None, False, good.label)
    book.write(line, Entry(choice="WTP"), quarter=3)
    assert (book.row().achievement, book.row().is_reached) == (100, True)


def test_row_without_a_number_says_why(book):
    line = book.line()
    book.aims(line, {3: "10"})
    assert book.row().no_number == "belum ada realisasi"
    book.write(line, Entry(status="not_measured", reason="Survei ditiadakan"), quarter=3)
    row = book.row()
    assert (row.realised, row.achievement, row.is_blank) == (None, None, False)
    assert (row.reading.status_words, row.reading.reason) == ("tidak diukur", "Survei ditiadakan")


def test_figures_of_the_last_quarter_and_of_last_year_stand_beside(book):
    line = book.line()
    book.filled(line, {2: "8", 3: "11"})
    before = make.agreement(book.office.unit, 2025)
    line_before = make.line(before, book.office.sections[0], "9.1", target=None)
    book.write(line_before, make.entry("7"), quarter=3, year=2025)
    book.write(line_before, make.entry("6"), quarter=4, year=2025)
    assert (book.row(3).previous, book.row(3).last_year) == (8, 7)
    assert book.row(1).previous == 6
    assert book.row(2).last_year is None


def test_other_units_are_not_read(book, neighbour):
    line = book.line()
    book.filled(line, {3: "11"})
    theirs = table.read(neighbour.agreement, make.period())
    assert all(row.is_blank for row in theirs.rows)
    assert {row.section for row in theirs.rows} == {"Seksi 1", "Seksi 2"}


def test_rows_stand_in_the_order_of_the_sheet(office):
    read = table.read(office.agreement, make.period())
    assert [row.code for row in read.rows] == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"]
    assert [(group.number, len(group.rows)) for group in read.groups] == [(1, 3), (2, 3)]


@pytest.mark.parametrize("rows", [3, 30])
def test_reading_asks_a_fixed_number_of_questions(db, rows, django_assert_num_queries):
    office = make.office(rows=rows)
    record = office.filled()
    with django_assert_num_queries(6):
        read = table.read(office.agreement, record.period)
        assert all(row.achievement == Decimal("112.5") for row in read.rows)
        assert {row.category.label for row in read.rows} == {"Sangat Tinggi"}
    with django_assert_num_queries(4):
        table.read_year(office.agreement, [record.period])
