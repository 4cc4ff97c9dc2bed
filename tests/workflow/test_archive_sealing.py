"""The seal: a report on the disk before its row, one or none whatever happens in between."""

import errno
import json
import os
import stat
from pathlib import Path

import make
import pytest
from deeds import LATER
from witness import found_wrong, refused

from kinerja import report
from workflow import actions, archive
from workflow.archive import files
from workflow.models import ArchiveCopy
from workflow.refused import NotMade, NotNow, NotYours, Stale

FILING = "000.8.6.3/7/2026"


def kept() -> list[Path]:
    """List every file under the archive's folder."""
    return [path for path in files.folder().rglob("*") if path.is_file()]


@pytest.fixture
def archiving(office):
    return office.archiving()


@pytest.fixture
def by_admin(office):
    return {"filing": FILING, "by": office.admin, "at": LATER}


def test_the_sealed_file_is_the_report_of_its_snapshot(archiving, by_admin):
    actions.seal(archiving, **by_admin)
    copy = ArchiveCopy.objects.get()
    content = json.loads(copy.snapshot)
    pdf = archive.located(copy.file_name).read_bytes()
    assert pdf == report.render(content, attachments=report.attachments(content))
    assert (copy.file_size, copy.file_sha256) == (len(pdf), archive.fingerprint_of(pdf))
    assert (copy.template, copy.typst) == (report.TEMPLATE, report.TYPST)
    assert (content["register_number"], content["code"]) == (FILING, copy.code)
    assert found_wrong() == []


def test_what_lies_inside_the_sealed_file_is_what_its_manifest_says(archiving, by_admin):
    actions.seal(archiving, **by_admin)
    copy = ArchiveCopy.objects.get()
    inside = report.extract(archive.read(copy))
    listed = {each["nama"]: each["sha256"] for each in json.loads(inside.pop(report.MANIFEST))}
    assert listed == {name: archive.fingerprint_of(each) for name, each in inside.items()}
    assert {"nilai.csv", "nilai.json", "jurnal.json", "lembar.json"} <= set(inside)
    entries = json.loads(inside["jurnal.json"])["catatan"]
    approving = archiving.journal().get(verb="approve")
    assert entries[-1]["hash"] == approving.hash


def test_the_same_snapshot_gives_the_same_bytes(archiving, by_admin):
    actions.seal(archiving, **by_admin)
    copy = ArchiveCopy.objects.get()
    assert archive.render(copy.snapshot) == archive.render(copy.snapshot) == archive.read(copy)


def test_nobody_writes_over_a_sealed_file(archiving, by_admin):
    actions.seal(archiving, **by_admin)
    (path,) = kept()
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_file_says_by_its_name_what_it_is(archiving, by_admin):
    actions.seal(archiving, **by_admin)
    name = ArchiveCopy.objects.get().file_name
    assert name.startswith("kecamatan-suak-midai/2026/triwulan-iii-edisi-1-")
    assert name.endswith(".pdf")


def test_codes_are_long_and_differ(archiving):
    codes = {archive.new_code() for _ in range(200)}
    assert len(codes) == 200
    assert {len(code.replace("-", "")) for code in codes} == {20}


def test_the_public_address_stands_in_the_report_where_there_is_one(archiving, by_admin, settings):
    settings.PUBLIC_URL = "https://kinerja.contoh.go.id"
    actions.seal(archiving, **by_admin)
    copy = ArchiveCopy.objects.get()
    address = f"https://kinerja.contoh.go.id/verifikasi/{copy.code}/"
    assert json.loads(copy.snapshot)["address"] == address
    settings.PUBLIC_URL = ""
    assert found_wrong() == []


def test_a_later_edition_points_back_and_the_earlier_file_stays(office, by_admin):
    record = office.archived()
    first = ArchiveCopy.objects.get()
    before = archive.read(first)
    actions.reopen(record, reason="Keliru", by=office.sekcam, at=LATER)
    values = {"1.1": make.entry("70", reason="Sumber resmi")}
    texts = {"1.1": actions.Text(obstacles="Cuaca", follow_up="Jadwal ulang")}
    actions.enter(record, values=values, texts=texts, by=office.kasubag, at=LATER)
    actions.accept(record, rows=office.codes(), by=office.kasubag, at=LATER)
    actions.submit(record, by=office.kasubag, at=LATER)
    actions.check(record, rows=office.codes(), by=office.sekcam, at=LATER)
    actions.approve(record, seen=10_000, by=office.sekcam, at=LATER)
    actions.seal(record, **by_admin)
    second = ArchiveCopy.objects.get(edition=2)
    assert (first.supersedes, second.supersedes) == (None, first)
    assert archive.read(first) == before
    assert found_wrong() == []


def test_a_report_that_was_overtaken_is_not_sealed_and_goes(office, archiving, by_admin):
    prepared = actions.prepare_seal(archiving, **by_admin)
    actions.dispose(archiving, note="Segera", by=office.camat, at=LATER)
    press = by_admin | {"prepared": prepared}
    assert "berubah" in refused(Stale, lambda: actions.seal(archiving, **press)).reason
    assert kept() == []
    assert actions.seal(archiving, **by_admin)


def test_a_report_prepared_twice_is_sealed_once(archiving, by_admin):
    first, second = (actions.prepare_seal(archiving, **by_admin) for _ in range(2))
    actions.seal(archiving, **by_admin, prepared=first)
    refused(NotNow, lambda: actions.seal(archiving, **by_admin, prepared=second))
    assert [path.name for path in kept()] == [Path(first.file_name).name]


def test_nothing_is_rendered_for_who_may_not_seal(office, archiving, by_admin, monkeypatch):
    monkeypatch.setattr(report, "render", None)
    refused(NotYours, lambda: actions.seal(archiving, **by_admin | {"by": office.kasubag}))
    assert kept() == []


def test_nothing_is_rendered_in_another_state(office, by_admin, monkeypatch):
    monkeypatch.setattr(report, "render", None)
    record = office.reviewing()
    refused(NotNow, lambda: actions.seal(record, **by_admin))


FAILING = {
    "mkdir": (Path, "mkdir"),
    "open": (Path, "open"),
    "chmod": (os, "fchmod"),
    "fsync": (os, "fsync"),
    "rename": (Path, "rename"),
}
REASONS = {
    errno.ENOSPC: "Ruang disk server habis",
    errno.EIO: "Disk server gagal menulis",
    errno.EACCES: "tidak dapat ditulis",
}


@pytest.mark.parametrize(("code", "reason"), REASONS.items())
@pytest.mark.parametrize("call", FAILING)
def test_a_disk_that_fails_leaves_nothing_and_trying_again_works(
    archiving, by_admin, monkeypatch, call, code, reason
):
    holder, name = FAILING[call]
    does = getattr(holder, name)

    def fail(*args, **options):
        if call == "open" and "xb" not in args:  # the program's own files are read as ever
            return does(*args, **options)
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patched:
        patched.setattr(holder, name, fail)
        told = refused(NotMade, lambda: actions.seal(archiving, **by_admin)).reason
    assert reason in told
    assert "segel lagi" in told
    assert kept() == []
    assert make.fresh(archiving).state == "archiving"
    actions.seal(archiving, **by_admin)
    assert found_wrong() == []


def test_a_folder_whose_name_does_not_reach_the_disk_leaves_nothing(
    archiving, by_admin, monkeypatch
):
    """The last call before the row: the report has its name already."""
    actions_done = []

    def sync(path: Path) -> None:
        actions_done.append(path)
        if any(path.glob("*.pdf")):
            raise OSError(errno.EIO, "I/O error")

    monkeypatch.setattr(files, "sync", sync)
    refused(NotMade, lambda: actions.seal(archiving, **by_admin))
    assert actions_done
    assert kept() == []


def test_a_missing_letter_file_leaves_the_record_as_it_is(archiving, by_admin, monkeypatch):
    from kinerja.report import fonts

    def missing(name: str) -> bytes:
        raise report.ReportError(f"Berkas huruf {name} tidak terbaca. {fonts.MEND}")

    with monkeypatch.context() as patched:
        patched.setattr(fonts, "content", missing)
        told = refused(NotMade, lambda: actions.seal(archiving, **by_admin)).reason
    assert "Pasang ulang program" in told
    assert kept() == []
    actions.seal(archiving, **by_admin)


def test_what_was_half_written_long_ago_is_swept_and_reports_never(archiving, by_admin):
    actions.seal(archiving, **by_admin)
    (report_file,) = kept()
    old, fresh = report_file.with_name("old.tmp"), report_file.with_name("fresh.tmp")
    stray = report_file.with_name("stray.pdf")
    for path in (old, fresh, stray):
        path.write_bytes(b"%PDF")
    os.utime(old, (0, 0))
    os.utime(stray, (0, 0))
    now = make.at("2026-10-06 10:00")
    os.utime(fresh, (now.timestamp(), now.timestamp()))
    assert archive.sweep(now) == 1
    assert set(kept()) == {report_file, fresh, stray}
    assert list(archive.strays()) == [stray.relative_to(files.folder()).as_posix()]
