"""Serah terima tugas: who gave a position up, and who holds it, both acknowledge what lay open."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from kinerja import journal
from kinerja.keeping.change import chain_key
from kinerja.models import Assignment, JournalEntry, User
from workflow import handing_over
from workflow.actions.door import locked_chain, require_aware
from workflow.refused import NotNow
from workflow.seats import Seats


def release_duty(assignment: Assignment, *, day: date, by: User, at: datetime) -> JournalEntry:
    """Say that the position went over with what lay open. Raises NotYours or NotNow."""
    return acknowledged("release_duty", assignment, day=day, by=by, at=at)


def receive_duty(assignment: Assignment, *, day: date, by: User, at: datetime) -> JournalEntry:
    """Say that the position and what lay open were received. Raises NotYours or NotNow."""
    return acknowledged("receive_duty", assignment, day=day, by=by, at=at)


def acknowledged(
    verb: str, assignment: Assignment, *, day: date, by: User, at: datetime
) -> JournalEntry:
    require_aware(at)
    unit = assignment.unit
    with transaction.atomic():
        chain = locked_chain(chain_key(unit), at)
        change = handing_over.find(assignment, day, today=timezone.localdate(at))
        if change is None:
            raise NotNow("Jabatan ini tidak berganti tangan pada tanggal itu.")
        party = handing_over.party(verb, change, Seats([unit.pk], at), by)
        made = handing_over.acknowledge(change, party, at=at)
        if made is None:
            raise NotNow("Serah terima ini sudah dinyatakan dari pihak itu.")
        return journal.append(
            chain,
            verb,
            by=by,
            capacity=party.capacity.title,
            at=at,
            after={
                "assignment": assignment.pk,
                "day": day.isoformat(),
                "items": [each["text"] for each in made.items],
                "kinds": [each["kind"] for each in made.items],
            },
            note=f"{assignment.title} ({assignment.user.name}), {day:%d-%m-%Y}",
        )
