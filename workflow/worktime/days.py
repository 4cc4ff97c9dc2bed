"""Count work on the wall, where every day has 24 hours and most weeks are alike."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from workflow.worktime.moments import DAY, FIVE_YEARS, NEVER, NoWorkingTime, Span, weekday


class Week:
    """Seven days of hours, as spans since midnight, that repeat."""

    def __init__(self, hours: Sequence[tuple[Span, ...]]) -> None:
        self.hours = hours
        days = [sum(until - since for since, until in spans) for spans in hours]
        # Twice, so that seven days from any weekday on are neighbours.
        self.sums = list(accumulate(days + days, initial=0))
        self.total = self.sums[7]

    def on(self, day: int) -> tuple[Span, ...]:
        return self.hours[weekday(day)]

    def before(self, first: int, day: int) -> int:
        """Count the work from the first day until that day begins."""
        weeks, rest = divmod(day - first, 7)
        begin = weekday(first)
        return weeks * self.total + self.sums[begin + rest] - self.sums[begin]

    def reached(self, first: int, work: int) -> int:
        """Find the wall time at which that much work, more than none, is done since the day."""
        if not self.total:
            return NEVER
        begin = weekday(first)
        weeks, rest = divmod(work - 1, self.total)
        sought = self.sums[begin] + rest + 1
        index = bisect_left(self.sums, sought) - 1
        day, left = first + weeks * 7 + index - begin, sought - self.sums[index]
        for since, until in self.on(day):
            if left <= until - since:
                return day * DAY + since + left
            left -= until - since
        raise AssertionError("the sums of the week are not those of its hours")


class Days:
    """All days as the wall shows them: stretches of days, in each of which the weeks are alike.

    A holiday or special day is a stretch of one day. `counts` is the work before each stretch.
    """

    def __init__(self, stretches: Mapping[int, Week]) -> None:
        self.firsts = sorted(stretches)
        self.weeks = [stretches[first] for first in self.firsts]
        worked = (
            week.before(first, beyond)
            for week, (first, beyond) in zip(self.weeks, pairwise(self.firsts), strict=False)
        )
        self.counts = list(accumulate(worked, initial=0))
        self.last = (self.firsts[-1] + 2) * DAY  # in any zone the last stretch has begun

    def before(self, wall: int) -> int:
        """Count the work of all time before that wall time."""
        day, clock = divmod(wall, DAY)
        index = bisect_right(self.firsts, day) - 1
        week = self.weeks[index]
        today = sum(min(clock, until) - since for since, until in week.on(day) if clock > since)
        return self.counts[index] + week.before(self.firsts[index], day) + today

    def reached(self, count: int) -> int:
        """Find the first wall time that has so much work before it; from NEVER on there is none."""
        index = bisect_left(self.counts, count) - 1
        return self.weeks[index].reached(self.firsts[index], count - self.counts[index])

    def spans(self, wall: int, end: int) -> Iterator[Span]:
        """Give the worked spans between two wall times."""
        end = min(end, NEVER - 1)
        while (reached := self.reached(self.before(wall) + 1)) <= end:
            day = (reached - 1) // DAY
            week = self.weeks[bisect_right(self.firsts, day) - 1]
            for since, until in week.on(day):
                span = max(day * DAY + since, wall), min(day * DAY + until, end)
                if span[0] < span[1]:
                    yield span
            wall = (day + 1) * DAY

    def refuse_gaps(self, wall: int, end: int) -> None:
        """Raise NoWorkingTime if nobody works for five years somewhere between two wall times."""
        while end - wall > FIVE_YEARS:
            reached = self.before(wall + FIVE_YEARS)
            if reached == self.before(wall):
                raise NoWorkingTime("nobody works for five years")
            wall = self.reached(reached)
