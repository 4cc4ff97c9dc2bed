"""Read hours as people give them: refuse what cannot be, and lay them out as days."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, time
from itertools import pairwise
from typing import Any

from workflow.worktime.days import Days, Week
from workflow.worktime.moments import DAY, FIRST_DAY, Span, clock, number

Interval = tuple[time, time]
WeekHours = Mapping[int, Iterable[Interval]]  # 0 is Monday
Hours = tuple[Interval, ...]
Dated = tuple[tuple[date, Any], ...]


def by_date(rows: Iterable[tuple[date, Any]]) -> Dated:
    """Put the rows in the order of their dates; raises ValueError if a date comes twice."""
    ordered = tuple(sorted(rows, key=lambda row: row[0]))
    for (day, _), (following, _) in pairwise(ordered):
        if day == following:
            raise ValueError(f"two kinds of hours begin on the same day: {day}")
    return ordered


def of_week(week: WeekHours) -> tuple[tuple[int, Hours], ...]:
    """Put the days of a week in order; raises ValueError for a day no week has."""
    days = dict(week)
    if not set(days) <= set(range(7)):
        raise ValueError(f"the days of a week are 0 to 6: {sorted(days)}")
    read = ((day, of_day(days[day])) for day in sorted(days))
    return tuple((day, hours) for day, hours in read if hours)


def of_day(intervals: Iterable[Interval]) -> Hours:
    """Put the intervals of a day in order; raises ValueError if one is reversed or two overlap."""
    ordered = tuple(sorted((since, until) for since, until in intervals))
    spans = [span(interval) for interval in ordered]
    for interval, (since, until) in zip(ordered, spans, strict=True):
        if until <= since:
            raise ValueError(f"an interval ends before it has lasted: {told(interval)}")
    for first, second in pairwise(range(len(spans))):
        if spans[second][0] < spans[first][1]:
            raise ValueError(f"intervals overlap: {told(ordered[first])}, {told(ordered[second])}")
    return ordered


def span(interval: Interval) -> Span:
    since, until = interval
    return clock(since), clock(until) or DAY


def told(interval: Interval) -> str:
    return "–".join(f"{moment:%H:%M}" for moment in interval)


def laid_out(weeks: Dated, holidays: Iterable[date], special: Dated) -> Days:
    """Lay checked hours out as stretches of days in which all weeks are alike."""
    usual = {FIRST_DAY: Week([()] * 7)} | {first_day(day): repeating(week) for day, week in weeks}
    starts = sorted(usual)

    def usually(day: int) -> Week:
        return usual[starts[bisect_right(starts, day) - 1]]

    odd: dict[int, tuple[Span, ...]] = {number(day): () for day in holidays}
    odd |= {number(day): tuple(map(span, hours)) for day, hours in special}
    alone = {spans: Week([spans] * 7) for spans in set(odd.values())}
    return Days(
        {day + 1: usually(day + 1) for day in odd}
        | usual
        | {day: alone[spans] for day, spans in odd.items()}
    )


def repeating(week: Iterable[tuple[int, Hours]]) -> Week:
    hours = dict(week)
    return Week([tuple(map(span, hours.get(day, ()))) for day in range(7)])


def first_day(day: date) -> int:
    """Count from before all dates what is in force from the first of them."""
    return FIRST_DAY if day == date.min else number(day)
