"""Means by sasaran and unit, their cap, and scales that an office may not keep.

Means are plain, per sasaran, and money totals are weighted; a cap of 100, 120 or 150 is a policy of
averages only, as in regional reports. The scale is that of Permendagri 86/2017.
"""

from dataclasses import dataclass
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja.formula import (
    CAPS,
    DEFAULT_SCALE,
    Choice,
    Figure,
    Kind,
    achievement,
    faults,
    in_words,
    is_money,
    mean,
)

WTP, WDP = Choice(2, None, "WTP"), Choice(1, None, "WDP")


@dataclass(frozen=True)
class Row:
    target: Figure
    realised: Figure
    kind: Kind = Kind.HIGHER
    satuan: str = "dokumen"
    upper: Decimal | None = None

    @property
    def achievement(self) -> Decimal | None:
        return achievement(self.kind, self.target, self.realised, upper=self.upper)


def row(target: str | None, realised: str | None, **more) -> Row:
    figures = (None if text is None else Decimal(text) for text in (target, realised))
    return Row(*figures, **more)


# Rows, cap, mean in percent to two decimals, how many were counted and left out, source.
MEANS = [
    ([row("4", "2"), row("1", "2")], None, "125.00", 2, 0, "plain mean of 50 and 200"),
    ([row("4", "2"), row("1", "2")], "100", "75.00", 2, 0, "cap 100: 50 and 100"),
    ([row("4", "2"), row("1", "2")], "120", "85.00", 2, 0, "cap 120: 50 and 120"),
    ([row("4", "2"), row("1", "2")], "150", "100.00", 2, 0, "cap 150: 50 and 150"),
    ([row("3", "50")], "120", "120.00", 1, 0, "regional reports print 1667 %, uncapped"),
    ([row("100", "-70.5")], "100", "-70.50", 1, 0, "a cap is no floor: reports print −70,50 %"),
    ([row("4", "2"), row("4", None)], None, "50.00", 1, 1, "no realisation: left out, not 0"),
    ([row("4", "2"), row(None, "2")], None, "50.00", 1, 1, "no target: left out"),
    ([row("4", "2"), row("0", "2")], None, "50.00", 1, 1, "target 0: cannot be calculated"),
    ([row("4", "0"), row("4", "4")], None, "50.00", 2, 0, "a zero is a number and counts"),
    ([row("4", None)], None, None, 0, 1, "nothing to average"),
    ([], None, None, 0, 0, "nothing to average"),
    (
        [Row(WTP, WDP, Kind.PREDICATE), Row(WDP, WTP, Kind.PREDICATE)],
        None,
        "100.00",
        1,
        1,
        "a predicate not reached has no percentage and is counted as left out",
    ),
    (
        [row("900", "450", satuan="Rp"), row("100", "150", satuan="Rp")],
        None,
        "60.00",
        2,
        0,
        "money is weighted: 600 / 1000, where the plain mean says 100",
    ),
    (
        [row("900", "450", satuan="Rp"), row("100", "150", satuan="Rp"), row("4", "4")],
        None,
        "80.00",
        3,
        0,
        "rows in money count as one: (60 + 100) / 2",
    ),
    (
        [row("900", "900", satuan="Rp"), row("2", "1", satuan="juta rupiah")],
        None,
        "75.00",
        2,
        0,
        "rupiah and millions of rupiah are not added: (100 + 50) / 2",
    ),
    (
        [row("900", None, satuan="Rp"), row("100", "150", satuan="Rp")],
        None,
        "150.00",
        1,
        1,
        "a target without realisation does not weigh on the total",
    ),
    (
        [
            row("10", "20", satuan="Rp", kind=Kind.LOWER),
            row("10", "0", satuan="Rp", kind=Kind.LOWER),
        ],
        None,
        "100.00",
        2,
        0,
        "money of which less is better, variant A on the totals: (2 × 20 − 20) / 20",
    ),
    (
        [row("100", "80", satuan="Rp"), row("100", "120", satuan="Rp", kind=Kind.LOWER)],
        None,
        "80.00",
        2,
        0,
        "what is to rise and what is to fall are not added: (80 + 80) / 2",
    ),
]


@pytest.mark.parametrize(("rows", "cap", "percent", "counted", "left_out", "source"), MEANS)
def test_a_mean_is_plain_and_says_what_it_left_out(rows, cap, percent, counted, left_out, source):
    found = mean(rows, cap=None if cap is None else Decimal(cap))
    shown = None if found.percent is None else found.percent.quantize(Decimal("0.01"))
    assert shown == (None if percent is None else Decimal(percent)), source
    assert (found.counted, found.left_out) == (counted, left_out), source


percentages = st.decimals(-1000, 10000, places=4)


@given(st.lists(percentages, min_size=1, max_size=8), st.sampled_from(CAPS))
def test_a_mean_is_never_above_its_cap_nor_above_the_uncapped_one(values, cap):
    rows = [Row(Decimal(100), value) for value in values]
    capped, plain = mean(rows, cap=cap).percent, mean(rows).percent
    assert capped <= plain
    assert cap is None or capped <= cap
    if cap is not None and max(values) <= cap:
        assert capped == plain


@given(st.lists(percentages, min_size=1, max_size=8))
def test_a_cap_leaves_the_achievements_themselves_alone(values):
    rows = [Row(Decimal(100), value) for value in values]
    before = [each.achievement for each in rows]
    mean(rows, cap=Decimal(100))
    assert [each.achievement for each in rows] == before


@given(st.lists(percentages, min_size=1, max_size=8))
def test_a_mean_does_not_depend_on_the_callers_context(values):
    rows = [Row(Decimal(100), value) for value in values]
    usual = mean(rows)
    with localcontext(prec=2):
        assert mean(rows) == usual


@pytest.mark.parametrize("satuan", ["Rp", "Rp.", "rupiah", "Juta Rupiah", "Rp juta"])
def test_money_is_known_by_its_satuan(satuan):
    assert is_money(satuan)


@pytest.mark.parametrize("satuan", ["rapat", "%", "RPJMD", "RPH", ""])
def test_what_only_begins_alike_is_no_money(satuan):
    assert not is_money(satuan)


# Scales that are refused: (lower bound, word) a row, then the rows and parts that are told.
REFUSED = {
    "empty": ([(None, "")] * 3, [(0, "label")]),
    "one row": ([("50", "Baik")], [(0, "label")]),
    "a hole": ([("90", "Baik"), (None, ""), (None, "Kurang")], [(1, "label")]),
    "out of order": ([("76", "B"), ("91", "A"), (None, "C")], [(1, "lower")]),
    "twice the same cut": ([("76", "B"), ("76", "A"), (None, "C")], [(1, "lower")]),
    "no bottom row": ([("91", "A"), ("76", "B")], [(1, "lower")]),
    "a cut without a word": ([("91", "A"), ("76", ""), (None, "C")], [(1, "label")]),
    "a word without a cut": ([("91", "A"), (None, "B"), (None, "C")], [(1, "lower")]),
    "the same word twice": ([("91", "Baik"), ("76", "baik"), (None, "C")], [(1, "label")]),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_scale_with_holes_out_of_order_or_without_bottom_is_told(name):
    rows, told = REFUSED[name]
    typed = [(None if lower is None else Decimal(lower), label) for lower, label in rows]
    assert [(fault.row, fault.part) for fault in faults(typed)] == told


def test_the_scale_of_permendagri_86_2017_has_no_fault_and_says_how_it_is_cut():
    assert faults([(each.lower, each.label) for each in DEFAULT_SCALE]) == ()
    assert in_words(DEFAULT_SCALE) == (
        "≥ 91 Sangat Tinggi, ≥ 76 Tinggi, ≥ 66 Sedang, ≥ 51 Rendah, "
        "di bawahnya Sangat Rendah; batas bawah, tanpa pembulatan"
    )
