"""Rows of a page to type into: what stands, what was typed, what is wrong with it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from kinerja import table
from kinerja.forms import CellTexts, Typed, posted, shown, words_print
from kinerja.models import Realisation
from kinerja.recording import Text
from workflow.actions import objective_key
from workflow.models import Note
from workflow.refused import Refused
from workflow.standing import Standing, StandingRow

STATUSES = [(status.value, status.label) for status in Realisation.Status if status != "measured"]
# What a person of step 2 can name; the others are said by who writes.
SOURCES = [
    (source.value, source.label)
    for source in Realisation.Source
    if source not in (Realisation.Source.SECTION, Realisation.Source.CORRECTION)
]


@dataclass(frozen=True)
class GridRow:
    """One row of the grid, with the texts of its inputs and the message at its field."""

    standing: StandingRow
    texts: CellTexts
    words: table.Words | Text
    error: str
    is_open: bool
    notes: tuple[Note, ...]

    @property
    def row(self) -> table.Row:
        return self.standing.row

    @property
    def shown(self) -> str:
        return shown(self.row.reading).print

    @property
    def words_shown(self) -> str:
        return words_print(self.row.words)

    @property
    def asks_for_words(self) -> bool:
        """Show the fields of an explanation where it is asked, stands, or was just typed."""
        return self.row.asks_for_words or self.row.words.explains or self.words.explains

    @property
    def newer(self) -> str:
        """Say what stands now, where something else was typed over it and not taken."""
        is_untaken = self.error and not self.row.is_blank and self.texts != shown(self.row.reading)
        return shown(self.row.reading).value if is_untaken else ""


def grid(
    rows: Iterable[StandingRow],
    *,
    typed: Typed | None = None,
    errors: Mapping[str, str] | None = None,
    is_open: Callable[[StandingRow], bool],
    notes: Iterable[Note] = (),
) -> tuple[GridRow, ...]:
    """Lay out rows with what was typed in place of what stands; `is_open` says which to type in.

    Each has those of the reviewer's notes that are about it.
    """
    typed, errors, notes = typed or Typed(), errors or {}, tuple(notes)
    return tuple(
        GridRow(
            standing=each,
            texts=typed.cells.get(each.row.code) or shown(each.row.reading),
            words=typed.words.get(each.row.code) or each.row.words,
            error=errors.get(each.row.code, ""),
            is_open=is_open(each),
            notes=tuple(note for note in notes if note.indicator_id == each.row.indicator_id),
        )
        for each in rows
    )


@dataclass(frozen=True)
class GridGroup:
    """The rows of one sasaran, with its own explanation; a row that is not asked has no input.

    `is_again` where rows of the same sasaran stand further up, and its explanation with them.
    """

    number: int
    text: str
    key: str
    words: table.Words | Text
    words_shown: str
    seen: int
    slots: tuple[tuple[table.Row, GridRow | None], ...]
    is_again: bool = False


@dataclass(frozen=True)
class GridBlock:
    """Groups under a heading of their own; "" where the page has no parts."""

    heading: str
    groups: tuple[GridGroup, ...]


def grid_blocks(groups: Iterable[GridGroup], *, returned: Collection[int]) -> tuple[GridBlock, ...]:
    """Put the rows that were returned, by their lines, before all others."""
    groups = tuple(groups)
    if not returned:
        return (GridBlock("", groups),)
    first = parted(groups, lambda row: row.line_id in returned)
    others = parted(groups, lambda row: row.line_id not in returned)
    seen = {group.key for group in first}
    rest = tuple(replace(group, is_again=group.key in seen) for group in others)
    return GridBlock("Dikembalikan untuk diperbaiki", first), GridBlock("Baris lain", rest)


def parted(
    groups: Iterable[GridGroup], is_of: Callable[[table.Row], bool]
) -> tuple[GridGroup, ...]:
    """Keep of each group the rows that are of one part, and no group without any."""
    parts = (
        replace(group, slots=tuple(slot for slot in group.slots if is_of(slot[0])))
        for group in groups
    )
    return tuple(group for group in parts if group.slots)


def grid_groups(
    standing: Standing,
    *,
    typed: Typed | None = None,
    errors: Mapping[str, str] | None = None,
    is_open: Callable[[StandingRow], bool],
) -> tuple[GridGroup, ...]:
    """Lay out all rows of a record by sasaran; rows that are not asked stand apart."""
    given = {"typed": typed, "errors": errors, "is_open": is_open}
    rows = grid(standing.rows, **given, notes=standing.open_notes)
    by_line = {each.row.line_id: each for each in rows}
    return tuple(
        GridGroup(
            number=group.number,
            text=group.text,
            key=objective_key(group.number),
            words=(typed or Typed()).words.get(objective_key(group.number)) or group.words,
            words_shown=words_print(group.words),
            seen=group.words.version,
            slots=tuple((row, by_line.get(row.line_id)) for row in group.rows),
        )
        for group in standing.table.groups
    )


@dataclass(frozen=True)
class RowTyped:
    """What was typed at one row of the draft and not taken: it stays on the page."""

    verb: str
    code: str
    cell: CellTexts
    note: str
    error: str


def row_typed(post: Mapping[str, str], refused: Refused) -> RowTyped:
    code = post.get("row", "").partition("@")[0]
    return RowTyped(
        verb=post.get("verb", ""),
        code=code,
        cell=posted(post, code) or CellTexts(),
        note=post.get(f"note-{code}", ""),
        error=refused.errors.get(code) or refused.reason,
    )
