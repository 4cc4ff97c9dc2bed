"""Lampirkan dokumen: files, links and rows in one press; and the parts that a browser sends."""

import hashlib

import make
import papers
import pytest
import time_machine
from django.conf import settings as conf
from django.core.files.uploadedfile import SimpleUploadedFile
from evidence_deeds import attached
from play import Player

from kinerja import evidence
from kinerja.evidence import parts
from kinerja.models import Evidence, StoredFile
from workflow import actions

pytestmark = pytest.mark.django_db
KEY = "0123456789abcdef"


@pytest.fixture(autouse=True)
def quarter_is_over():
    with time_machine.travel(make.at("2026-10-05 09:00"), tick=False):
        yield


@pytest.fixture
def record(office):
    return office.entering()


def of_form(office, record) -> str:
    return f"/formulir/{office.form(record).pk}/lampirkan/"


def of_record(record) -> str:
    return f"/berkas/{record.pk}/lampirkan/"


def file(content: bytes | None = None, name: str = "rekap.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, papers.pdf() if content is None else content, "text/html")


def lying(settings) -> list[str]:
    """Name the files that lie in the store."""
    place = settings.DATA_DIR / "evidence"
    return [path.name for path in place.rglob("*") if path.is_file()]


def test_section_attaches_from_its_form_and_sees_the_document_at_the_row(office, record):
    here = Player(office.kasi)
    form = f"/formulir/{office.form(record).pk}/"
    page = here.does(form, "attach", post_to=of_form(office, record), file=file(), row=["1.1"])
    found = Evidence.objects.get()
    assert "1 dokumen dilampirkan" in page
    assert f'<a href="/dokumen/{found.pk}/">rekap.pdf</a>' in page
    assert page.count("1 dokumen: ") == 1


def test_every_page_of_the_record_shows_the_document_at_its_row(office):
    record = office.reviewing()
    actions.withdraw(record, by=office.kasubag, at=make.at())
    found = attached(office, record, form=None, by=office.kasubag)
    link, title = f'href="/dokumen/{found.pk}/"', "a.pdf</"
    form = f"/formulir/{office.form(record).pk}/"
    for who, url in (
        (office.kasi, form),
        (office.kasubag, f"/berkas/{record.pk}/input/"),
        (office.sekcam, f"/berkas/{record.pk}/koreksi/"),
        (office.apip, f"/berkas/{record.pk}/"),
    ):
        page = Player(who).see(url)
        assert title in page.split(link)[1], url


def test_several_files_and_a_link_are_one_press(office, record):
    files = [file(), file(papers.picture(), "foto.png")]
    given = {"link": "https://a.go.id/x", "title": "Map kerja", "row": ["1.1", "2.1"]}
    Player(office.kasubag).does(of_record(record), "attach", file=files, **given)
    titles = list(Evidence.objects.values_list("title", flat=True))
    assert titles == ["rekap.pdf", "foto.png", "Map kerja"]
    assert record.journal().filter(verb="attach").count() == 3


def test_a_repeated_press_attaches_nothing_twice_and_leaves_no_bytes(office, record, settings):
    player, url = Player(office.kasubag), of_record(record)
    fields = {**player.carried(url), "verb": "attach", "row": ["1.1"]}
    for _ in range(2):
        assert player.client.post(url, {**fields, "file": file()}).status_code == 302
    assert Evidence.objects.count() == 1
    assert len(lying(settings)) == 1


def test_scan_of_the_signed_form_needs_no_ticks(office, record):
    scan = {"scan": str(office.form(record).pk), "file": file()}
    Player(office.kasi).does(of_form(office, record), "attach", **scan)
    assert Evidence.objects.get().rows.count() == 3


@pytest.mark.parametrize(
    ("brought", "status", "says"),
    [
        ({"file": file(b"<html>", "laporan.pdf")}, 400, "laporan.pdf”: Isinya halaman web"),
        ({"file": file(b"", "kosong.pdf")}, 400, "kosong"),
        ({"file": file(b"x", "a.docx")}, 400, "teks biasa"),
        ({"file": file(papers.pdf() + bytes(10 * 1024 * 1024))}, 413, "10 MB"),
        ({"link": "javascript:alert(1)"}, 400, "https://"),
        ({"part": f"{KEY} hilang.pdf"}, 400, "hilang.pdf”: Unggahan ini sudah tidak ada"),
        ({"part": "../../x a.pdf"}, 400, "tidak dikenal"),
        ({"known": "a" * 64 + " a.pdf"}, 400, "belum ada di kantor ini"),
        ({"scan": "999999", "file": file()}, 422, "tidak ada dalam berkas ini"),
        ({}, 422, "Pilih berkas"),
    ],
)
def test_what_cannot_be_kept_is_said_plainly_and_nothing_is_written(
    office, record, settings, brought, status, says
):
    given = {"row": ["1.1"]} | brought
    answer = Player(office.kasubag).press(of_record(record), "attach", **given)
    page = answer.content.decode()
    assert (answer.status_code, says in page) == (status, True), page[:3000]
    assert 'value="1.1" checked' in page
    assert not Evidence.objects.exists()
    assert lying(settings) == []


def test_of_several_files_one_that_is_refused_keeps_all_out(office, record, settings):
    files = [file(), file(b"<svg/>", "bagan.pdf")]
    answer = Player(office.kasubag).press(of_record(record), "attach", file=files, row=["1.1"])
    assert answer.status_code == 400
    assert not StoredFile.objects.exists()
    assert lying(settings) == []


def test_without_rows_what_was_sent_in_parts_need_not_be_sent_again(office, record):
    parts.add(office.kasubag, KEY, papers.pdf(), offset=0)
    player, sent = Player(office.kasubag), f"{KEY} rekap.pdf"
    answer = player.press(of_record(record), "attach", part=sent)
    assert answer.status_code == 422
    assert f'name="part" value="{sent}"' in answer.content.decode()
    player.does(of_record(record), "attach", part=sent, row=["1.1"])
    assert Evidence.objects.get().title == "rekap.pdf"
    assert parts.received(office.kasubag, KEY) == 0


def test_a_key_that_is_a_hash_is_proven_by_the_content(office, record):
    wrong = "a" * 64
    parts.add(office.kasubag, wrong, papers.pdf(), offset=0)
    given = {"part": f"{wrong} a.pdf", "row": ["1.1"]}
    answer = Player(office.kasubag).press(of_record(record), "attach", **given)
    assert answer.status_code == 400
    assert "tidak utuh" in answer.content.decode()
    assert parts.received(office.kasubag, wrong) == 0


def test_content_that_the_unit_has_is_attached_without_being_sent(office, record, settings):
    first = attached(office, record, form=None, by=office.kasubag)
    given = {"known": f"{first.file.sha256} lagi.pdf", "row": ["1.2"]}
    Player(office.kasubag).does(of_record(record), "attach", **given)
    assert Evidence.objects.get(title="lagi.pdf").file == first.file
    assert len(lying(settings)) == 1


@pytest.mark.parametrize("who", ["sekcam", "admin", "camat", "apip", "operator"])
def test_readers_see_no_way_to_attach_and_their_press_is_refused(who, office, record):
    player = Player(getattr(office, who))
    assert "tidak dapat dilampirkan" in player.see(of_record(record))
    answer = player.client.post(
        of_record(record), {"verb": "attach", "file": file(), "row": ["1.1"]}
    )
    assert answer.status_code == 403
    assert not Evidence.objects.exists()


def test_strangers_find_none_of_it(office, neighbour, record):
    player = Player(neighbour.kasubag)
    for url in (of_record(record), of_form(office, record), f"{of_record(record)}bagian/"):
        player.see(url, 404)
        assert player.client.post(url).status_code in (404, 405)
    assert player.client.put(f"{of_record(record)}bagian/?kunci={KEY}&mulai=0").status_code == 404


def parts_url(record, **query) -> str:
    return f"{of_record(record)}bagian/?" + "&".join(f"{k}={v}" for k, v in query.items())


def put(player, record, content: bytes, start: int | str, key: str = KEY):
    url = parts_url(record, kunci=key, mulai=start)
    return player.client.put(url, content, content_type="application/octet-stream")


def test_parts_go_on_where_they_end(office, record):
    player, content = Player(office.kasi), papers.pdf()
    ask = parts_url(record, kunci=KEY)
    assert player.client.get(ask).json() == {"have": 0, "known": False}
    assert put(player, record, content[:100], 0).json() == {"have": 100}
    for start in (0, 99, 101, "", "-1", "x", "9" * 30):
        answer = put(player, record, b"lain", start)
        assert (answer.status_code, answer.json()) == (409, {"have": 100})
    assert player.client.get(ask).json()["have"] == 100
    assert put(player, record, content[100:], 100).json() == {"have": len(content)}


def test_parts_of_another_person_are_neither_seen_nor_written(office, record):
    put(Player(office.kasi), record, b"x" * 10, 0)
    other = Player(office.kasubag)
    assert other.client.get(parts_url(record, kunci=KEY)).json()["have"] == 0
    assert put(other, record, b"y", 10).status_code == 409
    given = {"part": f"{KEY} a.pdf", "row": ["1.1"]}
    assert other.press(of_record(record), "attach", **given).status_code == 400


@pytest.mark.parametrize(
    ("content", "start", "key", "status"),
    [
        (b"x" * (parts.CHUNK + 1), 0, KEY, 413),
        (b"x", 10 * 1024 * 1024, KEY, 413),
        (b"x", 0, "..%2F..%2Fx", 400),
        (b"x" * (3 * 1024 * 1024), 0, KEY, 400),
    ],
)
def test_parts_that_cannot_be_taken_are_refused(office, record, content, start, key, status):
    assert put(Player(office.kasi), record, content, start, key).status_code == status


def test_a_hash_is_known_in_its_own_unit_only(office, neighbour, record):
    found = attached(office, record)
    there = neighbour.entering()
    for player, of, known in (
        (Player(office.kasi), record, True),
        (Player(neighbour.kasi), there, False),
    ):
        ask = parts_url(of, kunci=KEY, sha256=found.file.sha256)
        assert player.client.get(ask).json()["known"] is known
    given = {"known": f"{found.file.sha256} curian.pdf", "row": ["1.1"]}
    answer = Player(neighbour.kasubag).press(of_record(there), "attach", **given)
    assert answer.status_code == 400
    assert Evidence.objects.count() == 1


def test_a_body_that_is_too_large_is_refused_before_it_is_read(office, record, monkeypatch):
    monkeypatch.setattr(conf, "LARGEST_BODY", 1000)
    answer = Player(office.kasubag).client.post(of_record(record), {"file": file(bytes(2000))})
    assert answer.status_code == 413
    assert "64 MB" in answer.content.decode()


def test_a_torn_body_is_answered_plainly(office, record):
    answer = Player(office.kasubag).client.post(
        of_record(record), b"--x\r\nrusak", content_type="multipart/form-data; boundary="
    )
    assert answer.status_code == 400
    assert "rusak di jalan" in answer.content.decode()


def test_bytes_are_what_was_sent(office, record):
    content = papers.office("xl/workbook.xml")
    given = {"file": file(content, "rekap.xlsx"), "row": ["1.1"]}
    Player(office.kasubag).does(of_record(record), "attach", **given)
    found = Evidence.objects.get()
    assert found.file.sha256 == hashlib.sha256(content).hexdigest()
    assert evidence.located(found.file.stored_name).read_bytes() == content


@pytest.mark.parametrize("rows", [3, 30])
def test_page_asks_as_much_of_30_rows_as_of_3(rows, django_assert_max_num_queries):
    office = make.office(rows=rows)
    record, player = office.entering(), None
    attached(office, record, rows=office.codes(office.sections[0]))
    player = Player(office.kasi)
    with django_assert_max_num_queries(26):
        player.see(of_form(office, record))
