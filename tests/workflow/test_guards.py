"""The database itself refuses to change what must stay as it is, on both engines."""

from dataclasses import replace

import make
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from kinerja.models import Realisation
from workflow import actions, guard_bodies, guards
from workflow.models import SignedCopy

GUARDED = tuple(dict.fromkeys(guard.table for guard in guards.GUARDS))
# Tables of which only some rows are guarded, with the column that then stands.
PARTLY = {
    "kinerja_realisation": "confirmed_at",
    "kinerja_explanation": "confirmed_at",
    "workflow_steprun": "finished_at",
}
# What each engine has that passes by triggers on rows, and how a guard is lost there.
AROUND, LOSSES = {
    "sqlite": ("INSERT OR REPLACE INTO {0} SELECT * FROM {0}", ["DROP TRIGGER {0}"]),
    "postgresql": (
        "TRUNCATE {0} CASCADE",
        ["DROP TRIGGER {0} ON {1}", "ALTER TABLE {1} DISABLE TRIGGER {0}"],
    ),
}[connection.vendor]
# Tables whose rows go on changing, but never go away.
KEPT = [
    "kinerja_chain",
    "workflow_submission",
    "workflow_sheetseries",
    "workflow_sheet",
    "workflow_forwarding",
    "workflow_standingorder",
]
# Facts of the calendar: test_guards_calendar.py.
FACTS = ["workflow_workhours", "workflow_holiday", "workflow_disruption"]
# Documents and what they support: test_guards_evidence.py.
PAPERS = ["kinerja_storedfile", "kinerja_evidence", "kinerja_evidencerow"]
# What step 3 remarks on rows: answered or closed once.
REMARKS = {"workflow_correction": "answered_at", "workflow_note": "closed_at"}
# What an archive is filed under, and outside applications: test_guards_filing.py.
FILED = [
    *("workflow_archivedescription", "workflow_supersededmark", "workflow_receipt"),
    *("workflow_classification", "workflow_outsideapplication", "workflow_signatory"),
]
# A position that changed hands: test_actions_handing_over.py.
HANDED_OVER = ["workflow_handover"]
OTHERS = [*PARTLY, *KEPT, *FACTS, *PAPERS, *REMARKS, *FILED, *HANDED_OVER]
WHOLLY = [table for table in GUARDED if table not in OTHERS]


@pytest.fixture
def record(office):
    """An archived record whose next quarter is still being filled in, and a standing order."""
    actions.give_standing_order(office.sections[0], by=office.kasi, at=make.at())
    record = office.filled(quarter=2)
    text = {"1.1": actions.Text(drivers="Gotong royong")}
    actions.explain(record, texts=text, by=office.kasubag, at=make.at())
    actions.accept(record, rows=office.codes(), by=office.kasubag, at=make.at())
    actions.submit(record, by=office.kasubag, at=make.at())
    actions.check(record, rows=office.codes(), by=office.sekcam, at=make.at())
    actions.approve(record, seen=10_000, by=office.sekcam, at=make.at())
    actions.seal(record, filing="1", by=office.admin, at=make.at())
    actions.file_copy(record, place=("1", "A"), by=office.admin, at=make.at())
    signed = {"file_name": "a.pdf", "sha256": "a" * 64, "size": 1, "sealed_sha256": "b" * 64}
    told = {"outcome": "missing", "uploaded_at": make.at(), "uploaded_by": office.admin}
    SignedCopy.objects.create(archive=record.archives.get(), **signed, **told)
    office.filled()
    actions.explain(office_record(), texts=text, by=office.kasubag, at=make.at())
    return record


def office_record():
    return make.Submission.objects.order_by("-pk")[0]


def run(sql: str) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.rowcount


def column(table: str) -> str:
    """Name a column whose change is no change of meaning, so that only the guard refuses it."""
    fields = {model._meta.db_table: model._meta for model in apps.get_models()}[table]
    return fields.pk.column


@pytest.mark.parametrize("table", WHOLLY)
@pytest.mark.parametrize("sql", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"])
def test_what_is_written_once_stays(record, table, sql):
    assert run(f"SELECT 1 FROM {table}") is not None
    with pytest.raises(DatabaseError, match="guarded"):
        run(sql.format(table, column(table)))


@pytest.mark.parametrize("table", KEPT)
def test_what_goes_on_changing_is_not_deleted(record, table):
    with pytest.raises(DatabaseError, match="guarded"):
        run(f"DELETE FROM {table}")


def test_the_head_of_a_chain_never_goes_back(record):
    for column in ("count = count - 1", "count = count + 2", "key = key || 'x'"):
        with pytest.raises(DatabaseError, match="guarded"):
            run(f"UPDATE kinerja_chain SET {column}")


@pytest.mark.parametrize(("table", "stamp"), REMARKS.items())
def test_a_remark_is_settled_once_and_stays(office, table, stamp):
    remarked(office)
    for sql in (f"UPDATE {table} SET number = number + 1", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError, match="guarded"):
            run(sql)
    assert run(f"UPDATE {table} SET {stamp} = NULL WHERE {stamp} IS NULL") > 0


def remarked(office) -> None:
    """Leave a correction and a note that nobody has settled."""
    record = office.reviewing()
    who = {"row": "1.1", "by": office.sekcam, "at": make.at()}
    actions.correct(record, value=make.entry("91"), reason="Salah hitung", **who)
    actions.note(record, text="Mohon dilihat", **who)


@pytest.mark.parametrize(("table", "stamp"), PARTLY.items())
@pytest.mark.parametrize("sql", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"])
def test_final_rows_stay_and_open_ones_change(record, table, stamp, sql):
    sql = sql.format(table, column(table))
    with pytest.raises(DatabaseError, match="guarded"):
        run(f"{sql} WHERE {stamp} IS NOT NULL")
    assert run(f"{sql} WHERE {stamp} IS NULL") > 0


@pytest.mark.parametrize(("table", "stamp"), PARTLY.items())
def test_final_row_is_not_opened_again(record, table, stamp):
    with pytest.raises(DatabaseError, match="guarded"):
        run(f"UPDATE {table} SET {stamp} = NULL WHERE {stamp} IS NOT NULL")


def test_the_programs_own_ways_are_refused_too(record):
    confirmed = Realisation.objects.filter(confirmed_at__isnull=False)
    for change in (
        lambda: confirmed.update(value=1),
        lambda: confirmed[0].delete(),
        lambda: confirmed[0].save(),
        lambda: Realisation.objects.bulk_create(
            [confirmed[0]],
            update_conflicts=True,
            unique_fields=["line", "period", "edition"],
            update_fields=["value"],
        ),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize("table", WHOLLY)
def test_ways_around_row_triggers_are_closed(record, table):
    connection.check_constraints()
    with pytest.raises(DatabaseError, match="guarded"):
        run(AROUND.format(table))


@pytest.mark.parametrize("lose", LOSSES)
@pytest.mark.parametrize("name", sorted(guards.expected(connection.vendor)))
def test_missing_guard_is_named(db, name, lose):
    assert guards.missing() == []
    run(lose.format(name, guards.expected(connection.vendor)[name]))
    assert guards.missing() == [name]
    guards.install()
    assert guards.missing() == []


@pytest.mark.parametrize("guard", guards.GUARDS, ids=lambda guard: guard.name)
def test_a_guard_that_guards_nothing_any_more_is_named(db, guard):
    """Under the right name stands a trigger that lets everything pass."""
    assert guard_bodies.changed() == []
    hollow = replace(guard, when="1 = 0" if guard.when is None else f"({guard.when}) AND 1 = 0")
    drop(guard)
    make_trigger = getattr(guards, f"{connection.vendor}_trigger")
    run(make_trigger(hollow))
    assert guards.missing() == []
    assert guard_bodies.changed() == [guard.name]


def drop(guard: guards.Guard) -> None:
    on = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
    run(f"DROP TRIGGER {guard.name}{on}")


@pytest.mark.skipif(connection.vendor == "sqlite", reason="PostgreSQL keeps the refusal apart")
def test_a_refusal_that_refuses_nothing_any_more_is_named(db):
    run(guards.FUNCTION.replace("RAISE EXCEPTION", "RAISE NOTICE"))
    assert guard_bodies.changed() == ["kinerja_guard()"]


def test_guards_stand_again_whatever_happens_while_lifted(db):
    with pytest.raises(ZeroDivisionError), guards.lifted():
        assert len(guards.missing()) == len(guards.expected(connection.vendor))
        _ = 1 / 0
    assert guards.missing() == []


@pytest.mark.django_db(transaction=True)
def test_migrating_sets_lost_guards_again():
    guards.lift()
    call_command("migrate", verbosity=0, skip_checks=True)
    assert guards.missing() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [1, 2])
def test_a_committing_test_finds_guards_and_sop(number):
    """The first of the two leaves the database to the second as it found it."""
    assert guards.missing() == []
    office = make.office()
    assert office.archived().sop.rows[4].actor_title == "Admin e-kejab"
