"""Working time counted so slowly that it cannot be wrong: a minute at a time, on the wall."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Oracle:
    """The arguments of a WorkWeek, and its answers for moments and pauses of whole minutes."""

    hours: list  # of (first date, week)
    holidays: tuple = ()
    special: dict = field(default_factory=dict)
    tz: str = "Asia/Jakarta"

    def between(self, start: datetime, end: datetime, pauses=()) -> timedelta:
        if end < start:
            return -self.between(end, start, pauses)
        return sum((MINUTE for _ in self.worked(start, end, pauses)), timedelta(0))

    def after(self, start: datetime, work: timedelta, limit: datetime, pauses=()):
        """Find the end of the last minute of the work; None if the limit comes first."""
        for minute in self.worked(start, limit, pauses):
            if not work:
                return minute
            work -= MINUTE
            if not work:
                return minute + MINUTE
        return None

    def worked(self, start: datetime, end: datetime, pauses=()) -> Iterator[datetime]:
        minute, end = start.astimezone(UTC), end.astimezone(UTC)
        while minute < end:
            if self.works(minute) and not any(
                since <= minute and (until is None or minute < until) for since, until in pauses
            ):
                yield minute
            minute += MINUTE

    def works(self, minute: datetime) -> bool:
        day, clock = wall(self.tz, minute)
        return any(
            since <= clock < (until if until > time(0) else time.max)
            for since, until in self.of(day)
        )

    def of(self, day: date):
        if day in self.special:
            return self.special[day]
        if day in self.holidays:
            return ()
        weeks = [(first, week) for first, week in self.hours if first <= day]
        return max(weeks, key=lambda row: row[0])[1].get(day.weekday(), ()) if weeks else ()


@cache
def wall(zone: str, minute: datetime) -> tuple[date, time]:
    shown = minute.astimezone(ZoneInfo(zone))
    return shown.date(), shown.time()
