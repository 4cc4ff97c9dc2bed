"""manage.py restore: what is refused, and that a refusal changes nothing."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import papers
import pytest
from django.core.management import CommandError, call_command
from installation import PROJECT, Installation, is_postgresql, places

from kinerja.backup import manifest, shelf
from kinerja.backup.manifest import NAME, SEAL

Places = Callable[[], Installation]
ENGINES = ["sqlite", "postgresql"]
pytestmark = pytest.mark.xdist_group(__name__)


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> Iterator[Places]:
    yield from places(tmp_path_factory.mktemp("restore"))


@pytest.fixture(scope="module")
def source(empty) -> Installation:
    """An installation of one kept file; that no row names it does not matter here."""
    made = empty()
    made.told("migrate", "-v0")
    path = made.folder / "evidence" / "1" / "ab" / "abc"
    path.parent.mkdir(parents=True)
    path.write_bytes(papers.pdf())
    return made


@pytest.fixture(scope="module")
def taken(source, tmp_path_factory) -> Path:
    shelf_of_all = tmp_path_factory.mktemp("shelf")
    source.told("backup", shelf_of_all)
    return shelf.backups(shelf_of_all)[0]


@pytest.fixture
def backup(taken, tmp_path) -> Path:
    """A backup of its own for each test, to be damaged."""
    return Path(shutil.copytree(taken, tmp_path / taken.name))


@pytest.fixture(scope="module")
def place(empty) -> Installation:
    """An empty place, where every refusal leaves nothing."""
    return empty()


def refused(place: Installation, *words: str | Path, code: int) -> str:
    before = place.rows if (place.folder / "kinerja.sqlite3").exists() else None
    said = place.told("restore", *words, code=code)
    after = place.rows if (place.folder / "kinerja.sqlite3").exists() else None
    assert (before, list(place.folder.glob("sebelum-*"))) == (after, [])
    assert not (place.folder / ".restoring").exists()
    assert "Traceback" not in said
    return said


def change(folder: Path, **fields: object) -> None:
    """Write other words into the manifest, and seal it."""
    content = json.loads((folder / NAME).read_text()) | fields
    text = json.dumps(content).encode()
    (folder / NAME).write_bytes(text)
    (folder / SEAL).write_text(f"{hashlib.sha256(text).hexdigest()}  {NAME}\n")


def files_of(folder: Path) -> list[str]:
    return [item.path for item in manifest.read(folder).items]


def test_one_damaged_byte_anywhere_is_refused_and_named(place, backup):
    names = files_of(backup)
    assert len(names) == 2
    for name in (*names, NAME):
        path = backup / name
        whole = path.read_bytes()
        path.write_bytes(papers.flipped(whole, len(whole) // 2))
        said = refused(place, backup, code=1)
        assert "Tidak dipulihkan, data tetap" in said
        assert name in said or (name == NAME and "manifes tidak cocok" in said)
        path.write_bytes(whole)


def test_a_manifest_that_was_cut_off_is_refused(place, backup):
    whole = (backup / NAME).read_bytes()
    for length in (0, len(whole) // 2, len(whole) - 1):
        (backup / NAME).write_bytes(whole[:length])
        assert "manifes tidak cocok" in refused(place, backup, code=1)
    (backup / SEAL).unlink()
    assert "tidak ada atau tidak terbaca" in refused(place, backup, code=1)


def test_a_missing_or_shortened_file_is_refused(place, backup):
    path = backup / files_of(backup)[1]
    path.write_bytes(path.read_bytes()[:-1])
    assert "ukurannya lain" in refused(place, backup, code=1)
    path.unlink()
    assert "hilang" in refused(place, backup, code=1)


def test_a_backup_of_a_newer_program_is_refused(place, backup):
    known = list(manifest.read(backup).migrations)
    change(backup, migrations=[*known, "workflow.9999_later"], program="9.9")
    said = refused(place, backup, code=2)
    assert "program yang lebih baru (versi 9.9, workflow.9999_later)" in said


@pytest.mark.engine
def test_a_backup_of_the_other_engine_is_refused(place, backup):
    change(backup, engine=ENGINES[not is_postgresql()])
    assert "hanya dipulihkan ke jenis yang sama" in refused(place, backup, code=2)
    change(backup, engine="oracle")
    assert "Cadangan ini dari oracle" in refused(place, backup, code=2)


def test_a_place_without_backups_is_refused(place, tmp_path):
    assert "Tidak ada cadangan" in refused(place, tmp_path / "nowhere", code=2)


def test_data_is_not_replaced_without_a_word(source, backup):
    before = source.rows, source.files
    said = refused(source, backup, code=2)
    assert "Tambahkan --replace" in said
    assert (source.rows, source.files) == before


def test_files_alone_are_data_too(empty, backup):
    other = empty()
    path = other.folder / "archive" / "a.pdf"
    path.parent.mkdir()
    path.write_bytes(b"%PDF")
    assert "Tambahkan --replace" in refused(other, backup, code=2)


def test_a_serving_program_is_not_robbed_of_its_data(source, backup):
    """Served as in production: every worker holds the lock from its start to its end."""
    port = "127.0.0.1:0"
    gunicorn = [sys.executable, "-m", "gunicorn", "--bind", port, "--no-control-socket"]
    server = subprocess.Popen(
        [*gunicorn, "kinerja.wsgi"], cwd=PROJECT, env=source.environment, stderr=subprocess.PIPE
    )
    try:
        wait_until(lambda: serves(source))
        said = refused(source, backup, "--replace", code=2)
        assert "Program masih melayani" in said
    finally:
        server.terminate()
        server.communicate()


def serves(place: Installation) -> bool:
    """Say whether somebody holds the lock, by the system's own list."""
    path = place.folder / "serving.lock"
    return path.exists() and f":{path.stat().st_ino} " in Path("/proc/locks").read_text()


def wait_until(is_so: Callable[[], bool]) -> None:
    for _ in range(60):
        if is_so():
            return
        time.sleep(1)
    raise AssertionError("never so")


def test_a_server_does_not_start_while_data_is_restored(source):
    holding = (
        "import django, os, sys; django.setup(); from kinerja import serving\n"
        "with serving.alone(): print('sendiri', flush=True); sys.stdin.read()"
    )
    environment = source.environment | {"DJANGO_SETTINGS_MODULE": "kinerja.settings"}
    options = {"cwd": PROJECT, "env": environment, "text": True, "stdout": subprocess.PIPE}
    restoring = subprocess.Popen([sys.executable, "-c", holding], stdin=subprocess.PIPE, **options)
    try:
        assert restoring.stdout.readline() == "sendiri\n"
        served = [sys.executable, "-c", "import kinerja.wsgi"]
        ended = subprocess.run(served, stderr=subprocess.PIPE, **options)
        assert ended.returncode == 1
        assert "Data sedang dipulihkan" in ended.stderr
    finally:
        restoring.communicate("")


@pytest.mark.engine
def test_a_database_that_somebody_else_has_open_is_refused(source, backup):
    opened = source.opened()
    try:
        cursor = opened.cursor()
        cursor.execute("BEGIN")
        cursor.execute("SELECT count(*) FROM django_migrations")
        cursor.fetchall()
        assert "sedang dipakai" in refused(source, backup, "--replace", code=2)
    finally:
        opened.close()


def test_a_restored_database_that_does_not_hold_is_told_by_the_exit_code(empty, source, tmp_path):
    """It stands, and what was there before lies aside; but nobody is told that all is well."""
    other = empty()
    other.told("migrate", "-v0")
    with other.opened() as opened:
        cursor = opened.cursor()
        on = " ON kinerja_journalentry" if other.database else ""
        cursor.execute(f"DROP TRIGGER guard_kinerja_journalentry_update{on}")
    opened.close()
    other.told("backup", tmp_path)
    said = other.told("restore", tmp_path, "--replace", code=1)
    assert "Dipulihkan" in said
    assert "Penjaga basis data tidak ada" in said


def test_a_backup_of_an_older_program_is_brought_up_to_date(empty, tmp_path):
    """The tables that came later are made, and verify holds."""
    older = empty()
    older.told("migrate", "-v0")
    older.told("migrate", "-v0", "sessions", "zero")
    older.told("backup", tmp_path)
    place = empty()
    said = place.told("restore", tmp_path)
    assert "program yang lebih lama: tabel disesuaikan" in said
    assert "django_session" in place.rows


def test_restoring_is_for_the_owner_of_the_data(backup, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    with pytest.raises(CommandError, match="Jalankan sebagai pemilik"):
        call_command("restore", str(backup))
