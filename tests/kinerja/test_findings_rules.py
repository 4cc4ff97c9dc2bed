"""Each rule that asks for a look: where it speaks, where it is silent, exactly at its border.

The rules are those of domain.md §1 "Warnings know the kind". 150 and 50 per cent, half as much
again and 5 are the office's own borders; 1667 % and −70,50 % stand in published reports.
"""

from decimal import Decimal

import pytest
from rows import row

from kinerja.findings import must_mend
from kinerja.findings.rules import LOOK_RULES, MUST_RULES, RULES, found
from kinerja.formula import Choice, Kind
from kinerja.table import Row, Words

B, BB, A = (Choice(rank, None, label) for rank, label in enumerate(["B", "BB", "A"], start=1))


def told(given: Row, code: str) -> str | None:
    """What one rule says of a row; None where it is silent."""
    return next((each.message for each in found(given, LOOK_RULES) if each.code == code), None)


# Value, target, kind, what is said: of capaian above 150 and below 50 per cent.
ACHIEVEMENTS = [
    ("120", "80", Kind.HIGHER, "very_high", None),
    ("120.01", "80", Kind.HIGHER, "very_high", "capaian 150,01%, di atas 150%"),
    ("130", "80", Kind.HIGHER, "very_high", "capaian 162,50%, di atas 150%"),
    ("1667", "100", Kind.HIGHER, "very_high", "capaian 1.667,00%, di atas 150%"),
    ("120.0001", "80", Kind.HIGHER, "very_high", "capaian 150,0001%, di atas 150%"),
    ("40", "80", Kind.LOWER, "very_high", None),
    ("39", "80", Kind.LOWER, "very_high", "capaian 151,25%, di atas 150%"),
    ("5", "0", Kind.HIGHER, "very_high", None),
    ("40", "80", Kind.HIGHER, "very_low", None),
    ("39.99", "80", Kind.HIGHER, "very_low", "capaian 49,99%, di bawah 50%"),
    ("39.9999", "80", Kind.HIGHER, "very_low", "capaian 49,9999%, di bawah 50%"),
    ("120", "80", Kind.LOWER, "very_low", None),
    ("27.05", "10", Kind.LOWER, "very_low", "capaian −70,50%, di bawah 50%"),
    ("160", "80", Kind.LOWER_RATIO, "very_low", None),
    ("161", "80", Kind.LOWER_RATIO, "very_low", "capaian 49,69%, di bawah 50%"),
    (B, A, Kind.PREDICATE, "very_low", None),
]


@pytest.mark.parametrize(("value", "target", "kind", "code", "said"), ACHIEVEMENTS)
def test_achievement_far_from_its_target_is_told_with_the_number(value, target, kind, code, said):
    assert told(row(value, target=target, kind=kind), code) == said


# Target, last year up to the same quarter, kind, what is said.
TARGETS = [
    ("80", "80", Kind.HIGHER, None),
    ("80", None, Kind.HIGHER, None),
    (None, "80", Kind.HIGHER, None),
    ("80", "79", Kind.HIGHER, None),
    ("80", "85.5", Kind.HIGHER, "target 80, di bawah realisasi tahun lalu (85,5)"),
    ("30", "30", Kind.LOWER, None),
    ("30", "31", Kind.LOWER, None),
    ("30", "27.5", Kind.LOWER, "target 30, di atas realisasi tahun lalu (27,5)"),
    ("30", "29", Kind.LOWER_RATIO, "target 30, di atas realisasi tahun lalu (29)"),
    ("15", "99", Kind.RANGE, None),
    ("92", "92.169733", Kind.HIGHER, "target 92, di bawah realisasi tahun lalu (92,17)"),
    ("92", "92.0001", Kind.HIGHER, "target 92, di bawah realisasi tahun lalu (92,0001)"),
    (BB, BB, Kind.PREDICATE, None),
    (A, BB, Kind.PREDICATE, None),
    (BB, A, Kind.PREDICATE, "target BB, di bawah realisasi tahun lalu (A)"),
]


@pytest.mark.parametrize(("target", "last_year", "kind", "said"), TARGETS)
def test_target_that_asks_for_less_than_last_year_is_told(target, last_year, kind, said):
    value = A if kind == Kind.PREDICATE else "1"
    given = row(value, target=target, kind=kind, last_year=last_year)
    assert told(given, "easier_target") == said


# The quarter before, this quarter, the usual step, what is said.
JUMPS = [
    ("10", "22", "5", "naik 120% dari triwulan lalu (10 → 22)"),
    ("22", "10", "5", "turun 54,5% dari triwulan lalu (22 → 10)"),
    ("20", "30", "5", None),  # exactly half as much again
    ("20", "30.1", "5", "naik 50,5% dari triwulan lalu (20 → 30,1)"),
    ("20", "10", "5", None),
    ("2", "7", "5", None),  # 250 %, but exactly the usual step
    ("2", "7.5", "5", "naik 275% dari triwulan lalu (2 → 7,5)"),
    ("2", "4", "1", "naik 100% dari triwulan lalu (2 → 4)"),
    ("2", "4", "2", None),
    ("0", "5", "5", None),
    ("0", "6", "5", "naik dari triwulan lalu (0 → 6)"),
    ("-4", "8", "5", "naik 300% dari triwulan lalu (−4 → 8)"),
    ("10", "10", "0", None),
    (None, "22", "5", None),
    ("10", None, "5", None),
]


@pytest.mark.parametrize(("before", "this", "step", "said"), JUMPS)
def test_jump_is_more_than_half_and_more_than_the_usual_step(before, this, step, said):
    assert told(row(alone=this, alone_before=before, step=step), "jump") == said


def test_jump_of_a_running_total_is_told_of_what_was_added():
    facts = {"alone": "22", "alone_before": "10", "is_running_total": True}
    assert told(row("32", **facts), "jump") == "tambahannya naik 120% dari triwulan lalu (10 → 22)"


def test_jump_names_the_quarter_where_it_is_not_the_last_one():
    facts = {"alone": "22", "alone_before": "10", "before_words": "Triwulan II"}
    assert told(row("22", **facts), "jump") == "naik 120% dari Triwulan II (10 → 22)"


FALLS = [
    ("35", "40", False, "nilai s.d. turun (40 → 35)"),
    ("40", "40", False, None),
    ("41", "40", False, None),
    ("35", "40", True, None),  # where negative values are allowed, a total may shrink
    (None, "40", False, None),
    ("35", None, False, None),
]


@pytest.mark.parametrize(("total", "before", "allows_negative", "said"), FALLS)
def test_running_total_that_falls_is_told(total, before, allows_negative, said):
    given = row(total=total, total_before=before, allows_negative=allows_negative)
    assert told(given, "falling_total") == said


# What was typed again, and of which line.
REPEATED = [
    ("82.45", {}, "sama persis dengan triwulan lalu (82,45)"),
    ("0", {}, None),
    ("100", {}, None),
    ("100.5", {}, "sama persis dengan triwulan lalu (100,5)"),
    ("12", {"is_fixed": True}, None),
    ("12", {"is_stock": True}, None),
    ("82.45", {"repeats": False}, None),
    ("82.45", {"before_words": "tahun lalu"}, "sama persis dengan tahun lalu (82,45)"),
    (BB, {"kind": Kind.PREDICATE}, None),
]


@pytest.mark.parametrize(("value", "facts", "said"), REPEATED)
def test_same_value_as_last_quarter_is_told_where_it_hardly_can_be(value, facts, said):
    target = BB if facts.get("kind") == Kind.PREDICATE else "80"
    assert told(row(value, target=target, **{"repeats": True, **facts}), "repeated") == said


OVER = [
    ("100", {"is_percentage": True}, None),
    ("100.01", {"is_percentage": True}, "realisasi 100,01%, di atas 100%"),
    ("101", {"is_percentage": False}, None),
    ("101", {"is_percentage": True, "at_most_100": True}, None),  # refused at the field instead
]


@pytest.mark.parametrize(("value", "facts", "said"), OVER)
def test_percentage_over_100_is_told(value, facts, said):
    assert told(row(value, **facts), "over_100") == said


def test_value_that_replaced_a_sections_is_told():
    assert told(row(cell={"replaces_section": True}), "replaced") == "nilai dari seksi diganti"
    assert told(row(), "replaced") is None


def test_missing_document_is_told_where_one_is_asked_for():
    assert told(row(asks_evidence=True), "no_evidence") == "dokumen pendukung belum ada"
    assert told(row(), "no_evidence") is None


def test_usual_row_is_silent():
    usual = row(last_year="78", alone="90", alone_before="85", total="90", total_before="85")
    assert found(usual, RULES) == ()


ODD = {"last_year": "99", "alone": "90", "alone_before": "1", "is_percentage": True}


def test_blank_row_is_asked_for_a_value_and_for_nothing_else():
    assert [each.code for each in found(row(None, **ODD), RULES)] == ["blank"]


def test_row_that_is_not_asked_has_no_findings():
    assert found(row("120", is_asked=False, **ODD), RULES) == ()
    assert must_mend(row(None, is_asked=False)) == ()


def test_only_what_a_report_cannot_go_without_must_be_mended():
    bare = row("40", target="80", words=Words(), asks_evidence=True, **ODD)
    assert [each.code for each in must_mend(bare)] == ["no_words_below"]
    assert all(each.is_must for each in must_mend(row(None, target=None)))
    assert not any(each.is_must for each in found(bare, LOOK_RULES))


def test_no_office_switches_off_what_must_be_mended():
    assert {rule.code for rule in RULES if not rule.may_be_switched} == {
        "no_target",
        "blank",
        "no_words_below",
        "no_words_above",
    }
    assert len({rule.code for rule in RULES}) == len(MUST_RULES) + len(LOOK_RULES)


def test_figures_that_never_end_are_cut_in_words():
    third = str(Decimal(100) / 3)
    assert told(row(third, repeats=True), "repeated") == (
        "sama persis dengan triwulan lalu (33,3333)"
    )
