"""Keterangan keaslian dokumen: what a stranger with a code reads, and what nobody finds out."""

import hashlib
from datetime import timedelta

import make
import papers
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from play import Player
from reading import words
from reports import CODE, reported, sealed

from workflow import actions
from workflow.attempts import VERIFICATION, may_ask
from workflow.models import ArchiveCopy, Attempts

PAGE = f"/verifikasi/{CODE}/"
NOW = make.at("2026-10-06 09:10")


@pytest.fixture(autouse=True)
def a_day_in_october():
    with time_machine.travel(NOW, tick=False):
        yield


def see(path: str = PAGE, status: int = 200, **how) -> str:
    answer = Client().get(path, **how)
    assert answer.status_code == status
    return answer.content.decode()


def compare(content: bytes, path: str = PAGE, **how):
    return Client().post(path, {"file": SimpleUploadedFile("laporan.pdf", content)}, **how)


def next_edition(office, record) -> None:
    """Reopen a record, and bring its next edition to its seal."""
    goes_on = {"at": make.at("2026-10-05 11:00")}
    actions.reopen(record, reason="Keliru", by=office.sekcam, **goes_on)
    actions.accept(record, rows=office.codes(), by=office.kasubag, **goes_on)
    actions.submit(record, by=office.kasubag, **goes_on)
    actions.check(record, rows=office.codes(), by=office.sekcam, **goes_on)
    actions.approve(record, seen=10_000, by=office.sekcam, **goes_on)
    actions.seal(record, filing="8", by=office.admin, **goes_on)


# What the page says


def test_stranger_reads_whose_report_it_is_and_that_it_holds(office):
    copy = sealed(office)
    page = words(see())
    assert "Keterangan keaslian dokumen" in page
    assert (
        "✓ Berlaku. Sampai Selasa, 6 Oktober 2026, pukul 09.10 WIB belum ada edisi sesudahnya."
        in page
    )
    for told in (
        "Perangkat daerah Kecamatan Suak Midai,",
        "Periode Triwulan III Tahun 2026",
        "Edisi 1",
        "Nomor arsip 000.8.6.3/1/2026",
        "Disegel Senin, 5 Oktober 2026, pukul 08.00 WIB",
        f"SHA-256 laporan (PDF) {copy.file_sha256}",
        f"SHA-256 isi arsip (JSON) {copy.sha256}",
    ):
        assert told in page
    approving = copy.submission.journal().get(verb="approve")
    assert f"Sidik catatan yang menyetujui {approving.hash}" in page


def test_page_names_nobody_and_shows_no_figure(office):
    sealed(office)
    page = see()
    people = {user.name for user in make.User.objects.all()}
    assert not [name for name in people if name in words(page)]
    assert "112,5" not in page and "Indikator 1.1" not in page


def test_page_says_neither_autentikasi_nor_tanda_tangan_elektronik(office):
    sealed(office)
    for path in ("/verifikasi/", PAGE):
        page = see(path).lower()
        assert "autentik" not in page and "tanda tangan elektronik" not in page


def test_unit_is_named_as_the_report_bears_it(office):
    sealed(office)
    make.Unit.objects.filter(pk=office.unit.pk).update(name="Kecamatan Baru")
    assert "Kecamatan Baru" not in see()


def test_earlier_edition_names_the_later_one_but_not_its_code(office):
    copy = sealed(office)
    next_edition(office, copy.submission)
    later = copy.submission.archives.get(edition=2)
    reported(later, code="gant1-gant1-gant1-gant1")
    page = see()
    assert "▲ Sudah digantikan." in words(page)
    assert "edisi 2 disegel pada Senin, 5 Oktober 2026, pukul 11.00 WIB" in words(page)
    assert "gant1-gant1" not in page
    assert "Berlaku." in see("/verifikasi/gant1-gant1-gant1-gant1/")


def test_edition_that_is_only_reopened_still_holds(office):
    copy = sealed(office)
    at = make.at("2026-10-05 11:00")
    actions.reopen(copy.submission, reason="Keliru", by=office.sekcam, at=at)
    assert "Berlaku." in see()


def test_page_is_not_indexed_kept_or_shown_in_a_frame(office):
    sealed(office)
    for path in ("/verifikasi/", PAGE, "/verifikasi/tidak-ada/"):
        answer = Client().get(path)
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert 'name="robots" content="noindex' in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "same-origin"


def test_people_of_the_office_read_the_same_page(office):
    sealed(office)
    assert "Berlaku." in Player(office.camat).see(PAGE)


def test_page_asks_as_much_of_many_reports_as_of_one(office, neighbour):
    sealed(office)
    few = questions()
    for number, quarter in enumerate((1, 2, 4)):
        sealed(neighbour, quarter=quarter, code=f"abcd{number}")
    assert questions() == few <= 4


def questions() -> int:
    see()  # the first of an hour makes its row
    with CaptureQueriesContext(connection) as asked:
        see()
    return len(asked)


# The code


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        f" {CODE.upper()} ",
        CODE.replace("-", ""),
        CODE.replace("0", "o").replace("1", "l"),
        f"https://a.go.id{PAGE}",
    ],
)
def test_code_is_typed_alone_or_as_the_whole_address(office, typed):
    sealed(office)
    answer = Client().get("/verifikasi/", {"kode": typed}, follow=True)
    assert answer.status_code == 200
    assert "Berlaku." in answer.content.decode()


def test_page_without_a_code_has_only_a_field_for_it(office):
    sealed(office)
    page = see("/verifikasi/")
    assert 'name="kode"' in page
    assert CODE not in page and "Suak Midai" not in page


@pytest.mark.parametrize("typed", ["", "a b/<x>", "x" * 31, "%00"])
def test_text_that_is_no_code_is_answered_as_an_unknown_one(office, typed):
    page = words(see("/verifikasi/", data={"kode": typed}))
    assert "Tidak ada laporan dengan kode ini." in page


# Unknown, malformed, too long, the beginning of a code, and that of an archive without a report.
NO_CODES = ("ABCD", "x" * 200, CODE[:-1], CODE + "X", "%", "'", "😀", "%01", "GANTI-0000")


def test_every_code_that_stands_on_nothing_has_the_same_answer(office, neighbour):
    sealed(office)
    answers = {see(f"/verifikasi/{code}/", 404) for code in NO_CODES}
    assert len({words(page) for page in answers}) == 1


def test_code_that_stands_on_nothing_is_looked_for_like_any_other(office):
    """One statement counts, one looks: also for a text that can be no code."""
    sealed(office)
    see()
    counts = []
    for code in NO_CODES:
        with CaptureQueriesContext(connection) as asked:
            see(f"/verifikasi/{code}/", 404)
        counts.append(len(asked))
    assert set(counts) == {2}


def test_archive_without_a_report_is_never_found(office):
    office.sealed()
    for code in ("", "None", "null"):
        see(f"/verifikasi/{code}/" if code else "/verifikasi/", 404 if code else 200)


# The file


def test_file_that_was_sealed_is_told_to_be_the_same(office):
    sealed(office, content=papers.pdf("asli"))
    page = words(compare(papers.pdf("asli")).content.decode())
    assert "✓ Sama persis. “laporan.pdf” sama sampai bita terakhir dengan laporan (PDF)." in page


def test_archives_own_text_is_told_to_be_the_same(office):
    copy = sealed(office)
    page = words(compare(copy.snapshot.encode()).content.decode())
    assert "sama sampai bita terakhir dengan isi arsip (JSON)." in page


def test_file_with_one_other_byte_is_told_to_be_another(office):
    sealed(office, content=papers.pdf("asli"))
    other = papers.pdf("aslj")
    page = words(compare(other).content.decode())
    assert "■ Tidak sama." in page and hashlib.sha256(other).hexdigest() in page


def test_comparing_without_a_file_says_what_is_missing(office):
    sealed(office)
    answer = Client().post(PAGE, {"file": "teks"})
    assert "Pilih dahulu berkas" in answer.content.decode()


def test_file_of_20_mb_is_hashed_in_chunks_and_never_written(office, monkeypatch, tmp_path):
    sealed(office)
    monkeypatch.setattr("tempfile.tempdir", "/nowhere")
    content = bytes(20 * 1024 * 1024)
    before = sorted(tmp_path.rglob("*"))
    page = compare(content).content.decode()
    assert hashlib.sha256(content).hexdigest() in page
    assert sorted(tmp_path.rglob("*")) == before


def test_file_above_20_mb_is_refused_unread(office):
    sealed(office)
    answer = compare(bytes(20 * 1024 * 1024 + 32 * 1024))
    assert answer.status_code == 413
    assert "paling besar 20 MB" in answer.content.decode()
    assert not Attempts.objects.exists()


def test_comparing_needs_the_pages_own_form(office):
    sealed(office)
    file = SimpleUploadedFile("laporan.pdf", b"x")
    assert Client(enforce_csrf_checks=True).post(PAGE, {"file": file}).status_code == 403


# How often


def test_sixty_in_an_hour_and_then_no_more(office):
    sealed(office)
    visitor = {"REMOTE_ADDR": "203.0.113.7"}
    for number in range(60):
        see(PAGE if number % 2 else "/verifikasi/ABCD/", 200 if number % 2 else 404, **visitor)
    answer = Client().get(PAGE, **visitor)
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")
    assert "Terlalu banyak pemeriksaan dari jaringan ini." in words(answer.content.decode())
    assert compare(b"x", **visitor).status_code == 429
    assert Attempts.objects.get().count == 60
    see(REMOTE_ADDR="203.0.113.8")
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        see(**visitor)


def test_field_for_a_code_is_not_counted(office):
    see("/verifikasi/")
    assert not Attempts.objects.exists()


def test_address_is_not_kept_and_its_counts_go_after_a_day(db):
    assert may_ask(VERIFICATION, "203.0.113.7", at=NOW)
    assert "203.0.113" not in Attempts.objects.get().address
    assert may_ask(VERIFICATION, "203.0.113.8", at=NOW + timedelta(days=2))
    assert Attempts.objects.count() == 1


def test_limit_is_a_setting(db, settings):
    settings.VERIFICATIONS_PER_HOUR = 2
    assert [may_ask(VERIFICATION, "a", at=NOW) for _ in range(3)] == [True, True, False]


def test_looking_at_an_archive_changes_nothing_of_it(office):
    sealed(office)
    before = list(ArchiveCopy.objects.values())
    see()
    assert list(ArchiveCopy.objects.values()) == before
