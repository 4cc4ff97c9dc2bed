"""Admin's screen: seal, print and sign, put away."""

import hashlib
import json

import make
import pytest
import time_machine
from play import Player
from witness import found_wrong

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
