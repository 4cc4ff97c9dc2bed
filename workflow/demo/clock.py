"""The hours of the sample: moments that only go forward, on working days between 8 and 15.30."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from workflow.calendars.calendar import Calendar

OPENING, CLOSING = time(8), time(15, 30)
DAY = timedelta(days=1)


class OfficeClock:
    """A clock that stands at the last act and is moved on to the next."""

    def __init__(self, day: date, calendar: Calendar) -> None:
        self.calendar = calendar
        self.now = at_opening(calendar.next_working_day(day - DAY))

    def after(self, minutes: int) -> datetime:
        """Move on by some minutes; what falls after closing time happens the next morning."""
        moment = self.now + timedelta(minutes=minutes)
        if moment > moment.replace(hour=CLOSING.hour, minute=CLOSING.minute):
            return self.next_day(minutes)
        self.now = moment
        return self.now

    def next_day(self, minutes: int = 15) -> datetime:
        """Move on to some minutes after opening time of the next working day."""
        day = self.calendar.next_working_day(self.now.date())
        self.now = at_opening(day) + timedelta(minutes=minutes)
        return self.now


def at_opening(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, OPENING))
