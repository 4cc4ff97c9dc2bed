"""The tests of rules that only ask for a look, each knowing the kind of indicator.

Borders are open: exactly 150 per cent, or exactly the usual step, is no warning. Silent where there
is nothing to compare with.
"""

from decimal import Decimal

from kinerja.formula import Choice, Kind
from kinerja.table import Row

TOO_HIGH, TOO_LOW = Decimal(150), Decimal(50)
JUMP = Decimal("0.5")
HUNDRED = Decimal(100)
# Values that many quarters share without anybody having copied them.
COMMON = (Decimal(0), HUNDRED)


def is_very_high(row: Row) -> bool:
    return row.achievement is not None and row.achievement > TOO_HIGH


def is_very_low(row: Row) -> bool:
    return row.achievement is not None and row.achievement < TOO_LOW


def has_easier_target(row: Row) -> bool:
    """Say whether the target asks for less than was reached last year; a range has no such side."""
    target, last = row.target, row.background.last_year
    if target is None or last is None or row.kind == Kind.RANGE:
        return False
    if isinstance(target, Choice):
        return target.rank < last.rank
    return target > last if row.is_lower_better else target < last


def jumps(row: Row) -> bool:
    """Say whether a quarter brought half as much again as the one before, or half as little.

    Beyond the usual step too: from 2 events to 4 is no jump.
    """
    this, before = row.background.alone, row.background.alone_before
    if this is None or before is None:
        return False
    change = abs(this - before)
    return change > JUMP * abs(before) and change > row.background.step


def has_falling_total(row: Row) -> bool:
    """Say whether a value that can only grow within the year has become less."""
    total, before = row.background.total, row.background.total_before
    if total is None or before is None or row.background.allows_negative:
        return False
    return total < before


def is_repeated(row: Row) -> bool:
    """Say whether a value that hardly stays the same did so to the last digit."""
    of, figure = row.background, row.figure
    is_number = figure is not None and not isinstance(figure, Choice)
    stays = of.is_fixed or of.is_stock
    return of.repeats and is_number and not stays and figure not in COMMON


def is_over_100(row: Row) -> bool:
    of, figure = row.background, row.figure
    return of.is_percentage and not of.at_most_100 and figure is not None and figure > HUNDRED
