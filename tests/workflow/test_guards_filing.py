"""What an archive was filed under, its DIGANTI and its receipts stay as they were written."""

import make
import pytest
from django.db import DatabaseError, connection, transaction

from kinerja.models import Position
from workflow import actions, own_rows
from workflow.models import Classification, OutsideApplication, Signatory

ONCE = ["workflow_archivedescription", "workflow_supersededmark", "workflow_receipt"]
TABLES = ["workflow_classification", "workflow_outsideapplication", "workflow_signatory"]


@pytest.fixture
def record(office):
    """A reopened record with a receipt, its old paper marked, in an office with own tables."""
    record, at = office.archived(), make.at()
    given = {"place": "e-kejab", "received_on": at.date(), "number": "EK-17"}
    actions.file_receipt(record, **given, by=office.admin, at=at)
    actions.reopen(record, reason="Keliru", by=office.sekcam, at=at)
    actions.mark_superseded(record, by=office.admin, at=at)
    other = {
        Classification: {"name": "Lain"},
        OutsideApplication: {"name": "Lain"},
        Signatory: {"position": Position.objects.filter(unit=office.unit).first()},
    }
    for model, changed in other.items():
        [row, *_] = own_rows.every(model, office.unit)
        values = {name: getattr(row, name) for name in own_rows.FIELDS[model]} | changed
        own_rows.edit(row, values, by=office.operator, at=at)
    return record


def run(sql: str) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.rowcount


@pytest.mark.parametrize("table", ONCE)
@pytest.mark.parametrize("sql", ["UPDATE {0} SET id = id", "DELETE FROM {0}"])
def test_what_was_filed_stays(record, table, sql):
    with pytest.raises(DatabaseError, match="guarded"):
        run(sql.format(table))


@pytest.mark.parametrize("table", TABLES)
def test_rows_of_the_offices_tables_change_and_never_go_away(record, table):
    assert run(f"UPDATE {table} SET withdrawn_at = withdrawn_at") == 1
    with pytest.raises(DatabaseError, match="guarded"):
        run(f"DELETE FROM {table}")
