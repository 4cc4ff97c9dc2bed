"""The year of one unit as a calendar: twelve months of days, each with what it is."""

from calendar import Calendar as Months
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Q
from django.utils import timezone

from kinerja.models import Unit
from kinerja.templatetags.office import DAYS, MONTHS
from workflow.calendars.holidays import estimated_ramadan
from workflow.calendars.reading import Calendar, Calendars
from workflow.models import WEEKDAYS, Disruption, Holiday, WorkHours

# What a day is: its sign in the small month, and the word that the legend gives it.
SIGNS = {
    Holiday.Kind.NATIONAL: "L",
    Holiday.Kind.COLLECTIVE_LEAVE: "C",
    Holiday.Kind.LOCAL: "D",
    "special": "K",
}
LEGEND = (
    *((sign, Holiday.Kind(kind).label) for kind, sign in list(SIGNS.items())[:3]),
    ("K", "jam kerja khusus"),
)


@dataclass(frozen=True)
class Day:
    """One day of the year; `words` say what is special about it, "" where nothing is."""

    day: date
    kind: str
    sign: str
    words: str
    is_today: bool


@dataclass(frozen=True)
class Month:
    """One month, week by week from Monday; None before its first day and after its last."""

    name: str
    weeks: tuple[tuple[Day | None, ...], ...]


@dataclass(frozen=True)
class DayOff:
    """One holiday in the list, with the sign that it has in its month."""

    fact: Holiday
    sign: str


@dataclass(frozen=True)
class Hours:
    """The hours of a week as people read them: equal neighbours together."""

    fact: WorkHours
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Year:
    """All that is known of one unit's year now."""

    year: int
    months: tuple[Month, ...]
    days_off: tuple[DayOff, ...]
    usual: tuple[Hours, ...]
    special: tuple[Hours, ...]
    disruptions: tuple[Disruption, ...]
    working_days: int

    @property
    def legend(self) -> tuple[tuple[str, str], ...]:
        return LEGEND

    @property
    def is_without_national_days(self) -> bool:
        return all(each.fact.unit_id for each in self.days_off)

    @property
    def ramadan(self) -> tuple[date, date] | None:
        return estimated_ramadan(self.year)


def read(unit: Unit, year: int, *, at: datetime) -> Year:
    """Read the year at six queries, as it is known at the moment."""
    owners = Q(unit=unit) | Q(unit=None)
    calendar = Calendars([unit.pk]).of(unit.pk, known_at=at)
    holidays = tuple(Holiday.objects.standing().filter(owners, day__year=year))
    hours = WorkHours.objects.standing().filter(owners).order_by("-starts_on", "-pk")
    disruptions = Disruption.objects.filter(unit=unit, starts_at__year=year)
    months = tuple(months_of(year, calendar, holidays, today=timezone.localdate(at)))
    days = [each for month in months for week in month.weeks for each in week if each]
    return Year(
        year=year,
        months=months,
        days_off=tuple(DayOff(each, SIGNS[Holiday.Kind(each.kind)]) for each in holidays),
        usual=tuple(read_hours(each) for each in hours if not each.is_special),
        special=tuple(
            read_hours(each)
            for each in hours
            if each.is_special and each.starts_on.year <= year <= each.ends_on.year
        ),
        disruptions=tuple(
            disruptions.select_related("recorded_by", "confirmed_by").order_by("-starts_at", "-pk")
        ),
        working_days=sum(calendar.is_working_day(each.day) for each in days),
    )


def months_of(
    year: int, calendar: Calendar, holidays: Iterable[Holiday], *, today: date
) -> Iterable[Month]:
    by_day = {each.day: each for each in holidays}
    for number, name in enumerate(MONTHS, start=1):
        weeks = Months().monthdatescalendar(year, number)
        yield Month(
            name,
            tuple(
                tuple(
                    read_day(day, calendar, by_day, today) if day.month == number else None
                    for day in week
                )
                for week in weeks
            ),
        )


def read_day(day: date, calendar: Calendar, holidays: Mapping[date, Holiday], today: date) -> Day:
    is_today = day == today
    if day in holidays:
        fact = holidays[day]
        estimate = ", perkiraan" if fact.awaits_confirmation else ""
        words = f"{fact.name} ({fact.get_kind_display()}{estimate})"
        return Day(day, "holiday", SIGNS[Holiday.Kind(fact.kind)], words, is_today)
    if not calendar.is_working_day(day):
        return Day(day, "off", "", "tidak ada jam kerja", is_today)
    if day in calendar.special:
        words = f"jam kerja khusus: {calendar.special[day]}"
        return Day(day, "special", SIGNS["special"], words, is_today)
    return Day(day, "work", "", "", is_today)


def read_hours(fact: WorkHours) -> Hours:
    """Say "Senin–Kamis: 07.30–12.00, 13.00–16.00", and nothing of days without work."""
    days = [(number, getattr(fact, name)) for number, name in enumerate(WEEKDAYS)]
    lines = []
    for text, group in groupby(days, key=lambda pair: pair[1]):
        numbers = [number for number, _ in group]
        span = DAYS[numbers[0]] + (f"–{DAYS[numbers[-1]]}" if len(numbers) > 1 else "")
        if text:
            lines.append((span, text))
    return Hours(fact, tuple(lines))
