"""What is odd about a row: a table of rules, each with a level, a test and its words."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kinerja.findings import odd, words
from kinerja.table import Row


class Level(StrEnum):
    """How much a finding asks for; only the first level keeps a record from being sent on."""

    MUST_MEND = "wajib diperbaiki"
    LOOK = "perlu perhatian"


@dataclass(frozen=True)
class Rule:
    """One row of the table: `title` names it to the operator, `says` tells of one row."""

    code: str
    level: Level
    title: str
    holds: Callable[[Row], bool]
    says: Callable[[Row], str]

    @property
    def may_be_switched(self) -> bool:
        """An office may do without a hint, never without what a report cannot go without."""
        return self.level is Level.LOOK


@dataclass(frozen=True)
class Finding:
    code: str
    level: Level
    message: str

    @property
    def is_must(self) -> bool:
        return self.level is Level.MUST_MEND


def must(code: str, text: str, holds: Callable[[Row], bool]) -> Rule:
    return Rule(code, Level.MUST_MEND, text, holds, lambda row: text)


def look(
    code: str, title: str, holds: Callable[[Row], bool], says: Callable[[Row], str] | None = None
) -> Rule:
    """Make a rule about a value or its target: a blank row is asked for a value first."""
    return Rule(
        code,
        Level.LOOK,
        title,
        lambda row: not row.is_blank and holds(row),
        says or (lambda row: title),
    )


MUST_RULES = (
    must("no_target", "target belum ditetapkan", lambda row: row.target is None),
    must("blank", "belum diisi", lambda row: row.is_blank),
    must(
        "no_words_below",
        "faktor penghambat dan tindak lanjut belum diisi",
        lambda row: (
            row.asks_for_words
            and row.is_reached is False
            and not (row.words.obstacles and row.words.follow_up)
        ),
    ),
    must(
        "no_words_above",
        "capaian di atas 120%, faktor pendorong belum diisi",
        lambda row: row.asks_for_words and row.is_reached is True and not row.words.drivers,
    ),
)
LOOK_RULES = (
    look("below_target", "di bawah target", lambda row: row.is_reached is False),
    look("very_high", "capaian di atas 150%", odd.is_very_high, words.very_high),
    look("very_low", "capaian di bawah 50%", odd.is_very_low, words.very_low),
    look(
        "easier_target",
        "target lebih ringan daripada realisasi tahun lalu",
        odd.has_easier_target,
        words.easier_target,
    ),
    look("jump", "berubah lebih dari 50% antartriwulan", odd.jumps, words.jump),
    look("falling_total", "nilai s.d. Triwulan ini turun", odd.has_falling_total, words.fall),
    look("repeated", "sama persis dengan triwulan lalu", odd.is_repeated, words.repeated),
    look("over_100", "persentase di atas 100", odd.is_over_100, words.over_100),
    look(
        "replaced",
        "nilai dari seksi diganti",
        lambda row: row.reading.replaces_section,
    ),
    look("no_evidence", "dokumen pendukung belum ada", lambda row: row.lacks_evidence),
)
RULES = (*MUST_RULES, *LOOK_RULES)


def found(row: Row, rules: tuple[Rule, ...]) -> tuple[Finding, ...]:
    """List what these rules find in an asked row; a row that is not asked has no findings."""
    if not row.is_asked:
        return ()
    return tuple(
        Finding(rule.code, rule.level, rule.says(row)) for rule in rules if rule.holds(row)
    )


def must_mend(row: Row) -> tuple[Finding, ...]:
    """List what keeps the row's record from being sent on; no office can switch it off."""
    return found(row, MUST_RULES)
