"""Ringkasan: what a table comes to, so that a head of office sees it in ten seconds."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kinerja import formula
from kinerja.policies import Policy
from kinerja.table import Row, Table, Words
from kinerja.templatetags.office import day, percent

WORST = 3
REASONS = 3


@dataclass(frozen=True)
class Average:
    """A mean of rows under a policy, with its category."""

    mean: formula.Mean
    category: formula.Category | None
    policy: Policy

    @property
    def words(self) -> str:
        """Say what it is of: "12 baris, 2 tanpa angka tidak dihitung"."""
        left = f", {self.mean.left_out} tanpa angka tidak dihitung" if self.mean.left_out else ""
        cap = "" if self.policy.cap is None else f", {self.policy.cap_words}"
        return f"{self.mean.counted} baris{left}{cap}"


@dataclass(frozen=True)
class Missed:
    """A row that was not reached, with its cause and what follows: its own, or its sasaran's."""

    row: Row
    words: Words


@dataclass(frozen=True)
class Summary:
    """One table in a few figures; rows that are not asked in its period count nowhere."""

    table: Table
    reached: int
    missed: int
    unknown: int
    reasons: tuple[str, ...]
    average: Average
    worst: tuple[Missed, ...]
    is_final: bool

    @property
    def more_missed(self) -> int:
        return self.missed - len(self.worst)

    @property
    def up_to(self) -> str:
        return self.table.period.up_to

    @property
    def counts_words(self) -> str:
        """Say "12 tercapai · 2 tidak tercapai · 0 belum ada data"."""
        return (
            f"{self.reached} tercapai · {self.missed} tidak tercapai · "
            f"{self.unknown} belum ada data"
        )

    @property
    def word(self) -> str:
        return "FINAL" if self.is_final else "SEMENTARA"


def read(table: Table) -> Summary:
    """Sum a table up: what was reached, what was not and why, and what is not known yet."""
    asked = table.asked
    missed = [row for row in asked if row.is_reached is False]
    unknown = [row for row in asked if row.is_reached is None]
    of_objectives = {group.objective_id: group.words for group in table.groups}
    return Summary(
        table=table,
        reached=sum(row.is_reached is True for row in asked),
        missed=len(missed),
        unknown=len(unknown),
        reasons=tuple(reasons(unknown)),
        average=average(asked, table.policy),
        worst=tuple(
            Missed(row, explained(row, of_objectives[row.objective_id]))
            for row in sorted(missed, key=worst_first)[:WORST]
        ),
        is_final=is_final(table),
    )


def average(rows: Iterable[Row], policy: Policy) -> Average:
    found = formula.mean(rows, cap=policy.cap)
    return Average(found, formula.category(found.percent, policy.scale), policy)


def worst_first(row: Row) -> tuple:
    """Sort by achievement; what has no percentage, a predicate, comes after what has one."""
    return row.achievement is None, row.achievement or 0, row.code


def explained(row: Row, of_objective: Words) -> Words:
    return row.words if row.words.obstacles or row.words.follow_up else of_objective


def reasons(unknown: Sequence[Row]) -> Iterable[str]:
    """Say why there is no figure, the most frequent first: "2 belum diisi (Seksi PMD)"."""
    found = Counter((why(row), row.section or "tanpa seksi") for row in unknown)
    told = [f"{count} {words} ({section})" for (words, section), count in found.most_common()]
    yield from told[:REASONS]
    rest = sum(count for _reason, count in found.most_common()[REASONS:])
    if rest:
        yield f"{rest} lainnya"


def why(row: Row) -> str:
    if row.is_blank:
        return "belum diisi"
    if row.reading.is_measured:
        return row.no_number
    promised = row.reading.promised_on
    until = f", dijanjikan {day(promised)}" if promised else ""
    return f"{row.reading.status_words}{until}"


def is_final(table: Table) -> bool:
    """Say whether everything that was asked of a period has been sealed."""
    return all(row.reading and row.reading.is_confirmed for row in table.asked)


def told(missed: Missed) -> str:
    """Write a missed row in a line, for a chat group."""
    row, words = missed.row, missed.words
    figure = percent(row.achievement) if row.achievement is not None else row.no_number
    cause = words.obstacles or "belum ditulis"
    after = words.follow_up or "belum ditulis"
    return f"{row.code} {row.indicator}: {figure}. Penghambat: {cause}. Tindak lanjut: {after}."
