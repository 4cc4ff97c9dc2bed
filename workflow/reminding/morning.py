"""The desks of some units on a morning: their people and what is under way, read in bulk."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.db.models import Prefetch, Q
from django.utils import timezone

from kinerja.models import Assignment, Section, Unit, User
from workflow import handing_over, late, permissions
from workflow.calendars.calendar import Calendar
from workflow.filing import copies
from workflow.handing_over import Change
from workflow.models import (
    ArchiveCopy,
    Cause,
    Forwarding,
    SectionForm,
    State,
    StepRun,
    Submission,
)
from workflow.rules import FILLING, LIVING, RULES
from workflow.seats import Seats
from workflow.timing.clock import Clock, Clocks


@dataclass(frozen=True)
class Desk:
    """One unit on a morning: who serves there, and what is open."""

    unit: Unit
    at: datetime
    calendar: Calendar
    clocks: Clocks
    seats: Seats
    keepers: Sequence[Assignment]
    records: Sequence[Submission] = field(default_factory=list)
    sheets: Sequence[Forwarding] = field(default_factory=list)
    owed: Sequence[tuple[Submission, list[date]]] = field(default_factory=list)
    unmarked: Sequence[ArchiveCopy] = field(default_factory=list)
    handed: Sequence[tuple[Change, int]] = field(default_factory=list)
    entered: dict[int, set[int]] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return timezone.localdate(self.at)

    @cached_property
    def tomorrow(self) -> date:
        """The next day on which anybody works."""
        return self.calendar.next_working_day(self.today)

    @cached_property
    def held(self) -> dict[User, list[Assignment]]:
        """Lead from each person who serves the unit to what the person holds there."""
        found: dict[User, list[Assignment]] = defaultdict(list)
        for duty in (*self.seats.duties, *self.keepers):
            found[duty.user].append(duty)
        return found

    def open_rounds(self, record: Submission) -> Iterator[Clock]:
        """Read the clocks of the rounds that somebody has in hand, or that wait for somebody."""
        for run in record.open_rounds:
            run.submission = record
            yield self.clocks.of(run, self.unit.pk)

    def workers(
        self, verb: str, record: Submission, *, form: SectionForm | None = None
    ) -> list[User]:
        """List whose own work the verb is: the holders of the seat, or who answers for it."""
        rule = RULES[verb]
        roles = permissions.actors(rule, record.sop)
        barred = permissions.barred(verb, record, self.entered.get(record.pk, ()))
        about = {"seats": self.seats, "unit": self.unit, "form": form, "barred": barred}
        found = {
            user: permissions.holding(held, rule, roles, **about)
            for user, held in self.held.items()
        }
        return [user for user, seat in found.items() if seat and seat.is_own]

    def superiors(self, role: str, section: Section | None = None) -> list[User]:
        """List who answers for a seat: the holders of the next position above that is held."""
        above = {each.pk for each in self.seats.superiors(role, self.unit, section)}
        return [duty.user for duty in self.seats.duties if duty.position_id in above]


def works(calendar: Calendar, at: datetime) -> bool:
    """Say whether people work at the moment; reminders keep quiet otherwise."""
    intervals = calendar.week.intervals(timezone.localdate(at))
    return any(opening <= at < closing for opening, closing in intervals)


def desks(units: Sequence[Unit], clocks: Clocks) -> Iterator[Desk]:
    """Read the desks of some units, in a number of queries that does not grow with them."""
    keys, at = [unit.pk for unit in units], clocks.at
    seats, keepers = Seats(keys, at), administrators(keys, at)
    records, sheets, owed = open_records(keys), unread_sheets(keys), late_values(keys, at)
    unmarked = grouped((copy.submission.unit_id, copy) for copy in copies.waiting(keys))
    handed = handed_over(keys, at)
    entered = permissions.entered(record for each in records.values() for record in each)
    for unit in units:
        yield Desk(
            unit=unit,
            at=at,
            calendar=clocks.calendars.of(unit.pk, known_at=at),
            clocks=clocks,
            seats=seats.of(unit.pk),
            keepers=keepers[unit.pk],
            records=records[unit.pk],
            sheets=sheets[unit.pk],
            owed=owed[unit.pk],
            unmarked=unmarked[unit.pk],
            handed=handed[unit.pk],
            entered=entered,
        )


def administrators(units: Iterable[int], at: datetime) -> dict[int, list[Assignment]]:
    """List, by the unit where they sit, those who serve every unit."""
    serving = Assignment.objects.in_force(at).filter(unit=None, position__unit__in=units)
    return grouped(
        (duty.position.unit_id, duty) for duty in serving.select_related("user", "position")
    )


def open_records(units: Iterable[int]) -> dict[int, list[Submission]]:
    """Fetch the records under way with their forms and open rounds, by unit."""
    rounds = StepRun.objects.filter(finished_at=None).select_related("form__section")
    rounds = rounds.prefetch_related("pauses", "extensions").order_by("step", "pk")
    found = Submission.objects.alive().filter(unit__in=units).exclude(state=State.ARCHIVED)
    found = found.with_names().prefetch_related(
        "sop__steps",
        "forms__section",
        "forms__people",
        Prefetch("runs", rounds, to_attr="open_rounds"),
    )
    return grouped((record.unit_id, record) for record in found.order_by("period__year", "pk"))


def unread_sheets(units: Iterable[int]) -> dict[int, list[Forwarding]]:
    """Fetch the orders that nobody has read yet, by unit; those of step 1 lapse with it."""
    still = Q(sheet__submission__state__in=FILLING) | Q(sheet__cause=Cause.INSTRUCTION)
    links = Forwarding.objects.filter(
        still,
        sheet__unit__in=units,
        sheet__cancelled_at=None,
        sheet__submission__state__in=LIVING,
        read_at=None,
        acted_at=None,
    )
    found = links.select_related("sheet").order_by("sheet", "number")
    return grouped((link.sheet.unit_id, link) for link in found)


def late_values(
    units: Iterable[int], at: datetime
) -> dict[int, list[tuple[Submission, list[date]]]]:
    due = late.due(units, timezone.localdate(at))
    return grouped((record.unit_id, (record, days)) for record, days in due.items())


def handed_over(units: Iterable[int], at: datetime) -> dict[int, list[tuple[Change, int]]]:
    """Read the positions that changed hands, by unit, each with the count of what lay open."""
    found = handing_over.unacknowledged(units, today=timezone.localdate(at))
    items = handing_over.Items(found)
    return grouped((each.assignment.unit_id, (each, len(items.of(each)))) for each in found)


def grouped(pairs: Iterable[tuple[int, object]]) -> dict[int, list]:
    found: dict[int, list] = defaultdict(list)
    for key, thing in pairs:
        found[key].append(thing)
    return found
