"""Evaluasi SOP: how its steps do over a range of periods, beside their standards.

Times evaluate the SOP, not persons: nothing here knows who worked.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from workflow.measuring import finished, sentences, trend
from workflow.measuring.finished import Finished, Kind
from workflow.measuring.line import Line
from workflow.measuring.percentiles import Spread
from workflow.measuring.scope import Scope
from workflow.measuring.trend import PeriodRow, Trend
from workflow.models import STEP_NUMBERS, Sop, SopStep, StepRun
from workflow.timing import words
from workflow.timing.clock import Clock, FillingClock, Stage

NOTHING = timedelta(0)
# By these step 3 ends: the first of a record says whether step 2's work was right at first.
VERDICTS = ("approve", "send_back")


@dataclass(frozen=True)
class Evaluation:
    """One evaluation: the SOP's steps, the filling of forms beside them, and how it went on."""

    scope: Scope
    sop: Sop
    records: int
    steps: tuple[Line, ...]
    filling: Line
    bottleneck: str
    trends: tuple[Trend, ...]

    @property
    def periods(self) -> tuple[PeriodRow, ...]:
        return trend.rows(self.trends)

    @property
    def is_long(self) -> bool:
        """Say whether the drawings leave out earlier periods, which the table has."""
        return any(len(each.periods) > trend.DRAWN for each in self.trends)

    @property
    def lines(self) -> tuple[Line, ...]:
        return (*self.steps, self.filling)


def read(scope: Scope, sop: Sop, *, at: datetime) -> Evaluation:
    """Evaluate the records of the scope; `sop` gives the steps their names."""
    found = finished.read(scope.records, at=at)
    steps = tuple(step_line(sop.rows[number], found) for number in STEP_NUMBERS)
    return Evaluation(
        scope=scope,
        sop=sop,
        records=found.records,
        steps=steps,
        filling=filling_line(found.forms),
        bottleneck=sentences.bottleneck(steps, [time_of(found, step) for step in STEP_NUMBERS]),
        trends=tuple(trend.read(sop.rows[number], found) for number in STEP_NUMBERS),
    )


def step_line(step: SopStep, found: Finished) -> Line:
    """Sum up the rounds of one step.

    The waiting time of a round whose work is not measured is known all the same, and counts: else
    who never presses "Mulai" would hide how long a record lay.
    """
    clocks = found.of_step(step.number)
    worked = finished.of_kind(clocks, Kind.MEASURED)
    waited = finished.of_kind(clocks, Kind.MEASURED, Kind.UNMEASURED)
    returned, reviewed = first_passes(found) if step.number == 2 else (0, 0)
    return told(
        number=step.number,
        name=step.title,
        standards=standards(worked) or (step.standard_words,),
        measured=len(worked),
        on_time=sum(clock.is_on_time for clock in worked),
        judged=len(worked),
        unmeasured=len(waited) - len(worked),
        by_order=finished.count(clocks, Kind.BY_ORDER),
        broken_off=finished.count(clocks, Kind.BROKEN_OFF),
        working=Spread.of([clock.worked for clock in worked]),
        waiting=Spread.of([clock.waited for clock in waited]),
        returned=returned,
        reviewed=reviewed,
    )


def filling_line(clocks: Sequence[FillingClock]) -> Line:
    """Sum up how long sections had their forms; only those with a deadline can be late."""
    judged = [clock for clock in clocks if clock.due]
    return told(
        number=None,
        name="Pengisian formulir",
        standards=("batas formulir",),
        measured=len(clocks),
        on_time=sum(clock.stage is Stage.WITHIN for clock in judged),
        judged=len(judged),
        working=Spread.of([clock.spent for clock in clocks]),
        waiting=None,
    )


def told(**counted) -> Line:
    """Make a line with its sentence."""
    line = Line(**counted)
    return replace(line, sentence=sentences.tell(line))


def standards(clocks: Iterable[Clock]) -> tuple[str, ...]:
    """List by what the rounds were judged, without extensions, in the order of first use."""
    return tuple(dict.fromkeys(standard_words(clock.run) for clock in clocks))


def standard_words(run: StepRun) -> str:
    times = f" × {run.standard_factor} seksi" if run.standard_factor > 1 else ""
    return f"{run.standard_amount} {words.UNITS[run.standard_unit]}{times}"


def first_passes(found: Finished) -> tuple[int, int]:
    """Count the editions that step 3 returned at its first verdict, and all that it judged.

    Here unmeasured rounds count too: a return in one press is a return.
    """
    verdicts: dict[tuple[int, int], str] = {}
    for clock in found.of_step(3):
        run = clock.run
        if run.outcome in VERDICTS:
            verdicts.setdefault((run.submission_id, run.edition), run.outcome)
    return sum(verdict == "send_back" for verdict in verdicts.values()), len(verdicts)


def time_of(found: Finished, step: int) -> tuple[timedelta, timedelta]:
    """Add up how long records waited at a step and were worked on.

    Sections have step 1 at once: of a record's rounds side by side only the longest counts.
    """
    side_by_side: dict[tuple[int, int, int], list[tuple[timedelta, timedelta]]] = defaultdict(list)
    for clock in finished.of_kind(found.of_step(step), Kind.MEASURED, Kind.UNMEASURED):
        run = clock.run
        place = (run.submission_id, run.edition, run.round)
        side_by_side[place].append((clock.waited, clock.worked or NOTHING))
    longest = [max(each, key=sum_of) for each in side_by_side.values()]
    return (
        sum((waited for waited, _ in longest), NOTHING),
        sum((worked for _, worked in longest), NOTHING),
    )


def sum_of(times: Iterable[timedelta]) -> timedelta:
    return sum(times, NOTHING)
