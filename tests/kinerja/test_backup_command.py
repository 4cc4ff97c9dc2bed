"""manage.py backup: what it says, how it ends, what it keeps and what it refuses."""

import os
import re
import shutil
import time
from pathlib import Path

import make
import papers
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from kinerja import evidence, serving, upkeep
from kinerja.backup import durable, shelf, taking

pytestmark = pytest.mark.django_db(transaction=True)
NOON, LATER = make.at("2026-10-05 12:00"), make.at("2026-10-05 12:01")


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
    path.write_bytes(papers.flipped(path.read_bytes(), 7))
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


def test_a_backup_that_takes_too_long_is_given_up_and_leaves_nothing(
    office, target, capsys, monkeypatch
):
    monkeypatch.setattr(taking, "files_into", lambda *_args: time.sleep(30))
    code, said = backup(target, capsys, "--within", "1")
    assert (code, "belum selesai dalam waktu" in said) == (1, True)
    assert shelf.backups(target) == []
    assert [path.name for path in target.iterdir()] == [shelf.LOCK]
