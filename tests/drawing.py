"""What is drawn for a press: in which way, by whom, about what, how much later.

All of it is dealt from the numbers that a run drew until then. In five of six runs Hypothesis puts
one of its draws in the place of another; from there on such a run is another one, and not the same
presses once more.
"""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from clerk import PRESSES, Deal
from clerk.record import ALL, CODES, NOT_YET

PEOPLE = (
    *("kasi1", "kasi2", "petugas", "kasubag", "sekcam", "camat", "admin"),
    *("apip", "operator", "administrator"),
)
VERBS = sorted(PRESSES)
# How often, in twenty presses.
WAYS = (
    *("what_comes_next",) * 7,
    *("what_can_be_done",) * 8,
    *("what_is_own_work",) * 2,
    *("anything",) * 2,
    "something_rare",
)
QUARTERS = (3, 3, 2)
VALUES = ("84", "88", "92", NOT_YET, NOT_YET)
ROWS = (("1.1",), ("2.2",), ("1.2",), CODES[0], CODES[1], ALL)
SPANS = [timedelta(seconds=each) for each in (0, 1, 60, 1200, 4000, 30_000, 90_000, 600_000)]
PICKS = range(30)
STALE_ONCE_IN = 8


@dataclass(frozen=True)
class Drawn:
    """What is drawn for one press; each way of pressing takes what it asks."""

    way: str
    deal: Deal
    verb: str
    who: str
    span: timedelta
    chance: int


def drawn(numbers: list[int]) -> Drawn:
    """Deal a press from the last of a run's numbers, and all before it."""
    cards = Random(repr(numbers))
    return Drawn(
        way=cards.choice(WAYS),
        deal=Deal(
            quarter=cards.choice(QUARTERS),
            section=cards.choice((0, 1)),
            codes=cards.choice(ROWS),
            value=cards.choice(VALUES),
            is_stale=cards.randrange(STALE_ONCE_IN) == 0,
            pick=cards.choice(PICKS),
            names_filler=cards.choice((False, True)),
        ),
        verb=cards.choice(VERBS),
        who=cards.choice(PEOPLE),
        span=cards.choice(SPANS),
        chance=cards.randrange(10_000),
    )
