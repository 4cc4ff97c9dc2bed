"""Which positions changed hands: read from the days of the assignments, at two questions."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from kinerja.models import ACTING, SINGLE_SEATS, Assignment
from workflow.models import Handover

DAY = timedelta(days=1)
# How long a change that nobody has acknowledged is somebody's task.
WINDOW = timedelta(days=90)
SAID_BY = ("released_by", "received_by")


@dataclass(frozen=True)
class Change:
    """A position that changed hands: by which assignment it was held, and until which day.

    `day` is the first on which that person does not act there; `successor` holds it since, or
    since later; None while nobody does.
    """

    assignment: Assignment
    day: date
    successor: Assignment | None
    made: Handover | None = None

    @property
    def moment(self) -> datetime:
        """The instant at which it changed hands: midnight in the office's own zone."""
        return timezone.make_aware(datetime.combine(self.day, time()))

    @property
    def key(self) -> tuple[int, date]:
        return self.assignment.pk, self.day


def of_units(units: Collection[int], *, since: date, until: date) -> list[Change]:
    """List how these units' positions changed hands on these days, the earliest first."""
    return changes(Assignment.objects.filter(unit__in=units), since, until) if units else []


def unacknowledged(units: Collection[int], *, today: date) -> list[Change]:
    """List the changes of late that not both sides have acknowledged."""
    found = of_units(units, since=today - WINDOW, until=today)
    return [each for each in found if not (each.made and each.made.is_done)]


def of_position(position: int, *, since: date, until: date) -> list[Change]:
    return changes(Assignment.objects.filter(position=position), since, until)


def changes(spells: QuerySet[Assignment], since: date, until: date) -> list[Change]:
    """Read them from all assignments to the seats in question; both days are included."""
    names = ("user", "position", "unit", "section")
    listed = spells.filter(role__in=SINGLE_SEATS).exclude(unit=None).select_related(*names)
    by_seat: dict[tuple[int, str], list[Assignment]] = {}
    for each in listed.order_by("start", "pk"):
        by_seat.setdefault((each.position_id, each.role), []).append(each)
    found = [
        Change(out, day, following(out, day, until, seat))
        for seat in by_seat.values()
        for out, day in borders(seat, since, until)
    ]
    return with_acknowledgements(sorted(found, key=lambda each: (each.day, each.assignment.pk)))


def with_acknowledgements(found: list[Change]) -> list[Change]:
    if not found:
        return []
    of_them = Handover.objects.filter(assignment__in={each.assignment.pk for each in found})
    made = {(each.assignment_id, each.day): each for each in of_them.select_related(*SAID_BY)}
    return [replace(each, made=made.get(each.key)) for each in found]


def find(assignment: Assignment, day: date, *, today: date) -> Change | None:
    """Find the change by which this assignment gave up its position on that day."""
    if day > today:
        return None
    found = of_position(assignment.position_id, since=day, until=today)
    return next((each for each in found if each.key == (assignment.pk, day)), None)


def borders(spells: Sequence[Assignment], since: date, until: date) -> Iterator[tuple]:
    """Give who held the seat until the day before, for each day on which another does or none."""
    days = {each.start for each in spells} | {each.end + DAY for each in spells if each.end}
    for day in sorted(day for day in days if since <= day <= until):
        before, after = holder(spells, day - DAY), holder(spells, day)
        if before and (after is None or after.user_id != before.user_id):
            yield before, day


def holder(spells: Iterable[Assignment], day: date) -> Assignment | None:
    """Find who acts on the seat on that day: a Plh or Plt before the definitive holder."""
    found = [each for each in spells if each.start <= day and (not each.end or each.end >= day)]
    found.sort(key=lambda each: each.tenure not in ACTING)
    return next(iter(found), None)


def following(
    out: Assignment, day: date, until: date, spells: Sequence[Assignment]
) -> Assignment | None:
    """Find who held the seat first, from that day on; who came back himself is nobody else."""
    starts = {day, *(each.start for each in spells)}
    starts |= {each.end + DAY for each in spells if each.end}
    holders = (holder(spells, each) for each in sorted(starts) if day <= each <= until)
    return next((each for each in holders if each and each.user_id != out.user_id), None)
