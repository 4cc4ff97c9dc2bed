"""The office's arithmetic: every figure names where it comes from.

Variant A of "semakin rendah semakin baik" is inside PermenPANRB 8/2021; variant B is widespread in
regional reports too. The scale is that of Permendagri 86/2017.
"""

import doctest
from decimal import ROUND_DOWN, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja.formula import (
    Choice,
    Kind,
    achievement,
    achieving,
    explain,
    means,
    no_number,
    quarters,
    reached,
    scales,
    to_date,
)

B = Choice(rank=3, score=None, label="B")
A = Choice(rank=4, score=None, label="A")
AKIP_CC = Choice(rank=2, score=Decimal(60), label="CC")
AKIP_B = Choice(rank=3, score=Decimal(70), label="B")
AKIP_BB = Choice(rank=4, score=Decimal(80), label="BB")
NONE_YET = Choice(rank=0, score=Decimal(0), label="tidak ada")

# Kind, target (or lower bound), realised, upper bound, percent to two decimals, source.
CALCULATED = [
    (Kind.HIGHER, "85", "86.12", None, "101.32", "R / T × 100, as everyone measures it"),
    (Kind.HIGHER, "4", "0", None, "0.00", "R / T: a zero is a number"),
    (Kind.HIGHER, "3", "50", None, "1666.67", "R / T, uncapped: regional reports print 1667 %"),
    (Kind.HIGHER, "100", "-70.5", None, "-70.50", "R / T, uncapped below: reports print −70,50 %"),
    (Kind.LOWER, "10", "20", None, "0.00", "variant A, PermenPANRB 8/2021: (2 × 10 − 20) / 10"),
    (Kind.LOWER, "2", "3", None, "50.00", "variant A, PermenPANRB 8/2021: (2 × 2 − 3) / 2"),
    (Kind.LOWER, "10", "10", None, "100.00", "variant A, PermenPANRB 8/2021: R = T"),
    (Kind.LOWER, "10", "0", None, "200.00", "variant A, PermenPANRB 8/2021: R = 0"),
    (Kind.LOWER, "10", "40", None, "-200.00", "variant A, PermenPANRB 8/2021: uncapped below"),
    (Kind.LOWER, "2", "-1", None, "250.00", "variant A, PermenPANRB 8/2021: R below 0"),
    (Kind.LOWER, "0", "0", None, "100.00", "no complaint expected and none came"),
    (Kind.LOWER_RATIO, "10", "20", None, "50.00", "variant B: 10 / 20, where A gives 0"),
    (Kind.LOWER_RATIO, "10", "10", None, "100.00", "variant B: R = T, where A and B agree"),
    (Kind.LOWER_RATIO, "2", "3", None, "66.67", "variant B: 2 / 3, where A gives 50"),
    (Kind.LOWER_RATIO, "0", "0", None, "100.00", "no complaint expected and none came"),
    (Kind.RANGE, "40", "50", "60", "100.00", "inside: 100, the house's convention"),
    (Kind.RANGE, "40", "40", "60", "100.00", "the lower bound is inside"),
    (Kind.RANGE, "40", "60", "60", "100.00", "the upper bound is inside"),
    (Kind.RANGE, "40", "30", "60", "75.00", "below: R / L, the nearest bound"),
    (Kind.RANGE, "40", "75", "60", "75.00", "above: (2U − R) / U, the nearest bound"),
    (Kind.RANGE, "0", "0", "5", "100.00", "inside, though the lower bound is 0"),
    (Kind.RANGE, "-5", "-1", "5", "100.00", "inside, though the lower bound is negative"),
    (Kind.RANGE, "0", "7.5", "5", "50.00", "above: the zero bound is not the one divided by"),
]

# Kind, target (or lower bound), realised, upper bound, the reason printed instead of a number.
NOT_CALCULATED = [
    (Kind.HIGHER, None, "5", None, "target belum ditetapkan"),
    (Kind.HIGHER, None, None, None, "target belum ditetapkan"),
    (Kind.HIGHER, "5", None, None, "belum ada realisasi"),
    (Kind.HIGHER, "0", "5", None, "tidak dapat dihitung: target 0"),
    (Kind.HIGHER, "0", "0", None, "tidak dapat dihitung: target 0"),
    (Kind.HIGHER, "-2", "5", None, "tidak dapat dihitung: target negatif"),
    (Kind.LOWER, None, "5", None, "target belum ditetapkan"),
    (Kind.LOWER, "0", "1", None, "tidak dapat dihitung: target 0"),
    (Kind.LOWER, "-2", "-2", None, "tidak dapat dihitung: target negatif"),
    (Kind.LOWER_RATIO, "0", "1", None, "tidak dapat dihitung: target 0"),
    (Kind.LOWER_RATIO, "-2", "1", None, "tidak dapat dihitung: target negatif"),
    (Kind.LOWER_RATIO, "2", "0", None, "tidak dapat dihitung: realisasi 0"),
    (Kind.LOWER_RATIO, "2", "-1", None, "tidak dapat dihitung: realisasi negatif"),
    (Kind.RANGE, None, "5", "60", "target belum ditetapkan"),
    (Kind.RANGE, "40", "5", None, "batas atas belum ditetapkan"),
    (Kind.RANGE, "40", None, None, "batas atas belum ditetapkan"),
    (Kind.RANGE, "40", None, "60", "belum ada realisasi"),
    (Kind.RANGE, "60", "50", "40", "tidak dapat dihitung: batas bawah melebihi batas atas"),
    (Kind.RANGE, "0", "-1", "60", "tidak dapat dihitung: target 0"),
    (Kind.RANGE, "-5", "-6", "5", "tidak dapat dihitung: target negatif"),
    (Kind.RANGE, "-5", "1", "0", "tidak dapat dihitung: target 0"),
]

storable = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.integers(0, 15),
)
positive = storable.filter(lambda value: value > 0)
choices = st.builds(
    Choice,
    rank=st.integers(0, 5),
    score=st.none() | st.decimals(-10, 100, places=2),
    label=st.sampled_from("ABCD"),
)
numeric_kinds = st.sampled_from([kind for kind in Kind if kind is not Kind.PREDICATE])
cases = st.one_of(
    st.tuples(numeric_kinds, *[st.none() | storable | st.just(Decimal(0))] * 3),
    st.tuples(st.just(Kind.PREDICATE), *[st.none() | choices] * 2, st.none()),
)


def number(text: str | None) -> Decimal | None:
    """Turn a table's text into a number; None stays None."""
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(("kind", "target", "realised", "upper", "percent", "source"), CALCULATED)
def test_achievement_follows_its_source(kind, target, realised, upper, percent, source) -> None:
    calculated = achievement(kind, number(target), number(realised), upper=number(upper))
    assert calculated.quantize(Decimal("0.01")) == Decimal(percent), source


@pytest.mark.parametrize(("kind", "target", "realised", "upper", "reason"), NOT_CALCULATED)
def test_where_there_is_no_number_the_reason_is_given(
    kind, target, realised, upper, reason
) -> None:
    figures = (kind, number(target), number(realised))
    assert achievement(*figures, upper=number(upper)) is None
    assert no_number(*figures, upper=number(upper)) == reason
    assert explain(*figures, upper=number(upper)) == reason
    assert reached(*figures, upper=number(upper)) is None


@given(cases)
def test_there_is_either_a_number_or_a_reason_and_never_both(case) -> None:
    kind, target, realised, upper = case
    percent = achievement(kind, target, realised, upper=upper)
    reason = no_number(kind, target, realised, upper=upper)
    assert (percent is None) != (reason is None)
    assert (reason or "") in explain(kind, target, realised, upper=upper)


@given(cases)
def test_a_figure_does_not_depend_on_the_callers_context(case) -> None:
    kind, target, realised, upper = case
    usual = achievement(kind, target, realised, upper=upper)
    explained = explain(kind, target, realised, upper=upper)
    with localcontext(prec=2, rounding=ROUND_DOWN):
        assert achievement(kind, target, realised, upper=upper) == usual
        assert explain(kind, target, realised, upper=upper) == explained


@given(positive, storable)
def test_higher_is_reached_exactly_from_the_target_up(target: Decimal, realised: Decimal) -> None:
    assert reached(Kind.HIGHER, target, realised) is (realised >= target)


@given(st.sampled_from([Kind.LOWER, Kind.LOWER_RATIO]), positive, positive)
def test_lower_is_reached_exactly_from_the_target_down(kind, target, realised) -> None:
    assert reached(kind, target, realised) is (realised <= target)


@given(positive, positive, positive)
def test_a_range_is_reached_exactly_inside_it(first, second, realised) -> None:
    lower, upper = sorted((first, second))
    assert reached(Kind.RANGE, lower, realised, upper=upper) is (lower <= realised <= upper)


@given(positive)
def test_both_lower_variants_agree_where_the_target_is_met(target: Decimal) -> None:
    assert achievement(Kind.LOWER, target, target) == 100
    assert achievement(Kind.LOWER_RATIO, target, target) == 100


def test_just_below_the_target_is_not_reached_though_it_prints_as_100() -> None:
    assert reached(Kind.HIGHER, Decimal(100), Decimal("99.999")) is False
    assert achievement(Kind.HIGHER, Decimal(100), Decimal("99.999")) == Decimal("99.999")


def test_achievement_is_not_rounded() -> None:
    assert achievement(Kind.HIGHER, Decimal(3), Decimal(1)) == Decimal("33." + "3" * 32)


def test_a_predicate_with_scores_is_measured_on_them() -> None:
    assert achievement(Kind.PREDICATE, AKIP_BB, AKIP_B) == Decimal("87.5")
    assert achievement(Kind.PREDICATE, AKIP_B, AKIP_B) == 100
    assert achievement(Kind.PREDICATE, AKIP_CC, AKIP_BB) > 133
    assert reached(Kind.PREDICATE, AKIP_BB, AKIP_B) is False
    assert reached(Kind.PREDICATE, AKIP_B, AKIP_BB) is True


@pytest.mark.parametrize("realised", [B, A])
def test_a_predicate_reached_or_passed_is_100(realised: Choice) -> None:
    assert achievement(Kind.PREDICATE, B, realised) == 100
    assert reached(Kind.PREDICATE, B, realised) is True


def test_a_predicate_not_reached_has_no_percentage() -> None:
    assert achievement(Kind.PREDICATE, A, B) is None
    assert no_number(Kind.PREDICATE, A, B) == "tidak tercapai"
    assert reached(Kind.PREDICATE, A, B) is False


def test_a_predicate_without_target_or_realisation_cannot_be_judged() -> None:
    assert no_number(Kind.PREDICATE, None, B) == "target belum ditetapkan"
    assert no_number(Kind.PREDICATE, B, None) == "belum ada realisasi"
    assert reached(Kind.PREDICATE, B, None) is None


def test_a_predicate_whose_target_scores_0_is_judged_by_its_rank() -> None:
    assert achievement(Kind.PREDICATE, NONE_YET, AKIP_B) == 100
    assert achievement(Kind.PREDICATE, AKIP_B, NONE_YET) == 0


def test_a_predicate_lacking_one_score_is_judged_by_its_rank() -> None:
    assert achievement(Kind.PREDICATE, B, AKIP_BB) == 100
    assert no_number(Kind.PREDICATE, AKIP_BB, B) == "tidak tercapai"


def test_a_predicate_of_higher_rank_is_reached_even_where_the_scores_are_equal() -> None:
    wtp = Choice(rank=5, score=Decimal(100), label="WTP")
    wtp_dpp = Choice(rank=4, score=Decimal(100), label="WTP-DPP")
    assert reached(Kind.PREDICATE, wtp_dpp, wtp) is True


# The printed form of each formula; the numbers are those of the sources above.
@pytest.mark.parametrize(
    ("kind", "target", "realised", "upper", "printed"),
    [
        (Kind.HIGHER, "85", "86.12", None, "86,12 / 85,00 × 100 = 101,32%"),
        (Kind.HIGHER, "1000", "-70.5", None, "−70,50 / 1.000,00 × 100 = −7,05%"),
        (Kind.HIGHER, "3", "1.23456", None, "1,23 / 3,00 × 100 = 41,15%"),
        (Kind.LOWER, "2", "3", None, "(2 × 2,00 − 3,00) / 2,00 × 100 = 50,00%"),
        (Kind.LOWER, "2", "-1", None, "(2 × 2,00 − (−1,00)) / 2,00 × 100 = 250,00%"),
        (Kind.LOWER, "0", "0", None, "target 0 dan realisasi 0 = 100,00%"),
        (Kind.LOWER_RATIO, "10", "20", None, "10,00 / 20,00 × 100 = 50,00%"),
        (Kind.RANGE, "40", "50", "60", "50,00 di dalam 40,00–60,00 = 100,00%"),
        (Kind.RANGE, "40", "30", "60", "30,00 / 40,00 × 100 = 75,00%"),
        (Kind.RANGE, "40", "75", "60", "(2 × 60,00 − 75,00) / 60,00 × 100 = 75,00%"),
    ],
)
def test_the_formula_is_printed_with_its_numbers(kind, target, realised, upper, printed) -> None:
    assert explain(kind, number(target), number(realised), upper=number(upper)) == printed


@pytest.mark.parametrize(
    ("target", "realised", "printed"),
    [
        (B, B, "B ≥ B: tercapai"),
        (B, A, "A ≥ B: tercapai"),
        (A, B, "B < A: tidak tercapai"),
        (AKIP_BB, AKIP_B, "B terhadap BB: 70,00 / 80,00 × 100 = 87,50%"),
    ],
)
def test_a_predicate_is_printed_by_its_words(target, realised, printed) -> None:
    assert explain(Kind.PREDICATE, target, realised) == printed


def test_the_kinds_are_understood_as_they_are_stored() -> None:
    assert achievement("range", Decimal(40), Decimal(5)) is None
    assert to_date([Decimal(1), Decimal(2)], accumulation="sum", basis="to_date") == 2


@pytest.mark.parametrize("module", [achieving, means, quarters, scales])
def test_the_worked_examples_hold(module) -> None:
    told = doctest.testmod(module)
    assert told.attempted
    assert told.failed == 0
