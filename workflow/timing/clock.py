"""The clock of a round and of a form: how long it waited, was worked on, and when it is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from fractions import Fraction

from django.conf import settings
from django.utils.timezone import localdate

from workflow.calendars.calendar import Calendar
from workflow.calendars.reading import Calendars
from workflow.models import Pause, SectionForm, SopStep, StepRun
from workflow.worktime import NoWorkingTime

# No office is closed longer than this many days in a row.
LONGEST_HOLIDAY = 31


class Stage(Enum):
    """How a clock stands against its standard: the word, and the sign beside it."""

    WAITING = "belum dimulai", "○"
    WITHIN = "sesuai standar", "✓"
    NEAR = "mendekati batas", "▲"
    OVER = "melampaui batas", "■"
    UNMEASURED = "tidak terukur", "–"
    NO_HOURS = "kalender tanpa jam kerja", "!"

    @property
    def word(self) -> str:
        return self.value[0]

    @property
    def sign(self) -> str:
        return self.value[1]


@dataclass(frozen=True)
class Clock:
    """What a round comes to at a moment; of a finished round, what it came to.

    `worked`, `budget` and `due` are None while nobody has started, and where the time is not
    measured: the act that started the round also ended it, or began its pause.
    """

    run: StepRun
    at: datetime
    waited: timedelta
    stage: Stage
    worked: timedelta | None = None
    budget: timedelta | None = None
    due: datetime | None = None
    pause: Pause | None = None

    @property
    def is_finished(self) -> bool:
        return self.run.finished_at is not None

    @property
    def is_started(self) -> bool:
        return self.run.started_at is not None

    @property
    def is_measured(self) -> bool:
        return self.worked is not None

    @property
    def is_over(self) -> bool:
        return self.stage is Stage.OVER

    @property
    def is_near(self) -> bool:
        return self.stage is Stage.NEAR

    @property
    def is_on_time(self) -> bool:
        """Say whether a finished round kept its standard; False where nothing was measured."""
        return self.is_finished and self.stage is Stage.WITHIN

    @property
    def remaining(self) -> timedelta | None:
        """Give what is left of the standard; negative is the overrun."""
        return self.budget - self.worked if self.is_measured else None


@dataclass(frozen=True)
class FillingClock:
    """How long a section has had its form, against the form's deadline. It is no step's clock."""

    form: SectionForm
    since: datetime
    until: datetime
    spent: timedelta
    stage: Stage
    due: datetime | None


def clock(run: StepRun, calendar: Calendar, *, at: datetime) -> Clock:
    """Read the clock of a round, in the calendar as it was known when it finished, or is now.

    The round's pauses and extensions must be at hand or cost a query each.
    """
    # A clock that was set back would count backwards.
    end = run.finished_at or max(at, run.started_at or run.arrived_at)
    waited = calendar.between(run.arrived_at, max(run.started_at or end, run.arrived_at))
    if run.started_at is None:
        return Clock(run, end, waited, Stage.WAITING)
    pauses = tuple(run.pauses.all())
    paused = next((each for each in pauses if each.is_open), None)
    if not is_measured(run, pauses):
        return Clock(run, end, waited, Stage.UNMEASURED, pause=paused)
    spans = [(each.since, each.until or end) for each in pauses]
    worked = calendar.between(run.started_at, end, pauses=spans)
    try:
        budget = standard(run, calendar) + extended(run)
        due = calendar.after(run.started_at, budget, pauses=spans)
    except NoWorkingTime:
        return Clock(run, end, waited, Stage.NO_HOURS, pause=paused)
    stage = judged(worked, budget, is_finished=run.finished_at is not None)
    return Clock(run, end, waited, stage, worked, budget, due, paused)


def is_measured(run: StepRun, pauses: Iterable[Pause]) -> bool:
    """Say whether the starting act left time to measure: it did not end or pause the round."""
    begun = (run.started_at, run.started_at)
    return run.started_at != run.finished_at and all(
        (each.since, each.recorded_at) != begun for each in pauses
    )


def standard(run: StepRun, calendar: Calendar) -> timedelta:
    """Give the round's standard as working time. Raises NoWorkingTime.

    "1 hari" is the working time of the day on which counting begins, or as the SOP's step says.
    """
    amount = run.standard_amount * run.standard_factor
    if run.standard_unit == SopStep.Amount.MINUTES:
        return timedelta(minutes=amount)
    return DAYS[run.standard_meaning](run.started_at, amount, calendar)


def minutes_of_day(started: datetime, days: int, calendar: Calendar) -> timedelta:
    return days * calendar.day_work_from(started)


def until_end_of_next_day(started: datetime, days: int, calendar: Calendar) -> timedelta:
    first = localdate(calendar.week.opening(started))
    last = calendar.closing(calendar.working_day_after(first, days))
    return calendar.week.between(started, last)


DAYS = {
    SopStep.DayMeaning.MINUTES_OF_DAY: minutes_of_day,
    SopStep.DayMeaning.END_OF_NEXT_DAY: until_end_of_next_day,
}


def extended(run: StepRun, *, by: datetime | None = None) -> timedelta:
    """Add up the extensions; with `by` those that were given until then."""
    given = (each for each in run.extensions.all() if by is None or each.at <= by)
    return timedelta(minutes=sum(each.minutes for each in given))


def judged(worked: timedelta, budget: timedelta, *, is_finished: bool) -> Stage:
    """Judge a time against its standard; near the limit only while something can be done."""
    if worked > budget:
        return Stage.OVER
    if not is_finished and worked >= near(budget):
        return Stage.NEAR
    return Stage.WITHIN


def near(budget: timedelta) -> timedelta:
    """Give the time from which on a clock is near its limit: a setting, two thirds by default."""
    share = Fraction(settings.CLOCK_NEAR_LIMIT_FROM)
    return budget * share.numerator / share.denominator


def filling_clock(form: SectionForm, calendar: Calendar, *, at: datetime) -> FillingClock | None:
    """Read how long a section has its form; None before it went out, or where it was skipped.

    A returned form counts anew from its return.
    """
    if form.distributed_at is None or not (form.is_fillable or form.is_handed_in):
        return None
    since = max(form.distributed_at, form.returned_at or form.distributed_at)
    until = form.handed_in_at if form.is_handed_in else at
    spent, due = calendar.between(since, until), deadline(form, calendar)
    stage = Stage.WITHIN
    if due:
        whole = calendar.between(since, due)
        stage = judged(spent, whole, is_finished=form.is_handed_in)
    return FillingClock(form, since, until, spent, stage, due)


def deadline(form: SectionForm, calendar: Calendar) -> datetime | None:
    """Give the closing time of the form's last day, or of the working day before it."""
    days = (form.due - timedelta(days=back) for back in range(LONGEST_HOLIDAY)) if form.due else ()
    return next(filter(None, map(calendar.closing, days)), None)


class Clocks:
    """The clocks of the rounds and forms of some units at one moment, in constant queries."""

    def __init__(self, units: Iterable[int], *, at: datetime) -> None:
        self.calendars, self.at = Calendars(units), at

    def of(self, run: StepRun, unit: int) -> Clock:
        return clock(run, self.calendar_of(run, unit), at=self.at)

    def calendar_of(self, run: StepRun, unit: int) -> Calendar:
        """Give the calendar that judges a round: of a finished one, as it was known then."""
        return self.calendars.of(unit, known_at=run.finished_at or self.at)

    def of_form(self, form: SectionForm, unit: int) -> FillingClock | None:
        return filling_clock(form, self.calendar_of_form(form, unit), at=self.at)

    def calendar_of_form(self, form: SectionForm, unit: int) -> Calendar:
        known_at = form.handed_in_at if form.is_handed_in else self.at
        return self.calendars.of(unit, known_at=known_at)
