"""Five figures per step: expected, actual, actual on time, and the two rates."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from workflow.measuring.steps import Progress, StepCell
from workflow.models import SopStep

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Part:
    """One part of a step's bar: how many units, its word, and the name of its pattern."""

    word: str
    pattern: str
    count: int


@dataclass(frozen=True)
class StepFigures:
    """How many units were to pass a step in the period, did, and did within the standard.

    Who passed it without a measured time counts as actual, and not in the share on time.
    """

    step: SopStep
    expected: int
    actual: int
    on_time: int
    over: int
    at_work: int

    @property
    def unmeasured(self) -> int:
        return self.actual - self.on_time - self.over

    @property
    def rate(self) -> Decimal | None:
        return share(self.actual, self.expected)

    @property
    def on_time_rate(self) -> Decimal | None:
        return share(self.on_time, self.on_time + self.over)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Part the expected units, in the order of the bar."""
        return (
            Part("tepat waktu", "on-time", self.on_time),
            Part("melampaui batas", "over", self.over),
            Part("tidak terukur", "unmeasured", self.unmeasured),
            Part("sedang di langkah ini", "at-work", self.at_work),
            Part("belum", "rest", self.expected - self.actual - self.at_work),
        )


def share(part: int, whole: int) -> Decimal | None:
    """Give a share in per cent; None of nothing."""
    return HUNDRED * part / whole if whole else None


def read(step: SopStep, found: Sequence[StepCell]) -> StepFigures:
    """Count one step over the units that are expected to pass it."""
    done = [each for each in found if each.is_done]
    waiting = (Progress.UNOPENED, Progress.NEXT)
    return StepFigures(
        step=step,
        expected=len(found),
        actual=len(done),
        on_time=sum(each.progress is Progress.DONE for each in done),
        over=sum(each.progress is Progress.DONE_OVER for each in done),
        at_work=sum(not each.is_done and each.progress not in waiting for each in found),
    )
