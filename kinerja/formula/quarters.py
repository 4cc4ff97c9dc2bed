"""Calculate the figure up to a quarter: what is added, averaged, carried on, and never added."""

from collections.abc import Callable, Sequence
from decimal import Decimal, localcontext

from kinerja.formula.kinds import EXACT, HUNDRED, Accumulation, Basis, Figure, Number
from kinerja.numbers import exact, show

# What is printed where a ratio was filled in and its denominator is 0, also 0 of 0.
UNDIVIDED = "tidak dapat dihitung: penyebut 0"


def ratio(numerator: Number, denominator: Number, *, factor: Decimal = HUNDRED) -> Number:
    """Divide two counts, times the factor (100 for percent); None if one is missing or below is 0.

    >>> ratio(Decimal(3), Decimal(4)), ratio(Decimal(0), Decimal(0))
    (Decimal('75.00'), None)
    """
    if numerator is None or not denominator:
        return None
    with localcontext(EXACT):
        return numerator / denominator * factor


def to_date(values: Sequence[Figure], *, accumulation: Accumulation, basis: Basis) -> Figure:
    """Calculate the figure up to the present quarter; None where nothing is filled.

    `values` holds the measured quarters in order, the present one last, None where one is missing.
    A value "s.d. Triwulan ini" is never summed. Choices in a sum or mean raise TypeError.

    >>> quarters = [Decimal(5), None, Decimal(7)]
    >>> to_date(quarters, accumulation=Accumulation.SUM, basis=Basis.QUARTER)
    Decimal('12')
    >>> to_date(quarters, accumulation=Accumulation.SUM, basis=Basis.TO_DATE)
    Decimal('7')
    """
    if basis == Basis.TO_DATE:
        return values[-1] if values else None
    filled = [value for value in values if value is not None]
    if not filled:
        return None
    with localcontext(EXACT):
        return _ACCUMULATED[accumulation](filled)


def ratio_to_date(
    pairs: Sequence[tuple[Decimal, Decimal] | None],
    *,
    accumulation: Accumulation,
    basis: Basis,
    factor: Decimal = HUNDRED,
    stock_denominator: bool = False,
) -> Number:
    """Calculate a ratio up to the present quarter from (numerator, denominator) per quarter.

    Percentages are never added or averaged: numerators and denominators are summed first, save a
    denominator that is a stock (penduduk, desa), of which the last one holds.

    >>> halves = [(Decimal(1), Decimal(2)), (Decimal(5), Decimal(6))]
    >>> ratio_to_date(halves, accumulation=Accumulation.MEAN, basis=Basis.QUARTER)
    Decimal('75.00')
    """
    above = Accumulation.SUM if accumulation == Accumulation.MEAN else accumulation
    below = Accumulation.LAST if stock_denominator else above
    return ratio(
        to_date([pair and pair[0] for pair in pairs], accumulation=above, basis=basis),
        to_date([pair and pair[1] for pair in pairs], accumulation=below, basis=basis),
        factor=factor,
    )


def explain_to_date(values: Sequence[Number], *, accumulation: Accumulation, basis: Basis) -> str:
    """Write how quarters became one figure; empty where one quarter's figure is all of it.

    >>> quarters = [Decimal(5), None, Decimal(8)]
    >>> explain_to_date(quarters, accumulation=Accumulation.MEAN, basis=Basis.QUARTER)
    '(5,00 + 8,00) / 2 = 6,50'
    """
    used = _used(values, accumulation, basis)
    if len(used) < 2:
        return ""
    added, figure = _added(used), to_date(values, accumulation=accumulation, basis=basis)
    if accumulation == Accumulation.MEAN:
        added = f"({added}) / {len(used)}"
    return f"{added} = {show(figure)}"


def explain_ratio_to_date(
    pairs: Sequence[tuple[Decimal, Decimal] | None],
    *,
    accumulation: Accumulation,
    basis: Basis,
    factor: Decimal = HUNDRED,
    stock_denominator: bool = False,
) -> str:
    """Write a ratio with the numbers it was made of; empty where nothing can be divided.

    >>> halves = [(Decimal(1), Decimal(2)), (Decimal(5), Decimal(6))]
    >>> explain_ratio_to_date(halves, accumulation=Accumulation.SUM, basis=Basis.QUARTER)
    '(1,00 + 5,00) / (2,00 + 6,00) × 100 = 75,00'
    """
    rule = {"accumulation": accumulation, "basis": basis}
    stock = {"factor": factor, "stock_denominator": stock_denominator}
    figure = ratio_to_date(pairs, **rule, **stock)
    if figure is None:
        return ""
    above = Accumulation.SUM if accumulation == Accumulation.MEAN else accumulation
    below = Accumulation.LAST if stock_denominator else above
    parts = (
        _bracketed(_used([pair and pair[at] for pair in pairs], used, basis))
        for at, used in enumerate((above, below))
    )
    times = "" if factor == 1 else f" × {exact(factor)}"
    return f"{' / '.join(parts)}{times} = {show(figure)}"


def _used(values: Sequence[Number], accumulation: Accumulation, basis: Basis) -> list[Decimal]:
    """Choose the values that a figure to date is made of."""
    if basis == Basis.TO_DATE:
        return [value for value in values[-1:] if value is not None]
    filled = [value for value in values if value is not None]
    return filled if accumulation in (Accumulation.SUM, Accumulation.MEAN) else filled[-1:]


def _added(values: Sequence[Decimal]) -> str:
    return " + ".join(show(value) if value >= 0 else f"({show(value)})" for value in values)


def _bracketed(values: Sequence[Decimal]) -> str:
    return f"({_added(values)})" if len(values) > 1 else _added(values)


_ACCUMULATED: dict[Accumulation, Callable[[list], Figure]] = {
    Accumulation.SUM: lambda filled: sum(filled, start=Decimal(0)),
    Accumulation.MEAN: lambda filled: sum(filled, start=Decimal(0)) / len(filled),
    Accumulation.LAST: lambda filled: filled[-1],
    Accumulation.FIXED: lambda filled: filled[-1],
}
