"""What the offices of the bulk data measure: a figure per line, most of them on target."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from kinerja import formula
from kinerja.models import Line, Realisation
from workflow.bulk.plan import BY_CODE, Measured

MISSES_IN_TEN = 2
# Above it an explanation would be asked for.
HIGHEST = 120


@dataclass(frozen=True)
class Figure:
    """What is typed into one cell, and whether it reaches its target."""

    parts: dict[str, Decimal]
    is_reached: bool


def figure(rng: Random, line: Line) -> Figure:
    """Draw what a line is measured at."""
    measured = BY_CODE[line.code]
    misses = rng.randrange(10) < MISSES_IN_TEN
    parts = share(rng, measured, misses) if measured.is_share else amount(rng, measured, misses)
    return Figure(parts, reached(line, measured, parts))


def share(rng: Random, measured: Measured, misses: bool) -> dict[str, Decimal]:
    whole = rng.randint(20, 60)
    enough = -(-whole * measured.target // 100)
    most = min(whole, whole * measured.target * HIGHEST // 100 // 100)
    part = enough - rng.randint(1, 4) if misses else rng.randint(enough, most)
    return {"numerator": Decimal(part), "denominator": Decimal(whole)}


def amount(rng: Random, measured: Measured, misses: bool) -> dict[str, Decimal]:
    away = rng.randint(1, measured.step)
    is_lower = measured.kind is formula.Kind.LOWER
    value = measured.target - away if misses != is_lower else measured.target + away
    return {"value": Decimal(value)}


def reached(line: Line, measured: Measured, parts: dict[str, Decimal]) -> bool:
    value = parts.get("value")
    if value is None:
        pair = parts["numerator"], parts["denominator"]
        value = formula.ratio(*pair, factor=Decimal(line.ratio_factor))
    return formula.reached(measured.kind, Decimal(measured.target), value) is True


def corrected(cell: Realisation) -> tuple[str, Decimal]:
    """Name the part of a cell in which a slip of the pen is mended, and what it becomes."""
    name = "numerator" if cell.pair else "value"
    return name, getattr(cell, name) - 1


def cell(line: Line, drawn: Figure, **fields) -> Realisation:
    return Realisation(line=line, status=Realisation.Status.MEASURED, **drawn.parts, **fields)
