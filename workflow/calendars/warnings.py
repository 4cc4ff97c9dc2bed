"""What a keeper must do about the calendar before it misleads: for Tugas and the digest."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from kinerja import access
from kinerja.models import Assignment, Unit
from kinerja.templatetags.office import day as shown
from workflow.calendars.holidays import ramadans
from workflow.calendars.reading import Calendar, Calendars
from workflow.models import Holiday, WorkHours
from workflow.worktime import NoWorkingTime

# From this day on the next year's holidays are asked for: month and day.
NEXT_YEAR_FROM = (12, 15)
BEFORE_RAMADAN = timedelta(days=14)


@dataclass(frozen=True)
class CalendarTask:
    """One thing to do about the calendar: what it is, how it stands, and where."""

    title: str
    line: str
    url: str


def tasks(held: Sequence[Assignment], *, at: datetime) -> tuple[CalendarTask, ...]:
    """List what waits for the holder of these assignments; none for who keeps no office.

    Some ten queries, whatever the number of units.
    """
    units = tuple(access.kept_units(held, at)) if access.keeps_any(held, at) else ()
    if not units:
        return ()
    keeps_all, today = access.sees_every_unit(held), timezone.localdate(at)
    return (
        *holiday_tasks(today, keeps_all=keeps_all),
        *ramadan_tasks(units, today),
        *empty_tasks(units, at),
    )


def holiday_tasks(today: date, *, keeps_all: bool) -> Iterator[CalendarTask]:
    """Ask for this year's days that are still ahead, and from 15 December for next year's."""
    years = [today.year]
    if (today.month, today.day) >= NEXT_YEAR_FROM:
        years.append(today.year + 1)
    listed = list(Holiday.objects.standing().filter(unit=None, day__year__in=years))
    for year in years:
        of_year = [each for each in listed if each.day.year == year]
        coming = [each for each in of_year if each.awaits_confirmation and each.day >= today]
        where = address(year=year)
        if not of_year:
            line = "Isi dari daftar nasional." if keeps_all else "Diisi oleh administrator."
            yield CalendarTask(f"Hari libur {year} belum diisi", line, where)
        elif coming:
            line = ", ".join(f"{each.name} ({shown(each.day)})" for each in coming[:3])
            more = f", dan {len(coming) - 3} lainnya" if len(coming) > 3 else ""
            who = "" if keeps_all else ". Dipastikan oleh administrator."
            title = f"Pastikan {len(coming)} hari libur perkiraan {year}"
            yield CalendarTask(title, f"{line}{more}{who}", where)


def ramadan_tasks(units: Sequence[Unit], today: date) -> Iterator[CalendarTask]:
    """Ask for the hours of Ramadan from two weeks before, until it is over."""
    for first, last in coming_ramadans(today):
        ranges = WorkHours.objects.standing().filter(starts_on__lte=last, ends_on__gte=first)
        served = set(ranges.filter(Q(unit=None) | Q(unit__in=units)).values_list("unit", flat=True))
        without = [] if None in served else [unit for unit in units if unit.pk not in served]
        if without:
            days = f"Perkiraan {shown(first)} s.d. {shown(last)}"
            yield CalendarTask(
                "Catat jam kerja Ramadan",
                f"{named(without)} · {days}, menurut edaran",
                address(without, year=first.year),
            )


def coming_ramadans(today: date) -> list[tuple[date, date]]:
    estimates = (each for year in (today.year, today.year + 1) for each in ramadans(year))
    return [each for each in estimates if each[0] - BEFORE_RAMADAN <= today <= each[1]]


def empty_tasks(units: Sequence[Unit], at: datetime) -> Iterator[CalendarTask]:
    """Say where no working time is found within five years: no clock can run there."""
    calendars = Calendars(unit.pk for unit in units)
    known = {unit: calendars.of(unit.pk, known_at=at) for unit in units}
    idle = {each for each in set(known.values()) if not has_working_time(each, at)}
    without = [unit for unit, calendar in known.items() if calendar in idle]
    if without:
        line = f"{named(without)} · dalam lima tahun ke depan tidak ada waktu kerja"
        yield CalendarTask("Kalender tanpa jam kerja", line, address(without))


def has_working_time(calendar: Calendar, at: datetime) -> bool:
    try:
        calendar.week.opening(at)
    except NoWorkingTime:
        return False
    return True


def named(units: Sequence[Unit]) -> str:
    return units[0].name if len(units) == 1 else f"{len(units)} perangkat daerah"


def address(units: Iterable[Unit] = (), *, year: int | None = None) -> str:
    """Lead to the calendar of the first of these units, in this year."""
    asked = [f"unit={unit.code}" for unit in units][:1] + ([f"tahun={year}"] if year else [])
    return reverse("calendar") + ("?" + "&".join(asked) if asked else "")
