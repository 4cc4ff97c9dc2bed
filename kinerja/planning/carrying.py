"""A read plan on its way through the browser: signed and packed, so that nothing is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

from kinerja.models import Agreement, Unit
from kinerja.planning.plan import PlannedLine

SALT = "kinerja.planning"
# A preview that lay open for longer is to be made anew.
KEPT = timedelta(hours=12)
# In characters; 5,000 ordinary rows come to some 400,000. Browsers post it back as a field.
LONGEST = 2_000_000


class TooMuch(Exception):
    """More than a preview can carry."""


class Unsealed(Exception):
    """What came back is not what a preview carried, or is too old."""


@dataclass(frozen=True)
class Carried:
    """A plan for a unit's year, and the version it was compared with (None: none)."""

    unit: int
    year: int
    base: int | None
    lines: tuple[PlannedLine, ...]


def pack(unit: Unit, year: int, base: Agreement | None, lines: Sequence[PlannedLine]) -> str:
    """Sign and pack a plan. Raises TooMuch."""
    content = [unit.pk, year, base and base.pk, [[each.place, each.values] for each in lines]]
    packed = signing.dumps(content, salt=SALT, compress=True)
    if len(packed) > LONGEST:
        raise TooMuch
    return packed


def unpack(text: str) -> Carried:
    """Open what `pack` made. Raises Unsealed for anything else."""
    try:
        unit, year, base, lines = signing.loads(text, salt=SALT, max_age=KEPT)
    except signing.BadSignature as error:
        raise Unsealed from error
    return Carried(unit, year, base, tuple(PlannedLine(place, values) for place, values in lines))
