"""The hours of the sample: moments that only go forward, on working days between 8 and 15.30."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

OPENING, CLOSING = time(8), time(15, 30)


class OfficeClock:
    """A clock that stands at the last act and is moved on to the next."""

    def __init__(self, day: date) -> None:
        self.now = at_opening(working_day(day))

    def after(self, minutes: int) -> datetime:
        """Move on by some minutes; what falls after closing time happens the next morning."""
        moment = self.now + timedelta(minutes=minutes)
        if moment > moment.replace(hour=CLOSING.hour, minute=CLOSING.minute):
            return self.next_day(minutes)
        self.now = moment
        return self.now

    def next_day(self, minutes: int = 15) -> datetime:
        """Move on to some minutes after opening time of the next working day."""
        day = working_day(self.now.date() + timedelta(days=1))
        self.now = at_opening(day) + timedelta(minutes=minutes)
        return self.now


def at_opening(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, OPENING))


def working_day(day: date) -> date:
    """Give the day itself or, on a weekend, the Monday after it."""
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return day


def days_before(day: date, count: int) -> date:
    """Name the working day that lies `count` working days before `day`.

    >>> days_before(date(2026, 11, 23), 1)
    datetime.date(2026, 11, 20)
    """
    while count:
        day -= timedelta(days=1)
        count -= day.weekday() < 5
    return day
