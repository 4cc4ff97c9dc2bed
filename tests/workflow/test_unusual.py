"""What the journal holds out of the usual: a rule per kind, and nothing of an ordinary quarter."""

from datetime import date

import make
import pytest
from deeds import DEEDS, LATER, stage
from evidence_deeds import EVIDENCE_DEEDS, ready

from kinerja import journal
from kinerja.keeping import assignments
from kinerja.models import Role, Tenure, Unit, User
from workflow import actions
from workflow.unusual import reading
from workflow.unusual.reading import Happening
from workflow.unusual.rules import RULES

pytestmark = pytest.mark.django_db

# The verbs that are unusual by themselves, the kind that each is, and what it says.
ALONE = {
    "send_back": ("dikembalikan", "Periksa lagi"),
    "return_form": ("dikembalikan", "Satuan keliru"),
    "return_from_archiving": ("dikembalikan", "Lampiran tertukar"),
    "revoke_approval": ("persetujuan", ""),
    "reopen": ("dibuka-kembali", "Keliru"),
    "cancel": ("dibatalkan", "Keliru"),
    "enter_late": ("susulan", ""),
    "skip_form": ("dilewati", "Jabatan kosong"),
    "extend": ("perpanjangan", "Badai"),
}
# Kinds with a test of their own below.
OTHERS = {"dikoreksi", "diganti", "kantor-kecil", "atasan", "menyusul", "dokumen"}


def happened(office: make.Office, **options) -> tuple[Happening, ...]:
    return reading.placed(reading.read(Unit.objects.filter(pk=office.unit.pk), **options))


def only(office: make.Office) -> Happening:
    (each,) = happened(office)
    return each


def test_an_ordinary_quarter_holds_nothing_unusual(office):
    office.archived()
    assert happened(office) == ()


@pytest.mark.parametrize("verb", ALONE)
def test_what_is_unusual_by_itself_is_found(office, verb):
    key, reason = ALONE[verb]
    record = stage(office, DEEDS[verb].stage)
    DEEDS[verb].press(office, record)
    each = only(office)
    assert (each.rule.key, each.told.reason) == (key, reason)
    assert (each.record, each.unit, each.moment) == (record, office.unit, LATER)


def test_every_kind_is_tried_here():
    assert {key for key, _ in ALONE.values()} | OTHERS == {rule.key for rule in RULES}


def test_a_replaced_value_of_a_section_tells_old_and_new(office):
    record = office.filled()
    values = {
        "1.1": make.entry("88", reason="Register dihitung ulang"),
        "2.1": make.entry("90", reason="Diketik sama"),
    }
    actions.enter(record, values=values, by=office.kasubag, at=LATER)
    each = only(office)
    assert (each.rule.key, each.rows[0].code) == ("diganti", "1.1")
    assert each.rows[0].indicator.name == "Indikator 1.1"
    assert each.told.before == "90; sumber dari seksi"
    assert each.told.after == "88; sumber dokumen"
    assert each.told.reason == "Register dihitung ulang"


def test_a_value_that_no_section_gave_is_not_replaced(office):
    record = office.entering()
    for value in ("70", "71"):
        actions.enter(record, values={"1.1": make.entry(value)}, by=office.kasubag, at=LATER)
    assert happened(office) == ()


def test_a_correction_of_step_3_tells_old_and_new(office):
    DEEDS["correct"].press(office, stage(office, "reviewing"))
    each = only(office)
    assert (each.rule.key, each.what, each.rows[0].code) == ("dikoreksi", "mengoreksi nilai", "1.1")
    assert each.told.before == "90; sumber dari seksi"
    assert each.told.after == "88; sumber koreksi"
    assert each.told.reason == "Salah hitung"


def test_returned_rows_are_named(office):
    record = office.reviewing()
    actions.send_back(record, reason="Periksa", rows=["1.1", "2.1"], by=office.sekcam, at=LATER)
    assert [row.code for row in only(office).rows] == ["1.1", "2.1"]


def test_a_reopened_record_names_its_editions(office):
    DEEDS["reopen"].press(office, stage(office, "archived"))
    assert (only(office).told.before, only(office).told.after) == ("edisi 1", "edisi 2")


def test_an_extension_names_its_round_and_its_minutes(office):
    DEEDS["extend"].press(office, stage(office, "with_superiors"))
    told = only(office).told
    assert (told.subject, told.after) == ("langkah 2, putaran 1", "+60 menit kerja")


def test_an_act_of_the_superior_is_told(office):
    record = office.accepted()
    office.have_superiors()
    actions.submit(record, by=office.sekcam, at=LATER)
    each = only(office)
    assert each.rule.key == "atasan"
    assert each.capacity == "Sekretaris Camat, oleh atasan langsung"
    assert each.what == "mengirim untuk dikoreksi"


def test_acts_under_the_small_office_rule_are_told(office):
    Unit.objects.update(small_office=True)
    make.assign(office.kasubag, Role.SECRETARY, office.unit, title="Sekretaris kedua")
    record = office.reviewing()
    actions.check(record, rows=office.codes(), by=office.kasubag, at=LATER)
    actions.approve(record, seen=10_000, by=office.kasubag, at=LATER)
    each = only(office)
    assert (each.rule.key, each.what) == ("kantor-kecil", "menyetujui")


def test_the_small_office_rule_switched_on_is_told(office):
    journal.append(
        f"unit:{office.unit.pk}",
        "administer_unit",
        by=office.administrator,
        capacity="Administrator",
        at=LATER,
        before={"small_office": "False"},
        after={"small_office": "True"},
    )
    told = only(office).told
    assert (told.before, told.after) == ("tidak berlaku", "berlaku")


def acting(office: make.Office, who: User, letter: str) -> dict:
    return {
        "user": who,
        "position": office.seat(office.sekcam),
        "role": Role.SECRETARY,
        "section": None,
        "tenure": Tenure.PLH,
        "letter": letter,
        "start": date(2026, 10, 7),
        "end": date(2026, 10, 9),
    }


def test_a_letter_still_to_come_is_told_and_so_is_its_coming(office):
    given = {"by": office.operator, "at": LATER}
    made = assignments.add_assignment(acting(office, office.kasi, ""), unit=office.unit, **given)
    first = only(office)
    assert (first.rule.key, first.record, first.unit) == ("menyusul", None, office.unit)
    assert first.told.subject == "Kasi1 – Plh. Sekretaris Camat"
    assert (first.told.before, first.told.after) == ("", "menyusul")
    assignments.edit_assignment(made, acting(office, office.kasi, "800/12"), **given)
    latest = happened(office)[0]
    assert (latest.told.before, latest.told.after) == ("menyusul", "800/12")


def test_an_appointment_with_its_letter_is_usual(office):
    given = {"unit": office.unit, "by": office.operator, "at": LATER}
    assignments.add_assignment(acting(office, office.kasi, "800/12"), **given)
    assert happened(office) == ()


def test_a_replaced_document_names_both(office):
    deed = EVIDENCE_DEEDS["replace_evidence"]
    deed.press(office, ready(office, "replace_evidence"))
    each = only(office)
    assert (each.told.before, each.told.after) == ("register.pdf", "baru.pdf")
    assert [row.code for row in each.rows] == ["1.1", "1.2"]
    assert (each.rule.key, each.told.reason) == ("dokumen", "Tertukar")


def test_one_act_can_be_unusual_in_two_ways(office):
    record = office.reviewing()
    office.have_superiors()
    actions.send_back(record, reason="Periksa", by=office.camat, at=LATER)
    assert [each.rule.key for each in happened(office)] == ["dikembalikan", "atasan"]


def test_the_year_is_that_of_the_happening_by_the_local_clock(office):
    record = office.reviewing(when=make.at("2026-12-31 08:00"))
    actions.send_back(record, reason="A", by=office.sekcam, at=make.at("2026-12-31 23:30"))
    assert len(happened(office, year=2026)) == 1
    actions.cancel(make.fresh(record), reason="B", by=office.sekcam, at=make.at("2027-01-01 06:30"))
    # 06.30 on New Year's morning is still 2026 in London.
    assert [each.told.reason for each in happened(office, year=2027)] == ["B"]
    assert [each.told.reason for each in happened(office, year=2026)] == ["A"]


def test_what_happened_in_another_unit_is_not_told(office, neighbour):
    DEEDS["cancel"].press(neighbour, stage(neighbour, "opened"))
    assert happened(office) == ()
    assert len(happened(neighbour)) == 1
