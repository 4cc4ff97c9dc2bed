"""A calendar as it is known: working time between two moments, and why other time did not count."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from workflow.worktime import NoWorkingTime, WorkWeek

Pause = tuple[datetime, datetime | None]
ToldPause = tuple[datetime, datetime | None, str]
Outage = tuple[datetime, datetime, str]

COUNTS = ""
BREAK = "istirahat"
OUTSIDE = "di luar jam kerja"
DAY = timedelta(days=1)
LONGEST_WAIT = timedelta(days=5 * 366)


@dataclass(frozen=True)
class Span:
    """A stretch of time that counted, or did not: then `reason` says why."""

    start: datetime
    end: datetime
    counts: bool
    reason: str

    @property
    def length(self) -> timedelta:
        """Measure elapsed time: two datetimes of one zone would subtract their wall clocks."""
        return self.end.astimezone(UTC) - self.start.astimezone(UTC)


@dataclass(frozen=True, eq=False)
class Calendar:
    """What is known: the working week, names of holidays and special days, confirmed disruptions.

    Calendars are shared by all who know the same; each is compared by itself.
    """

    week: WorkWeek
    holidays: Mapping[date, str]
    special: Mapping[date, str]
    disruptions: tuple[Outage, ...] = ()

    def between(self, start: datetime, end: datetime, *, pauses: Iterable[Pause] = ()) -> timedelta:
        """Measure the working time, without pauses and disruptions."""
        return self.week.between(start, end, pauses=[*pauses, *self.outages])

    def after(self, start: datetime, work: timedelta, *, pauses: Iterable[Pause] = ()) -> datetime:
        """Find the moment at which this much work is done. Raises NoWorkingTime."""
        return self.week.after(start, work, pauses=[*pauses, *self.outages])

    @property
    def outages(self) -> list[Pause]:
        return [(start, end) for start, end, _ in self.disruptions]

    def day_work_from(self, start: datetime) -> timedelta:
        """Measure the whole working day on which counting begins: the budget of "1 hari"."""
        opening = self.week.opening(start).astimezone(self.week.tz)
        return self.week.day_work(opening.date())

    def is_working_day(self, day: date) -> bool:
        return self.week.is_working_day(day)

    def closing(self, day: date) -> datetime | None:
        """Give the end of the day's last interval; None where nobody works."""
        intervals = self.week.intervals(day)
        return intervals[-1][1] if intervals else None

    def working_day_after(self, last: date, count: int) -> date:
        """Find the count-th working day after a day. Raises NoWorkingTime."""
        day = last
        for _ in range(count):
            day = self.next_working_day(day)
        return day

    def working_day_before(self, first: date, count: int) -> date:
        """Find the count-th working day before a day, itself for 0. Raises NoWorkingTime."""
        day = first
        for _ in range(count):
            days = (day - DAY * number for number in range(1, LONGEST_WAIT.days + 1))
            day = self.first_working(days, f"before {first}")
        return day

    def next_working_day(self, last: date) -> date:
        days = (last + DAY * number for number in range(1, LONGEST_WAIT.days + 1))
        return self.first_working(days, f"after {last}")

    def first_working(self, days: Iterable[date], where: str) -> date:
        found = next(filter(self.is_working_day, days), None)
        if found is None:
            raise NoWorkingTime(f"no working day within five years {where}")
        return found

    def spans(
        self, start: datetime, end: datetime, *, pauses: Iterable[ToldPause] = ()
    ) -> tuple[Span, ...]:
        """Partition the time in order, without gap or overlap; what counts adds up to `between`.

        Pauses and disruptions are told where they take working time away; of two at once the
        pause, and the earlier given.
        """
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        away = [(since, until or end, f"jeda: {why}") for since, until, why in pauses]
        away += [(since, until, f"gangguan kerja: {why}") for since, until, why in self.disruptions]
        away = [(max(since, start), min(until, end), why) for since, until, why in away]
        away = [each for each in away if each[0] < each[1]]
        pieces = (
            piece
            for since, until, why in self.clipped(start, end)
            for piece in (cut(since, until, away) if why == COUNTS else [(since, until, why)])
        )
        zone = self.week.tz
        return tuple(
            Span(since.astimezone(zone), until.astimezone(zone), why == COUNTS, why)
            for since, until, why in merged(pieces)
        )

    def clipped(self, start: datetime, end: datetime) -> Iterator[Outage]:
        """Give the stretches of the days between two moments, each with its reason."""
        day = start.astimezone(self.week.tz).date()
        while self.midnight(day) < end:
            for since, until, why in self.stretches(day):
                if max(since, start) < min(until, end):
                    yield max(since, start), min(until, end), why
            day += DAY

    def stretches(self, day: date) -> Iterator[Outage]:
        """Divide a day from midnight to midnight: outside, work, break, work, outside."""
        moment, last = self.midnight(day), self.midnight(day + DAY)
        intervals = self.week.intervals(day)
        if not intervals:
            name = self.holidays.get(day)
            yield moment, last, f"libur: {name}" if name else OUTSIDE
            return
        why = OUTSIDE
        for opens, closes in intervals:
            yield moment, opens.astimezone(UTC), why
            yield opens.astimezone(UTC), closes.astimezone(UTC), COUNTS
            moment, why = closes.astimezone(UTC), BREAK
        yield moment, last, OUTSIDE

    def midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.week.tz).astimezone(UTC)


def cut(start: datetime, end: datetime, away: Iterable[Outage]) -> Iterator[Outage]:
    """Divide a stretch of work at the pauses: each part with the first pause that covers it."""
    away = [each for each in away if each[0] < end and start < each[1]]
    inside = {moment for since, until, _ in away for moment in (since, until)}
    edges = sorted({start, end} | {moment for moment in inside if start < moment < end})
    for since, until in pairwise(edges):
        covering = (why for left, right, why in away if left <= since and until <= right)
        yield since, until, next(covering, COUNTS)


def merged(pieces: Iterable[Outage]) -> Iterator[Outage]:
    """Join neighbours of the same reason: a weekend and its nights are one stretch."""
    held: Outage | None = None
    for since, until, why in pieces:
        if held and held[2] == why:
            held = (held[0], until, why)
            continue
        if held:
            yield held
        held = (since, until, why)
    if held:
        yield held
