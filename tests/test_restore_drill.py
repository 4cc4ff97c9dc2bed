"""The drill: backups made while people work, put back elsewhere, killed at any step."""

import re
import signal
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from installation import TESTS, Installation, places

from kinerja.backup import shelf

Places = Callable[[], Installation]
pytestmark = pytest.mark.xdist_group(__name__)


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> Iterator[Places]:
    yield from places(tmp_path_factory.mktemp("drill"))


@pytest.fixture(scope="module")
def office(empty) -> Installation:
    """An office at rest, with an archive and a document."""
    made = empty()
    made.told("migrate", "-v0")
    process = made.start(TESTS / "small_office.py")
    said, _ = process.communicate()
    assert process.returncode == 0, said
    return made


@pytest.fixture(scope="module")
def backup(office, tmp_path_factory) -> Path:
    """A shelf with one backup of the office."""
    return taken(office, tmp_path_factory.mktemp("shelf"))


def taken(installation: Installation, target: Path) -> Path:
    assert "selesai" in installation.told("backup", target)
    return target


@pytest.mark.engine
def test_all_rows_and_all_files_of_the_sample_come_back_in_an_empty_place(empty, tmp_path):
    demo, place = empty(), empty()
    demo.told("migrate", "-v0")
    demo.told("demo")
    said = place.told("restore", taken(demo, tmp_path))
    assert "Dipulihkan: kinerja-" in said
    assert "Utuh:" in said
    assert place.files == demo.files
    sealed = [name for name in place.files if name.startswith("archive/") and name.endswith(".pdf")]
    assert len(sealed) == len(place.rows["workflow_archivecopy"]) > 0
    assert place.rows == demo.rows
    assert len(place.rows["kinerja_journalentry"]) > 100


def test_a_backup_made_while_people_work_is_whole(backup, empty, tmp_path):
    """Every document that a row of the backup names is there, also one taken away meanwhile."""
    busy, place = empty(), empty()
    busy.told("restore", backup)
    people = busy.start(TESTS / "restless.py", "kecamatan-suak-midai")
    try:
        assert people.stdout.readline() == "mulai\n"
        for _ in range(3):
            busy.told("backup", tmp_path)
        assert people.poll() is None
    finally:
        people.kill()
        people.communicate()
    entries = []
    for folder in shelf.backups(tmp_path):
        assert "Utuh:" in place.told("restore", folder, "--replace")
        written = place.rows["kinerja_journalentry"]
        entries.append(len([row for row in written if "'uji'" in row]))
    assert entries == sorted(entries, reverse=True)
    assert len(set(entries)) == 3
    assert entries[-1] > 0


def steps_of(installation: Installation, *words: str | Path) -> int:
    """Count the steps of a command that lives."""
    process = installation.start(TESTS / "dying.py", "0", *words)
    said, _ = process.communicate()
    assert process.returncode == 0, said
    return int(re.search(r"langkah: (\d+)", said)[1])


def killed(installation: Installation, step: int, *words: str | Path) -> None:
    process = installation.start(TESTS / "dying.py", str(step), *words)
    said, _ = process.communicate()
    assert process.returncode == -signal.SIGKILL, (step, said)


def spread(steps: int, times: int) -> list[int]:
    """Choose steps from the first to the last."""
    return sorted({1 + (steps - 1) * number // (times - 1) for number in range(times)})


def test_a_backup_killed_at_any_step_is_none(office, tmp_path):
    """Up to the one step that gives it its name; afterwards it is whole."""
    steps = steps_of(office, "backup", tmp_path / "lives")
    for step in spread(steps, 5):
        target = tmp_path / str(step)
        killed(office, step, "backup", target)
        for folder in shelf.backups(target):
            assert step > steps - 2
            assert "Utuh" in office.told("backup", "--check", folder.parent)
    target = tmp_path / "1"
    office.told("backup", target)
    assert [path.name[0] for path in target.glob(".kinerja-*.part")] == []
    assert len(shelf.backups(target)) == 1


@pytest.mark.engine
def test_a_restore_killed_at_any_step_leaves_the_old_data_or_the_new(backup, empty, tmp_path):
    """And done again it succeeds, whatever the killed one left."""
    place, other = empty(), empty()
    other.told("restore", backup)
    other.told("open_period", "2026", "4")
    other.told("backup", tmp_path)
    place.told("restore", backup)
    old, new = place.rows, other.rows
    assert old != new
    steps = steps_of(place, "restore", tmp_path, "--replace")
    assert place.rows == new
    place.told("restore", backup, "--replace")
    seen = []
    for step in spread(steps, 5):
        killed(place, step, "restore", tmp_path, "--replace")
        seen.append(place.rows)
        assert seen[-1] in (old, new), step
        assert place.is_verified
        if seen[-1] == new:
            place.told("restore", backup, "--replace")
            assert place.rows == old
    assert seen[0] == old


def assert_own_guards_are_asked_for(place: Installation) -> None:
    """The guards of the data that lies aside stand for none that is missing here."""
    name, table = "guard_kinerja_chain_delete", "kinerja_chain"
    with closing(place.opened()) as opened, closing(opened.cursor()) as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if place.database else ""))
        opened.commit()
    assert name in place.told("verify", code=1)


@pytest.mark.engine
def test_the_data_before_a_restore_lies_aside_and_is_whole(backup, empty):
    place = empty()
    place.told("restore", backup)
    place.told("open_period", "2026", "4")
    before = place.rows, place.files
    said = place.told("restore", backup, "--replace")
    [aside] = place.folder.glob("sebelum-*")
    assert str(aside) in said
    assert_own_guards_are_asked_for(place)
    if place.database:
        former = aside.name.replace("-", "_").lower()
        with place.opened() as opened, opened.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute(f'ALTER SCHEMA "{former}" RENAME TO public')
    else:
        (aside / "kinerja.sqlite3").replace(place.folder / "kinerja.sqlite3")
    assert (place.rows, place.files) == before
    assert place.is_verified
