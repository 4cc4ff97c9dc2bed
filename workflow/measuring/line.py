"""One line of an evaluation: what was counted of a step, or of the filling of forms."""

from dataclasses import dataclass
from decimal import Decimal

from workflow.measuring.figures import share
from workflow.measuring.percentiles import Spread
from workflow.timing.words import duration


@dataclass(frozen=True)
class Line:
    """How often something was finished, in what time, and how much of it within its standard.

    `number` is None for the filling of forms, which is no step of the SOP. Of the rounds `measured`
    some may have no standard: `judged` counts those that have. `reviewed` counts the records whose
    work was judged by the next step, `returned` those that came back at the first time.
    """

    number: int | None
    name: str
    standards: tuple[str, ...]
    measured: int
    on_time: int
    judged: int
    working: Spread | None
    waiting: Spread | None
    unmeasured: int = 0
    by_order: int = 0
    broken_off: int = 0
    returned: int = 0
    reviewed: int = 0
    sentence: str = ""

    @property
    def is_step(self) -> bool:
        return self.number is not None

    @property
    def title(self) -> str:
        return f"{self.number}. {self.name}" if self.is_step else self.name

    @property
    def subject(self) -> str:
        return f"Langkah {self.number}" if self.is_step else self.name

    @property
    def noun(self) -> str:
        return "putaran" if self.is_step else "formulir"

    @property
    def limit(self) -> str:
        return "standar" if self.is_step else "batas"

    @property
    def standard(self) -> str:
        return "; ".join(self.standards)

    @property
    def finished(self) -> int:
        """Count what people finished, measured or not."""
        return self.measured + self.unmeasured

    @property
    def times(self) -> tuple[tuple[str, str], ...]:
        """Write the figures of both spreads, each with the name of its column."""
        return (*told("Waktu kerja", self.working), *told("Waktu tunggu", self.waiting))

    @property
    def on_time_rate(self) -> Decimal | None:
        return share(self.on_time, self.judged)

    @property
    def returned_rate(self) -> Decimal | None:
        return share(self.returned, self.reviewed)

    @property
    def left_out(self) -> str:
        """Say what stays out of the medians and shares, and why: "2 tidak terukur"."""
        counts = (
            (self.unmeasured, "tidak terukur"),
            (self.by_order, "atas perintah tetap"),
            (self.broken_off, "terhenti"),
        )
        return ", ".join(f"{count} {word}" for count, word in counts if count)


FIGURES = (("median", "median"), ("P90", "p90"), ("terlama", "maximum"))


def told(name: str, spread: Spread | None) -> tuple[tuple[str, str], ...]:
    return tuple(
        (f"{name}, {word}", duration(getattr(spread, figure)) if spread else "–")
        for word, figure in FIGURES
    )
