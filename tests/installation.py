"""The program with a data folder and a database of its own, worked by commands as a person would.

On PostgreSQL each has a database on the server that the tests run on.
"""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg2
from django.conf import settings
from django.db import connection

PROJECT = Path(__file__).resolve().parents[1]
TESTS = PROJECT / "tests"
OURS = ("evidence", "archive")
numbers = count(1)
SQLITE_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
POSTGRESQL_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"


@dataclass(frozen=True)
class Installation:
    """A folder, and on PostgreSQL the name of a database."""

    folder: Path
    database: str = ""

    @property
    def environment(self) -> dict[str, str]:
        outside = ("DATABASE_URL", "DEBUG", "SECRET_KEY", "BACKUP_DIR")
        env = {name: text for name, text in os.environ.items() if name not in outside}
        url = {"DATABASE_URL": f"postgres:///{self.database}"} if self.database else {}
        return {
            **env,
            **url,
            "DATA_DIR": str(self.folder),
            "DEBUG": "1",
            "PYTHONPATH": f"{PROJECT}:{TESTS}",
        }

    def start(self, *words: str | Path, **options) -> subprocess.Popen:
        """Begin a Python program of the project, `manage.py` or a script of the tests."""
        return subprocess.Popen(
            [sys.executable, *map(str, words)],
            cwd=PROJECT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **options,
        )

    def told(self, *words: str | Path, code: int = 0) -> str:
        """Run a command to its end, which must be this exit code; give what it said."""
        process = self.start("manage.py", *words)
        said, _ = process.communicate()
        assert process.returncode == code, said
        return said

    @property
    def rows(self) -> dict[str, list[str]]:
        """All rows of all tables."""
        with closing(self.opened()) as opened, closing(opened.cursor()) as cursor:
            cursor.execute(POSTGRESQL_TABLES if self.database else SQLITE_TABLES)
            tables = [name for (name,) in cursor.fetchall()]
            return {name: self.read(cursor, name) for name in sorted(tables)}

    def read(self, cursor, table: str) -> list[str]:
        cursor.execute(f'SELECT * FROM "{table}"')
        return sorted(map(repr, cursor.fetchall()))

    def opened(self):
        if self.database:
            return psycopg2.connect(dbname=self.database)
        return sqlite3.connect(self.folder / "kinerja.sqlite3")

    @property
    def files(self) -> dict[str, bytes]:
        """All documents and archives, by their path."""
        found = (path for place in OURS for path in (self.folder / place).rglob("*"))
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in found
            if path.is_file()
        }

    @property
    def is_verified(self) -> bool:
        return "Utuh" in self.told("verify")


def fresh(folder: Path) -> Installation:
    """An empty place on the engine that the tests run on."""
    folder.mkdir(parents=True)
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return Installation(folder)
    name = f"installation_{os.getpid()}_{next(numbers)}"
    on_server(f"CREATE DATABASE {name}")
    return Installation(folder, name)


def dropped(installation: Installation) -> None:
    if installation.database:
        on_server(f"DROP DATABASE {installation.database} WITH (FORCE)")


def on_server(statement: str) -> None:
    with closing(psycopg2.connect(dbname="postgres")) as server:
        server.autocommit = True
        with closing(server.cursor()) as cursor:
            cursor.execute(statement)


def is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def places(root: Path) -> Iterator:
    """Give a maker of empty places, and take all of them away at the end."""
    made: list[Installation] = []

    def empty() -> Installation:
        made.append(fresh(root / f"place{len(made)}"))
        return made[-1]

    yield empty
    for each in made:
        dropped(each)
