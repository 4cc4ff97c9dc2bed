"""PostgreSQL: pg_dump's custom format, put in place as a schema by one transaction."""

import os
import re
import subprocess
from pathlib import Path

from django.db import connection

from kinerja.backup import durable
from kinerja.backup.progress import Tell
from kinerja.backup.refusing import Damaged, Refused

# Debian keeps every version's programs here; the newest reads and writes for all before it.
INSTALLED = "/usr/lib/postgresql"
NUMBERED = re.compile(r"\d+(\.\d+)?")
# What Django's settings call an option of the connection, as libpq reads it from the environment.
OPTIONS = {
    "service": "PGSERVICE",
    "passfile": "PGPASSFILE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}
SETTINGS = {
    "HOST": "PGHOST",
    "PORT": "PGPORT",
    "USER": "PGUSER",
    "PASSWORD": "PGPASSWORD",
    "NAME": "PGDATABASE",
}
DUMPING = ("--no-owner", "--no-privileges")


def program(name: str) -> str:
    """Find a program of PostgreSQL's. Raises Refused."""
    versions = [path for path in Path(INSTALLED).glob("*") if NUMBERED.fullmatch(path.name)]
    versions.sort(key=lambda path: [int(part) for part in path.name.split(".")], reverse=True)
    folders = [*(path / "bin" for path in versions), *map(Path, os.get_exec_path())]
    found = next((folder / name for folder in folders if (folder / name).is_file()), None)
    if found is None:
        raise Refused(f"Program {name} tidak ditemukan. Pasang paket postgresql-client.")
    return str(found)


def environment() -> dict[str, str]:
    """Tell libpq how to connect; nothing of it stands on a command line, where others read it."""
    settings = connection.settings_dict
    told = {name: str(settings[key]) for key, name in SETTINGS.items() if settings.get(key)}
    options = settings.get("OPTIONS", {})
    told |= {name: str(options[key]) for key, name in OPTIONS.items() if key in options}
    return {**os.environ, **told, "PGCLIENTENCODING": "UTF8", "LC_MESSAGES": "C"}


def run(name: str, *words: str) -> None:
    """Run a program of PostgreSQL's. Raises Damaged with its last line where it fails."""
    done = subprocess.run(  # noqa: S603  (our own words; nothing of it is a person's text)
        [program(name), *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        env=environment(),
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"kode {done.returncode}"]
        raise Damaged(f"{name} gagal: {said[-1]}")


def asked(query: str) -> object:
    """Ask the database for one value."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


def schema() -> str:
    return str(asked("SELECT current_schema()"))


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def size() -> int:
    return int(asked("SELECT pg_database_size(current_database())"))


def dump(target: Path, tell: Tell) -> None:
    """Copy the program's schema as it stands now. Raises Damaged."""
    tell("basis data", 0, 1)
    of_schema = f"--schema={quoted(schema())}"
    run("pg_dump", "--no-password", "--format=custom", *DUMPING, of_schema, f"--file={target}")
    run("pg_restore", "--list", str(target))
    target.chmod(0o600)
    durable.sync(target)
    tell("basis data", 1, 1)


def is_empty() -> bool:
    tables = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"
    return asked(tables) == 0


def refuse_in_use() -> None:
    """Refuse while others are connected, from this machine or another. Raises Refused."""
    others = asked(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    if others:
        raise Refused(
            f"Basis data sedang dipakai {others} sambungan lain. Hentikan program dahulu, "
            "lalu ulangi."
        )


def prepare(dumped: Path, scratch: Path) -> Path:
    """Write the copy out as SQL. Raises Damaged."""
    script = scratch / "kinerja.sql"
    of_schema = f"--schema={schema()}"
    run("pg_restore", *DUMPING, of_schema, f"--file={script}", str(dumped))
    return script


def switch(prepared: Path, aside: Path | None) -> str:
    """Put the copy in place by one transaction; the former schema keeps its rows under a word."""
    here, former = schema(), ""
    words = []
    if aside:
        former = aside.name.replace("-", "_").lower()
        renaming = f"ALTER SCHEMA {quoted(here)} RENAME TO {quoted(former)}"
        words = ["--command", f"{renaming}; CREATE SCHEMA {quoted(here)}"]
    connection.close()
    settings = ("--no-psqlrc", "--no-password", "--quiet", "--set=ON_ERROR_STOP=1")
    run("psql", *settings, "--single-transaction", *words, "--file", str(prepared))
    return f"skema {former}" if former else ""
