"""The list of records and the page of one record."""

import re

import make
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from play import Player

from kinerja.models import JournalEntry
from workflow.models import Submission


@pytest.fixture(autouse=True)
def quarter_is_over():
    with time_machine.travel(make.at("2026-10-05 09:00"), tick=False):
        yield


def open_fields(office, quarter: int = 3) -> dict:
    return {"unit": str(office.unit.pk), "year": "2026", "quarter": str(quarter)}


def test_kasubag_opens_any_period_from_the_list(office):
    page = Player(office.kasubag).does(
        "/berkas/", "open_submission", post_to="/berkas/buka/", **open_fields(office, 2)
    )
    assert "Triwulan II Tahun 2026 dibuka" in page
    assert Submission.objects.get().period.quarter == 2


def test_a_period_is_not_opened_twice(office):
    office.opened()
    answer = Player(office.kasubag).press(
        "/berkas/", "open_submission", post_to="/berkas/buka/", **open_fields(office)
    )
    assert answer.status_code == 403
    assert "sudah dibuka" in answer.content.decode()
    assert Submission.objects.count() == 1


def test_a_period_without_agreement_says_what_is_missing(office):
    fields = open_fields(office) | {"year": "2031"}
    answer = Player(office.kasubag).press(
        "/berkas/", "open_submission", post_to="/berkas/buka/", **fields
    )
    assert "Perjanjian Kinerja" in answer.content.decode()
    assert not Submission.objects.exists()


def test_a_double_click_opens_one_record_and_gives_the_same_answer(office):
    player = Player(office.kasubag)
    fields = {**player.carried("/"), "verb": "open_submission", **open_fields(office)}
    first = player.client.post("/berkas/buka/", fields)
    second = player.client.post("/berkas/buka/", fields)
    assert first["Location"] == second["Location"]
    assert (Submission.objects.count(), JournalEntry.objects.count()) == (1, 1)


def test_sekcam_cannot_open_a_period_for_kasubag(office):
    player = Player(office.sekcam)
    answer = player.client.post("/berkas/buka/", {"verb": "open_submission", **open_fields(office)})
    assert answer.status_code in (403, 422)
    assert not Submission.objects.exists()


@pytest.mark.parametrize("screen", ["", "input/", "koreksi/", "koreksi/setujui/", "dokumentasi/",
                                    "laporan/"])  # fmt: skip
def test_a_record_of_another_unit_does_not_exist_for_strangers(office, neighbour, screen):
    record = office.reviewing()
    Player(neighbour.kasubag).see(f"/berkas/{record.pk}/{screen}", status=404)
    Player(neighbour.kasi).see(f"/formulir/{office.form(record).pk}/", status=404)


def test_apip_reads_but_has_no_button(office):
    record = office.filled()
    page = Player(office.apip).see(f"/berkas/{record.pk}/")
    assert "Riwayat" in page
    assert 'name="verb"' not in page


def test_camat_reads_and_has_one_button(office):
    record = office.filled()
    page = Player(office.camat).see(f"/berkas/{record.pk}/")
    assert re.findall(r'name="verb" value="(\w+)"', page) == ["dispose"]


def test_the_way_out_needs_a_reason(office):
    record = office.filled()
    answer = Player(office.sekcam).press(f"/berkas/{record.pk}/", "cancel", reason=" ")
    assert answer.status_code == 422
    assert make.fresh(record).state == "entering"


def test_kasubag_who_presses_cancel_learns_who_can(office):
    record = office.filled()
    player = Player(office.kasubag)
    answer = player.client.post(f"/berkas/{record.pk}/", {"verb": "cancel", "reason": "x"})
    assert answer.status_code == 403
    assert "Sekretaris Camat (Sekcam)" in answer.content.decode()


def test_an_unknown_button_is_refused(office):
    record = office.filled()
    answer = Player(office.sekcam).client.post(f"/berkas/{record.pk}/", {"verb": "approve"})
    assert answer.status_code == 400


def test_history_tells_values_from_what_to_what(office):
    record = office.filled()
    page = Player(office.camat).see(f"/berkas/{record.pk}/")
    assert "1.1: belum diisi → 90; sumber dari seksi" in page


@pytest.mark.parametrize("screen", ["", "input/", "koreksi/", "koreksi/setujui/", "dokumentasi/",
                                    "laporan/"])  # fmt: skip
def test_queries_do_not_grow_from_3_to_30_rows(db, screen):
    counts = []
    for rows in (3, 30):
        office = make.office(f"Kecamatan {rows}", rows=rows, prefix=f"u{rows}.")
        player = Player(office.sekcam)
        record = office.reviewing()
        player.see(f"/berkas/{record.pk}/{screen}")
        with CaptureQueriesContext(connection) as queries:
            player.see(f"/berkas/{record.pk}/{screen}")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_queries_of_the_list_do_not_grow_with_records(office):
    player = Player(office.camat)
    counts = []
    for quarter in (1, 2, 3):
        office.opened(quarter=quarter)
        player.see("/berkas/")
        with CaptureQueriesContext(connection) as queries:
            player.see("/berkas/")
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_sekcam_opens_a_period_for_kasubag_when_asked(office, neighbour):
    office.have_superiors()
    sekcam = Player(office.sekcam)
    assert 'value="open_submission"' not in sekcam.see("/berkas/")
    assert "Buka periode sebagai atasan langsung" in sekcam.see("/berkas/")
    page = sekcam.does(
        "/berkas/?atasan=1", "open_submission", post_to="/berkas/buka/", **open_fields(office)
    )
    assert "Triwulan III Tahun 2026 dibuka" in page
    assert JournalEntry.objects.get().capacity == "Sekretaris Camat, oleh atasan langsung"
    assert "Buka periode sebagai atasan langsung" not in Player(office.kasubag).see("/berkas/")
    theirs = sekcam.client.post("/berkas/buka/", open_fields(neighbour))
    assert (theirs.status_code, Submission.objects.count()) == (422, 1)
