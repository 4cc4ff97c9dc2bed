"""Koreksi on screen: the rows of the draft, those to look at first, with notes and corrections."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kinerja.forms import CellTexts, shown
from kinerja.table import Row
from workflow.models import Correction, Note, Submission
from workflow.screens import comparing
from workflow.screens.comparing import Comparison, Difference
from workflow.screens.history import worded
from workflow.standing import Standing, StandingRow


@dataclass(frozen=True)
class ShownCorrection:
    """A correction in words, and whether it waits for Kasubag's answer."""

    correction: Correction
    before: str
    after: str
    awaits: bool


@dataclass(frozen=True)
class DraftRow:
    """One row of the draft, counted by `place`.

    `before` and `after` name its neighbours, `follows` the next that is not checked; "" for none.
    """

    standing: StandingRow
    notes: tuple[Note, ...]
    corrections: tuple[ShownCorrection, ...]
    difference: Difference | None
    place: int = 0
    before: str = ""
    after: str = ""
    follows: str = ""

    @property
    def row(self) -> Row:
        return self.standing.row

    @property
    def key(self) -> str:
        """Name the row at the version that is on screen."""
        return f"{self.row.code}@{self.row.version}"

    @property
    def texts(self) -> CellTexts:
        """What the inputs of a correction begin with: the value that stands."""
        return shown(self.row.reading)

    @property
    def has_open_note(self) -> bool:
        return any(note.is_open for note in self.notes)

    @property
    def wants_a_look(self) -> bool:
        return bool(self.standing.findings) or self.has_open_note


@dataclass(frozen=True)
class DraftGroup:
    """Rows under one heading: those to look at, or those of one sasaran."""

    heading: str
    rows: tuple[DraftRow, ...]


@dataclass(frozen=True)
class Draft:
    """The draft measurement report as the reviewer goes through it."""

    groups: tuple[DraftGroup, ...]
    total: int
    comparisons: tuple[Comparison, ...]
    compared: Comparison | None
    summary: tuple[tuple[str, int], ...]

    @property
    def first(self) -> str:
        """Name the row to begin with: the first that waits, else the first of all."""
        rows = [each for group in self.groups for each in group.rows]
        waiting = (each.row.code for each in rows if not each.standing.is_checked)
        return next(waiting, rows[0].row.code if rows else "")


def read(record: Submission, *, since: str = "") -> Draft:
    """Lay out the record's rows; `since` names a comparison, which leaves only what differs."""
    standing: Standing = record.standing
    comparisons = comparing.read(record)
    compared = next((each for each in comparisons if each.key == since), None)
    rows = draft_rows(standing, compared.rows if compared else {})
    rows = numbered([row for row in rows if compared is None or row.difference])
    return Draft(
        groups=tuple(groups(standing, rows)),
        total=len(rows),
        comparisons=comparisons,
        compared=compared,
        summary=summary(standing, comparisons),
    )


def draft_rows(standing: Standing, differences: Mapping[str, Difference]) -> list[DraftRow]:
    """List the rows in the order of the page: those to look at, then the rest as on the sheet."""
    notes = by_indicator(standing.notes)
    corrections = by_indicator(standing.corrections)
    unanswered = set(standing.unanswered)
    rows = [
        DraftRow(
            standing=each,
            notes=tuple(notes.get(each.row.indicator_id, ())),
            corrections=tuple(
                in_words(correction, awaits=correction in unanswered)
                for correction in corrections.get(each.row.indicator_id, ())
            ),
            difference=differences.get(each.row.code),
        )
        for each in standing.rows
    ]
    return sorted(rows, key=lambda row: not row.wants_a_look)


def by_indicator(found: Iterable) -> dict[int, list]:
    grouped: dict[int, list] = {}
    for each in found:
        grouped.setdefault(each.indicator_id, []).append(each)
    return grouped


def in_words(correction: Correction, *, awaits: bool) -> ShownCorrection:
    before, after = (comparing.told(cell) for cell in (correction.before, correction.after))
    return ShownCorrection(correction, worded(before) or "–", worded(after) or "–", awaits)


def numbered(rows: Sequence[DraftRow]) -> list[DraftRow]:
    """Count the rows and lead from each to its neighbours, and around the end to what waits."""
    codes = ["", *(row.row.code for row in rows), ""]
    places = zip(rows, codes, codes[2:], waiting_after(rows), strict=False)
    return [
        replace(row, place=place, before=before, after=after, follows=follows)
        for place, (row, before, after, follows) in enumerate(places, start=1)
    ]


def waiting_after(rows: Sequence[DraftRow]) -> list[str]:
    """Name for each row the next one that is not checked; "" where no other waits."""
    waiting = [row.row.code for row in rows if not row.standing.is_checked]
    follows, found = "".join(waiting[:1]), []
    for row in reversed(rows):
        found.append(follows if follows != row.row.code else "")
        if not row.standing.is_checked:
            follows = row.row.code
    return found[::-1]


def groups(standing: Standing, rows: Sequence[DraftRow]) -> Iterable[DraftGroup]:
    to_see = tuple(row for row in rows if row.wants_a_look)
    if to_see:
        yield DraftGroup("Perlu Anda lihat", to_see)
    words = {group.objective_id: f"{group.number}. {group.text}" for group in standing.table.groups}
    rest = (row for row in rows if not row.wants_a_look)
    for objective, held in groupby(rest, key=lambda row: row.row.objective_id):
        yield DraftGroup(words[objective], tuple(held))


def summary(standing: Standing, comparisons: Iterable[Comparison]) -> tuple[tuple[str, int], ...]:
    """Count what the reviewer did and what is left, as the approval page says it."""
    round_ = next((each for each in comparisons if each.key == "putaran"), None)
    corrected = {each.indicator_id for each in standing.corrections}
    found = [
        ("dinyatakan sesuai", len(standing.rows) - len(standing.unchecked)),
        ("belum dinyatakan sesuai", len(standing.unchecked)),
        ("dikoreksi", len(corrected)),
        ("catatan terbuka", len(standing.open_notes)),
    ]
    if round_:
        found.append(("berubah sejak putaran lalu", len(round_.rows)))
    return tuple(found)
