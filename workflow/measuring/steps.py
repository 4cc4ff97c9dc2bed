"""How the four steps of a record stand: a sign, a word and a figure for each, from its clocks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from kinerja.models import Unit
from workflow.measuring.finished import Kind, of_kind
from workflow.models import STEP_NUMBERS, STEP_STATES, SectionForm, Submission
from workflow.timing import words
from workflow.timing.clock import Clock, FillingClock, Stage

NOTHING = timedelta(0)


class Progress(Enum):
    """How a step stands, the most urgent first: its word in addresses, its word, its sign."""

    OVER = "melampaui", "melampaui batas", "■"
    FORMS_OVER = "formulir", "formulir lewat batas", "■"
    NO_HOURS = "kalender", "kalender tanpa jam kerja", "!"
    NEAR = "mendekati", "mendekati batas", "▲"
    UNOPENED = "belum-dibuka", "belum dibuka", "□"
    FORMS_OUT = "menunggu-seksi", "menunggu seksi", "○"
    WAITING = "menunggu", "menunggu", "○"
    PAUSED = "jeda", "jeda", "‖"
    RUNNING = "berjalan", "berjalan", "►"
    DONE_OVER = "selesai-melampaui", "selesai, lewat batas", "■"
    UNMEASURED = "selesai-tidak-terukur", "selesai, tidak terukur", "–"
    DONE = "selesai", "selesai", "✓"
    NEXT = "nanti", "belum", "·"

    @property
    def key(self) -> str:
        return self.value[0]

    @property
    def word(self) -> str:
        return self.value[1]

    @property
    def sign(self) -> str:
        return self.value[2]

    @property
    def tone(self) -> str:
        return TONES.get(self, "quiet")

    @property
    def urgency(self) -> int:
        """Count from the most urgent, which is 0."""
        return URGENCY[self]

    @property
    def is_done(self) -> bool:
        return self in FINISHED.values()


TONES = {
    Progress.OVER: "bad",
    Progress.FORMS_OVER: "bad",
    Progress.NO_HOURS: "bad",
    Progress.NEAR: "warn",
    Progress.DONE_OVER: "past",
    Progress.DONE: "good",
}
URGENCY = {progress: number for number, progress in enumerate(Progress)}
FINISHED = {
    Stage.OVER: Progress.DONE_OVER,
    Stage.UNMEASURED: Progress.UNMEASURED,
    Stage.NO_HOURS: Progress.UNMEASURED,
    Stage.WAITING: Progress.UNMEASURED,
    Stage.WITHIN: Progress.DONE,
}
OPEN = {
    Stage.OVER: Progress.OVER,
    Stage.NO_HOURS: Progress.NO_HOURS,
    Stage.NEAR: Progress.NEAR,
    Stage.WAITING: Progress.WAITING,
    Stage.WITHIN: Progress.RUNNING,
    Stage.UNMEASURED: Progress.RUNNING,
}


@dataclass(frozen=True)
class StepCell:
    """One step of one unit: how it stands, how long it took or takes, since when, until when."""

    step: int
    progress: Progress
    figure: str = ""
    since: datetime | None = None
    due: datetime | None = None
    over: timedelta = NOTHING

    @property
    def is_done(self) -> bool:
        return self.progress.is_done


@dataclass
class Reading:
    """What is read of one unit in a period; `record` is None where none is open.

    `out` lists the forms that are not back, `forms` the clocks of those that went out.
    """

    unit: Unit
    record: Submission | None = None
    clocks: list[Clock] = field(default_factory=list)
    out: list[SectionForm] = field(default_factory=list)
    forms: list[FillingClock] = field(default_factory=list)
    tomorrow: datetime | None = None

    @property
    def step(self) -> int | None:
        """Number the step that the record is in; None when it is in none."""
        return self.record.step if self.record else None

    def of_step(self, step: int) -> list[Clock]:
        return [clock for clock in self.clocks if clock.run.step == step]


def cells(reading: Reading) -> tuple[StepCell, ...]:
    """Read the four steps of a unit."""
    return tuple(cell(reading, step) for step in STEP_NUMBERS)


def cell(reading: Reading, step: int) -> StepCell:
    if reading.record is None:
        return StepCell(step, Progress.UNOPENED if step == 1 else Progress.NEXT)
    now = reading.step or len(STEP_STATES) + 1
    if step > now:
        return StepCell(step, Progress.NEXT)
    clocks = reading.of_step(step)
    if step < now:
        return finished(step, clocks)
    return at_work(step, [clock for clock in clocks if not clock.is_finished], reading)


def finished(step: int, clocks: Sequence[Clock]) -> StepCell:
    """Tell a step that is done by its worst measured round; rounds broken off tell nothing.

    Without any, an edition before did it.
    """
    clocks = of_kind(clocks, Kind.MEASURED) or of_kind(clocks, Kind.UNMEASURED, Kind.BY_ORDER)
    order = {FINISHED[each.stage].urgency: each for each in sorted(clocks, key=longest)}
    worst = order[min(order)] if order else None
    if worst is None:
        return StepCell(step, Progress.UNMEASURED)
    figure = words.duration(worst.worked) if worst.is_measured else ""
    return StepCell(step, FINISHED[worst.stage], figure, since=worst.run.finished_at)


def longest(clock: Clock) -> timedelta:
    return clock.worked or NOTHING


def at_work(step: int, clocks: Sequence[Clock], reading: Reading) -> StepCell:
    """Tell the step that the record is in by its most urgent open round, or by its sections."""
    if not clocks:
        return awaiting_sections(step, reading)
    worst = min(clocks, key=lambda each: (urgent(each).urgency, -longest(each), -each.waited))
    progress = urgent(worst)
    if progress is Progress.WAITING:
        return StepCell(step, progress, words.duration(worst.waited), since=worst.run.arrived_at)
    return StepCell(
        step,
        progress,
        words.duration(worst.worked) if worst.is_measured else "",
        since=worst.run.started_at,
        due=worst.due,
        over=-min(worst.remaining, NOTHING) if worst.is_measured else NOTHING,
    )


def urgent(clock: Clock) -> Progress:
    progress = OPEN[clock.stage]
    return Progress.PAUSED if clock.pause and progress is Progress.RUNNING else progress


def awaiting_sections(step: int, reading: Reading) -> StepCell:
    """Tell a step 2 that has not arrived: forms are still with their sections."""
    late = any(clock.stage is Stage.OVER for clock in reading.forms)
    return StepCell(
        step,
        Progress.FORMS_OVER if late else Progress.FORMS_OUT,
        f"{len(reading.forms)} formulir" if reading.forms else "",
        since=min((clock.since for clock in reading.forms), default=None),
        due=min((clock.due for clock in reading.forms if clock.due), default=None),
    )


def headline(found: Iterable[StepCell]) -> StepCell:
    """Choose the cell that a unit is listed by: what is open and most urgent, else the last."""
    return min(found, key=lambda each: (each.is_done, each.progress.urgency, each.step))
