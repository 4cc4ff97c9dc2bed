"""Relations of an office's cross-checks: as people write them, and as figures stand to them."""

import doctest
from decimal import Decimal
from itertools import product

import pytest

from kinerja import relations
from kinerja.relations import Missing, RelationError, Sign, judge, read

WRITTEN = [
    ("1.1 ≤ 1.2", "1.1 ≤ 1.2"),
    ("1.1<=1.2", "1.1 ≤ 1.2"),
    ("1.1 =< 1.2", "1.1 ≤ 1.2"),
    ("1.1 >= 1.2", "1.1 ≥ 1.2"),
    ("1.1 => 1.2", "1.1 ≥ 1.2"),
    ("1.1 < 1.2", "1.1 < 1.2"),
    ("1.1 > 1.2", "1.1 > 1.2"),
    ("1.1+1.2=1.3", "1.1 + 1.2 = 1.3"),
    ("  IKU  1 + IKU-2 = IKU 3+IKU 4 ", "IKU 1 + IKU-2 = IKU 3 + IKU 4"),
]


@pytest.mark.parametrize(("typed", "text"), WRITTEN)
def test_relation_is_read_as_people_write_it(typed, text):
    assert str(read(typed)) == text


REFUSED = [
    ("", "Tulis satu tanda"),
    ("1.1 1.2", "Tulis satu tanda"),
    ("1.1 = 1.2 = 1.3", "2 tanda"),
    ("1.1 == 1.2", "2 tanda"),
    ("1.1 < 1.2 < 1.3", "2 tanda"),
    ("= 1.2", "kiri"),
    ("1.1 ≤", "kanan"),
    ("=", "kiri"),
    ("1.1 + = 1.2", "tanpa kode di sebelah kiri"),
    ("1.1 = 1.2 + ", "tanpa kode di sebelah kanan"),
    ("+ = 1.2", "kiri"),
]


@pytest.mark.parametrize(("typed", "complaint"), REFUSED)
def test_what_is_no_relation_is_refused_with_the_way_out(typed, complaint):
    with pytest.raises(RelationError, match=complaint):
        read(typed)


def figures(text: str) -> list[Decimal | None]:
    return [None if part == "-" else Decimal(part) for part in text.split()]


# Left, sign, right, whether it holds.
HOLDS = [
    ("12 5", Sign.EQUAL, "17", True),
    ("12 5", Sign.EQUAL, "20", False),
    ("5", Sign.AT_MOST, "5", True),
    ("5.000001", Sign.AT_MOST, "5", False),
    ("5", Sign.LESS, "5", False),
    ("4.999999", Sign.LESS, "5", True),
    ("5", Sign.AT_LEAST, "5", True),
    ("5", Sign.MORE, "5", False),
    ("6", Sign.MORE, "2 3", True),
    # A third and two thirds, cut after 20 digits: one by all that an office reads.
    ("0.33333333333333333333 0.66666666666666666666", Sign.EQUAL, "1", True),
    ("0.3333335", Sign.EQUAL, "0.3333343", True),  # half-up: both 0,333334
    ("0.333333", Sign.EQUAL, "0.333334", False),
    ("-2 2", Sign.EQUAL, "0", True),
]


@pytest.mark.parametrize(("left", "sign", "right", "holds"), HOLDS)
def test_sums_are_compared_to_six_decimals(left, sign, right, holds):
    given = figures(left), sign, figures(right)
    assert judge(*given, missing=Missing.SKIP_IF_ANY).holds is holds


SAID = [
    ("12 5", Sign.EQUAL, "20", "12 + 5 = 17, bukan 20"),
    ("20", Sign.EQUAL, "12 5", "20, bukan 12 + 5 = 17"),
    ("9", Sign.AT_MOST, "8", "9, tidak ≤ 8"),
    ("1250.5", Sign.MORE, "2000", "1.250,5, tidak > 2.000"),
    ("-3", Sign.MORE, "0", "−3, tidak > 0"),
    ("12 -", Sign.EQUAL, "20", "12 + 0 (kosong) = 12, bukan 20"),
]


@pytest.mark.parametrize(("left", "sign", "right", "text"), SAID)
def test_relation_that_does_not_hold_says_its_numbers(left, sign, right, text):
    verdict = judge(figures(left), sign, figures(right), missing=Missing.NEVER_SKIP)
    assert verdict.text == text


# The truth table of "A + B = C" where A, B and C are 1, 2 and 3 or missing: what is skipped.

SKIPPED = {
    Missing.SKIP_IF_ANY: lambda held: not all(held),
    Missing.SKIP_IF_ALL: lambda held: not any(held),
    Missing.NEVER_SKIP: lambda held: False,
}
# What remains with the missing ones as 0, and whether it holds.
REMAINS = {
    (True, True, True): True,  # 1 + 2 = 3
    (True, True, False): False,  # 1 + 2 = 0
    (True, False, True): False,  # 1 + 0 = 3
    (True, False, False): False,  # 1 + 0 = 0
    (False, True, True): False,  # 0 + 2 = 3
    (False, True, False): False,  # 0 + 2 = 0
    (False, False, True): False,  # 0 + 0 = 3
    (False, False, False): True,  # 0 + 0 = 0
}


@pytest.mark.parametrize("missing", Missing)
@pytest.mark.parametrize("held", list(product([True, False], repeat=3)))
def test_each_strategy_of_missing_values_for_each_gap(missing, held):
    values = [Decimal(n) if is_held else None for n, is_held in zip((1, 2, 3), held, strict=True)]
    verdict = judge(values[:2], Sign.EQUAL, values[2:], missing=missing)
    expected = None if SKIPPED[missing](held) else REMAINS[held]
    assert verdict.holds is expected
    assert bool(verdict.text) is (expected is False)


def test_zero_is_a_value_and_not_missing():
    zero = judge([Decimal(0)], Sign.EQUAL, [Decimal(0)], missing=Missing.SKIP_IF_ANY)
    assert zero.holds is True


def test_worked_examples_come_out_as_they_stand():
    assert doctest.testmod(relations).failed == 0
