"""The words of the arithmetic: kinds, quarters into years, and what a figure can be."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

HUNDRED = Decimal(100)
# Every figure is calculated in a context of our own, so that no caller's setting can change one.
EXACT = Context(prec=34, rounding=ROUND_HALF_UP)


class Kind(StrEnum):
    """How a realisation is judged against its target."""

    HIGHER = "higher"  # semakin tinggi semakin baik
    LOWER = "lower"  # semakin rendah semakin baik, (2T − R) / T
    LOWER_RATIO = "lower_ratio"  # semakin rendah semakin baik, T / R
    RANGE = "range"  # di antara batas bawah (target) dan batas atas (upper)
    PREDICATE = "predicate"  # predikat dari skala yang berurutan


class Accumulation(StrEnum):
    """How the figures of single quarters become the figure of the year so far."""

    SUM = "sum"  # akumulatif
    LAST = "last"  # posisi akhir
    MEAN = "mean"  # rata-rata
    FIXED = "fixed"  # tetap


class Basis(StrEnum):
    """What one quarter's figure covers."""

    QUARTER = "quarter"  # Triwulan ini
    TO_DATE = "to_date"  # s.d. Triwulan ini


@dataclass(frozen=True)
class Choice:
    """One step of a predicate scale: a higher rank is better; score is None on a scale without."""

    rank: int
    score: Decimal | None
    label: str


Number = Decimal | None  # None where a number is missing: it is not zero
Figure = Number | Choice
