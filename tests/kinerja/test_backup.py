"""manage.py backup: what a backup is made of, what it shares, and what makes none."""

import hashlib
import json
import os
import re
import shutil
import time
from pathlib import Path

import make
import papers
import pytest
from django.conf import settings as project
from django.core.management import CommandError, call_command
from django.db import transaction

from kinerja import evidence, serving, upkeep
from kinerja.backup import checking, database, durable, manifest, shelf, taking
from kinerja.backup.refusing import Damaged, Refused

pytestmark = pytest.mark.django_db(transaction=True)
NOON, LATER = make.at("2026-10-05 12:00"), make.at("2026-10-05 12:01")
ENGINE = database.engine().name


@pytest.fixture
def office():
    with transaction.atomic():
        return make.office()


@pytest.fixture
def document(office):
    """A document at two rows, attached."""
    kept = papers.kept(office.unit)
    with transaction.atomic():
        return evidence.attach(
            [line.pk for line in office.lines[:2]],
            unit=office.unit,
            period=make.period(),
            edition=1,
            title="a.pdf",
            file=kept,
            by=office.kasi,
            at=make.at(),
        )


@pytest.fixture
def target(tmp_path) -> Path:
    return tmp_path / "shelf"


def location(document) -> Path:
    return evidence.located(document.file.stored_name)


def test_a_backup_is_a_folder_named_by_its_moment_that_anybody_can_check(document, target):
    made = taking.take(target, at=NOON)
    assert made.folder == target / "kinerja-20261005T050000Z"
    content = json.loads((made.folder / "manifest.json").read_text())
    assert content["engine"] == ENGINE
    assert content["program"] == "0.1.0"
    assert "kinerja.0001_initial" in content["migrations"]
    [file] = content["files"]
    assert file["path"] == f"evidence/{document.file.stored_name}"
    assert file["sha256"] == document.file.sha256
    for item in (content["database"], file):
        copied = (made.folder / item["path"]).read_bytes()
        assert hashlib.sha256(copied).hexdigest() == item["sha256"]
        assert len(copied) == item["size"]
    sealed = hashlib.sha256((made.folder / "manifest.json").read_bytes()).hexdigest()
    assert (made.folder / "manifest.sha256").read_text() == f"{sealed}  manifest.json\n"
    assert list(checking.faults(made.folder)) == []


def test_previews_parts_and_secrets_are_no_part_of_it(document, target, settings):
    for name in ("previews/1/a/1.webp", "uploads/1/0.part", "secret-key", "evidence/1/x.tmp"):
        path = settings.DATA_DIR / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    made = taking.take(target, at=NOON)
    held = {path.relative_to(made.folder).parts[0] for path in made.folder.rglob("*")}
    assert held == {"database", "evidence", "manifest.json", "manifest.sha256"}
    assert len(made.manifest.files) == 1


def test_sealed_files_are_kept_too_and_stay_read_only(document, target, settings):
    path = settings.DATA_DIR / "archive" / "1" / "laporan.pdf"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"%PDF")
    made = taking.take(target, at=NOON)
    copied = made.folder / "archive" / "1" / "laporan.pdf"
    assert copied.read_bytes() == b"%PDF"
    assert copied.stat().st_mode & 0o777 == 0o444


def test_what_has_not_changed_is_kept_once_for_two_backups(document, target):
    first, second = taking.take(target, at=NOON), taking.take(target, at=LATER)
    assert (first.linked, second.linked) == (0, 1)
    name = second.manifest.files[0].path
    assert (first.folder / name).samefile(second.folder / name)


def test_where_no_file_can_have_two_names_it_is_copied(document, target, monkeypatch):
    """A flash disk."""
    taking.take(target, at=NOON)
    monkeypatch.setattr(durable.os, "link", refusing_to_link)
    second = taking.take(target, at=LATER)
    assert second.linked == 0
    assert list(checking.faults(second.folder)) == []


def refusing_to_link(*_paths):
    raise PermissionError(1, "Operation not permitted")


def test_bytes_that_rotted_in_the_backup_before_are_copied_anew(document, target):
    first = taking.take(target, at=NOON)
    (first.folder / first.manifest.files[0].path).write_bytes(b"busuk")
    second = taking.take(target, at=LATER)
    assert list(checking.faults(second.folder)) == []
    assert second.changed == ()


def test_a_document_taken_away_meanwhile_is_still_in_the_backup(document, target, monkeypatch):
    """The database's copy names it; its bytes are copied after."""
    real = taking.files_into

    def forgotten_first(*args):
        with transaction.atomic():
            evidence.forget(document)
        evidence.sweep(make.at("2026-10-05 12:00"))
        return real(*args)

    monkeypatch.setattr(taking, "files_into", forgotten_first)
    made = taking.take(target, at=NOON)
    assert [each.sha256 for each in made.manifest.files] == [document.file.sha256]


def test_a_file_that_is_gone_before_it_is_copied_is_left_out(document, target, monkeypatch):
    """No row names it: what a row names stays for a day."""
    stray = evidence.located(papers.kept(make.unit("Lain"), papers.pdf("lain")).stored_name)
    real = durable.copy

    def gone_first(source, *args):
        if source == stray:
            source.unlink()
        return real(source, *args)

    monkeypatch.setattr(durable, "copy", gone_first)
    assert len(taking.take(target, at=NOON).manifest.files) == 1


def backup(target: Path, capsys, *words: str) -> tuple[int, str]:
    """Run the command; give its exit code and what it said."""
    try:
        call_command("backup", str(target), *words)
        code = 0
    except SystemExit as ended:
        code = ended.code
    except CommandError as error:
        return error.returncode, str(error)
    said = capsys.readouterr()
    return code, said.out + said.err


def test_a_changed_document_is_named_and_no_older_backup_goes(document, target, capsys):
    taking.take(target, at=NOON)
    location(document).write_bytes(b"diubah")
    code, said = backup(target, capsys, "--keep", "1")
    assert code == 1
    assert f"evidence/{document.file.stored_name}: isinya lain" in said
    assert len(shelf.backups(target)) == 2
    assert not upkeep.last(upkeep.BACKUP).is_well


def copies(target: Path, *days: int) -> None:
    """Lay the same backup under other days' names."""
    made = taking.take(target, at=NOON).folder
    for day in days:
        shutil.copytree(made, target / f"kinerja-202609{day:02}T000000Z")


def test_thinning_keeps_the_newest_whole_ones_and_leaves_damaged_ones(document, target, capsys):
    copies(target, 1, 2, 3, 4)
    (target / "kinerja-20260904T000000Z" / "manifest.json").write_text("{")
    code, said = backup(target, capsys, "--keep", "3")
    names = [path.name for path in shelf.backups(target)]
    assert names[1:] == [
        "kinerja-20261005T050000Z",
        "kinerja-20260904T000000Z",
        "kinerja-20260903T000000Z",
    ]
    assert (code, len(names)) == (1, 4)
    assert "kinerja-20260904T000000Z: manifes tidak cocok dengan SHA-256." in said
    assert "Cadangan lama dihapus: kinerja-20260902T000000Z, kinerja-20260901T000000Z." in said


def test_checking_names_what_is_damaged_in_which_backup(document, target, capsys):
    copies(target, 1)
    assert backup(target, capsys, "--check") == (0, f"Utuh: 2 cadangan di {target}.\n")
    name = f"evidence/{document.file.stored_name}"
    path = target / "kinerja-20260901T000000Z" / name
    path.write_bytes(path.read_bytes().replace(b"1.4", b"1.5"))
    code, said = backup(target, capsys, "--check")
    assert (code, said) == (
        1,
        f"kinerja-20260901T000000Z: {name} rusak: isinya tidak cocok dengan SHA-256.\n",
    )
    path.unlink()
    assert "hilang" in backup(target, capsys, "--check")[1]


def test_a_backup_that_was_made_is_noted_with_its_size(document, target, capsys):
    code, said = backup(target, capsys)
    assert code == 0
    noted = upkeep.last(upkeep.BACKUP)
    assert noted.is_well
    assert noted.words in said
    assert re.search(r"Cadangan kinerja-\d{8}T\d{6}Z selesai: \d+ MB, 1 berkas", said)


def test_a_full_disk_leaves_nothing_and_is_noted(document, target, capsys, monkeypatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable, "copy", full)
    code, said = backup(target, capsys)
    assert code == 1
    assert "No space left on device" in said
    assert "Periksa tempat cadangan" in upkeep.last(upkeep.BACKUP).words
    assert [path.name for path in target.iterdir()] == [shelf.LOCK]


def test_a_place_without_room_is_refused_before_anything_is_written(
    document, target, capsys, monkeypatch
):
    monkeypatch.setattr(durable, "room_below", lambda _folder: 1)
    code, said = backup(target, capsys)
    assert code == 2
    assert "tidak cukup" in said
    assert upkeep.last(upkeep.BACKUP) is None


def test_a_backup_inside_its_own_folders_is_refused(office, settings, capsys):
    code, said = backup(settings.DATA_DIR / "evidence" / "x", capsys)
    assert (code, "di dalam folder evidence" in said) == (2, True)


def test_a_second_backup_to_the_same_place_is_refused_while_one_runs(office, target, capsys):
    target.mkdir()
    with shelf.locked(target, moment=NOON):
        assert shelf.running_since(target) == NOON
        code, said = backup(target, capsys)
        assert (code, "sedang berjalan" in said) == (2, True)
    assert shelf.running_since(target) is None
    assert backup(target, capsys)[0] == 0


def test_nothing_is_backed_up_while_data_is_restored(office, target, capsys):
    with serving.alone():
        code, said = backup(target, capsys)
    assert (code, "sedang dipulihkan" in said) == (2, True)


def test_only_the_owner_of_the_data_makes_backups(office, target, capsys, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    code, said = backup(target, capsys)
    assert (code, "Jalankan sebagai pemilik" in said) == (2, True)


@pytest.mark.parametrize("word", ["0", "-1", "banyak"])
def test_a_count_that_is_none_is_refused(target, word):
    with pytest.raises(CommandError):
        call_command("backup", str(target), f"--keep={word}")


def test_a_backup_is_never_made_inside_a_transaction(office, target):
    with transaction.atomic(), pytest.raises(RuntimeError):
        taking.take(target, at=NOON)
    assert not target.exists()


def test_a_backup_that_takes_too_long_is_given_up_and_leaves_nothing(
    office, target, capsys, monkeypatch
):
    monkeypatch.setattr(taking, "files_into", lambda *_args: time.sleep(30))
    code, said = backup(target, capsys, "--within", "1")
    assert (code, "belum selesai dalam waktu" in said) == (1, True)
    assert shelf.backups(target) == []
    assert [path.name for path in target.iterdir()] == [shelf.LOCK]


@pytest.mark.skipif(ENGINE != "sqlite", reason="PostgreSQL looks after its own pages")
def test_a_broken_database_makes_no_backup(target, tmp_path, monkeypatch):
    broken = tmp_path / "broken.sqlite3"
    shutil.copy(project.DATABASES["default"]["NAME"], broken)
    with broken.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 4)
    monkeypatch.setitem(database.connection.settings_dict, "NAME", str(broken))
    with pytest.raises(Damaged, match="Basis data"):
        taking.take(target, at=NOON)
    assert shelf.backups(target) == []


@pytest.mark.skipif(ENGINE != "postgresql", reason="a program of PostgreSQL's")
def test_without_pg_dump_the_way_out_is_named(office, target, monkeypatch):
    monkeypatch.setattr("kinerja.backup.postgresql.INSTALLED", "/nowhere")
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(Refused, match="postgresql-client"):
        taking.take(target, at=NOON)


def test_a_path_that_leads_out_of_the_backup_is_no_manifest(document, target):
    made = taking.take(target, at=NOON).folder
    for path in ("evidence/../../x", "/etc/passwd", "secret-key", "evidence"):
        content = json.loads((made / manifest.NAME).read_text())
        content["files"][0]["path"] = path
        text = json.dumps(content).encode()
        (made / manifest.NAME).write_bytes(text)
        sealed = hashlib.sha256(text).hexdigest()
        (made / manifest.SEAL).write_text(f"{sealed}  {manifest.NAME}\n")
        with pytest.raises(Damaged, match="tidak dikenal"):
            manifest.read(made)
