"""The database of either engine as one file, and back: a row per engine."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from kinerja.backup import postgresql, sqlite
from kinerja.backup.progress import Tell


@dataclass(frozen=True)
class Engine:
    """How one engine's database is copied while people work, and put in the place of another.

    `prepare` makes of a copy what `switch` can put in place at one instant: before it all is as it
    was, after it all is as in the copy. `switch` sets the former database aside, in the folder for
    that or under its name, which it answers; without a folder there is none.
    """

    name: str
    title: str
    file_name: str
    size: Callable[[], int]
    dump: Callable[[Path, Tell], None]
    is_empty: Callable[[], bool]
    refuse_in_use: Callable[[], None]
    prepare: Callable[[Path, Path], Path]
    switch: Callable[[Path, Path | None], str]


ENGINES = {
    "sqlite": Engine(
        name="sqlite",
        title="SQLite",
        file_name="database/kinerja.sqlite3",
        size=sqlite.size,
        dump=sqlite.dump,
        is_empty=sqlite.is_empty,
        refuse_in_use=sqlite.refuse_in_use,
        prepare=sqlite.prepare,
        switch=sqlite.switch,
    ),
    "postgresql": Engine(
        name="postgresql",
        title="PostgreSQL",
        file_name="database/kinerja.dump",
        size=postgresql.size,
        dump=postgresql.dump,
        is_empty=postgresql.is_empty,
        refuse_in_use=postgresql.refuse_in_use,
        prepare=postgresql.prepare,
        switch=postgresql.switch,
    ),
}


def engine() -> Engine:
    return ENGINES[connection.vendor]


def title_of(name: str) -> str:
    return ENGINES[name].title if name in ENGINES else name


def applied_migrations() -> tuple[str, ...]:
    applied = MigrationRecorder(connection).applied_migrations()
    return tuple(sorted(".".join(key) for key in applied))


def known_migrations() -> set[str]:
    """Name the migrations that this program has, replaced ones too."""
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    replaced = {key for migration in loader.disk_migrations.values() for key in migration.replaces}
    return {".".join(key) for key in {*loader.disk_migrations, *replaced}}


def let_go() -> None:
    """Close the program's own connections: what they led to is replaced."""
    connections.close_all()
