"""What is odd about a row: a table of rules, each with a level, a message and a test."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kinerja.table import Row


class Level(StrEnum):
    """How much a finding asks for; only the first level keeps a record from being sent on."""

    MUST_MEND = "wajib diperbaiki"
    LOOK = "perlu perhatian"


@dataclass(frozen=True)
class Rule:
    code: str
    level: Level
    message: str
    holds: Callable[[Row], bool]


@dataclass(frozen=True)
class Finding:
    code: str
    level: Level
    message: str

    @property
    def is_must(self) -> bool:
        return self.level is Level.MUST_MEND


RULES = (
    Rule(
        "no_target",
        Level.MUST_MEND,
        "target belum ditetapkan",
        lambda row: row.target is None,
    ),
    Rule(
        "blank",
        Level.MUST_MEND,
        "belum diisi",
        lambda row: row.is_blank,
    ),
    Rule(
        "no_words_below",
        Level.MUST_MEND,
        "faktor penghambat dan tindak lanjut belum diisi",
        lambda row: (
            row.asks_for_words
            and row.is_reached is False
            and not (row.words.obstacles and row.words.follow_up)
        ),
    ),
    Rule(
        "no_words_above",
        Level.MUST_MEND,
        "capaian di atas 120%, faktor pendorong belum diisi",
        lambda row: row.asks_for_words and row.is_reached is True and not row.words.drivers,
    ),
    Rule(
        "below_target",
        Level.LOOK,
        "di bawah target",
        lambda row: row.is_reached is False,
    ),
    Rule(
        "no_evidence",
        Level.LOOK,
        "dokumen pendukung belum ada",
        lambda row: row.lacks_evidence,
    ),
)


def findings(row: Row) -> tuple[Finding, ...]:
    """List what the rules find in an asked row; a row that is not asked has no findings."""
    if not row.is_asked:
        return ()
    return tuple(Finding(rule.code, rule.level, rule.message) for rule in RULES if rule.holds(row))
