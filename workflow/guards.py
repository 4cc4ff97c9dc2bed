"""Database guards: triggers that refuse to change what must stay as it is, on both engines.

Each trigger looks only at its own row: triggers that read other tables break SQLite's migrations.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections


@dataclass(frozen=True)
class Guard:
    """Refuse events on a table's rows, where `when` (SQL on OLD, NEW) holds; None: on every row."""

    table: str
    event: str
    when: str | None = None

    @property
    def name(self) -> str:
        return f"guard_{self.table}_{self.event}".lower()


CONFIRMED = "OLD.confirmed_at IS NOT NULL"
FINISHED = "OLD.finished_at IS NOT NULL"


def changed(*columns: str) -> str:
    """Say in the SQL of both engines that one of these columns changes, to or from NULL too."""
    return " OR ".join(
        f"(OLD.{each} IS NULL) <> (NEW.{each} IS NULL) OR OLD.{each} <> NEW.{each}"
        for each in columns
    )


# A fact of the calendar is withdrawn once, and confirmed once where it can be; else it stays.
FACT = f"OLD.withdrawn_at IS NOT NULL OR {changed('unit_id', 'recorded_at', 'recorded_by_id')}"
CONFIRMED_AGAIN = f"{CONFIRMED} AND ({changed('confirmed_at', 'confirmed_by_id')})"
HOURS = changed(
    *("id", "name", "starts_on", "ends_on", "monday", "tuesday", "wednesday", "thursday"),
    *("friday", "saturday", "sunday"),
)
HOLIDAY = f"{changed('id', 'day', 'name', 'kind', 'is_estimate')} OR {CONFIRMED_AGAIN}"
DISRUPTION = f"{changed('id', 'starts_at', 'ends_at', 'reason')} OR {CONFIRMED_AGAIN}"
# Bytes of a known content are found by writing them again, as they are.
STORED = changed("id", "unit_id", "sha256", "size", "kind", "stored_name")
# A document's row is removed once; sealed, it is final.
SUPPORT = (
    f"{CONFIRMED} OR {changed('id', 'evidence_id', 'edition')} OR (OLD.removed_at IS NOT NULL AND "
    f"({changed('removed_at', 'removed_by_id', 'reason', 'replaced_by_id', 'line_id')}))"
)
# A correction is answered once, a note closed once; nothing else of them changes.
CORRECTION = (
    f"OLD.answered_at IS NOT NULL OR "
    f"{changed('id', 'submission_id', 'indicator_id', 'number', 'version', 'reason')}"
)
NOTE = (
    f"OLD.closed_at IS NOT NULL OR "
    f"{changed('id', 'submission_id', 'indicator_id', 'number', 'text', 'opened_at')}"
)
# What was acknowledged stays, with the list that it was said of.
RELEASED = changed("released_at", "released_by_id", "released_as")
RECEIVED = changed("received_at", "received_by_id", "received_as")
HANDOVER = (
    f"{changed('id', 'assignment_id', 'day', 'unit_id', 'made_at', 'items')} OR "
    f"(OLD.released_at IS NOT NULL AND ({RELEASED})) OR "
    f"(OLD.received_at IS NOT NULL AND ({RECEIVED}))"
)
# The head of a chain goes on by one entry at a time, and never back.
HEAD = f"{changed('key')} OR NEW.count <> OLD.count + 1"

GUARDS = (
    Guard("kinerja_journalentry", "UPDATE"),
    Guard("kinerja_journalentry", "DELETE"),
    Guard("kinerja_chain", "UPDATE", HEAD),
    Guard("kinerja_chain", "DELETE"),
    Guard("kinerja_realisation", "UPDATE", CONFIRMED),
    Guard("kinerja_realisation", "DELETE", CONFIRMED),
    Guard("kinerja_explanation", "UPDATE", CONFIRMED),
    Guard("kinerja_explanation", "DELETE", CONFIRMED),
    Guard("kinerja_storedfile", "UPDATE", STORED),
    Guard("kinerja_evidence", "UPDATE"),
    Guard("kinerja_evidencerow", "UPDATE", SUPPORT),
    Guard("kinerja_evidencerow", "DELETE", CONFIRMED),
    Guard("workflow_submission", "DELETE"),
    Guard("workflow_archivecopy", "UPDATE"),
    Guard("workflow_archivecopy", "DELETE"),
    Guard("workflow_signedcopy", "UPDATE"),
    Guard("workflow_signedcopy", "DELETE"),
    Guard("workflow_papercopy", "UPDATE"),
    Guard("workflow_papercopy", "DELETE"),
    Guard("workflow_archivedescription", "UPDATE"),
    Guard("workflow_archivedescription", "DELETE"),
    Guard("workflow_supersededmark", "UPDATE"),
    Guard("workflow_supersededmark", "DELETE"),
    Guard("workflow_receipt", "UPDATE"),
    Guard("workflow_receipt", "DELETE"),
    Guard("workflow_classification", "DELETE"),
    Guard("workflow_outsideapplication", "DELETE"),
    Guard("workflow_signatory", "DELETE"),
    Guard("workflow_correction", "UPDATE", CORRECTION),
    Guard("workflow_correction", "DELETE"),
    Guard("workflow_note", "UPDATE", NOTE),
    Guard("workflow_note", "DELETE"),
    Guard("workflow_sheetseries", "DELETE"),
    Guard("workflow_sheet", "DELETE"),
    Guard("workflow_forwarding", "DELETE"),
    Guard("workflow_standingorder", "DELETE"),
    Guard("workflow_handover", "UPDATE", HANDOVER),
    Guard("workflow_handover", "DELETE"),
    Guard("workflow_steprun", "UPDATE", FINISHED),
    Guard("workflow_steprun", "DELETE", FINISHED),
    Guard("workflow_workhours", "UPDATE", f"{FACT} OR {HOURS}"),
    Guard("workflow_workhours", "DELETE"),
    Guard("workflow_holiday", "UPDATE", f"{FACT} OR {HOLIDAY}"),
    Guard("workflow_holiday", "DELETE"),
    Guard("workflow_disruption", "UPDATE", f"{FACT} OR {DISRUPTION}"),
    Guard("workflow_disruption", "DELETE"),
)

# TRUNCATE passes by row triggers; only PostgreSQL has it.
TRUNCATED = tuple(dict.fromkeys(guard.table for guard in GUARDS))

FUNCTION = """
CREATE OR REPLACE FUNCTION kinerja_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'guarded: % on %', TG_OP, TG_TABLE_NAME; END $$
"""


def install(using: str = DEFAULT_DB_ALIAS) -> None:
    """Set every guard anew."""
    lift(using)
    with connections[using].cursor() as cursor:
        for statement in statements(connections[using].vendor):
            cursor.execute(statement)


def statements(vendor: str) -> Iterator[str]:
    if vendor == "sqlite":
        yield from (sqlite_trigger(guard) for guard in GUARDS)
        return
    yield FUNCTION
    yield from (postgresql_trigger(guard) for guard in GUARDS)
    yield from (truncate_trigger(table) for table in TRUNCATED)


def sqlite_trigger(guard: Guard) -> str:
    when = f"WHEN {guard.when} " if guard.when else ""
    return (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} "
        f"FOR EACH ROW {when}BEGIN "
        f"SELECT RAISE(ABORT, 'guarded: {guard.event} on {guard.table}'); END"
    )


def postgresql_trigger(guard: Guard) -> str:
    when = f"WHEN ({guard.when}) " if guard.when else ""
    return (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} "
        f"FOR EACH ROW {when}EXECUTE FUNCTION kinerja_guard()"
    )


def truncate_trigger(table: str) -> str:
    return (
        f"CREATE TRIGGER guard_{table}_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION kinerja_guard()"
    )


def expected(vendor: str) -> dict[str, str]:
    """Lead from the name of each guard to its table."""
    names = {guard.name: guard.table for guard in GUARDS}
    if vendor == "postgresql":
        names |= {f"guard_{table}_truncate": table for table in TRUNCATED}
    return names


def standing(using: str = DEFAULT_DB_ALIAS) -> set[str]:
    """Name the guards that stand in the database and are not switched off."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        # Of this schema alone: the data before a restore may lie beside it in another.
        "postgresql": "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "WHERE NOT tgisinternal AND tgenabled = 'O' "
        "AND relnamespace = current_schema()::regnamespace",
    }[connections[using].vendor]
    with connections[using].cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall() if name.startswith("guard_")}


def missing(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    return sorted(set(expected(connections[using].vendor)) - standing(using))


def lift(using: str = DEFAULT_DB_ALIAS) -> None:
    """Take every guard away, also one that was switched off: to set them anew, or for tests."""
    vendor = connections[using].vendor
    names = expected(vendor)
    with connections[using].cursor() as cursor:
        for name, table in names.items():
            on = f" ON {table}" if vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


@contextmanager
def lifted(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Work without guards, and set them again whatever happens."""
    lift(using)
    try:
        yield
    finally:
        install(using)


def install_after_migrate(sender: AppConfig, using: str, **_rest) -> None:
    """Receive post_migrate: set the guards once all tables stand."""
    tables = connections[using].introspection.table_names()
    if all(guard.table in tables for guard in GUARDS):
        install(using)
