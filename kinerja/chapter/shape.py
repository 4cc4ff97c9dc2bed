"""The shapes that the chapter is read into: frozen, unrounded, and free of the database."""

from dataclasses import dataclass
from decimal import Decimal

from kinerja.models import Agreement
from kinerja.policies import Policy
from kinerja.summary import Average
from kinerja.table import Figure, Row, Words


@dataclass(frozen=True)
class Aim:
    """What a figure is held against beside its target; `achievement` is None where none can say."""

    value: Decimal
    year: int | None
    achievement: Decimal | None
    words: str


@dataclass(frozen=True)
class Past:
    """Where a row stood at the end of an earlier year."""

    year: int
    up_to: str
    realised: Figure
    achievement: Decimal | None


@dataclass(frozen=True)
class Explained:
    """The words written last, and in which period."""

    period: str
    words: Words


@dataclass(frozen=True)
class ChapterRow:
    """One indicator in its year; `past` has a place for every earlier year of the chapter."""

    row: Row
    up_to: str
    has_number: bool
    remark: str
    target_before: str
    past: tuple[Past | None, ...]
    plan: Aim | None
    standard: Aim | None
    explained: Explained | None


@dataclass(frozen=True)
class Efficiency:
    """Achievement minus the absorption of the budget, in points; None where either is missing.

    `average` leaves the absorption itself out.
    """

    average: Average
    absorption: ChapterRow | None
    points: Decimal | None


@dataclass(frozen=True)
class ChapterGroup:
    """One sasaran with its rows."""

    number: int
    text: str
    rows: tuple[ChapterRow, ...]
    explained: Explained | None
    efficiency: Efficiency


@dataclass(frozen=True)
class Chapter:
    """The whole chapter; `missing` names the periods of the year that have no value yet."""

    agreement: Agreement
    years: tuple[int, ...]
    groups: tuple[ChapterGroup, ...]
    up_to: str
    missing: tuple[str, ...]
    is_final: bool
    policy: Policy

    @property
    def word(self) -> str:
        return "FINAL" if self.is_final else "SEMENTARA"

    @property
    def rows(self) -> tuple[ChapterRow, ...]:
        return tuple(row for group in self.groups for row in group.rows)
