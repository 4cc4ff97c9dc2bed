from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from workflow.worktime.days import Days
from workflow.worktime.elapsed import FOUR_YEARS, Elapsed
from workflow.worktime.hours import Interval, WeekHours, by_date, laid_out, of_day, of_week
from workflow.worktime.moments import (
    DAY,
    FIVE_YEARS,
    MICROSECOND,
    NEVER,
    NoWorkingTime,
    Span,
    instant,
    number,
    shown,
)

Pause = tuple[datetime, datetime | None]

JAKARTA = ZoneInfo("Asia/Jakarta")


@dataclass(frozen=True)
class WorkWeek:
    """The hours of an office: its weeks, its holidays, its special days, and the zone it lies in.

    hours    {0..6 (Monday is 0): ((time, time), …)}, or several such weeks, each with its first
             date; before the earliest of these dates nobody works.
    special  {date: ((time, time), …)}: hours instead of that day's; they win over a holiday.

    An interval that ends at time(0, 0) ends at midnight. Its end is outside it.
    """

    hours: WeekHours | Iterable[tuple[date, WeekHours]]
    holidays: Iterable[date] = ()
    special: Mapping[date, Iterable[Interval]] | Iterable[tuple[date, Iterable[Interval]]] = ()
    tz: tzinfo | str = JAKARTA
    _days: Days = field(init=False, repr=False, compare=False)
    _elapsed: dict[tuple[int, int], Elapsed] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Bring what was given into one unchangeable shape; raises ValueError where it is wrong."""
        weeks = [(date.min, self.hours)] if isinstance(self.hours, Mapping) else self.hours
        kept = {
            "hours": by_date((first, of_week(week)) for first, week in weeks),
            "holidays": tuple(sorted(set(self.holidays))),
            "special": by_date((day, of_day(hours)) for day, hours in dict(self.special).items()),
            "tz": ZoneInfo(self.tz) if isinstance(self.tz, str) else self.tz,
            "_elapsed": {},
        }
        for name, value in kept.items():
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_days", laid_out(self.hours, self.holidays, self.special))

    def between(self, start: datetime, end: datetime, *, pauses: Iterable[Pause] = ()) -> timedelta:
        """Count the working time from start to end, without pauses; negative if reversed.

        A pause until None lasts until the later of the two moments.

        >>> from datetime import time
        >>> office = [(time(7, 30), time(12)), (time(13), time(16))]
        >>> week = WorkWeek({day: office for day in range(5)})
        >>> friday = datetime(2026, 11, 20, 15, 0, tzinfo=week.tz)
        >>> monday = datetime(2026, 11, 23, 8, 30, tzinfo=week.tz)
        >>> print(week.between(friday, monday))
        2:00:00
        """
        since, until = instant(start), instant(end)
        first, last = min(since, until), max(since, until)
        elapsed = self._over(first, last)
        paused = merged(pauses, first, last)
        counted = elapsed.work(first, last) - sum(elapsed.work(*pause) for pause in paused)
        return timedelta(microseconds=counted if since <= until else -counted)

    def after(self, start: datetime, work: timedelta, *, pauses: Iterable[Pause] = ()) -> datetime:
        """Find the moment at which that much work is used up: closing time, not the next opening.

        Without any work: the start if it counts, else the next moment that does. Raises
        NoWorkingTime if nobody works for five years, or a pause without end comes first.

        >>> from datetime import time
        >>> office = [(time(7, 30), time(12)), (time(13), time(16))]
        >>> week = WorkWeek({day: office for day in range(5)})
        >>> friday = datetime(2026, 11, 20, 15, 50, tzinfo=week.tz)
        >>> print(week.after(friday, timedelta(minutes=15)))
        2026-11-23 07:35:00+07:00
        """
        budget = work // MICROSECOND
        if budget < 0:
            raise ValueError("a budget of working time is not negative")
        since = instant(start)
        # A moment counts if the microsecond that begins with it is worked.
        due = self._due(since, budget or 1, merged(pauses, since, NEVER))
        return self._shown(due if budget else due - 1)

    def opening(self, moment: datetime) -> datetime:
        """Give the moment itself inside the hours, else the next one at which work begins."""
        return self.after(moment, timedelta(0))

    def spans(self, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Give the working spans from start to end, in order, one at a time.

        An interval in which the clocks change comes in two parts that may touch.
        """
        first, last = instant(start), instant(end)
        for since, until, offset in self._over(first, max(first, last)).pieces(first, last):
            for opening, closing in self._days.spans(since + offset, until + offset):
                yield self._shown(opening - offset), self._shown(closing - offset)

    def intervals(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """Give that day's working intervals, cut as by `spans`."""
        return tuple(
            (self._shown(opening), self._shown(closing)) for opening, closing in self._of_day(day)
        )

    def day_work(self, day: date) -> timedelta:
        """Add up the working time of that day."""
        return timedelta(microseconds=sum(until - since for since, until in self._of_day(day)))

    def is_working_day(self, day: date) -> bool:
        return any(self._of_day(day))

    def _of_day(self, day: date) -> Iterator[Span]:
        midnight = number(day) * DAY
        # No zone is further than a day from UTC; clock changes may have moved the day besides.
        first, last = midnight - 2 * DAY, midnight + 3 * DAY
        for since, until, offset in self._over(first, last).pieces(first, last):
            inside = max(since + offset, midnight), min(until + offset, midnight + DAY)
            for opening, closing in self._days.spans(*inside):
                yield opening - offset, closing - offset

    def _due(self, start: int, work: int, pauses: Iterable[Span]) -> int:
        """Find when the work is used up, beside that of the pauses begun until then."""
        for since, until in pauses:
            if self._over(start, since).work(start, since) >= work:
                break
            if until - since > FIVE_YEARS:
                raise NoWorkingTime("a pause of more than five years, or without end")
            work += self._over(since, until).work(since, until)
        return self._reached(start, work)

    def _reached(self, start: int, work: int) -> int:
        """Find the first moment with that much work since start, learning of clock changes."""
        elapsed = self._over(start, start)
        while (due := elapsed.reached(start, work)) >= elapsed.until:
            last = due if due < NEVER else self._days.last
            if last < elapsed.until:
                raise NoWorkingTime("the calendar ends before the budget is used up")
            self._days.refuse_gaps(elapsed.wall(start), last)
            elapsed = self._over(start, last)
        return due

    def _over(self, first: int, last: int) -> Elapsed:
        """Give the real time of the years around these moments, made once."""
        key = first // FOUR_YEARS, last // FOUR_YEARS
        if key not in self._elapsed:
            self._elapsed[key] = Elapsed(self._days, self.tz, *key)
        return self._elapsed[key]

    def _shown(self, instant: int) -> datetime:
        return shown(instant, self.tz)


def merged(pauses: Iterable[Pause], first: int, last: int) -> list[Span]:
    """Put the pauses in order, each moment in one of them only, and cut them to a span."""
    cut = (
        (max(instant(since), first), last if until is None else min(instant(until), last))
        for since, until in pauses
    )
    apart: list[Span] = []
    for since, until in sorted(span for span in cut if span[0] < span[1]):
        if apart and since <= apart[-1][1]:
            before = apart.pop()
            since, until = before[0], max(until, before[1])
        apart.append((since, until))
    return apart
