"""Berita acara serah terima tugas: what waits to be acknowledged, and the sheet of one change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from kinerja.models import SINGLE_SEATS, Assignment, User
from kinerja.templatetags.office import day
from workflow import handing_over
from workflow.handing_over import Change, Items, Party
from workflow.handing_over.items import Item
from workflow.seats import Seats


@dataclass(frozen=True)
class Waiting:
    """One change that waits for a person: what is to be said, or None where the other side is."""

    change: Change
    count: int
    verb: str | None

    @property
    def url(self) -> str:
        return address(self.change)

    @property
    def title(self) -> str:
        return f"Serah terima tugas {self.change.assignment.title}"

    @property
    def line(self) -> str:
        said = "" if self.verb else " · menunggu pernyataan pihak lain"
        return f"sejak {day(self.change.day)} · {self.count} hal terbuka{said}"

    @property
    def button(self) -> str:
        return "Buka berita acara"


@dataclass(frozen=True)
class Side:
    """One of the two on the sheet: in what position, who, and when it was said."""

    title: str
    user: User | None
    said_at: datetime | None


@dataclass(frozen=True)
class HandoverSheet:
    """The berita acara: between whom, since when, and what lay open."""

    change: Change
    giver: Side
    successor: Side
    items: tuple[Item, ...]
    is_fixed: bool


def address(change: Change) -> str:
    return reverse("handover", args=[change.assignment.pk, change.day.isoformat()])


def waiting(by: User, held: Sequence[Assignment], *, at: datetime) -> list[Waiting]:
    """List the changes that are this person's to acknowledge, until both sides have."""
    today = timezone.localdate(at)
    own = Assignment.objects.filter(user=by, role__in=SINGLE_SEATS, start__lt=today)
    left = own.exclude(end__lt=today - handing_over.WINDOW).values_list("unit", flat=True)
    units = {duty.unit_id for duty in held if duty.unit_id} | set(left)
    changes = handing_over.unacknowledged(units, today=today)
    seats, items = Seats(units, at), Items(changes)
    found = (one_waiting(each, seats, items, by) for each in changes)
    return [each for each in found if each]


def one_waiting(change: Change, seats: Seats, items: Items, by: User) -> Waiting | None:
    mine = [each for each in handing_over.own(change, seats) if each.user.pk == by.pk]
    if not mine:
        return None
    count = len(items.of(change))
    if not count and not change.made:
        return None
    open_ = (each.verb for each in mine if not handing_over.is_said(each.verb, change))
    return Waiting(change, count, next(open_, None))


def of_assignment(assignment: Assignment, *, at: datetime) -> list[tuple[Change, str]]:
    """List how this assignment gave up its position, with the pages, the earliest first."""
    today = timezone.localdate(at)
    found = handing_over.of_position(assignment.position_id, since=assignment.start, until=today)
    return [(each, address(each)) for each in found if each.assignment.pk == assignment.pk]


def mine(change: Change, by: User, seats: Seats) -> dict[str, Party]:
    """Lead from what this person may still say to in what capacity."""
    return {
        each.verb: each
        for each in handing_over.parties(change, seats)
        if each.user.pk == by.pk
        and not handing_over.is_said(each.verb, change)
        and handing_over.other_side(each.verb, change) != by.pk
    }


def read(change: Change, seats: Seats) -> HandoverSheet:
    made = change.made
    return HandoverSheet(
        change=change,
        giver=giver(change),
        successor=successor(change, handing_over.parties(change, seats)),
        items=Items([change]).of(change),
        is_fixed=made is not None,
    )


def giver(change: Change) -> Side:
    made, duty = change.made, change.assignment
    if made and made.released_at:
        return Side(made.released_as, made.released_by, made.released_at)
    return Side(duty.title, duty.user, None)


def successor(change: Change, able: Iterable[Party]) -> Side:
    """Name who received it; before that the successor, else who answers for the vacant seat."""
    made = change.made
    if made and made.received_at:
        return Side(made.received_as, made.received_by, made.received_at)
    found = next((each for each in able if each.verb == "receive_duty"), None)
    if found:
        return Side(found.capacity.title, found.user, None)
    return Side(change.assignment.position.title, None, None)
