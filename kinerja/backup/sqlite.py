"""SQLite: copied page by page under one reader's snapshot, put in place by one rename."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

from kinerja.backup import durable
from kinerja.backup.progress import Tell
from kinerja.backup.refusing import Damaged, Refused

PAGES_AT_ONCE = 1000
SECONDS = 20
# What lies beside a database that was written through its log.
LOGS = ("-wal", "-shm")


def place() -> Path:
    return Path(connection.settings_dict["NAME"])


def opened(path: Path) -> sqlite3.Connection:
    return sqlite3.Connection(path, timeout=SECONDS, isolation_level=None)


def size() -> int:
    paths = (place(), Path(f"{place()}-wal"))
    return durable.total(path for path in paths if path.exists())


def dump(target: Path, tell: Tell) -> None:
    """Copy the database as it stands now, also while others write. Raises Damaged."""

    def told(_status: int, remaining: int, pages: int) -> None:
        tell("basis data", pages - remaining, pages)

    try:
        with closing(opened(place())) as source, closing(opened(target)) as copy:
            # A reader's snapshot: without one, every write of somebody else begins the copy anew.
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            source.backup(copy, pages=PAGES_AT_ONCE, progress=told)
            # One plain file, to be read also where nothing can be written.
            copy.execute("PRAGMA journal_mode=DELETE")
            # Django's constraints call functions of its own; they were asked at every write.
            copy.execute("PRAGMA ignore_check_constraints=ON")
            found = copy.execute("PRAGMA integrity_check(3)").fetchall()
    except sqlite3.DatabaseError as error:
        raise Damaged(f"Basis data tidak dapat disalin: {error}.") from error
    if found != [("ok",)]:
        raise Damaged(f"Basis data rusak: {'; '.join(text for (text,) in found)}")
    target.chmod(0o600)
    durable.sync(target)


def is_empty() -> bool:
    """Say whether there is nothing to lose; what cannot be read is something."""
    if not place().exists():
        return True
    try:
        with closing(opened(place())) as found:
            return found.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    except sqlite3.DatabaseError:
        return False


def refuse_in_use() -> None:
    """Bring the log into the database, which nobody else may have open. Raises Refused."""
    if not place().exists():
        return
    try:
        with closing(opened(place())) as found:
            found.execute("PRAGMA busy_timeout=1000")
            busy, *_ = found.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            found.execute("PRAGMA locking_mode=EXCLUSIVE")
            found.execute("BEGIN EXCLUSIVE")
            found.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        raise Refused(IN_USE) from error
    except sqlite3.DatabaseError:
        # Broken, maybe the reason for restoring: it is set aside with its log, as it is.
        return
    if busy:
        raise Refused(IN_USE)


IN_USE = "Basis data sedang dipakai program lain. Hentikan program itu dahulu, lalu ulangi."


def prepare(dumped: Path, _scratch: Path) -> Path:
    """Lay the copy beside its place."""
    prepared = place().with_name(f"{place().name}.restoring")
    prepared.unlink(missing_ok=True)
    place().parent.mkdir(parents=True, exist_ok=True)
    durable.copy(dumped, prepared)
    return prepared


def switch(prepared: Path, aside: Path | None) -> str:
    """Put the copy in place by one rename; the former database has a name aside already."""
    former = [path for ending in ("", *LOGS) if (path := Path(f"{place()}{ending}")).exists()]
    for path in former if aside else ():
        if not durable.link(path, aside / path.name):
            durable.copy(path, aside / path.name)
    if aside:
        durable.sync(aside)
    for ending in LOGS:
        # Pages of the former log must never be read into the copy.
        Path(f"{place()}{ending}").unlink(missing_ok=True)
    prepared.replace(place())
    durable.sync(place().parent)
    return ""
