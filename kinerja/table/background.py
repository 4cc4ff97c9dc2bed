"""What a row is judged by besides its target: last year, the quarter before, and the line's kind.

Cells are compared only where their lines measure alike: a satuan that changed makes a jump of none.
"""

from collections.abc import Mapping
from decimal import Decimal

from kinerja import formula
from kinerja.models import Line, Period, Quarter, Realisation, figure_of
from kinerja.table.quarters import adds_up, is_measured, measured_quarters, realised
from kinerja.table.shape import Background, Figure

ALIKE = ("measure", "satuan", "scale_id", "accumulation", "basis", "stock_denominator")
USUAL_STEP = Decimal(5)
Cells = Mapping[tuple[int, int, int], Realisation]


def background(line: Line, period: Period, cells: Cells) -> Background:
    place = place_before(line, period)
    cell, before = (measured(line, each, cells) for each in ((period.year, period.quarter), place))
    return Background(
        last_year=last_year(line, period, cells),
        alone=alone(line, period.year, period.quarter, cells),
        alone_before=alone(line, *place, cells),
        before_words=before_words(period, place),
        total=total(line, cell),
        total_before=total(line, latest_before(line, period, cells)),
        repeats=bool(cell and before) and typed(cell) == typed(before),
        step=USUAL_STEP if line.indicator.usual_step is None else line.indicator.usual_step,
        is_running_total=is_running_total(line),
        is_fixed=line.accumulation == formula.Accumulation.FIXED,
        is_stock=line.accumulation == formula.Accumulation.LAST and not line.is_percentage,
        is_percentage=line.is_percentage,
        at_most_100=line.at_most_100,
        allows_negative=line.allows_negative,
    )


def is_running_total(line: Line) -> bool:
    """Say whether values hold what the quarters brought; a mean of ratios sums its parts too."""
    sums = {formula.Accumulation.SUM}
    if line.measure == Line.Measure.RATIO:
        sums.add(formula.Accumulation.MEAN)
    is_number = line.measure != Line.Measure.CHOICE
    return is_number and line.basis == formula.Basis.TO_DATE and line.accumulation in sums


def measured(line: Line, place: tuple[int, int], cells: Cells) -> Realisation | None:
    """Find the cell of (year, quarter) where it holds a number that can be compared."""
    cell = cells.get((line.indicator_id, *place))
    if not is_measured(cell):
        return None
    is_alike = all(getattr(cell.line, name) == getattr(line, name) for name in ALIKE)
    return cell if is_alike else None


def scheduled(line: Line, below: int) -> list[int]:
    return [quarter for quarter in range(1, below) if str(quarter) in line.schedule]


def place_before(line: Line, period: Period) -> tuple[int, int]:
    """Name the measured quarter before this one, if need be of last year: (year, quarter)."""
    if period.quarter == Quarter.YEAR:
        return period.year - 1, Quarter.YEAR
    if earlier := scheduled(line, period.quarter):
        return period.year, earlier[-1]
    return period.year - 1, (scheduled(line, Quarter.YEAR) or [Quarter.IV])[-1]


def before_words(period: Period, place: tuple[int, int]) -> str:
    year, quarter = place
    if quarter == Quarter.YEAR:
        return "tahun lalu"
    if 4 * (period.year - year) + period.quarter - quarter == 1:
        return "triwulan lalu"
    named = Quarter(quarter).label
    return named if year == period.year else f"{named} {year}"


def last_year(line: Line, period: Period, cells: Cells) -> Figure:
    """Calculate last year's figure up to the same period, where nothing of it is missing."""
    year = period.year - 1
    cell = measured(line, (year, period.quarter), cells)
    if cell is None:
        return None
    quarters = measured_quarters(cell.line, period)
    found = [cells.get((line.indicator_id, year, quarter)) for quarter in quarters]
    if adds_up(cell.line) and not all(is_measured(each) for each in found):
        return None
    figure, _written = realised(cell.line, found)
    return figure


def alone(line: Line, year: int, quarter: int, cells: Cells) -> Decimal | None:
    """Calculate what one quarter brought by itself; None for predicates, and where it is unknown.

    Of a ratio that runs on, it is the ratio of what was added above and below the line.
    """
    cell = measured(line, (year, quarter), cells)
    if cell is None or line.measure == Line.Measure.CHOICE:
        return None
    earlier = scheduled(line, quarter) if quarter != Quarter.YEAR else []
    if not (is_running_total(line) and earlier):
        return figure_of(cell, cell.line)
    base = measured(line, (year, earlier[-1]), cells)
    if base is None:
        return None
    if line.measure == Line.Measure.NUMBER:
        return cell.value - base.value
    added = cell.numerator - base.numerator
    below = cell.denominator if line.stock_denominator else cell.denominator - base.denominator
    return formula.ratio(added, below, factor=Decimal(line.ratio_factor))


def latest_before(line: Line, period: Period, cells: Cells) -> Realisation | None:
    """Find the last measured cell earlier in the year; quarters may be missing between."""
    if period.quarter == Quarter.YEAR:
        return None
    earlier = (measured(line, (period.year, q), cells) for q in scheduled(line, period.quarter))
    return next((cell for cell in reversed(list(earlier)) if cell), None)


def total(line: Line, cell: Realisation | None) -> Decimal | None:
    """Read what a running total has come to; of a ratio, above the line."""
    if cell is None or not is_running_total(line):
        return None
    return cell.value if line.measure == Line.Measure.NUMBER else cell.numerator


def typed(cell: Realisation) -> tuple:
    return cell.value, cell.numerator, cell.denominator, cell.predicate_id
