"""manage.py backup: what a backup is made of, what it shares, and what makes none."""

import hashlib
import json
import shutil
from pathlib import Path

import make
import papers
import pytest
from django.conf import settings as project
from django.db import transaction

from kinerja import evidence
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
    with transaction.atomic():
        return papers.attached(office)


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


def test_a_backup_is_never_made_inside_a_transaction(office, target):
    with transaction.atomic(), pytest.raises(RuntimeError):
        taking.take(target, at=NOON)
    assert not target.exists()


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
