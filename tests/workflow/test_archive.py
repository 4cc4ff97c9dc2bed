"""Admin's screen: seal, print and sign, put away."""

import errno
import hashlib
import json

import make
import pytest
import time_machine
from django.db import OperationalError, connection
from play import Player
from witness import found_wrong

from kinerja import report
from workflow import actions
from workflow.archive import files
from workflow.models import ArchiveCopy, PaperCopy


@pytest.fixture(autouse=True)
def quarter_is_over():
    with time_machine.travel(make.at("2026-10-05 09:00"), tick=False):
        yield


def url(record) -> str:
    return f"/berkas/{record.pk}/dokumentasi/"


def test_the_seal_needs_a_register_number(office):
    record = office.archiving()
    answer = Player(office.admin).press(url(record), "seal", filing="  ")
    assert answer.status_code == 422
    assert "Isi nomor arsip" in answer.content.decode()
    assert not ArchiveCopy.objects.exists()


def test_the_archive_is_what_was_approved_with_its_hash(office):
    record = office.archiving()
    Player(office.admin).does(url(record), "seal", filing="000.8.6.3/1/2026")
    copy = ArchiveCopy.objects.get()
    assert copy.sha256 == hashlib.sha256(copy.snapshot.encode()).hexdigest()
    content = json.loads(copy.snapshot)
    row = content["objectives"][0]["rows"][0]
    assert (row["realised"], row["target"], row["achievement"]) == ("90", "80", "112.5")
    approving = record.journal().get(verb="approve")
    assert content["approval"]["hash"] == approving.hash
    assert found_wrong() == []


def test_the_place_of_the_paper_is_asked_whole(office):
    record = office.sealed()
    answer = Player(office.admin).press(url(record), "file_copy", box="12", shelf="")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Isi rak" in page
    assert 'value="12"' in page
    assert not PaperCopy.objects.exists()


def test_nothing_is_filed_before_the_seal(office):
    record = office.archiving()
    player = Player(office.admin)
    answer = player.client.post(url(record), {"verb": "file_copy", "box": "1", "shelf": "A"})
    assert answer.status_code == 422
    assert "belum disegel" in answer.content.decode()


def test_a_sealed_record_is_not_sealed_again(office):
    record = office.sealed()
    answer = Player(office.admin).client.post(url(record), {"verb": "seal", "filing": "x"})
    assert answer.status_code == 403
    assert ArchiveCopy.objects.count() == 1


def test_others_read_without_buttons(office):
    record = office.sealed()
    page = Player(office.sekcam).see(url(record))
    assert 'name="verb"' not in page


@pytest.mark.django_db(transaction=True)
def test_the_report_is_made_before_the_transaction_of_the_press(office, monkeypatch):
    record, render, inside = office.archiving(), report.render, []

    def watched(*given, **options):
        inside.append(connection.in_atomic_block)
        return render(*given, **options)

    monkeypatch.setattr(report, "render", watched)
    Player(office.admin).does(url(record), "seal", filing="000.8.6.3/1/2026")
    assert inside == [False]


def test_a_repeated_press_of_the_seal_makes_no_second_report(office, monkeypatch):
    record, player = office.archiving(), Player(office.admin)
    fields = {**player.carried(url(record)), "verb": "seal", "filing": "1"}
    first = player.client.post(url(record), fields)
    monkeypatch.setattr(report, "render", None)
    assert player.client.post(url(record), fields)["Location"] == first["Location"]
    assert ArchiveCopy.objects.count() == 1


def full_disk(*_given, **_options):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_keeps_what_was_typed_and_says_what_to_do(office, monkeypatch):
    record = office.archiving()
    with monkeypatch.context() as patched:
        patched.setattr(files, "write", full_disk)
        answer = Player(office.admin).press(url(record), "seal", filing="000.8.6.3/1/2026")
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "Ruang disk server habis" in page
    assert 'value="000.8.6.3/1/2026"' in page
    Player(office.admin).does(url(record), "seal", filing="000.8.6.3/1/2026")


def test_a_database_that_cannot_write_keeps_what_was_typed(office, monkeypatch):
    record = office.archiving()

    def full(*_given, **_options):
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(actions, "seal", full)
        answer = Player(office.admin).press(url(record), "seal", filing="000.8.6.3/1/2026")
    assert answer.status_code == 503
    assert "Basis data tidak dapat menulis" in answer.content.decode()
    assert 'value="000.8.6.3/1/2026"' in answer.content.decode()


def test_the_sealed_page_offers_the_file(office):
    record = office.sealed()
    page = Player(office.admin).see(url(record))
    assert f"/berkas/{record.pk}/laporan/?bentuk=pdf" in page
    assert record.archives.get().file_sha256 in page
