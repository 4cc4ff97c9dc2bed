"""One thing that a check has to say."""

from dataclasses import dataclass
from enum import Enum


class Weight(Enum):
    """How much it weighs: only a fault makes the whole not intact."""

    FAULT = "salah"
    WARNING = "peringatan"
    NOTE = "catatan"


@dataclass(frozen=True)
class Found:
    """What was found, in Indonesian, on one line."""

    text: str
    weight: Weight = Weight.FAULT
