"""Reading calendars: what was known of a unit's hours, holidays and disruptions at a moment."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from django.conf import settings
from django.db.models import Q

from workflow.calendars.calendar import Calendar, Span
from workflow.calendars.hours import Interval, parse_hours
from workflow.models import WEEKDAYS, Disruption, Holiday, WorkHours
from workflow.models.calendar import CalendarFact
from workflow.worktime import WorkWeek

__all__ = ["Calendar", "Calendars", "Span"]

Week = dict[int, tuple[Interval, ...]]
GENERAL = None


@dataclass
class Facts:
    """What was ever recorded of the general calendar or of one unit's, withdrawn or not."""

    hours: list[WorkHours] = field(default_factory=list)
    holidays: list[Holiday] = field(default_factory=list)
    disruptions: list[Disruption] = field(default_factory=list)

    def __iter__(self) -> Iterator[CalendarFact]:
        yield from (*self.hours, *self.holidays, *self.disruptions)

    def known(self, at: datetime) -> "Facts":
        """Choose the facts that were known then; disruptions count from their confirmation on."""
        return Facts(
            [fact for fact in self.hours if was_known(fact, at)],
            [fact for fact in self.holidays if was_known(fact, at)],
            [fact for fact in self.disruptions if was_known(fact, at) and was_confirmed(fact, at)],
        )


class Calendars:
    """The calendars of some units, whose facts are fetched once, when first asked for.

    A unit is its key; None stands for the general calendar. Units that know the same share one
    calendar, so that hundreds without facts of their own cost no more than one.
    """

    def __init__(self, units: Iterable[int]) -> None:
        self.units = frozenset(units)
        self._changes: dict[int | None, list[datetime]] = {}
        self._known: dict[tuple[int | None, int], Calendar] = {}
        self._built: dict[tuple[tuple[int, ...], ...], Calendar] = {}

    def of(self, unit_id: int | None, *, known_at: datetime) -> Calendar:
        """Give the calendar as it was known at a moment. Raises KeyError for a unit not asked."""
        if unit_id is not GENERAL and unit_id not in self.units:
            raise KeyError(unit_id)
        whose = unit_id if unit_id in self.facts else GENERAL
        # Between two moments at which something became known, the calendar stays the same.
        key = (whose, bisect_right(self.changes(whose), known_at))
        if key not in self._known:
            self._known[key] = self.calendar(whose, known_at)
        return self._known[key]

    @cached_property
    def facts(self) -> dict[int | None, Facts]:
        """Lead from a unit, or None for all, to its facts; nothing for units without their own."""
        whose = Q(unit=GENERAL) | Q(unit__in=self.units)
        found = {GENERAL: Facts()}
        for model, name in (
            (WorkHours, "hours"),
            (Holiday, "holidays"),
            (Disruption, "disruptions"),
        ):
            for fact in model.objects.filter(whose):
                getattr(found.setdefault(fact.unit_id, Facts()), name).append(fact)
        return found

    def disruptions(self, unit_id: int, start: datetime, end: datetime) -> list[Disruption]:
        """List what is confirmed of a unit, whenever that was, and touches these moments."""
        found = self.facts.get(unit_id, Facts()).disruptions
        standing = (each for each in found if each.confirmed_at and not each.withdrawn_at)
        return [each for each in standing if each.starts_at < end and start < each.ends_at]

    def changes(self, whose: int | None) -> list[datetime]:
        """List the moments at which something became known, in order."""
        if whose not in self._changes:
            facts = [fact for each in self.layers(whose) for fact in each]
            self._changes[whose] = sorted(
                {moment for fact in facts for moment in moments(fact) if moment}
            )
        return self._changes[whose]

    def layers(self, whose: int | None) -> tuple[Facts, Facts]:
        """Give the general facts and the unit's own; of the general calendar these are none."""
        return self.facts[GENERAL], Facts() if whose is GENERAL else self.facts[whose]

    def calendar(self, whose: int | None, known_at: datetime) -> Calendar:
        general, own = (facts.known(known_at) for facts in self.layers(whose))
        key = tuple(
            tuple(fact.pk for fact in facts)
            for layer in (general, own)
            for facts in (layer.hours, layer.holidays, layer.disruptions)
        )
        if key not in self._built:
            self._built[key] = built(general, own)
        return self._built[key]


def was_known(fact: CalendarFact, at: datetime) -> bool:
    return fact.recorded_at <= at and (fact.withdrawn_at is None or at < fact.withdrawn_at)


def was_confirmed(fact: Disruption, at: datetime) -> bool:
    return fact.confirmed_at is not None and fact.confirmed_at <= at


def moments(fact: CalendarFact) -> tuple[datetime | None, ...]:
    return fact.recorded_at, fact.withdrawn_at, getattr(fact, "confirmed_at", None)


def built(general: Facts, own: Facts) -> Calendar:
    """Build the calendar: a unit's own facts stand before the general ones."""
    holidays = {fact.day: fact.name for layer in (general, own) for fact in layer.holidays}
    special = {
        day: fact
        for layer in (general, own)
        for fact in layer.hours
        if fact.is_special
        for day in days(fact)
        # A holiday within Ramadan is one.
        if day not in holidays
    }
    weeks = {fact.pk: week_of(fact) for fact in (*general.hours, *own.hours)}
    return Calendar(
        week=WorkWeek(
            [(fact.starts_on, weeks[fact.pk]) for fact in usual(general, own)],
            holidays=holidays,
            special={day: weeks[fact.pk][day.weekday()] for day, fact in special.items()},
            tz=settings.TIME_ZONE,
        ),
        holidays=holidays,
        special={day: fact.name for day, fact in special.items()},
        disruptions=tuple((fact.starts_at, fact.ends_at, fact.reason) for fact in own.disruptions),
    )


def usual(general: Facts, own: Facts) -> list[WorkHours]:
    """List the usual hours by their first days: the general ones only before the unit's own."""
    mine = [fact for fact in own.hours if not fact.is_special]
    first = min((fact.starts_on for fact in mine), default=date.max)
    theirs = [fact for fact in general.hours if not fact.is_special and fact.starts_on < first]
    return sorted([*theirs, *mine], key=lambda fact: fact.starts_on)


def week_of(fact: WorkHours) -> Week:
    return {number: parse_hours(getattr(fact, name)) for number, name in enumerate(WEEKDAYS)}


def days(fact: WorkHours) -> Iterator[date]:
    """List the days of a special range."""
    for number in range((fact.ends_on - fact.starts_on).days + 1):
        yield fact.starts_on + timedelta(days=number)
