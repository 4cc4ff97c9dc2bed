"""Two figures, one judgement: up to the quarter with its category, of the year without one.

Permendagri 86/2017 begins Sangat Tinggi at 91. Measured against the year's target, an office
exactly on plan would read Sangat Rendah in Triwulan I, at 25 %.
"""

from datetime import date
from decimal import Decimal
from itertools import product

import make
import pytest

from kinerja import recording, table
from kinerja.formula import Accumulation, Basis, Kind
from kinerja.models import (
    Agreement,
    CategoryScale,
    CategoryStep,
    Line,
    Predicate,
    PredicateScale,
    Quarter,
    Target,
)
from kinerja.recording import Entry

SUM, LAST = Accumulation.SUM, Accumulation.LAST
THIS, TO_DATE = Basis.QUARTER, Basis.TO_DATE
NUMERIC = [kind for kind in Kind if kind != Kind.PREDICATE]
PLANS = {THIS: {1: 10, 2: 10, 3: 10, 4: 10}, TO_DATE: {1: 10, 2: 20, 3: 30, 4: 40}}


def line(office, **fields) -> Line:
    fields = {"satuan": "dokumen", "target": None} | fields
    return make.line(office.agreement, office.sections[0], "9.1", **fields)


def aim(of: Line, quarter: int, value, upper=None, predicate=None) -> None:
    Target.objects.create(line=of, quarter=quarter, value=value, upper=upper, predicate=predicate)


def write(office, of: Line, quarter: int, entry: Entry) -> None:
    recording.write(
        {of.code: of},
        {of.code: entry},
        period=make.period(2026, quarter),
        edition=1,
        by=office.kasi,
        at=make.at(),
    )


def row(office, quarter: int) -> table.Row:
    read = table.read(office.agreement, make.period(2026, quarter))
    return next(row for row in read.rows if row.code == "9.1")


@pytest.mark.parametrize(
    ("kind", "accumulation", "basis"), list(product(NUMERIC, Accumulation, Basis))
)
def test_an_office_exactly_on_plan_is_sangat_tinggi_in_every_quarter(
    office, kind, accumulation, basis
):
    is_range = kind == Kind.RANGE
    of = line(office, kind=kind, accumulation=accumulation, basis=basis)
    for quarter, value in PLANS[basis].items():
        aim(of, quarter, value, value + 1 if is_range else None)
    aim(of, Quarter.YEAR, 40, 44 if is_range else None)
    for quarter, value in PLANS[basis].items():
        write(office, of, quarter, make.entry(str(value)))
        found = row(office, quarter)
        assert found.achievement == 100
        assert (found.category.label, found.is_reached) == ("Sangat Tinggi", True)


@pytest.mark.parametrize(
    ("accumulation", "basis", "score"), list(product(Accumulation, Basis, [None, Decimal(80)]))
)
def test_an_office_exactly_on_its_predicate_is_sangat_tinggi_in_every_quarter(
    office, accumulation, basis, score
):
    scale = PredicateScale.objects.create(name="Nilai AKIP")
    good = Predicate.objects.create(scale=scale, rank=2, label="BB", score=score)
    of = line(
        office,
        kind=Kind.PREDICATE,
        measure=Line.Measure.CHOICE,
        scale=scale,
        accumulation=accumulation,
        basis=basis,
    )
    for quarter in Quarter:
        aim(of, quarter, None, predicate=good)
    for quarter in (1, 2, 3, 4):
        write(office, of, quarter, Entry(choice="BB"))
        found = row(office, quarter)
        assert (found.achievement, found.category.label) == (100, "Sangat Tinggi")


@pytest.mark.parametrize("accumulation", list(Accumulation))
@pytest.mark.parametrize("stock", [True, False])
def test_an_office_exactly_on_its_ratio_is_sangat_tinggi_in_every_quarter(
    office, accumulation, stock
):
    """Of 20 letters 5 a quarter: a stock of 20 adds up to 100 %, a flow stays at 25 %."""
    adds = accumulation == SUM and stock
    of = line(
        office,
        satuan="%",
        measure=Line.Measure.RATIO,
        accumulation=accumulation,
        basis=THIS,
        stock_denominator=stock,
    )
    means = accumulation == Accumulation.MEAN and stock
    for quarter in (1, 2, 3, 4):
        aim(of, quarter, 25 * (quarter if means else 1))
    for quarter in (1, 2, 3, 4):
        write(office, of, quarter, Entry(numerator=Decimal(5), denominator=Decimal(20)))
        found = row(office, quarter)
        assert found.realised == (25 * quarter if adds or means else 25)
        if not means:
            assert (found.achievement, found.category.label) == (100, "Sangat Tinggi")


# Quarter, figure to date, against the year's 40: the domain's "exactly on plan", 25 % a quarter.
PROGRESS = [(1, "25"), (2, "50"), (3, "75"), (4, "100")]


@pytest.mark.parametrize("basis", list(Basis))
def test_the_years_progress_grows_with_the_year_and_has_no_category(office, basis):
    of = line(office, accumulation=SUM, basis=basis)
    for quarter, value in PLANS[basis].items():
        aim(of, quarter, value)
    aim(of, Quarter.YEAR, 40)
    for quarter, percent in PROGRESS:
        write(office, of, quarter, make.entry(str(PLANS[basis][quarter])))
        found = row(office, quarter)
        assert (found.year_target, found.year_progress) == (40, Decimal(percent))
        assert found.year_formula == f"{quarter}0,00 / 40,00 × 100 = {percent},00%"
        assert found.category.label == "Sangat Tinggi"
    assert found.year_progress == found.achievement
    assert found.is_year_the_same


def test_a_range_is_measured_against_both_bounds_of_the_year(office):
    of = line(office, kind=Kind.RANGE, accumulation=SUM, basis=THIS)
    aim(of, 1, 10, 12)
    aim(of, Quarter.YEAR, 40, 48)
    write(office, of, 1, make.entry("12"))
    found = row(office, 1)
    assert (found.year_target, found.year_upper, found.year_progress) == (40, 48, 30)
    assert not found.is_year_the_same


def test_without_a_target_of_the_year_there_is_no_progress(office):
    of = line(office, accumulation=LAST)
    aim(of, 1, 10)
    write(office, of, 1, make.entry("10"))
    found = row(office, 1)
    assert (found.year_target, found.year_progress) == (None, None)
    assert found.achievement == 100


def test_without_a_realisation_there_is_no_progress(office):
    of = line(office, accumulation=LAST)
    aim(of, Quarter.YEAR, 40)
    found = row(office, 1)
    assert (found.year_target, found.year_progress) == (40, None)
    assert found.year_formula == "belum ada realisasi"


def test_tahunan_is_measured_once_against_its_own_target(office):
    of = line(office, accumulation=LAST, schedule="5")
    aim(of, Quarter.YEAR, 40)
    write(office, of, Quarter.YEAR, make.entry("20"))
    found = row(office, Quarter.YEAR)
    assert (found.target, found.achievement) == (40, 50)
    assert (found.year_target, found.year_progress) == (None, None)


# What a figure to date was made of, and where none can be


def test_the_figure_to_date_tells_the_quarters_it_was_made_of(office):
    of = line(office, accumulation=SUM, basis=THIS)
    for quarter in (1, 2):
        aim(of, quarter, 10)
        write(office, of, quarter, make.entry(str(4 + quarter)))
    assert row(office, 2).realised_formula == "5,00 + 6,00 = 11,00"
    assert row(office, 2).formula == "11,00 / 20,00 × 100 = 55,00%"
    assert row(office, 1).realised_formula == ""


@pytest.mark.parametrize("numerator", ["0", "3"])
def test_a_denominator_of_0_cannot_be_calculated_and_is_not_called_missing(office, numerator):
    of = line(office, satuan="%", measure=Line.Measure.RATIO, accumulation=LAST)
    aim(of, 1, 80)
    aim(of, Quarter.YEAR, 90)
    write(office, of, 1, Entry(numerator=Decimal(numerator), denominator=Decimal(0)))
    found = row(office, 1)
    assert (found.achievement, found.category, found.is_reached) == (None, None, None)
    assert found.no_number == found.formula == "tidak dapat dihitung: penyebut 0"
    assert (found.year_progress, found.year_formula) == (None, found.no_number)


def test_without_a_target_this_is_said_first(office):
    of = line(office, satuan="%", measure=Line.Measure.RATIO, accumulation=LAST)
    write(office, of, 1, Entry(numerator=Decimal(3), denominator=Decimal(0)))
    assert row(office, 1).no_number == "target belum ditetapkan"


@pytest.mark.parametrize(
    "entry",
    [
        Entry(status="not_yet", reason="Menunggu BPS", promised_on=date(2026, 11, 15)),
        Entry(status="not_measured", reason="Kegiatan ditiadakan"),
        Entry(),
    ],
)
def test_a_value_that_is_no_number_is_never_0(office, entry):
    of = line(office, accumulation=SUM, basis=THIS)
    for quarter in (1, 2):
        aim(of, quarter, 10)
    write(office, of, 1, make.entry("10"))
    write(office, of, 2, entry)
    found = row(office, 2)
    assert (found.realised, found.achievement, found.is_reached) == (None, None, None)
    assert found.no_number == "belum ada realisasi"


def test_many_units_are_read_as_each_by_itself(office, neighbour, django_assert_num_queries):
    for each in (office, neighbour):
        of = line(each, accumulation=SUM, basis=THIS)
        for quarter in (1, 2, 3):
            aim(of, quarter, 10)
        aim(of, Quarter.YEAR, 40)
        for quarter in (1, 2):
            write(each, of, quarter, make.entry(str(each.unit.pk + quarter)))
        changed = make.agreement(each.unit, version=2)
        amended = make.line(changed, None, "9.1", target="20", satuan="dokumen", accumulation=SUM)
        Line.objects.filter(pk=amended.pk).update(basis=THIS, indicator=of.indicator)
    agreements = list(Agreement.objects.filter(version=2).select_related("unit"))
    period = make.period(2026, 2)
    with django_assert_num_queries(5):
        read = table.read_units(agreements, period)
    for each in agreements:
        (alone,) = table.read_year(each, [period])
        assert read[each.pk].rows == alone.rows
        assert read[each.pk].rows[0].realised_formula.endswith(",00")


# The scale of the unit and its year


def keep(unit, first_year: int, *rows: tuple[str | None, str], cap: int | None = None) -> None:
    scale = CategoryScale.objects.create(unit=unit, first_year=first_year, cap=cap)
    for order, (lower, label) in enumerate(rows):
        CategoryStep.objects.create(
            scale=scale, order=order, lower=lower and Decimal(lower), label=label, icon="●"
        )


@pytest.fixture
def measured(office):
    of = line(office, accumulation=LAST)
    aim(of, 1, 10)
    write(office, of, 1, make.entry("9"))
    return office


def word(office) -> str:
    return row(office, 1).category.label


def test_without_a_kept_scale_permendagri_86_2017_holds(measured):
    assert word(measured) == "Tinggi"


def test_an_own_scale_goes_before_that_of_all(measured, neighbour):
    keep(None, 2026, ("80", "Baik"), (None, "Kurang"))
    assert word(measured) == "Baik"
    keep(neighbour.unit, 2026, ("95", "Memuaskan"), (None, "Mengecewakan"))
    assert word(measured) == "Baik"
    keep(measured.unit, 2025, ("95", "Istimewa"), (None, "Biasa"))
    assert word(measured) == "Biasa"


def test_a_past_year_keeps_its_own_scale(measured):
    keep(measured.unit, 2024, ("80", "Baik"), (None, "Kurang"))
    keep(measured.unit, 2027, ("95", "Istimewa"), (None, "Biasa"))
    assert word(measured) == "Baik"


def test_the_scale_kept_last_for_a_year_stands(measured):
    keep(measured.unit, 2026, ("80", "Baik"), (None, "Kurang"))
    keep(measured.unit, 2026, ("95", "Istimewa"), (None, "Biasa"), cap=120)
    assert word(measured) == "Biasa"
    assert table.read(measured.agreement, make.period(2026, 1)).policy.cap == 120
