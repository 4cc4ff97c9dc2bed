"""Salinan bertanda tangan: the report out to be signed, back in, and what is told of it."""

import stat
import sys

import make
import papers
import pytest
import time_machine
import tte
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from play import Player
from reading import words
from reports import reported
from signing_deeds import ready, received, sealed_bytes
from witness import nothing_changes

from kinerja.signature import checking
from workflow import actions, signed_copies
from workflow.models import SignedCopy


@pytest.fixture(autouse=True)
def a_day_in_october():
    with time_machine.travel(make.at("2026-10-06 09:00"), tick=False):
        yield


@pytest.fixture
def record(office):
    return ready(office)


@pytest.fixture
def sealed(record):
    return sealed_bytes(record.archives.get())


def url(record) -> str:
    return f"/berkas/{record.pk}/salinan-bertanda-tangan/"


def bring(record, content: bytes, *, by: Player):
    file = SimpleUploadedFile("laporan-ttd.pdf", content)
    return by.press(url(record), "upload_signed", file=file)


def lying() -> list[str]:
    """List the files that lie in the archive."""
    folder = signed_copies.located("")
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


# Bringing one in


def test_admin_takes_the_report_out_and_brings_it_back_signed(office, record):
    player = Player(office.admin)
    page = player.see(url(record))
    assert f'href="/berkas/{record.pk}/laporan/?edisi=1&amp;bentuk=pdf"' in page
    taken = player.client.get(f"/berkas/{record.pk}/laporan/?edisi=1&bentuk=pdf").content
    file = SimpleUploadedFile("ttd.pdf", tte.signed(taken))
    page = words(player.does(url(record), "upload_signed", file=file))
    copy = SignedCopy.objects.get()
    for told in (
        "salinan bertanda tangan disimpan",
        "✓ Tanda tangan cocok dan mencakup seluruh laporan yang disegel",
        "Ditandatangani oleh Sekretaris Contoh sertifikat dari Sekretaris Contoh",
        "menurut jam penanda tangan sendiri",
        "apakah sertifikat itu sudah dicabut",
        f"SHA-256 salinan {copy.sha256}",
        f"SHA-256 yang disegel {copy.sealed_sha256}",
    ):
        assert told in page, told


def test_kept_file_is_read_only_and_on_the_disk_before_its_row(office, record, sealed, monkeypatch):
    order = []
    monkeypatch.setattr("os.fsync", lambda number: order.append("fsync"))
    rename = type(signed_copies.located("")).rename
    monkeypatch.setattr(
        "pathlib.Path.rename", lambda self, to: (order.append("rename"), rename(self, to))[1]
    )
    monkeypatch.setattr(
        "workflow.actions.signing.door",
        lambda *args, door=actions.signing.door, **given: (
            order.append("door"),
            door(*args, **given),
        )[1],
    )
    assert bring(record, tte.signed(sealed), by=Player(office.admin)).status_code == 302
    assert order == ["fsync", "rename", "fsync", "door"]
    path = signed_copies.located(SignedCopy.objects.get().file_name)
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert path.read_bytes().startswith(sealed)


def other_report(sealed: bytes) -> bytes:
    return tte.signed(sealed.replace(b"%PDF-1.7", b"%PDF-1.6", 1))


REFUSED = {
    "a signed PDF of another report": (other_report, "tidak memuat laporan yang disegel"),
    "the sealed report itself": (lambda sealed: sealed, "belum ditandatangani"),
    "a PDF that only begins so": (lambda sealed: sealed + b"x" * 5000, "akhirnya terpotong"),
    "a cut one": (lambda sealed: sealed[:-100], "tidak memuat laporan yang disegel"),
    "a picture": (lambda sealed: papers.picture(), "bukan PDF"),
    "an empty file": (lambda sealed: b"", "bukan PDF"),
    "a changed one": (lambda sealed: tte.tampered(tte.signed(sealed)), "sudah berubah"),
    "a repainted one": (lambda sealed: tte.signed(tte.repainted(sealed)), "ikut diubah"),
    "a large one": (lambda sealed: sealed + bytes(21 * 1024 * 1024), "paling besar 20 MB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_file_that_is_not_the_report_signed_is_refused_and_nothing_written(
    office, record, sealed, name
):
    make_file, reason = REFUSED[name]
    before, admin = lying(), Player(office.admin)
    with nothing_changes():
        answer = bring(record, make_file(sealed), by=admin)
    page = words(answer.content.decode())
    assert answer.status_code in (400, 413)
    assert "Belum disimpan." in page and reason in page
    assert lying() == before


def test_press_without_a_file_says_what_is_missing(office, record):
    answer = Player(office.admin).press(url(record), "upload_signed")
    assert answer.status_code == 422
    assert "Pilih PDF" in answer.content.decode()


def test_press_that_comes_twice_keeps_one_copy(office, record, sealed):
    player, content = Player(office.admin), tte.signed(sealed)
    carried = player.carried(url(record))
    for _ in range(2):
        file = SimpleUploadedFile("ttd.pdf", content)
        answer = player.client.post(url(record), {**carried, "verb": "upload_signed", "file": file})
        assert answer.status_code == 302
    assert SignedCopy.objects.count() == 1
    assert len(lying()) == 2


def test_copy_that_is_there_already_leaves_no_second_file(office, record, sealed):
    content = tte.signed(sealed)
    assert bring(record, content, by=Player(office.admin)).status_code == 302
    assert bring(record, content, by=Player(office.admin)).status_code == 422
    assert len(lying()) == 2


def test_without_the_reader_a_copy_is_kept_and_told_not_to_be_checked(
    office, record, sealed, monkeypatch
):
    monkeypatch.setattr(checking, "PROGRAM", (sys.executable, "-I", "-S", checking.PROGRAM[-1]))
    assert bring(record, tte.signed(sealed), by=Player(office.admin)).status_code == 302
    page = words(Player(office.camat).see(url(record)))
    assert "Tanda tangan tidak diperiksa: pemeriksa tanda tangan tidak terpasang" in page
    assert "✓ Tanda tangan cocok" not in page
    assert "Sekretaris Contoh" not in page
    copy = record.archives.get()
    assert "tanda tangannya tidak diperiksa" in words(Player(office.camat).see(public(copy)))


# Who sees it


def public(copy) -> str:
    return f"/verifikasi/{copy.code}/"


@pytest.fixture
def signed(office, record):
    actions.upload_signed(
        record, file=received(record), by=office.admin, at=make.at("2026-10-05 09:00")
    )
    return SignedCopy.objects.get()


def test_others_read_without_buttons_and_are_refused_before_a_byte_is_kept(office, record, sealed):
    page = Player(office.camat).see(url(record))
    assert 'name="verb"' not in page
    assert "Belum ada salinan bertanda tangan" in page
    file = SimpleUploadedFile("ttd.pdf", tte.signed(sealed))
    before = lying()
    answer = Player(office.camat).client.post(url(record), {"verb": "upload_signed", "file": file})
    assert answer.status_code == 403
    assert office.admin.name in answer.content.decode()
    assert lying() == before


def test_copy_is_saved_by_who_sees_the_unit_and_never_shown(office, signed):
    answer = Player(office.apip).client.get(f"/salinan/{signed.pk}/berkas/")
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["Content-Disposition"].endswith('edisi-1-bertanda-tangan.pdf"')
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    content = b"".join(answer.streaming_content)
    assert content == signed_copies.located(signed.file_name).read_bytes()


def test_strangers_find_neither_page_nor_files(office, neighbour, record, signed):
    report = f"/berkas/{record.pk}/laporan/?bentuk=pdf"
    for path in (url(record), report, f"/salinan/{signed.pk}/berkas/"):
        assert Player(neighbour.camat).client.get(path).status_code == 404
        assert Client().get(path).status_code == 302


def test_file_that_is_gone_is_answered_as_not_found(office, signed):
    signed_copies.located(signed.file_name).unlink()
    assert Player(office.camat).client.get(f"/salinan/{signed.pk}/berkas/").status_code == 404


def test_record_without_a_report_has_no_such_page(office):
    record = office.archiving(quarter=2)
    assert Player(office.admin).client.get(url(record)).status_code == 404


def test_record_and_step_4_lead_to_the_page(office, record):
    for path in (f"/berkas/{record.pk}/", f"/berkas/{record.pk}/dokumentasi/"):
        assert f'href="{url(record)}' in Player(office.admin).see(path)


def test_earlier_editions_copies_stay_to_be_read(office, record, signed):
    at = make.at("2026-10-05 10:00")
    actions.reopen(record, reason="Keliru", by=office.sekcam, at=at)
    page = Player(office.admin).see(f"{url(record)}?edisi=1")
    assert signed.sha256 in page
    assert 'name="verb"' not in page
    assert Player(office.admin).client.get(f"{url(record)}?edisi=2").status_code == 404


def test_history_tells_of_it(office, record, signed):
    page = words(Player(office.camat).see(f"/berkas/{record.pk}/"))
    assert "mengunggah salinan bertanda tangan" in page
    assert "ditandatangani oleh: Sekretaris Contoh" in page
    assert "pemeriksaan: utuh" in page


def test_who_holds_the_signed_copy_can_compare_it(office, record, signed):
    copy = reported(record.archives.get())
    content = signed_copies.located(signed.file_name).read_bytes()
    answer = Client().post(public(copy), {"file": SimpleUploadedFile("a.pdf", content)})
    page = words(answer.content.decode())
    assert "dengan salinan bertanda tangan, diunggah" in page
    assert "Sekretaris Contoh" not in page


def test_page_asks_as_much_of_many_copies_as_of_one(office, record, signed):
    few = asked(office, record)
    archive = record.archives.get()
    for number in range(5):
        SignedCopy.objects.create(
            archive=archive,
            file_name=f"{number}.pdf",
            sha256=str(number) * 64,
            size=1,
            sealed_sha256=archive.file_sha256,
            outcome="missing",
            uploaded_at=make.at(),
            uploaded_by=office.admin,
        )
    assert asked(office, record) == few


def asked(office, record) -> int:
    player = Player(office.admin)
    with CaptureQueriesContext(connection) as questions:
        player.see(url(record))
    return len(questions)
