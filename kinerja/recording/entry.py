"""What people give to be written, and what the writing answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from kinerja.models import Realisation

PARTS = ("value", "numerator", "denominator")
EXPLAINING = ("drivers", "obstacles", "follow_up")
TEXT_FIELDS = (*EXPLAINING, "evidence_note")


@dataclass(frozen=True)
class Entry:
    """What a person gives for one cell: a number, two, a choice, or a status with its reason.

    `seen` is the row version that the person had on screen; None writes over whatever stands.
    """

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    choice: str = ""
    status: str = ""
    reason: str = ""
    promised_on: date | None = None
    source: str = ""
    seen: int | None = None

    @property
    def holds_number(self) -> bool:
        return bool(self.choice) or any(getattr(self, part) is not None for part in PARTS)


def sourced(entry: Entry, source: str) -> Entry:
    """Give an entry of step 2 its source where the person named none of their own."""
    unnamed = ("", Realisation.Source.SECTION, Realisation.Source.CORRECTION)
    return replace(entry, source=source) if entry.source in unnamed else entry


@dataclass(frozen=True)
class Text:
    """What a person writes beside the number of one line, or about one sasaran.

    `evidence_note` says in words which documents there are; only lines have one.
    """

    drivers: str = ""
    obstacles: str = ""
    follow_up: str = ""
    evidence_note: str = ""
    seen: int | None = None

    @property
    def explains(self) -> bool:
        return any(getattr(self, name) for name in EXPLAINING)


@dataclass(frozen=True)
class Changes:
    """What a writing changed, by code: for the journal, as plain texts."""

    before: dict[str, dict[str, str]] = field(default_factory=dict)
    after: dict[str, dict[str, str]] = field(default_factory=dict)
    versions: dict[int, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.after)


class Unfit(Exception):
    """Values that the lines cannot take: `errors` leads from each code to an Indonesian message."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{code}: {text}" for code, text in errors.items()))
        self.errors = dict(errors)


class Overtaken(Exception):
    """Rows that another person changed after they were shown: `codes` names them."""

    def __init__(self, codes: Iterable[str]) -> None:
        self.codes = tuple(codes)
        super().__init__(", ".join(self.codes))
