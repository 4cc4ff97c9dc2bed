"""Calculate the figure up to a quarter: what is added, averaged, carried on, and never added."""

from collections.abc import Callable, Sequence
from decimal import Decimal, localcontext

from kinerja.formula.kinds import EXACT, HUNDRED, Accumulation, Basis, Figure, Number


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


_ACCUMULATED: dict[Accumulation, Callable[[list], Figure]] = {
    Accumulation.SUM: lambda filled: sum(filled, start=Decimal(0)),
    Accumulation.MEAN: lambda filled: sum(filled, start=Decimal(0)) / len(filled),
    Accumulation.LAST: lambda filled: filled[-1],
    Accumulation.FIXED: lambda filled: filled[-1],
}
