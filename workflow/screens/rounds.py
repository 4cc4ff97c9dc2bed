"""The round that a person works in: its clock, and what can be done with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kinerja.models import Assignment, User
from workflow import permissions
from workflow.calendars.calendar import Calendar
from workflow.models import Pause, SectionForm, StepRun, Submission
from workflow.rules import RULES
from workflow.screens.clocks import ClockFace, face, milliseconds
from workflow.seats import Seats
from workflow.timing import acts
from workflow.timing.clock import Clock, Clocks
from workflow.worktime import NoWorkingTime

# A pause is offered after this much working time without an act.
IDLE_FROM = timedelta(minutes=30)


@dataclass(frozen=True)
class Idle:
    """Since when nothing was done, and in how long a pause is offered for it: now, or later today.

    An open page counts `left` down by itself, and asks nothing of the server.
    """

    since: datetime
    left: timedelta

    @property
    def is_now(self) -> bool:
        return self.left <= timedelta(0)

    @property
    def milliseconds(self) -> int:
        return milliseconds(self.left)


@dataclass(frozen=True)
class Desk:
    """An open round in its actor's hands: `verbs` can be pressed, `idle` offers a pause."""

    run: StepRun
    face: ClockFace
    verbs: frozenset[str]
    pause: Pause | None
    idle: Idle | None = None

    @property
    def reasons(self) -> list[tuple[str, str]]:
        return Pause.Reason.choices


def desk(
    record: Submission,
    step: int,
    held: Iterable[Assignment],
    *,
    by: User,
    seats: Seats,
    form: SectionForm | None = None,
) -> Desk | None:
    """Read the open round of a step for who may work at it; None for others, or without one."""
    runs = record.runs.filter(edition=record.edition, step=step, form=form, finished_at=None)
    run = runs.with_times().first()
    if run is None:
        return None
    run.submission, run.form = record, form
    clocks = Clocks([record.unit_id], at=seats.at)
    clock = clocks.of(run, record.unit_id)
    verbs = offered(clock, tuple(held), seats=seats)
    if not verbs:
        return None
    calendar = clocks.calendar_of(run, record.unit_id)
    idle = idleness(clock, calendar, by=by) if "pause" in verbs else None
    return Desk(run, face(clock, calendar), verbs, clock.pause, idle)


def offered(clock: Clock, held: tuple[Assignment, ...], *, seats: Seats) -> frozenset[str]:
    """Name the verbs of the clock that are this person's now."""
    return frozenset(verb for verb in possible(clock) if may(verb, clock.run, held, seats=seats))


def possible(clock: Clock) -> tuple[str, ...]:
    if clock.is_finished:
        return ()
    if not clock.is_started:
        return ("start",)
    return ("resume" if clock.pause else "pause", "extend")


def may(verb: str, run: StepRun, held: tuple[Assignment, ...], *, seats: Seats) -> bool:
    record, rule = run.submission, RULES[verb]
    entered = permissions.entered([record])[record.pk] if run.step == 3 else ()
    roles = permissions.actors(rule, record.sop, run.step)
    barred = () if record.unit.small_office else entered
    about = {"unit": record.unit, "form": run.form, "barred": barred}
    found = permissions.holding(held, rule, roles, seats=seats, **about)
    return found is not None and found.is_own


def idleness(clock: Clock, calendar: Calendar, *, by: User) -> Idle | None:
    """Say since when the person did nothing here today, and when that is enough for a pause.

    None where the day ends before: a pause is noted on its own day.
    """
    run, now = clock.run, clock.at
    try:
        today = calendar.week.intervals(now.astimezone(calendar.week.tz).date())
    except NoWorkingTime:
        return None
    if not today:
        return None
    done = acts.moments(run.submission, by=by, since=run.started_at, step=run.step)
    ends = [pause.until for pause in run.pauses.all() if pause.until]
    last = max([run.started_at, today[0][0], *done, *ends])
    offered_at = calendar.after(last, IDLE_FROM)
    return Idle(last, offered_at - now) if offered_at < today[-1][1] or offered_at <= now else None
