"""The folder in which backups lie side by side, each a folder named by its moment (UTC)."""

import contextlib
import fcntl
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from kinerja.backup import durable
from kinerja.backup.manifest import NAME as MANIFEST
from kinerja.backup.refusing import Busy, Refused

NAMED = re.compile(r"kinerja-\d{8}T\d{6}Z")
LOCK = ".kinerja.lock"
# What is being written and what is being taken away: neither is ever read as a backup.
DRAFT, GONE = ".part", ".gone"
TRIES = 20


def name_of(moment: datetime) -> str:
    return f"kinerja-{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def backups(shelf: Path) -> list[Path]:
    """List the backups of a shelf, the newest first."""
    try:
        found = [path for path in shelf.iterdir() if NAMED.fullmatch(path.name) and path.is_dir()]
    except OSError:
        return []
    return sorted(found, reverse=True)


def chosen(source: Path) -> Path:
    """Find the backup that is meant: this folder, or the newest of a shelf. Raises Refused."""
    if (source / MANIFEST).exists() or NAMED.fullmatch(source.name):
        return source
    found = backups(source)
    if not found:
        raise Refused(f"Tidak ada cadangan di {source}.")
    return found[0]


@contextmanager
def locked(shelf: Path, *, moment: datetime) -> Iterator[None]:
    """Be the only one who writes to the shelf; the lock says since when. Raises Busy."""
    with (shelf / LOCK).open("a+") as file:
        if not obtained(file):
            raise Busy("Pencadangan ke tempat ini sedang berjalan. Tunggu sampai selesai.")
        file.truncate(0)
        file.write(moment.isoformat())
        file.flush()
        yield


def obtained(file) -> bool:
    """Take the lock; who only looks whether it is held, holds it for an instant."""
    for _ in range(TRIES):
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        if not is_busy(file.name):
            continue
        return False
    return False


def is_busy(lock: str) -> bool:
    """Say whether somebody writes: a look shares its lock with other looks, not with a writer."""
    with contextlib.suppress(OSError), Path(lock).open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def running_since(shelf: Path) -> datetime | None:
    """Say since when a backup is being made; None where none is."""
    lock = shelf / LOCK
    if not is_busy(str(lock)):
        return None
    try:
        return datetime.fromisoformat(lock.read_text())
    except (OSError, ValueError):
        return None


def clear_leftovers(shelf: Path) -> None:
    """Take away what a backup or a thinning that was killed has left; only under the lock."""
    for ending in (DRAFT, GONE):
        for path in shelf.glob(f".kinerja-*{ending}"):
            shutil.rmtree(path)


def draft(shelf: Path, name: str) -> Path:
    """Make the folder that a backup is written into. Raises Refused where the name is taken."""
    if (shelf / name).exists():
        raise Refused(f"Cadangan {name} sudah ada. Ulangi sesaat lagi.")
    made = shelf / f".{name}{DRAFT}"
    made.mkdir(mode=0o700)
    return made


def publish(written: Path, name: str) -> Path:
    """Give a whole backup its name, all of it on the disk before."""
    durable.sync_folders(written)
    place = written.with_name(name)
    written.rename(place)
    durable.sync(place.parent)
    return place


def remove(backup: Path) -> None:
    """Take a backup away: its name first, so that no part of it is taken for one."""
    gone = backup.with_name(f".{backup.name}{GONE}")
    backup.rename(gone)
    shutil.rmtree(gone)
