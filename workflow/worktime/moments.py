"""Turn moments into whole microseconds and back; those of a wall clock know no zone."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

Span = tuple[int, int]

MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000
DAY = 86_400 * SECOND
FIVE_YEARS = (5 * 365 + 2) * DAY  # two of them may be leap years
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_DAY = date.min.toordinal() - EPOCH.toordinal() - 7  # before all days that a zone can make
NEVER = (datetime(9999, 1, 1, tzinfo=UTC) - EPOCH) // MICROSECOND


class NoWorkingTime(Exception):
    """Nobody works within five years from a point where working time was looked for."""


def instant(moment: datetime) -> int:
    if moment.utcoffset() is None:
        raise ValueError(f"a moment without a zone: {moment}")
    return (moment - EPOCH) // MICROSECOND


def shown(instant: int, zone: tzinfo) -> datetime:
    try:
        return (EPOCH + timedelta(microseconds=instant)).astimezone(zone)
    except OverflowError:
        raise NoWorkingTime("not before the end of all calendars") from None


def number(day: date) -> int:
    return day.toordinal() - EPOCH.toordinal()


def weekday(day: int) -> int:
    return (day + 3) % 7  # 1 January 1970 was a Thursday


def clock(moment: time) -> int:
    """Give the microseconds since midnight."""
    if moment.tzinfo:
        raise ValueError(f"hours lie in the zone of the week: {moment}")
    seconds = (moment.hour * 60 + moment.minute) * 60 + moment.second
    return seconds * SECOND + moment.microsecond
