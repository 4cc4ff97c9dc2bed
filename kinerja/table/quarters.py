"""Which quarters a figure of a line is made of, and how they are put together."""

from collections.abc import Sequence
from decimal import Decimal

from kinerja import formula
from kinerja.models import Line, Period, Quarter, Realisation, figure_of
from kinerja.table.shape import Figure


def basis_words(line: Line, period: Period) -> str:
    """Say what one input covers: in Tahunan always the whole year."""
    return "setahun" if period.quarter == Quarter.YEAR else line.get_basis_display()


def joined(line: Line, figures: Sequence[Figure]) -> Figure:
    return None if None in figures else to_date(line, figures)


def to_date(line: Line, figures: Sequence[Figure]) -> Figure:
    """Calculate the figure up to the present quarter; of predicates the last one holds."""
    if line.measure == Line.Measure.CHOICE:
        return figures[-1]
    return formula.to_date(figures, accumulation=line.accumulation, basis=line.basis)


def explain_to_date(line: Line, figures: Sequence[Figure]) -> str:
    """Write how quarters became one figure; empty where one figure stands for itself."""
    if line.measure == Line.Measure.CHOICE:
        return ""
    return formula.explain_to_date(figures, accumulation=line.accumulation, basis=line.basis)


def ratio_to_date(
    line: Line, pairs: Sequence[tuple[Decimal, Decimal] | None]
) -> tuple[Decimal | None, str]:
    """Calculate a ratio up to the present quarter, and write it out."""
    rule = {
        "accumulation": line.accumulation,
        "basis": line.basis,
        "factor": Decimal(line.ratio_factor),
        "stock_denominator": line.stock_denominator,
    }
    return formula.ratio_to_date(pairs, **rule), formula.explain_ratio_to_date(pairs, **rule)


def realised(line: Line, cells: Sequence[Realisation | None]) -> tuple[Figure, str]:
    """Calculate the line's figure up to the last of these cells, and write out how it came about.

    None where that cell is not measured. A cell of an earlier version is read as its own line says.
    """
    if not is_measured(cells[-1]):
        return None, ""
    if line.measure == Line.Measure.RATIO:
        return ratio_to_date(line, [cell.pair if cell else None for cell in cells])
    figures = [figure_of(cell, cell.line) if cell else None for cell in cells]
    return to_date(line, figures), explain_to_date(line, figures)


def adds_up(line: Line) -> bool:
    """Say whether the line's figure is made of several quarters."""
    return (
        line.basis == formula.Basis.QUARTER
        and line.measure != Line.Measure.CHOICE
        and line.accumulation in (formula.Accumulation.SUM, formula.Accumulation.MEAN)
    )


def is_level(line: Line) -> bool:
    """Say whether targets are levels, never added up: of predicates, and of a sum by a sum."""
    if line.measure == Line.Measure.CHOICE:
        return True
    return (
        line.measure == Line.Measure.RATIO
        and line.accumulation == formula.Accumulation.SUM
        and not line.stock_denominator
    )


def is_measured(cell: Realisation | None) -> bool:
    """Say whether a cell holds its numbers, also where nothing can be calculated of 0 of 0."""
    return cell is not None and cell.status == Realisation.Status.MEASURED


def measured_quarters(line: Line, period: Period) -> tuple[int, ...]:
    """List the line's quarters up to the period, the period itself always last."""
    if period.quarter == Quarter.YEAR:
        return (Quarter.YEAR,)
    earlier = (q for q in range(1, period.quarter) if str(q) in line.schedule)
    return (*earlier, period.quarter)
