"""Keeping the settings of an office."""

from datetime import datetime

from django.db import transaction

from kinerja import access, journal
from kinerja.keeping.change import chain_key, changing, facts, filled, save, stored
from kinerja.models import Unit, User

ADMINISTERED = ("code", "name", "regency", "small_office", "paper")


def set_paper(unit: Unit, paper: str, *, by: User, at: datetime) -> None:
    with changing(unit, "set_paper", by=by, at=at) as change:
        save(filled(unit, ("paper",), {"paper": paper}), ("paper",), change, at_field={})


def administer(unit: Unit, *, by: User, at: datetime) -> None:
    """Save what the administrator has set at /pengelola/, the small-office rule included."""
    with transaction.atomic():
        before = stored(unit, ADMINISTERED)
        unit.save()
        after = facts(unit, ADMINISTERED)
        changed = [name for name in ADMINISTERED if before.get(name) != after[name]]
        if not changed:
            return
        journal.append(
            chain_key(unit),
            "administer_unit",
            by=by,
            capacity=capacity(by, at),
            at=at,
            before={name: before[name] for name in changed if name in before},
            after={name: after[name] for name in changed},
            note=unit.name,
        )


def capacity(by: User, at: datetime) -> str:
    """Name the administrator's capacity; whoever has only the account has no title."""
    duty = next((each for each in access.duties(by, at) if each.role in access.KEEPERS), None)
    return duty.title if duty else "pengelola"
