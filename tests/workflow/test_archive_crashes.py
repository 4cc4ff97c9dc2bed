"""One sealing, killed or failed at each of its calls: then the archive is whole, or not there.

A kill is put before each call by which the sealing changes a file or the database (nothing outside
of the process changes between two of them). That bytes reach the disk before the row that names
them, as a power cut asks, is shown by the order of the calls.
"""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import make
import pytest
from django.db import connection
from sealing_child import DONE, FAILED, REFUSED

ROOT = Path(__file__).resolve().parent.parent.parent
CALLS = "openat,mkdir,write,pwrite64,fchmod,ftruncate,fsync,fdatasync,rename,unlink"
FAILING = {"write", "pwrite64", "fsync", "fdatasync", "rename", "mkdir", "fchmod", "ftruncate"}
IN_CI = 10
# What differs from one sealing to the next: the code, and so what is made of it.
RANDOM = {
    "workflow_archivecopy": {
        *("code", "snapshot", "sha256", "file_name", "file_sha256", "file_size"),
    },
    "kinerja_journalentry": {"after", "text", "hash"},
    "kinerja_chain": {"head"},
}
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="calls on files of SQLite"),
    pytest.mark.skipif(
        not shutil.which("strace") and os.environ.get("CI") != "true", reason="strace is missing"
    ),
]


@dataclass(frozen=True)
class Call:
    """One call of a sealing: its name, the how manieth of that name, and its whole line."""

    name: str
    number: int
    line: str

    @property
    def is_file(self) -> bool:
        return "/archive/" in self.line


class Sealer:
    """Forks sealings, each on a folder of its own, and looks at what they leave."""

    def __init__(self, base: Path, scratch: Path) -> None:
        self.base, self.scratch, self.count = base, scratch, 0
        paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
        environment = os.environ | {"PYTHONPATH": paths, "DATA_DIR": str(scratch)}
        environment.pop("DATABASE_URL", None)
        self.parent = subprocess.Popen(
            [sys.executable, str(ROOT / "tests/sealing_child.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            text=True,
        )
        self.sealed = self.fresh()
        assert self.run("seal", self.sealed) == DONE
        self.old, self.new = stored(self.base), stored(self.sealed)

    def fresh(self) -> Path:
        """Make a folder with the record before its seal."""
        self.count += 1
        return Path(shutil.copytree(self.base, self.scratch / f"run-{self.count}"))

    def run(self, verb: str, folder: Path, *options: str) -> int:
        """Do it under strace where there are options for it; give how it ended."""
        self.parent.stdin.write(f"{verb} {folder}\n")
        self.parent.stdin.flush()
        pid = int(self.parent.stdout.readline())
        tracer = attached(pid, options) if options else None
        if verb == "seal":
            os.kill(pid, signal.SIGCONT)
        ended = int(self.parent.stdout.readline())
        if tracer:
            tracer.communicate(timeout=30)
        return ended

    def calls(self) -> list[Call]:
        """List the calls of one sealing, in order."""
        log = self.scratch / "calls"
        assert self.run("seal", self.fresh(), "-y", "-o", str(log), "-e", f"trace={CALLS}") == DONE
        counted: dict[str, int] = {}
        found = []
        for line in log.read_text().splitlines():
            if match := re.match(r"(\w+)\(", line):
                name = match[1]
                counted[name] = counted.get(name, 0) + 1
                found.append(Call(name, counted[name], line))
        return found

    def injected(self, call: Call, what: str) -> tuple[Path, int]:
        folder = self.fresh()
        inject = f"inject={call.name}:{what}:when={call.number}"
        return folder, self.run("seal", folder, "-o", "/dev/null", "-e", inject)

    def is_whole(self, folder: Path) -> str:
        """Say which state was left, "old" or "new"; anything else fails here, or in verify."""
        assert self.run("verify", folder) == DONE, (folder / "wrong").read_text()
        left = stored(folder)
        assert left in (self.old, self.new)
        return "old" if left == self.old else "new"

    def try_again(self, folder: Path) -> None:
        assert self.run("seal", folder) == DONE
        assert self.is_whole(folder) == "new"


def attached(pid: int, options: tuple[str, ...]) -> subprocess.Popen:
    tracer = subprocess.Popen(
        ["strace", "-p", str(pid), *options], stderr=subprocess.PIPE, text=True
    )
    assert "attached" in tracer.stderr.readline()
    return tracer


def stored(folder: Path) -> dict[str, list]:
    """Read every row of every table, without what is random."""
    database = sqlite3.connect(folder / "kinerja.sqlite3")
    database.row_factory = sqlite3.Row
    names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    found = {
        name: [
            {key: row[key] for key in row.keys() if key not in RANDOM.get(name, ())}  # noqa: SIM118
            for row in database.execute(f"SELECT * FROM {name} ORDER BY rowid")
        ]
        for (name,) in names
    }
    database.close()
    return found


@pytest.fixture
def sealer(tmp_path):
    make.office().archiving()
    base = tmp_path / "base"
    base.mkdir()
    copy = sqlite3.connect(base / "kinerja.sqlite3")
    connection.connection.backup(copy)
    copy.execute("PRAGMA journal_mode=WAL")
    copy.close()
    made = Sealer(base, tmp_path)
    yield made
    made.parent.communicate(timeout=30)


def spread(calls: list[Call], count: int) -> list[Call]:
    """Choose calls over the whole sealing, the first and the last among them."""
    last = len(calls) - 1
    return [calls[number * last // (count - 1)] for number in range(count)]


def killed_at(sealer: Sealer, calls: list[Call]) -> list[str]:
    """Kill a sealing before each of the calls; give the states that were left."""
    left = []
    for call in calls:
        folder, ended = sealer.injected(call, "signal=SIGKILL")
        assert ended == -signal.SIGKILL, call
        left.append(sealer.is_whole(folder))
        if left[-1] == "old":
            sealer.try_again(folder)
        shutil.rmtree(folder)
    return left


def failed_at(sealer: Sealer, calls: list[Call]) -> list[str]:
    """Let each of the calls fail, for want of room and for a bad disk; give the states left."""
    left = []
    for call in calls:
        for error in ("ENOSPC", "EIO"):
            folder, ended = sealer.injected(call, f"error={error}")
            assert ended in (DONE, REFUSED, FAILED), (call, error)
            if call.is_file and ended != DONE:
                told = (folder / "told").read_text()
                assert "segel lagi" in told
                assert not list((folder / "archive").rglob("*.*"))
            left.append(sealer.is_whole(folder))
            if left[-1] == "old":
                sealer.try_again(folder)
            shutil.rmtree(folder)
    return left


def told(capsys, deeds: str, left: list[str]) -> None:
    """Say at the end how many there were, and what they left."""
    counts = f"{left.count('old')} without the archive and sealed again, {left.count('new')} with"
    with capsys.disabled():
        print(f"\n{len(left)} {deeds}, {len(left)} whole: {counts}")


def failing(calls: list[Call]) -> list[Call]:
    """Choose the calls that a full or bad disk can refuse: what writes, and what makes a file."""
    return [call for call in calls if call.name in FAILING or "O_CREAT" in call.line]


def test_bytes_reach_the_disk_before_their_name_and_both_before_the_row(sealer):
    calls = sealer.calls()

    def place(name: str, ending: str) -> int:
        found = [n for n, call in enumerate(calls) if call.name == name and ending in call.line]
        return found[-1]

    written = place("write", ".tmp>")
    order = [
        written,
        place("fchmod", ".tmp>"),
        place("fsync", ".tmp>"),
        place("rename", ".pdf"),
        max(n for n, call in enumerate(calls) if call.name == "fsync" and call.is_file),
        min(n for n, call in enumerate(calls) if call.name == "pwrite64" and "-wal>" in call.line),
        max(n for n, call in enumerate(calls) if "sync" in call.name and "-wal>" in call.line),
    ]
    assert order == sorted(order)
    assert len(set(order)) == len(order)


def test_a_kill_leaves_the_archive_whole_or_not_there(sealer):
    assert set(killed_at(sealer, spread(sealer.calls(), IN_CI))) >= {"old"}


def test_a_failing_disk_leaves_the_archive_whole_or_not_there(sealer):
    calls = failing(sealer.calls())
    files = [call for call in calls if call.is_file]
    rows = [call for call in calls if not call.is_file]
    failed_at(sealer, [*spread(files, 3), *spread(rows, 2)])


@pytest.mark.soak
def test_a_kill_at_every_call_leaves_the_archive_whole_or_not_there(sealer, capsys):
    calls = sealer.calls()
    assert len(calls) >= 50
    told(capsys, "kills", killed_at(sealer, calls))


@pytest.mark.soak
def test_a_disk_failing_at_every_call_leaves_the_archive_whole_or_not_there(sealer, capsys):
    calls = failing(sealer.calls())
    assert len(calls) >= 50
    told(capsys, "failures of the disk", failed_at(sealer, calls))
