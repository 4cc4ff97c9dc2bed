"""The face of a clock: its words, its sign, its bar, and what lets an open page move it on."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from workflow.calendars.calendar import Calendar
from workflow.models import SectionForm, StepRun, Submission
from workflow.timing import words
from workflow.timing.clock import Clock, Clocks, Stage, near
from workflow.worktime import NoWorkingTime

TONES = {
    Stage.WITHIN: "good",
    Stage.NEAR: "warn",
    Stage.OVER: "bad",
    Stage.NO_HOURS: "bad",
}
# An open page moves its clocks by itself for this long; then it is opened anew.
AHEAD = timedelta(days=4)
FULL = 100


@dataclass(frozen=True)
class ClockFace:
    """A clock as it is shown; `moving` is JSON for the script, empty where nothing moves."""

    sentence: str
    stage: str
    sign: str
    tone: str
    percent: int | None = None
    spent: str = ""
    standard: str = ""
    left: str = ""
    due: datetime | None = None
    pause: str = ""
    waited: str = ""
    moving: str = ""

    @property
    def runs(self) -> bool:
        return self.due is not None and bool(self.left)


def face(clock: Clock, calendar: Calendar) -> ClockFace:
    """Show a clock; the calendar says when an open one goes on."""
    basic = {
        "sentence": words.told(clock),
        "stage": clock.stage.word,
        "sign": clock.stage.sign,
        "tone": TONES.get(clock.stage, "quiet"),
    }
    if clock.stage is Stage.WAITING and not clock.is_finished:
        waited = words.duration(clock.waited)
        return ClockFace(**basic, waited=waited, moving=moving(clock, calendar))
    if not clock.is_measured:
        return ClockFace(**basic)
    return ClockFace(
        **basic,
        percent=min(clock.worked * FULL // clock.budget, FULL) if clock.budget else FULL,
        spent=words.duration(clock.worked),
        standard=words.standard(clock.run),
        left=words.left(clock),
        due=None if clock.is_finished else clock.due,
        pause=words.paused(clock),
        moving=moving(clock, calendar),
    )


def moving(clock: Clock, calendar: Calendar) -> str:
    """Tell the script what counts from now on, in milliseconds; a clock that stands tells nothing.

    The browser's own clock may be wrong: it measures only how long the page has been open.
    """
    if clock.is_finished or clock.pause:
        return ""
    try:
        ahead = calendar.spans(clock.at, clock.at + AHEAD)
    except NoWorkingTime:
        return ""
    return json.dumps(
        {
            **counted(clock),
            "spans": [
                [milliseconds(span.start - clock.at), milliseconds(span.end - clock.at)]
                for span in ahead
                if span.counts
            ],
        },
        separators=(",", ":"),
    )


def counted(clock: Clock) -> dict[str, int]:
    """Give what has counted so far: of a round that nobody started, its waiting."""
    if not clock.is_measured:
        return {"waited": milliseconds(clock.waited)}
    return {
        "worked": milliseconds(clock.worked),
        "budget": milliseconds(clock.budget),
        "near": milliseconds(near(clock.budget)),
    }


def milliseconds(span: timedelta) -> int:
    return span // timedelta(milliseconds=1)


def worst(clocks: Iterable[Clock]) -> Clock | None:
    """Choose the slowest: what still waits or runs before what is done, then the longer."""
    return max(
        clocks,
        key=lambda clock: (not clock.is_finished, clock.waited + (clock.worked or timedelta())),
        default=None,
    )


def filling(form: SectionForm, *, at: datetime) -> str:
    """Tell how long a section has its form, with its sign where the deadline is near or over."""
    unit = form.submission.unit_id
    clock = Clocks([unit], at=at).of_form(form, unit)
    if clock is None:
        return ""
    sign = "" if clock.stage is Stage.WITHIN else f"{clock.stage.sign} {clock.stage.word}: "
    return f"{sign}{words.told_filling(clock)}"


class Faces:
    """The clocks of many records' open rounds, in constant queries."""

    def __init__(self, records: Iterable[Submission], *, at: datetime) -> None:
        self.records = {record.pk: record for record in records}
        self.clocks = Clocks({record.unit_id for record in self.records.values()}, at=at)

    @cached_property
    def runs(self) -> dict[int, list[StepRun]]:
        """Lead from a record to its open rounds."""
        found: dict[int, list[StepRun]] = defaultdict(list)
        open_runs = StepRun.objects.filter(submission__in=self.records, finished_at=None)
        for run in open_runs.with_times():
            found[run.submission_id].append(run)
        return found

    def of_record(self, record: Submission) -> ClockFace | None:
        """Show the slowest open round of the step that the record is in."""
        return self.shown(record, [run for run in self.runs[record.pk] if run.step == record.step])

    def of_form(self, form: SectionForm) -> ClockFace | None:
        """Show the round of step 1 of a form that has not gone out."""
        record = form.submission
        return self.shown(record, [run for run in self.runs[record.pk] if run.form_id == form.pk])

    def deadline(self, form: SectionForm) -> str:
        """Say where the filling of a form is near its deadline or past it."""
        clock = self.clocks.of_form(form, form.submission.unit_id)
        is_calm = clock is None or clock.stage is Stage.WITHIN
        return "" if is_calm else f" {clock.stage.sign} {clock.stage.word}"

    def shown(self, record: Submission, runs: Iterable[StepRun]) -> ClockFace | None:
        unit = record.unit_id
        clock = worst(self.clocks.of(run, unit) for run in runs)
        return clock and face(clock, self.clocks.calendar_of(clock.run, unit))
