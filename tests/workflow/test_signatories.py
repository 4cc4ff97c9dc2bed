"""Penanda tangan as the operator keeps them, and the reports that they sign."""

import json

import make
import pytest
import time_machine
from play import Player
from reading import row, words
from witness import nothing_changes, verified

from kinerja.models import JournalEntry, Position, User
from workflow import actions, archive, own_rows, signatories, standing
from workflow.filing import signing
from workflow.models import Signatory

URL = "/kantor/penanda-tangan/"


@pytest.fixture(autouse=True)
def in_october():
    with time_machine.travel(make.at("2026-10-06 09:00"), tick=False):
        yield


@pytest.fixture
def operator(office) -> Player:
    office.have_superiors()
    return Player(office.operator)


def seat(of: User) -> str:
    return str(of.assignments.get().position_id)


def signed(record) -> list[tuple[str, str, str]]:
    record = make.fresh(record)
    standing.read(record)
    found = json.loads(archive.snapshot(record))["signatories"]
    return [(each["heading"], each["title"], each["name"]) for each in found]


def test_every_office_begins_with_kasubag_sekcam_and_the_camat_who_takes_note(office, operator):
    html = operator.see(URL)
    assert "– Kasubag" in row(html, "Kasubag Perencanaan")
    assert "Mengetahui, Camat 3 menandatangani" in row(html, "Mengetahui,")
    assert not Signatory.objects.exists()


def test_an_offered_place_becomes_the_offices_own_with_one_entry(office, neighbour, operator):
    given = {"position": seat(office.admin), "heading": "Diperiksa oleh,", "order": "2"}
    html = operator.does(f"{URL}sekcam/ubah/", "edit_signatory", **given)
    assert "Diperiksa oleh, Admin" in row(html, "Admin")
    entry = JournalEntry.objects.get(verb="edit_signatory")
    assert (entry.before["heading"], entry.after["heading"]) == ("", "Diperiksa oleh")
    assert "mengubah penanda tangan" in words(operator.see("/kantor/"))
    assert [each.title for each in signatories.listed(neighbour.unit, make.at())][1] == (
        "Sekretaris Camat"
    )
    assert verified()


def test_a_report_is_signed_by_whom_the_office_let_sign_at_its_seal(office, operator):
    post = Position.objects.create(unit=office.unit, title="Kasi PMD", short_label="Kasi PMD")
    record = office.archiving()
    given = {"position": str(post.pk), "heading": "Disusun oleh", "order": "0"}
    operator.does(URL + "baru/", "add_signatory", **given)
    html = operator.does(f"{URL}kasubag/ubah/", "withdraw_signatory")
    assert "Kasubag Perencanaan tidak lagi menandatangani laporan." in words(html)
    named = [
        ("Disusun oleh,", "Kasi PMD", ""),
        ("", "Sekretaris Camat", "Sekcam"),
        ("Mengetahui,", "Camat", "Camat"),
    ]
    assert signed(record) == named
    assert signing.signers(record, make.at()) == "Sekretaris Camat, Sekcam\nCamat, Camat"
    actions.seal(record, filing="000.8.6.3/1/2026", by=office.admin, at=make.at("2026-10-06 09:00"))
    copy = make.fresh(record).archives.get()
    operator.does(f"{URL}sekcam/ubah/", "withdraw_signatory")
    kept = json.loads(copy.snapshot)["signatories"]
    assert [(each["heading"], each["title"], each["name"]) for each in kept] == named
    assert verified()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"position": ""}, "tidak boleh kosong"),
        ({"position": "camat"}, "sudah menandatangani laporan"),
        ({"position": "999999"}, "pilihan"),
        ({"heading": "x" * 61}, "60"),
        ({"order": "-1"}, "0"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field_and_stays_typed(office, operator, typed, told):
    chosen = {"position": seat(office.admin), "heading": "Disusun oleh", "order": "4"} | typed
    if chosen["position"] == "camat":
        chosen["position"] = seat(office.camat)
    with nothing_changes():
        answer = operator.press(URL + "baru/", "add_signatory", **chosen)
    assert answer.status_code == 422
    assert told in words(answer.content.decode())
    assert f'value="{chosen["heading"]}"' in answer.content.decode()


def test_a_position_of_another_office_does_not_sign(office, neighbour, operator):
    given = {"position": seat(neighbour.camat), "heading": "", "order": "4"}
    with nothing_changes():
        assert operator.press(URL + "baru/", "add_signatory", **given).status_code == 422


def test_the_last_place_stays_and_one_out_of_use_can_be_taken_up_again(office, operator):
    for code in ("kasubag", "camat"):
        operator.does(f"{URL}{code}/ubah/", "withdraw_signatory")
    with nothing_changes():
        answer = operator.press(f"{URL}sekcam/ubah/", "withdraw_signatory")
    assert "sedikitnya satu penanda tangan" in words(answer.content.decode())
    given = {"position": seat(office.camat), "heading": "Mengetahui", "order": "3"}
    operator.does(f"{URL}camat/ubah/", "edit_signatory", **given)
    found = own_rows.in_use(Signatory, office.unit)
    assert {each.code for each in found} == {"sekcam", "camat"}


def test_others_do_not_keep_it(office, neighbour):
    Player(office.sekcam).see(URL, status=403)
    Player(office.operator).see(f"{URL}lurah/ubah/", status=404)
    Player(neighbour.operator).see(f"{URL}?unit={office.unit.code}", status=404)
