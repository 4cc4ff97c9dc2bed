"""Average achievements: plainly, capped by policy, with what has no number left out and counted.

An achievement itself is never capped; a cap belongs to averages alone. Rows in money count as one:
what was realised of all of them against what was to be, Σ realisasi / Σ target.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from typing import Protocol

from kinerja.formula.achieving import achievement
from kinerja.formula.kinds import EXACT, Figure, Kind, Number

# What an average may count an achievement at most, in percent; None: as high as it is.
CAPS: tuple[Number, ...] = (None, Decimal(100), Decimal(120), Decimal(150))
MONEY = ("rp", "rupiah")
# Kinds whose rows can be added up before they are judged: a range has bounds of its own.
ADDED = (Kind.HIGHER, Kind.LOWER, Kind.LOWER_RATIO)


class Measured(Protocol):
    """What a mean takes of a row: `achievement` is None where there is no number."""

    kind: str
    satuan: str
    target: Figure
    realised: Figure
    achievement: Number


@dataclass(frozen=True)
class Mean:
    """An average in percent, None of nothing; how many rows it is of, and how many it is not."""

    percent: Number
    counted: int
    left_out: int
    cap: Number = None


@dataclass
class _Total:
    """The rows in one money of one kind, added up."""

    kind: Kind
    target: Decimal = field(default=Decimal(0))
    realised: Decimal = field(default=Decimal(0))


def is_money(satuan: str) -> bool:
    """Say whether a satuan counts money.

    >>> is_money("Rp"), is_money("juta rupiah"), is_money("rapat")
    (True, True, False)
    """
    return any(word.strip(".,") in MONEY for word in satuan.casefold().split())


def mean(rows: Iterable[Measured], *, cap: Number = None) -> Mean:
    """Average the achievements of rows.

    >>> from types import SimpleNamespace as Row
    >>> def row(satuan, target, realised):
    ...     percent = achievement(Kind.HIGHER, Decimal(target), Decimal(realised))
    ...     return Row(kind=Kind.HIGHER, satuan=satuan, target=Decimal(target),
    ...                realised=Decimal(realised), achievement=percent)
    >>> desa = [row("desa", 4, 2), row("desa", 1, 2)]
    >>> rupiah = [row("Rp", 900, 450), row("Rp", 100, 150)]
    >>> int(mean(desa).percent), int(mean(desa, cap=Decimal(120)).percent)
    (125, 85)
    >>> int(mean(rupiah).percent), int(mean([*desa, *rupiah]).percent * 3)
    (60, 310)
    """
    rows = list(rows)
    counted = [row for row in rows if row.achievement is not None]
    with localcontext(EXACT):
        figures = [capped(figure, cap) for figure in _figures(counted)]
        percent = sum(figures, start=Decimal(0)) / len(figures) if figures else None
    return Mean(percent, len(counted), len(rows) - len(counted), cap)


def capped(figure: Decimal, cap: Number) -> Decimal:
    return figure if cap is None else min(figure, cap)


def _figures(rows: Iterable[Measured]) -> Iterator[Decimal]:
    """Give the figures to be averaged: one a row, and one for all rows in the same money."""
    totals: dict[tuple[str, str], _Total] = {}
    for row in rows:
        if not is_money(row.satuan) or row.kind not in ADDED:
            yield row.achievement
            continue
        total = totals.setdefault((row.satuan.casefold(), row.kind), _Total(Kind(row.kind)))
        total.target += row.target
        total.realised += row.realised
    for total in totals.values():
        percent = achievement(total.kind, total.target, total.realised)
        if percent is not None:
            yield percent
