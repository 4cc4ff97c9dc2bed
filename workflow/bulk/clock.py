"""The hours of a record: moments within working time that only go forward, and not past now."""

from datetime import datetime, timedelta

from workflow.calendars.reading import Calendar


class NotYet(Exception):
    """The next act lies in the future: so far the record has come."""


class Clock:
    """A clock that stands at the last act; `now` is where the told past ends."""

    def __init__(self, calendar: Calendar, start: datetime, *, now: datetime) -> None:
        self.calendar, self.now = calendar, now
        self.at = calendar.week.opening(start)

    def after(self, minutes: int) -> datetime:
        """Move on by minutes of working time. Raises NotYet."""
        moment = self.calendar.after(self.at, timedelta(minutes=minutes))
        if moment > self.now:
            raise NotYet
        self.at = moment
        return moment
