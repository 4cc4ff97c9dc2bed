"""How a step went on from period to period, as a table and as a drawing of the same figures."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from workflow.measuring import finished
from workflow.measuring.finished import Finished, Kind
from workflow.measuring.percentiles import nearest_rank
from workflow.measuring.scope import PeriodKey
from workflow.models import SopStep
from workflow.timing.clock import Clock, extended
from workflow.timing.words import duration

MINUTE = timedelta(minutes=1)
NOTHING = timedelta(0)
# What still stands side by side with its words on a phone and on paper; the table has them all.
DRAWN = 8
COLUMN, HEIGHT, TOP, FOOT = 36, 72, 14, 14


@dataclass(frozen=True)
class PeriodTimes:
    """One period of one step: the median of its measured rounds, and the standard they had."""

    period: PeriodKey
    rounds: int
    median: timedelta
    standard: timedelta

    @property
    def is_over(self) -> bool:
        return self.median > self.standard


@dataclass(frozen=True)
class Bar:
    """A column of the drawing, in the units of its view box; what is over the standard is apart."""

    period: str
    figure: str
    left: int
    middle: int
    right: int
    bar: int
    within_top: int
    within: int
    over_top: int
    over: int
    figure_at: int
    standard_at: int


@dataclass(frozen=True)
class Trend:
    """The periods of one step in which something was measured, oldest first."""

    step: SopStep
    periods: tuple[PeriodTimes, ...]

    @property
    def drawn(self) -> tuple[PeriodTimes, ...]:
        return self.periods[-DRAWN:]

    @property
    def width(self) -> int:
        return COLUMN * len(self.drawn)

    @property
    def height(self) -> int:
        return TOP + HEIGHT + FOOT

    @property
    def bar_width(self) -> int:
        return COLUMN // 2

    @property
    def foot(self) -> int:
        return TOP + HEIGHT

    @property
    def words_at(self) -> int:
        return self.height - 3

    @property
    def bars(self) -> tuple[Bar, ...]:
        highest = max(max(each.median, each.standard) for each in self.drawn)
        return tuple(bar(each, place, highest) for place, each in enumerate(self.drawn))

    @property
    def told(self) -> str:
        """Say the drawing in words, for who does not see it."""
        said = (
            f"{each.period.words} {duration(each.median)} dari {duration(each.standard)}"
            for each in self.drawn
        )
        return f"Median waktu kerja langkah {self.step}: {'; '.join(said)}."


@dataclass(frozen=True)
class PeriodCell:
    """One cell of the table beside the drawings; without measured rounds it has a dash alone."""

    step: str
    median: str = "–"
    standard: str = ""
    rounds: int = 0
    is_over: bool = False


@dataclass(frozen=True)
class PeriodRow:
    """One row of that table: a period, and each step in it."""

    period: PeriodKey
    cells: tuple[PeriodCell, ...]


def rows(trends: Sequence[Trend]) -> tuple[PeriodRow, ...]:
    """Turn the trends into rows of a table, oldest period first."""
    periods = sorted({each.period for trend in trends for each in trend.periods})
    return tuple(
        PeriodRow(period, tuple(cell(trend, period) for trend in trends)) for period in periods
    )


def cell(trend: Trend, period: PeriodKey) -> PeriodCell:
    found = next((each for each in trend.periods if each.period == period), None)
    if found is None:
        return PeriodCell(str(trend.step))
    return PeriodCell(
        str(trend.step),
        duration(found.median),
        duration(found.standard),
        found.rounds,
        found.is_over,
    )


def read(step: SopStep, found: Finished) -> Trend:
    """Sum up the measured rounds of a step by period."""
    by_period: dict[PeriodKey, list[Clock]] = defaultdict(list)
    for clock in finished.of_kind(found.of_step(step.number), Kind.MEASURED):
        by_period[PeriodKey.of(clock.run.submission.period)].append(clock)
    return Trend(step, tuple(times(period, by_period[period]) for period in sorted(by_period)))


def times(period: PeriodKey, clocks: Sequence[Clock]) -> PeriodTimes:
    """Sum up one period; of several standards the middle one, which was somebody's."""
    return PeriodTimes(
        period=period,
        rounds=len(clocks),
        median=nearest_rank([clock.worked for clock in clocks], 50),
        standard=nearest_rank([clock.budget - extended(clock.run) for clock in clocks], 50),
    )


def bar(each: PeriodTimes, place: int, highest: timedelta) -> Bar:
    """Draw one period: the bar up to its standard, and what is over it on top."""

    def tall(span: timedelta) -> int:
        return HEIGHT * (span // MINUTE) // max(highest // MINUTE, 1)

    left, foot = COLUMN * place, TOP + HEIGHT
    within, whole = tall(min(each.median, each.standard)), tall(each.median)
    standard = tall(each.standard)
    return Bar(
        period=each.period.brief,
        figure=clock_figure(each.median),
        left=left,
        middle=left + COLUMN // 2,
        right=left + COLUMN,
        bar=left + COLUMN // 4,
        within_top=foot - within,
        within=within,
        over_top=foot - whole,
        over=whole - within,
        figure_at=foot - figure_over(whole, standard) - 3,
        standard_at=foot - standard,
    )


def figure_over(whole: int, standard: int) -> int:
    """Say over what the figure stands: the bar, or the standard's line where that would cut it."""
    return standard if whole <= standard < whole + TOP else whole


def clock_figure(span: timedelta) -> str:
    """Write hours and minutes as a sheet's column has them: "29:05".

    >>> clock_figure(timedelta(hours=29, minutes=5, seconds=59))
    '29:05'
    """
    hours, minutes = divmod(span // MINUTE, 60)
    return f"{hours}:{minutes:02}"
