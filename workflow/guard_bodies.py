"""What the database keeps of each guard, compared with what it should: a name can hold anything."""

from collections.abc import Iterator

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from workflow import guards
from workflow.guards import FUNCTION, GUARDS, TRUNCATED

# PostgreSQL writes every definition its own way; the same trigger on an empty copy shows how.
DEFINITIONS = """
SELECT t.tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t
WHERE NOT t.tgisinternal AND t.tgrelid = %s::regclass
"""
SOURCE = """
SELECT p.prosrc, l.lanname FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
WHERE p.oid = 'kinerja_guard'::regproc
"""
BODY = FUNCTION.split("$$")[1]
COPY = "kinerja_guard_copy"


def changed(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Name the guards that stand under their name with another body."""
    read = {"sqlite": in_sqlite, "postgresql": in_postgresql}[connections[using].vendor]
    return sorted(read(using))


def in_sqlite(using: str) -> Iterator[str]:
    expected = {guard.name: guards.sqlite_trigger(guard) for guard in GUARDS}
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        found = dict(cursor.fetchall())
    yield from (name for name, sql in expected.items() if found.get(name, sql) != sql)


def in_postgresql(using: str) -> Iterator[str]:
    """Compare with triggers on a temporary copy of each table, which is never kept."""
    with transaction.atomic(using), connections[using].cursor() as cursor:
        cursor.execute(SOURCE)
        if cursor.fetchall() != [(BODY, "plpgsql")]:
            yield "kinerja_guard()"
        for table in TRUNCATED:
            found = definitions(cursor, table)
            expected = as_written(cursor, table)
            yield from (name for name, told in expected.items() if found.get(name, told) != told)


def definitions(cursor, table: str) -> dict[str, str]:
    """Lead from each trigger of a table to its definition, with the table's own name left out."""
    cursor.execute(DEFINITIONS, [table])
    return {
        name: told.split(" ON ", 1)[0] + told[told.index(" FOR EACH") :]
        for name, told in cursor.fetchall()
        if name.startswith("guard_")
    }


def as_written(cursor, table: str) -> dict[str, str]:
    cursor.execute(f"CREATE TEMP TABLE {COPY} (LIKE {table})")
    for guard in GUARDS:
        if guard.table == table:
            made = guards.postgresql_trigger(guard)
            cursor.execute(made.replace(f" ON {table} ", f" ON {COPY} "))
    cursor.execute(guards.truncate_trigger(table).replace(f" ON {table} ", f" ON {COPY} "))
    told = definitions(cursor, COPY)
    cursor.execute(f"DROP TABLE {COPY}")
    return told
