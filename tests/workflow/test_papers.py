"""All of a record's sheets and letters as one chain, and the head's instruction on it."""

import make
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from play import Player

from workflow import actions
from workflow.screens import papers

AT = make.at()


@pytest.fixture(autouse=True)
def next_day():
    with time_machine.travel(make.at("2026-10-06 09:00"), tick=False):
        yield


def test_chain_tells_what_went_down_and_what_went_up(office):
    record = office.reviewing()
    actions.send_back(record, reason="Periksa", by=office.sekcam, at=make.at("2026-10-05 09:00"))
    told = [
        (paper.kind, link.sender, link.to) for paper in papers.read(record) for link in paper.links
    ]
    sheet, letter = "Lembar disposisi", "Surat pengantar"
    assert told == [
        (sheet, "Kepala Seksi 1", "Staf Seksi 1"),
        (sheet, "Kepala Seksi 2", "Pelaksana Seksi 2"),
        (letter, "Kepala Seksi 1", "Kasubag Perencanaan"),
        (letter, "Kepala Seksi 2", "Kasubag Perencanaan"),
        (letter, "Kasubag Perencanaan", "Sekretaris Camat"),
        (sheet, "Sekretaris Camat", "Kasubag Perencanaan"),
    ]
    page = Player(office.apip).see(f"/berkas/{record.pk}/lembar/")
    assert all(paper.url in page and paper.number in page for paper in papers.read(record))


def test_record_leads_to_every_paper(office):
    record = office.archiving()
    page = Player(office.kasi).see(f"/berkas/{record.pk}/")
    assert all(paper.url in page for paper in papers.read(record))
    assert f"/berkas/{record.pk}/lembar/" in page


@pytest.mark.parametrize("screen", ["", "lembar/"])
def test_head_instructs_on_a_row(office, screen):
    record = office.filled()
    fields = {"to": str(office.seat(office.sekcam).pk), "row": "1.2", "urgency": "segera"}
    page = Player(office.camat).does(
        f"/berkas/{record.pk}/{screen}",
        "dispose",
        post_to=f"/berkas/{record.pk}/lembar/",
        **fields,
        note="Bandingkan",
        due="2026-10-09",
    )
    assert "Disposisi DK-003/2026 diberikan kepada Sekretaris Camat." in page
    assert "batas waktu 9 Oktober 2026" in Player(office.sekcam).see("/")


def test_bad_instruction_is_told_at_its_field(office):
    record = office.filled()
    url, fields = f"/berkas/{record.pk}/lembar/", {"to": str(office.seat(office.sekcam).pk)}
    for given, message in (
        ({"note": "x", "due": "2026-10-01"}, "Batas waktu sudah lewat."),
        ({"note": " "}, "Centang perintah atau tuliskan catatan."),
    ):
        answer = Player(office.camat).press(url, "dispose", **fields, urgency="biasa", **given)
        assert answer.status_code == 422
        assert message in answer.content.decode()
    assert not record.sheets.filter(cause="instruction").exists()


def test_only_the_head_is_offered_to_instruct(office):
    record = office.filled()
    for user in (office.sekcam, office.kasubag, office.kasi, office.apip):
        assert 'value="dispose"' not in Player(user).see(f"/berkas/{record.pk}/lembar/")


def test_papers_of_another_unit_do_not_exist_for_strangers(office, neighbour):
    record = office.filled()
    Player(neighbour.camat).see(f"/berkas/{record.pk}/lembar/", status=404)


def test_queries_do_not_grow_with_the_papers(office):
    record, player, counts = office.filled(), Player(office.camat), []
    for number in range(3):
        for _ in range(number * 3):
            actions.dispose(record, note="x", by=office.camat, at=AT)
        player.see(f"/berkas/{record.pk}/lembar/")
        with CaptureQueriesContext(connection) as queries:
            player.see(f"/berkas/{record.pk}/lembar/")
            player.see(f"/berkas/{record.pk}/")
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts
