"""Whose the two acknowledgements are: who gave the position up, and who holds it now.

The superior says it for who is gone, and receives what nobody holds; never both.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kinerja.models import Assignment, User
from workflow.handing_over.changes import Change
from workflow.permissions import Capacity
from workflow.refused import NotYours
from workflow.seats import Seats

# Of each act what it is called in the row: released_at, released_by, released_as.
SIDES = {"release_duty": "released", "receive_duty": "received"}


@dataclass(frozen=True)
class Party:
    """One who may acknowledge: the verb, the person, and in what capacity."""

    verb: str
    user: User
    capacity: Capacity


def parties(change: Change, seats: Seats) -> Iterator[Party]:
    """Name everybody who may acknowledge this change now, who has it as the own task first."""
    giver, above = change.assignment, list(superiors(change, seats))
    if giver.user.is_active:
        yield Party("release_duty", giver.user, Capacity(giver))
    for duty in above:
        capacity = Capacity(duty, is_superior=True, is_own=not giver.user.is_active)
        yield Party("release_duty", duty.user, capacity)
    holding = list(holders(change, seats))
    for duty in holding:
        yield Party("receive_duty", duty.user, Capacity(duty))
    for duty in () if holding else above:
        yield Party("receive_duty", duty.user, Capacity(duty, is_superior=True))


def own(change: Change, seats: Seats) -> Iterator[Party]:
    """Name whose task it is to acknowledge, also who has; but who has said the other side."""
    for each in parties(change, seats):
        if each.capacity.is_own and other_side(each.verb, change) != each.user.pk:
            yield each


def is_said(verb: str, change: Change) -> bool:
    return bool(change.made and getattr(change.made, f"{SIDES[verb]}_at"))


def party(verb: str, change: Change, seats: Seats, by: User) -> Party:
    """Find the person among them. Raises NotYours, naming who may."""
    able = [each for each in parties(change, seats) if each.verb == verb]
    found = next((each for each in able if each.user.pk == by.pk), None)
    if found is None or other_side(verb, change) == by.pk:
        raise NotYours(whose(able))
    return found


def other_side(verb: str, change: Change) -> int | None:
    """Name who has acknowledged the other side: nobody does both."""
    if change.made is None:
        return None
    return change.made.received_by_id if verb == "release_duty" else change.made.released_by_id


def holders(change: Change, seats: Seats) -> Iterator[Assignment]:
    """Name who acts on the position now, but who gave it up: he receives nothing from himself."""
    giver = change.assignment
    for duty in seats.holders(giver.role, giver.unit, giver.section):
        if duty.position_id == giver.position_id and duty.user_id != giver.user_id:
            yield duty


def superiors(change: Change, seats: Seats) -> Iterator[Assignment]:
    giver = change.assignment
    above = {each.pk for each in seats.superiors(giver.role, giver.unit, giver.section)}
    for duty in seats.duties:
        if duty.position_id in above and duty.user_id != giver.user_id:
            yield duty


def whose(able: Iterable[Party]) -> str:
    named = dict.fromkeys(f"{each.capacity.title} ({each.user.name})" for each in able)
    return f"Yang dapat melakukannya: {', '.join(named) or 'saat ini belum ada'}."
