"""The dates of a period, counted in working days: of the general calendar, or of the unit's."""

from datetime import date, datetime

from kinerja.models import Period
from kinerja.models.period import WorkingDayAfter, working_day_after
from workflow.calendars.reading import GENERAL, Calendars
from workflow.worktime import NoWorkingTime


def named(year: int, quarter: int, *, at: datetime) -> Period:
    """Fetch the period; a new one gets its dates from the calendar as it is known now."""
    return Period.objects.named(year, quarter, after=counting(GENERAL, at=at))


def forms_back(period: Period, day: date, *, unit: int, at: datetime) -> date:
    """Give the day on which a form of the unit ordered on `day` is to be back."""
    return period.forms_back_from(day, after=counting(unit, at=at))


def counting(whose: int | None, *, at: datetime) -> WorkingDayAfter:
    """Count the working days of a unit, or of all; without any hours, Monday to Friday."""
    calendars = Calendars(() if whose is GENERAL else (whose,))

    def after(last: date, count: int) -> date:
        try:
            return calendars.of(whose, known_at=at).working_day_after(last, count)
        except NoWorkingTime:
            return working_day_after(last, count)

    return after
