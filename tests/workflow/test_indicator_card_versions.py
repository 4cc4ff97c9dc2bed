"""Kartu indikator: targets by agreement version, and what became of the values."""

import make
import pytest
from cards import card, table, values
from deeds import DEEDS, LATER, stage
from reading import row, words
from version_deeds import adopted, amended

from kinerja.models import Line
from workflow import actions

pytestmark = pytest.mark.django_db


# Its targets


def test_targets_stand_by_version_with_what_was_asked_before(office):
    amended(office, targets={"1.1": "85"})
    html = table(card(office), "Target tiap versi")
    assert "85,00 target semula 80,00" in row(html, "2026 · PK perubahan")
    assert "semula" not in row(html, "2026 · PK murni")
    assert html.index("PK perubahan") < html.index("PK murni")


def test_a_version_that_dropped_the_indicator_says_so(office):
    amended(office, without=("1.1",))
    shown = row(table(card(office), "Target tiap versi"), "2026 · PK perubahan")
    assert shown.endswith("tidak dimuat pada versi ini")


def test_a_value_names_its_version_and_the_target_before(office):
    record = office.filled()
    amended(office, targets={"1.1": "60"})
    adopted(office, record)
    shown = row(values(card(office)), "Triwulan III 2026")
    assert "PK perubahan, versi 2" in shown
    assert "60,00 target semula 80,00 90,00 150,00%" in shown


# What became of it


def test_a_replaced_value_and_a_correction_are_told_with_reason(office):
    record, step_2 = office.filled(), {"by": office.kasubag, "at": LATER}
    value = make.entry("88", reason="Register dihitung ulang")
    actions.enter(record, values={"1.1": value}, **step_2)
    actions.accept(record, rows=office.codes(), **step_2)
    actions.submit(record, **step_2)
    step_3 = {"reason": "Salah hitung", "by": office.sekcam, "at": LATER}
    actions.correct(make.fresh(record), row="1.1", value=make.entry("87"), **step_3)
    shown = words(table(card(office), "Yang terjadi pada nilai"))
    assert "nilai seksi diganti 90; sumber dari seksi → 88; sumber dokumen Kasubag" in shown
    assert "→ 87; sumber koreksi Sekcam selaku Sekretaris Camat “Salah hitung”" in shown
    assert "belum pernah dikoreksi" in card(office, office.lines[1])


def test_the_same_code_of_another_indicator_tells_nothing_here(office):
    """In the year before, code 1.1 was another indicator's."""
    before = make.agreement(office.unit, 2025)
    other = make.line(before, office.sections[0], "0.0")
    Line.objects.filter(pk=other.pk).update(code="1.1")
    DEEDS["enter"].press(office, stage(office, "filled"))
    assert "nilai seksi diganti" in card(office)
    assert "belum pernah dikoreksi" in card(office, other)
