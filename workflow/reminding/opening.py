"""Opening what is due: a quarter on its first working day after the end, Tahunan with the last."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.utils import timezone

from kinerja.models import Agreement, Line, Quarter, Unit, latest_closed_quarter
from kinerja.models.period import last_day_of
from workflow import actions
from workflow.calendars import periods
from workflow.calendars.reading import Calendars
from workflow.models import Submission
from workflow.reminding.told import Clock, Told, each


def open_due(now: Clock) -> Iterator[Told]:
    """Open every record that is due and was never opened: a cancelled one stays with people."""
    today = timezone.localdate(at := now())
    year, quarter = latest_closed_quarter(today)
    for wanted in closed_with(Quarter(quarter)):
        units = units_to_open(year, wanted)
        calendars = Calendars(unit.pk for unit in units)

        def act(unit: Unit, wanted: Quarter = wanted, calendars: Calendars = calendars) -> str:
            calendar = calendars.of(unit.pk, known_at=at)
            if today < calendar.next_working_day(last_day_of(year, wanted)):
                return ""
            return opened(unit, year, wanted, now)

        yield from each(units, act, name=str)


def closed_with(quarter: Quarter) -> tuple[Quarter, ...]:
    """Name what closes with a quarter: the year closes with its last one."""
    return (quarter, Quarter.YEAR) if quarter == Quarter.IV else (quarter,)


def units_to_open(year: int, quarter: Quarter) -> list[Unit]:
    """List the units that measure something in the period and have had no record of it."""
    taken = Submission.objects.filter(period__year=year, period__quarter=quarter)
    versions = Agreement.objects.filter(year=year).exclude(unit__in=taken.values("unit"))
    ordered = versions.select_related("unit").order_by("unit__name", "unit", "version")
    latest = [list(group)[-1] for _, group in groupby(ordered, lambda each: each.unit_id)]
    measuring = measured(latest, quarter)
    return [agreement.unit for agreement in latest if agreement.pk in measuring]


def measured(agreed: Iterable[Agreement], quarter: Quarter) -> set[int]:
    lines = Line.objects.filter(agreement__in=list(agreed), schedule__contains=quarter.value)
    return set(lines.values_list("agreement", flat=True))


def opened(unit: Unit, year: int, quarter: Quarter, now: Clock) -> str:
    """Open one unit's record and say so; another process may have been first."""
    period = periods.named(year, quarter, at=now())
    try:
        actions.open_submission(unit=unit, period=period, by=None, at=now())
    except actions.NotNow:
        return ""
    return f"{unit}: {period} dibuka."
