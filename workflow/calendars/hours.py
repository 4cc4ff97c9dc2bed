"""The hours of a day as people write them: "07.30–12.00, 13.00–16.00"."""

import re
from collections.abc import Iterable
from datetime import time
from itertools import pairwise

Interval = tuple[time, time]

MIDNIGHT = time(0, 0)
TIME = r"([0-9]{1,2})[.:]([0-9]{2})"
INTERVAL = re.compile(rf"{TIME}\s*(?:-|–|—|s/d|s\.d\.?)\s*{TIME}", re.I)


class HoursError(ValueError):
    """Hours that cannot be understood, or that contradict themselves; said in Indonesian."""


def parse_hours(text: str) -> tuple[Interval, ...]:
    """Read the intervals of a day, sorted; an empty text is a day without work.

    An interval that ends at time(0, 0) ends at midnight. Raises HoursError.

    >>> parse_hours("13:00 s/d 24.00, 7.30-12.00")
    ((datetime.time(7, 30), datetime.time(12, 0)), (datetime.time(13, 0), datetime.time(0, 0)))
    """
    parts = (part.strip() for part in re.split(r"[,;\n]", text))
    intervals = sorted(parse_interval(part) for part in parts if part)
    for earlier, later in pairwise(intervals):
        if earlier[1] == MIDNIGHT or later[0] < earlier[1]:
            raise HoursError(f"{show_interval(earlier)} dan {show_interval(later)} bertindih.")
    return tuple(intervals)


def parse_interval(text: str) -> Interval:
    found = INTERVAL.fullmatch(text)
    if found is None:
        raise HoursError(f"“{text}” tidak dimengerti. Tulis seperti 07.30–12.00, 13.00–16.00.")
    hour, minute, last_hour, last_minute = (int(number) for number in found.groups())
    start = time_of(hour, minute, text)
    end = MIDNIGHT if (last_hour, last_minute) == (24, 0) else time_of(last_hour, last_minute, text)
    if end != MIDNIGHT and end <= start:
        raise HoursError(f"“{text}”: jam selesai harus sesudah jam mulai.")
    return start, end


def time_of(hour: int, minute: int, text: str) -> time:
    try:
        return time(hour, minute)
    except ValueError:
        raise HoursError(f"“{text}”: jam {hour:02}.{minute:02} tidak ada.") from None


def show_hours(intervals: Iterable[Interval]) -> str:
    """Write intervals as the tables keep them; without any: an empty text."""
    return ", ".join(show_interval(interval) for interval in intervals)


def show_interval(interval: Interval) -> str:
    start, end = interval
    last = "24.00" if end == MIDNIGHT else f"{end:%H.%M}"
    return f"{start:%H.%M}–{last}"
