"""Categories, ratios, and the figure up to a quarter: what is cut, added, and never added.

The scale is that of Permendagri 86/2017.
"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja.formula import (
    DEFAULT_SCALE,
    Accumulation,
    Basis,
    Category,
    Choice,
    category,
    explain_ratio_to_date,
    explain_to_date,
    ratio,
    ratio_to_date,
    to_date,
)

B = Choice(rank=3, score=None, label="B")
A = Choice(rank=4, score=None, label="A")

storable = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.integers(0, 15),
)


def number(text: str | None) -> Decimal | None:
    """Turn a table's text into a number; None stays None."""
    return None if text is None else Decimal(text)


# Permendagri 86/2017, cut at the lower bounds: 90,5 lies in a hole of the printed whole numbers.
@pytest.mark.parametrize(
    ("percent", "label"),
    [
        ("1667", "Sangat Tinggi"),
        ("91", "Sangat Tinggi"),
        ("90.999999", "Tinggi"),
        ("90.5", "Tinggi"),
        ("76", "Tinggi"),
        ("75.999", "Sedang"),
        ("66", "Sedang"),
        ("65.5", "Rendah"),
        ("51", "Rendah"),
        ("50.999", "Sangat Rendah"),
        ("0", "Sangat Rendah"),
        ("-70.5", "Sangat Rendah"),
    ],
)
def test_a_category_begins_at_its_lower_bound(percent: str, label: str) -> None:
    assert category(Decimal(percent)).label == label


def test_without_a_number_there_is_no_category() -> None:
    assert category(None) is None


def test_an_office_can_have_a_scale_of_its_own() -> None:
    scale = (Category("Baik", "●", Decimal(100)), Category("Kurang", "■", None))
    assert category(Decimal(100), scale).label == "Baik"
    assert category(Decimal("99.99"), scale).label == "Kurang"


def test_every_category_has_a_word_and_an_icon() -> None:
    assert all(row.label and len(row.icon) == 1 for row in DEFAULT_SCALE)


def test_a_ratio_without_denominator_cannot_be_calculated() -> None:
    assert ratio(Decimal(128), Decimal(160)) == 80
    assert ratio(Decimal(128), Decimal(160), factor=Decimal(1)) == Decimal("0.8")
    assert ratio(Decimal(5), Decimal(0)) is None
    assert ratio(Decimal(0), Decimal(0)) is None
    assert ratio(None, Decimal(5)) is None
    assert ratio(Decimal(5), None) is None


# Quarters TW I to the present one; None where one is missing.
@pytest.mark.parametrize(
    ("quarters", "accumulation", "basis", "figure"),
    [
        (["5", "7", "6"], Accumulation.SUM, Basis.QUARTER, "18"),
        (["5", "7", "6"], Accumulation.MEAN, Basis.QUARTER, "6"),
        (["5", "7", "6"], Accumulation.LAST, Basis.QUARTER, "6"),
        (["5", "5", "5"], Accumulation.FIXED, Basis.QUARTER, "5"),
        (["5", None, "7"], Accumulation.SUM, Basis.QUARTER, "12"),
        (["5", None, "7"], Accumulation.MEAN, Basis.QUARTER, "6"),
        (["5", "7", None], Accumulation.LAST, Basis.QUARTER, "7"),
        (["0", None], Accumulation.SUM, Basis.QUARTER, "0"),
        ([None, None], Accumulation.SUM, Basis.QUARTER, None),
        ([], Accumulation.MEAN, Basis.QUARTER, None),
        (["5", "12", "18"], Accumulation.SUM, Basis.TO_DATE, "18"),
        (["5", "12", "18"], Accumulation.MEAN, Basis.TO_DATE, "18"),
        (["5", "12", None], Accumulation.LAST, Basis.TO_DATE, None),
        ([], Accumulation.SUM, Basis.TO_DATE, None),
    ],
)
def test_quarters_become_the_figure_to_date(quarters, accumulation, basis, figure) -> None:
    values = [number(quarter) for quarter in quarters]
    assert to_date(values, accumulation=accumulation, basis=basis) == number(figure)


@pytest.mark.parametrize("accumulation", [Accumulation.LAST, Accumulation.FIXED])
def test_the_last_predicate_holds(accumulation: Accumulation) -> None:
    assert to_date([A, B, None], accumulation=accumulation, basis=Basis.QUARTER) is B
    assert to_date([A, B], accumulation=accumulation, basis=Basis.TO_DATE) is B


@pytest.mark.parametrize("accumulation", [Accumulation.SUM, Accumulation.MEAN])
def test_predicates_cannot_be_added(accumulation: Accumulation) -> None:
    with pytest.raises(TypeError):
        to_date([A, B], accumulation=accumulation, basis=Basis.QUARTER)


@given(st.lists(storable, min_size=1, max_size=4))
def test_a_mean_lies_between_its_quarters(values: list[Decimal]) -> None:
    mean = to_date(values, accumulation=Accumulation.MEAN, basis=Basis.QUARTER)
    assert min(values) <= mean <= max(values)


# 1 of 2 letters, then 5 of 6: 6 of 8 is 75 %, where adding gives 133 % and averaging 66,67 %.
@pytest.mark.parametrize(
    ("accumulation", "basis", "stock", "percent"),
    [
        (Accumulation.SUM, Basis.QUARTER, False, "75.00"),
        (Accumulation.MEAN, Basis.QUARTER, False, "75.00"),
        (Accumulation.SUM, Basis.QUARTER, True, "100.00"),
        (Accumulation.MEAN, Basis.QUARTER, True, "100.00"),
        (Accumulation.LAST, Basis.QUARTER, False, "83.33"),
        (Accumulation.FIXED, Basis.QUARTER, False, "83.33"),
        (Accumulation.SUM, Basis.TO_DATE, False, "83.33"),
        (Accumulation.MEAN, Basis.TO_DATE, True, "83.33"),
    ],
)
def test_percentages_are_never_added(accumulation, basis, stock, percent) -> None:
    calculated = ratio_to_date(
        [(Decimal(1), Decimal(2)), (Decimal(5), Decimal(6))],
        accumulation=accumulation,
        basis=basis,
        stock_denominator=stock,
    )
    assert calculated.quantize(Decimal("0.01")) == Decimal(percent)


def test_a_missing_quarter_stays_out_of_a_ratio() -> None:
    pairs = [(Decimal(1), Decimal(2)), None, (Decimal(5), Decimal(6)), None]
    of = {"basis": Basis.QUARTER, "factor": Decimal(1)}
    assert ratio_to_date(pairs, accumulation=Accumulation.SUM, **of) == Decimal("0.75")
    assert ratio_to_date(pairs[:2], accumulation=Accumulation.LAST, **of) == Decimal("0.5")
    assert ratio_to_date([None], accumulation=Accumulation.SUM, **of) is None
    assert ratio_to_date([], accumulation=Accumulation.LAST, **of) is None


def test_a_ratio_to_date_needs_the_present_quarter() -> None:
    pairs = [(Decimal(1), Decimal(2)), None]
    assert ratio_to_date(pairs, accumulation=Accumulation.SUM, basis=Basis.TO_DATE) is None


def test_a_quarter_without_cases_does_not_stop_a_ratio_over_quarters() -> None:
    pairs = [(Decimal(0), Decimal(0)), (Decimal(3), Decimal(4))]
    assert ratio_to_date(pairs, accumulation=Accumulation.SUM, basis=Basis.QUARTER) == 75
    assert ratio_to_date(pairs[:1], accumulation=Accumulation.SUM, basis=Basis.QUARTER) is None


# Quarters, accumulation, basis, and what is written beside the figure that they became.
WRITTEN = [
    (["5", "7", "6"], Accumulation.SUM, Basis.QUARTER, "5,00 + 7,00 + 6,00 = 18,00"),
    (["5", None, "7"], Accumulation.MEAN, Basis.QUARTER, "(5,00 + 7,00) / 2 = 6,00"),
    (["5", "-7"], Accumulation.SUM, Basis.QUARTER, "5,00 + (−7,00) = −2,00"),
    (["5", "7", "6"], Accumulation.LAST, Basis.QUARTER, ""),
    (["5", "7", "6"], Accumulation.FIXED, Basis.QUARTER, ""),
    (["5", "12", "18"], Accumulation.SUM, Basis.TO_DATE, ""),
    ([None, "7"], Accumulation.SUM, Basis.QUARTER, ""),
    ([], Accumulation.SUM, Basis.QUARTER, ""),
]


@pytest.mark.parametrize(("quarters", "accumulation", "basis", "written"), WRITTEN)
def test_it_is_written_how_quarters_became_a_figure(quarters, accumulation, basis, written):
    values = [number(quarter) for quarter in quarters]
    assert explain_to_date(values, accumulation=accumulation, basis=basis) == written


RATIOS_WRITTEN = [
    (Accumulation.SUM, Basis.QUARTER, False, "(1,00 + 5,00) / (2,00 + 6,00) × 100 = 75,00"),
    (Accumulation.MEAN, Basis.QUARTER, True, "(1,00 + 5,00) / 6,00 × 100 = 100,00"),
    (Accumulation.LAST, Basis.QUARTER, False, "5,00 / 6,00 × 100 = 83,33"),
    (Accumulation.SUM, Basis.TO_DATE, False, "5,00 / 6,00 × 100 = 83,33"),
]


@pytest.mark.parametrize(("accumulation", "basis", "stock", "written"), RATIOS_WRITTEN)
def test_a_ratio_is_written_with_the_numbers_it_is_made_of(accumulation, basis, stock, written):
    halves = [(Decimal(1), Decimal(2)), (Decimal(5), Decimal(6))]
    rule = {"accumulation": accumulation, "basis": basis, "stock_denominator": stock}
    assert explain_ratio_to_date(halves, **rule) == written


def test_a_ratio_that_is_no_percentage_is_written_without_a_factor():
    rule = {"accumulation": Accumulation.LAST, "basis": Basis.QUARTER, "factor": Decimal(1)}
    assert explain_ratio_to_date([(Decimal(30), Decimal(4))], **rule) == "30,00 / 4,00 = 7,50"
    assert explain_ratio_to_date([(Decimal(0), Decimal(0))], **rule) == ""
    assert explain_ratio_to_date([None], **rule) == ""
