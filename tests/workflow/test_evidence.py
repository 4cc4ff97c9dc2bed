"""One document: seen by who sees the record, never run, replaced with a reason, told for ever."""

import re

import make
import papers
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from evidence_deeds import attached, documented
from play import Player

from kinerja import evidence
from kinerja.models import Evidence
from workflow import actions

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quarter_is_over():
    with time_machine.travel(make.at("2026-10-05 09:00"), tick=False):
        yield


@pytest.fixture
def record(office):
    """A record in step 2, every form handed in."""
    return office.filled()


def by_kasubag(office, record, **given) -> Evidence:
    return attached(office, record, **{"form": None, "by": office.kasubag} | given)


def url(found: Evidence) -> str:
    return f"/dokumen/{found.pk}/"


def status(user, address: str) -> int:
    answer = Player(user).client.get(address)
    if answer.streaming:
        assert b"".join(answer.streaming_content)
    return answer.status_code


def test_page_tells_who_when_what_and_shows_the_pages(office, record):
    found = by_kasubag(office, record, content=papers.pdf(pages=2), rows=["1.1", "2.1"])
    page = Player(office.apip).see(url(found))
    for told in ("Kasubag", "5 Oktober 2026", found.file.sha256, "Indikator 1.1", "Indikator 2.1"):
        assert told in page
    assert re.findall(r'src="(/dokumen/\d+/pratinjau/\d/)"', page) == [
        f"{url(found)}pratinjau/{number}/" for number in (1, 2)
    ]
    assert "Ganti atau lepas" not in page


def test_preview_is_small_and_runs_nothing(office, record):
    found = by_kasubag(office, record, content=papers.noise((2000, 1500)))
    answer = Player(office.camat).client.get(f"{url(found)}pratinjau/1/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert 0 < len(answer.content) <= 80_000
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "private" in answer["Cache-Control"]
    for number in (0, 2):
        Player(office.camat).see(f"{url(found)}pratinjau/{number}/", 404)


@pytest.mark.parametrize(
    ("content", "name", "kind", "saved"),
    [
        (papers.pdf(), "rekap.pdf", "application/pdf", 'filename="rekap.pdf"'),
        (papers.pdf(), "rekap.html", "application/pdf", 'filename="rekap.html.pdf"'),
        (papers.picture("JPEG"), "FOTO.JPEG", "image/jpeg", 'filename="FOTO.JPEG"'),
        (papers.picture(), 'a";x=".png', "image/png", r'filename="a\";x=\".png"'),
        (papers.pdf(), "é\r\nX: y.pdf", "application/pdf", "filename*=utf-8''%C3%A9X%3A%20y.pdf"),
    ],
)
def test_original_is_saved_byte_for_byte_and_never_shown(
    office, record, content, name, kind, saved
):
    found = by_kasubag(office, record, content=content, title=name)
    answer = Player(office.sekcam).client.get(f"{url(found)}berkas/")
    assert b"".join(answer.streaming_content) == content
    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["Content-Disposition"].endswith(saved)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")


def test_bytes_that_are_gone_are_not_found_and_never_an_error(office, record):
    found = by_kasubag(office, record)
    evidence.located(found.file.stored_name).unlink()
    player = Player(office.sekcam)
    player.see(f"{url(found)}berkas/", 404)
    assert "tidak dapat digambar" in player.see(url(found))


@pytest.mark.parametrize("path", ["", "berkas/", "pratinjau/1/"])
def test_strangers_find_no_document(office, neighbour, record, path):
    found = by_kasubag(office, record)
    Player(neighbour.kasubag).see(f"{url(found)}{path}", 404)
    Player(make.person("nobody")).see(f"{url(found)}{path}", 404)
    assert status(office.apip, f"{url(found)}{path}") == 200
    client = Player(office.apip).client
    client.logout()
    assert "/masuk/" in client.get(f"{url(found)}{path}")["Location"]


def test_link_leads_out_without_telling_where_from(office, record):
    given = {"by": office.kasubag, "at": make.at()}
    actions.attach(record, rows=["1.1"], link="https://a.go.id/x", **given)
    found = Evidence.objects.get()
    page = Player(office.sekcam).see(url(found))
    assert 'href="https://a.go.id/x" rel="noopener noreferrer nofollow"' in page
    for path in ("berkas/", "pratinjau/1/"):
        Player(office.sekcam).see(f"{url(found)}{path}", 404)


def test_kasubag_replaces_a_document_and_both_tell_of_it(office, record):
    found, player = by_kasubag(office, record), Player(office.kasubag)
    new = SimpleUploadedFile("baru.pdf", papers.pdf("baru"))
    player.does(url(found), "replace_evidence", file=new, reason="Tertukar")
    made = Evidence.objects.get(title="baru.pdf")
    old, page = player.see(url(found)), player.see(url(made))
    assert "tidak lagi mendukung" in old
    assert f'mengganti dengan <a href="{url(made)}">baru.pdf</a>' in old
    assert "“Tertukar”" in old
    assert f'mengganti <a href="{url(found)}">a.pdf</a>' in page
    assert status(office.apip, f"{url(found)}berkas/") == 200
    assert "a.pdf" not in player.see(f"/berkas/{record.pk}/koreksi/")


def test_removing_is_a_button_of_its_own(office, record):
    """Whoever presses Ganti without a file has removed nothing."""
    found, player = by_kasubag(office, record), Player(office.kasubag)
    answer = player.press(url(found), "replace_evidence", reason="Tertukar")
    assert answer.status_code == 422
    assert "Pilih satu berkas pengganti" in answer.content.decode()
    assert 'value="Tertukar"' in answer.content.decode()
    player.does(url(found), "remove_evidence", reason="Buram")
    assert found.rows.get().reason == "Buram"


def test_a_reason_is_asked_and_bad_bytes_change_nothing(office, record):
    found, player = by_kasubag(office, record), Player(office.kasubag)
    assert player.press(url(found), "remove_evidence", reason=" ").status_code == 422
    bad = SimpleUploadedFile("baru.pdf", b"<html>")
    answer = player.press(url(found), "replace_evidence", file=bad, reason="Tertukar")
    assert answer.status_code == 400
    assert found.rows.get().removed_at is None


def test_section_takes_its_own_document_away_before_the_hand_in(office):
    record = office.entering()
    found, player = attached(office, record), Player(office.kasi)
    page = player.does(url(found), "remove_evidence", reason="Salah pilih")
    assert "dilepas" in page
    player.see(url(found), 404)


def test_section_that_handed_in_meanwhile_reads_what_happened(office):
    """A page that lay open: the document is not another's, its form has gone on."""
    record = documented(office)
    document = Evidence.objects.get()
    answer = Player(office.kasi).client.post(
        url(document), {"verb": "remove_evidence", "reason": "Buram"}
    )
    assert answer.status_code == 403
    assert "sudah diserahkan oleh Kasi1" in answer.content.decode()
    assert document.rows.filter(removed_at=None, edition=record.edition).count() == 2


STAGES = ["filled", "accepted", "reviewing", "checked", "archiving", "sealed", "archived"]


@pytest.mark.parametrize("who", ["kasi", "kasubag", "sekcam", "admin", "camat", "apip", "operator"])
@pytest.mark.parametrize("stage", STAGES)
def test_only_step_2_is_offered_to_change_a_document(office, who, stage):
    """Every role at every state: all may read it, and Kasubag change it while it is at step 2."""
    record = office.accepted()
    found = by_kasubag(office, record)
    ways = {
        "reviewing": ["submit"],
        "checked": ["submit", "check"],
        "archiving": ["submit", "check", "approve"],
        "sealed": ["submit", "check", "approve", "seal"],
        "archived": ["submit", "check", "approve", "seal", "file_copy"],
    }
    for verb in ways.get(stage, ()):
        press(office, record, verb)
    may = who == "kasubag" and stage in ("filled", "accepted")
    player = Player(getattr(office, who))
    page = player.see(url(found))
    assert ("Ganti atau lepas" in page) is may
    answer = player.client.post(url(found), {"verb": "remove_evidence", "reason": "Buram"})
    assert (answer.status_code == 302) is may
    assert (found.rows.get().removed_at is not None) is may


def press(office, record, verb: str) -> None:
    acts = {
        "submit": {"by": office.kasubag},
        "check": {"by": office.sekcam, "rows": office.codes()},
        "approve": {"by": office.sekcam, "seen": 10_000},
        "seal": {"by": office.admin, "filing": "1"},
        "file_copy": {"by": office.admin, "place": ("1", "A")},
    }
    getattr(actions, verb)(record, at=make.at(), **acts[verb])


def test_document_of_a_cancelled_record_stays_readable(office, record):
    found = by_kasubag(office, record)
    actions.cancel(record, reason="Keliru", by=office.sekcam, at=make.at())
    assert found.title in Player(office.apip).see(url(found))


@pytest.mark.parametrize("rows", [3, 30])
def test_page_asks_as_much_of_30_rows_as_of_3(rows, django_assert_max_num_queries):
    office = make.office(rows=rows)
    record = office.filled()
    found = by_kasubag(office, record, rows=office.codes())
    player = Player(office.kasubag)
    with django_assert_max_num_queries(24):
        player.see(url(found))
