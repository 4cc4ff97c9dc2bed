"""The default dates of a period, counted in the working days of the general calendar."""

from datetime import date, datetime

from kinerja.models import Period
from kinerja.models.period import working_day_after
from workflow.calendars.reading import GENERAL, Calendars
from workflow.worktime import NoWorkingTime


def named(year: int, quarter: int, *, at: datetime) -> Period:
    """Fetch the period; a new one gets its dates from the calendar as it is known now."""
    calendars = Calendars([])

    def after(last: date, count: int) -> date:
        try:
            return calendars.of(GENERAL, known_at=at).working_day_after(last, count)
        except NoWorkingTime:
            return working_day_after(last, count)

    return Period.objects.named(year, quarter, after=after)
