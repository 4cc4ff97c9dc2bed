"""Reading a period of many units out of the database, in constant queries."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from kinerja.models import Agreement, Line, Unit
from workflow.calendars.calendar import Calendar
from workflow.measuring.steps import Reading
from workflow.models import SectionForm, StepRun, Submission
from workflow.models.section_form import DONE
from workflow.timing.clock import Clocks
from workflow.worktime import NoWorkingTime


def read(units: QuerySet[Unit], *, year: int, quarter: int, at: datetime) -> list[Reading]:
    """Read every unit that has a record of the period, or is to have one, by name."""
    whose = Q(unit__in=units.order_by(), period__year=year, period__quarter=quarter)
    records = Submission.objects.alive().filter(whose)
    by_unit = {record.unit_id: record for record in records.order_by()}
    measuring = expected(units, year=year, quarter=quarter)
    readings = {
        unit.pk: Reading(unit, by_unit.get(unit.pk))
        for unit in units
        if unit.pk in by_unit or unit.pk in measuring
    }
    clocks = Clocks(readings, at=at)
    by_record = {record.pk: record.unit_id for record in by_unit.values()}
    read_rounds(records, by_record, readings, clocks)
    read_forms(records, by_record, readings, clocks)
    tomorrows = Tomorrows(at)
    for unit, reading in readings.items():
        reading.tomorrow = tomorrows.of(clocks.calendars.of(unit, known_at=at))
    return list(readings.values())


def expected(units: QuerySet[Unit], *, year: int, quarter: int) -> set[int]:
    """Name the units whose latest agreement of the year measures something in the period."""
    measured = Line.objects.filter(
        agreement=OuterRef("pk"), schedule__contains=str(quarter)
    ).order_by()
    agreements = Agreement.objects.filter(unit__in=units.order_by(), year=year)
    told = agreements.annotate(measures=Exists(measured)).order_by("version")
    latest = dict(told.values_list("unit", "measures"))
    return {unit for unit, measures in latest.items() if measures}


def read_rounds(
    records: QuerySet[Submission],
    by_record: dict[int, int],
    readings: dict[int, Reading],
    clocks: Clocks,
) -> None:
    """Read the clocks of every round of the records' present editions."""
    edition = F("submission__edition")
    runs = StepRun.objects.filter(submission__in=records.order_by(), edition=edition)
    for run in runs.with_times().order_by("step", "round", "pk"):
        unit = by_record[run.submission_id]
        readings[unit].clocks.append(clocks.of(run, unit))


def read_forms(
    records: QuerySet[Submission],
    by_record: dict[int, int],
    readings: dict[int, Reading],
    clocks: Clocks,
) -> None:
    """Read the forms that are not back yet."""
    forms = SectionForm.objects.filter(submission__in=records.order_by()).exclude(state__in=DONE)
    for form in forms.select_related("section").order_by("section__order", "pk"):
        unit = by_record[form.submission_id]
        readings[unit].out.append(form)
        clock = clocks.of_form(form, unit)
        if clock:
            readings[unit].forms.append(clock)


class Tomorrows:
    """The end of the next working day, asked once of each calendar."""

    def __init__(self, at: datetime) -> None:
        self.today = localdate(at)
        self.known: dict[Calendar, datetime | None] = {}

    def of(self, calendar: Calendar) -> datetime | None:
        """Give the closing time of tomorrow's work; None where nobody works any more."""
        if calendar not in self.known:
            self.known[calendar] = self.read(calendar)
        return self.known[calendar]

    def read(self, calendar: Calendar) -> datetime | None:
        try:
            return calendar.closing(calendar.working_day_after(self.today, 1))
        except NoWorkingTime:
            return None
