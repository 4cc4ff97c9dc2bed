"""The hours of an office as domain.md §3 has them, and short ways to write times."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from workflow.worktime import WorkWeek

MONDAY, FRIDAY, SATURDAY = 0, 4, 5


def hours(text: str) -> tuple:
    """Read "07.30–12.00, 13.00–16.00"; 24.00 is midnight."""
    edges = [part.strip().split("–") for part in text.split(",") if part]
    return tuple((clock(since), clock(until)) for since, until in edges)


def clock(text: str) -> time:
    hour, minute = text.split(".")
    return time(int(hour) % 24, int(minute))


def at(text: str, zone: str = "Asia/Jakarta") -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H.%M").replace(tzinfo=ZoneInfo(zone))


def minutes(amount: int) -> timedelta:
    return timedelta(minutes=amount)


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=after) for after in range((last - first).days + 1)]


USUAL = dict.fromkeys(range(FRIDAY), hours("07.30–12.00, 13.00–16.00"))
USUAL[FRIDAY] = hours("07.30–11.30, 13.00–16.30")
SIX_DAYS = {day: hours("07.30–12.00, 12.30–14.30") for day in range(SATURDAY)}
SIX_DAYS[SATURDAY] = hours("07.30–12.30")
RAMADAN_DAY, RAMADAN_FRIDAY = hours("08.00–12.00, 12.30–15.00"), hours("08.00–11.30, 12.30–15.30")
# In 2027: 8 February is a Monday.
RAMADAN = {
    day: RAMADAN_FRIDAY if day.weekday() == FRIDAY else RAMADAN_DAY
    for day in days(date(2027, 2, 8), date(2027, 3, 9))
    if day.weekday() <= FRIDAY
}
HOLIDAYS = (date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1))
OFFICE = WorkWeek(USUAL, HOLIDAYS, RAMADAN)
