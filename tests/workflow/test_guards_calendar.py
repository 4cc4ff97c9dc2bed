"""The database refuses to change what was known of the calendar; it is withdrawn instead."""

from datetime import date, timedelta

import make
import pytest
from django.db import DatabaseError, connection, models, transaction
from django.db.models import F

from workflow.models import Disruption, Holiday, WorkHours

NOW = make.at()
DAY = date(2026, 10, 7)
KINDS = {"hours": WorkHours, "holiday": Holiday, "disruption": Disruption}
# What may still be set, once.
STAMPS = {"withdrawn_at", "withdrawn_by", "confirmed_at", "confirmed_by"}
CASES = [
    (kind, field.name)
    for kind, model in KINDS.items()
    for field in model._meta.concrete_fields
    if field.name not in STAMPS
]


@pytest.fixture
def facts(office) -> dict[str, models.Model]:
    known = {"unit": office.unit, "recorded_at": NOW, "recorded_by": office.operator}
    hours = {"name": "Enam hari", "starts_on": DAY, "monday": "07.30–14.00"}
    day = {"day": DAY, "name": "Hari jadi", "kind": Holiday.Kind.LOCAL, "is_estimate": True}
    span = {"starts_at": NOW, "ends_at": NOW + timedelta(hours=1), "reason": "Badai"}
    return {
        "hours": WorkHours.objects.create(**known, **hours),
        "holiday": Holiday.objects.create(**known, **day),
        "disruption": Disruption.objects.create(**known, **span),
    }


def other(name: str, office: make.Office) -> object:
    """Give another value of the field, good in itself."""
    others = {
        "id": 1000,
        "unit": make.unit("Lain"),
        "recorded_by": office.kasubag,
        "recorded_at": NOW - timedelta(days=1),
        "day": DAY + timedelta(days=1),
        "starts_on": DAY + timedelta(days=1),
        "ends_on": DAY,
        "starts_at": NOW - timedelta(days=1),
        "ends_at": NOW + timedelta(days=1),
        "kind": "national",
        "is_estimate": False,
    }
    return others.get(name, "lain")


def changed(fact: models.Model, **values) -> int:
    with transaction.atomic():
        return type(fact).objects.filter(pk=fact.pk).update(**values)


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_what_a_fact_says_stays(office, facts, kind, name):
    fact = facts[kind]
    change = {name: other(name, office)}
    with pytest.raises(DatabaseError, match="guarded"):
        changed(fact, **change)


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_fact_says_does_not_become_nothing(facts, kind):
    with pytest.raises(DatabaseError, match="guarded"):
        changed(facts[kind], recorded_by=None)


@pytest.mark.parametrize("kind", KINDS)
def test_fact_is_withdrawn_once_and_then_stays_whole(office, facts, kind):
    fact = facts[kind]
    assert changed(fact, withdrawn_at=NOW, withdrawn_by=office.operator)
    for again in (
        {"withdrawn_at": None},
        {"withdrawn_at": NOW + timedelta(days=1)},
        {"withdrawn_by": office.kasubag},
        {"unit": F("unit")},
    ):
        with pytest.raises(DatabaseError, match="guarded"):
            changed(fact, **again)


@pytest.mark.parametrize("kind", ["holiday", "disruption"])
def test_fact_is_confirmed_once_and_may_still_be_withdrawn(office, facts, kind):
    fact = facts[kind]
    assert changed(fact, confirmed_at=NOW, confirmed_by=office.sekcam)
    for again in (
        {"confirmed_at": None, "confirmed_by": None},
        {"confirmed_at": NOW + timedelta(days=1)},
        {"confirmed_by": office.kasubag},
    ):
        with pytest.raises(DatabaseError, match="guarded"):
            changed(fact, **again)
    assert changed(fact, withdrawn_at=NOW, withdrawn_by=office.operator)


@pytest.mark.parametrize("kind", KINDS)
def test_no_fact_is_deleted_by_any_way(facts, kind):
    table = facts[kind]._meta.db_table
    ways = {
        "sqlite": ["DELETE FROM {0}", "INSERT OR REPLACE INTO {0} SELECT * FROM {0}"],
        "postgresql": ["DELETE FROM {0}", "TRUNCATE {0} CASCADE"],
    }[connection.vendor]
    connection.check_constraints()
    for way in ways:
        with (
            pytest.raises(DatabaseError, match="guarded"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(way.format(table))
