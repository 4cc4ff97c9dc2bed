"""Count work as it really elapses, in a zone whose clocks change."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import tzinfo
from functools import cache
from itertools import pairwise

from workflow.worktime.days import Days
from workflow.worktime.moments import DAY, FIRST_DAY, MICROSECOND, NEVER, SECOND, Span, shown

FOUR_YEARS = 1461 * DAY  # the piece in which a zone's clock changes are looked for


class Elapsed:
    """Working time as it really elapses, over some pieces of four years of a zone.

    `skipped` is the work that the clock changes until then left out on the wall; less than none
    where an hour came twice. `counts` is the work before each change.
    """

    def __init__(self, days: Days, zone: tzinfo, first: int, last: int) -> None:
        self.days = days
        self.until = (last + 1) * FOUR_YEARS
        changes = [change for piece in range(first, last + 1) for change in _changes(zone, piece)]
        self.moments = [moment for moment, _ in changes]
        self.offsets = [_offset(zone, first * FOUR_YEARS), *(offset for _, offset in changes)]
        self.skipped = [0]
        self.counts: list[int] = []
        for moment, (old, new) in zip(self.moments, pairwise(self.offsets), strict=True):
            before, beyond = days.before(moment + old), days.before(moment + new)
            self.counts.append(before - self.skipped[-1])
            self.skipped.append(self.skipped[-1] + beyond - before)

    def wall(self, instant: int) -> int:
        return instant + self.offsets[bisect_right(self.moments, instant)]

    def count(self, instant: int) -> int:
        index = bisect_right(self.moments, instant)
        return self.days.before(instant + self.offsets[index]) - self.skipped[index]

    def work(self, since: int, until: int) -> int:
        return self.count(until) - self.count(since)

    def reached(self, start: int, work: int) -> int:
        """Find the first moment with so much work since start; beyond `until` it is a guess."""
        count = self.count(start) + work
        index = bisect_left(self.counts, count)
        wall = self.days.reached(count + self.skipped[index])
        return wall - self.offsets[index] if wall < NEVER else NEVER

    def pieces(self, first: int, last: int) -> Iterator[tuple[int, int, int]]:
        """Cut a span where the clocks change: since, until, and how far the wall is from UTC."""
        low, high = bisect_right(self.moments, first), bisect_left(self.moments, last)
        ends = pairwise([first, *self.moments[low:high], last])
        for (since, until), offset in zip(ends, self.offsets[low:], strict=False):
            yield since, until, offset


@cache
def _changes(zone: tzinfo, piece: int) -> tuple[Span, ...]:
    """Find a zone's clock changes in a piece of four years: each moment, and the new offset."""
    found = []
    midnights = range(piece * FOUR_YEARS, (piece + 1) * FOUR_YEARS + 1, DAY)
    for since, until in pairwise((midnight, _offset(zone, midnight)) for midnight in midnights):
        while since[1] != until[1]:
            seconds = range(since[0] // SECOND, until[0] // SECOND)
            old = since[1]
            steps = bisect_left(
                seconds, True, key=lambda second: _offset(zone, second * SECOND) != old
            )
            moment = (seconds[0] + steps) * SECOND
            since = moment, _offset(zone, moment)
            found.append(since)
    return tuple(found)


def _offset(zone: tzinfo, instant: int) -> int:
    within = max(DAY * (FIRST_DAY + 400), min(instant, NEVER))
    return shown(within, zone).utcoffset() // MICROSECOND
