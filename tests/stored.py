"""What is stored of a record, in plain statements: asking costs a tenth of what the models ask."""

from datetime import UTC, datetime
from typing import NamedTuple

from django.db import connection

PLACE = """
    SELECT record.state, record.edition, chain.count, chain.head
    FROM workflow_submission record JOIN kinerja_chain chain ON chain.key = %s
    WHERE record.id = %s"""
ENTRIES = "SELECT number FROM kinerja_journalentry WHERE chain_id = %s AND number > %s"
OTHERS = "SELECT count(*) FROM kinerja_journalentry WHERE chain_id NOT LIKE %s"
CELLS = """
    SELECT line.agreement_id, line.code, cell.*
    FROM kinerja_realisation cell JOIN kinerja_line line ON line.id = cell.line_id"""
WORDS = "SELECT * FROM kinerja_explanation WHERE confirmed_at IS NOT NULL"
MARKS = """
    SELECT line.code, mark.accepted_version, mark.checked_version
    FROM workflow_rowmark mark JOIN kinerja_line line ON line.id = mark.line_id
    WHERE mark.submission_id = %s AND mark.edition = %s AND line.agreement_id = %s"""
RUNS = """
    SELECT form.section_id, run.*
    FROM workflow_steprun run LEFT JOIN workflow_sectionform form ON form.id = run.form_id
    WHERE run.submission_id = %s"""
PAUSES = """
    SELECT pause.* FROM workflow_pause pause JOIN workflow_steprun run ON run.id = pause.run_id
    WHERE run.submission_id = %s ORDER BY pause.id"""
EXTENSIONS = """
    SELECT given.* FROM workflow_extension given JOIN workflow_steprun run ON run.id = given.run_id
    WHERE run.submission_id = %s ORDER BY given.id"""


class Read(NamedTuple):
    """Rows as they are stored, and where each column stands."""

    rows: list[tuple]
    at: dict[str, int]


def read(statement: str, *given: object) -> Read:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return Read(cursor.fetchall(), {each[0]: at for at, each in enumerate(cursor.description)})


def told(statement: str, *given: object) -> list[dict]:
    """Give rows by the names of their columns."""
    rows, at = read(statement, *given)
    return [dict(zip(at, map(aware, row), strict=True)) for row in rows]


def aware(value: object) -> object:
    """SQLite keeps moments in UTC, without saying so."""
    is_bare = isinstance(value, datetime) and value.tzinfo is None
    return value.replace(tzinfo=UTC) if is_bare else value
