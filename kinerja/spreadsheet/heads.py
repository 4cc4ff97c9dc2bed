"""A table in a sheet, known by its heads: wherever its columns were moved, whatever was added."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from kinerja.spreadsheet.cells import Cell, CellSheet, Kind

LAST_HEAD_ROW = 200
LONGEST_SHOWN = 40


@dataclass(frozen=True)
class Headed:
    """A sheet with a head: its row, where each known column stands, and heads that nobody knows."""

    sheet: CellSheet
    head: int
    columns: Mapping[str, int]
    added: tuple[str, ...]

    def address(self, row: int, key: str) -> str:
        """Name a cell as Excel does: "H9"; of a missing column, that of the code."""
        return f"{letters(self.columns.get(key) or self.columns['code'])}{row}"

    def rows(self) -> Iterator[int]:
        """List the rows below the head that hold anything in a known column."""
        known = set(self.columns.values())
        below = {row for row, column in self.sheet.cells if row > self.head and column in known}
        return iter(sorted(below))

    def cell(self, row: int, key: str) -> Cell | None:
        """Give a cell of a row; None where it is empty or its column is missing."""
        cell = self.sheet.cells.get((row, self.columns.get(key, 0)))
        is_empty = cell is None or (cell.kind == Kind.TEXT and not cell.text.strip())
        return None if is_empty else cell


def headed(
    sheet: CellSheet,
    heads: Mapping[str, str],
    *,
    is_head: Callable[[Collection[str]], bool],
    printed: Collection[str] = (),
) -> Headed | None:
    """Find the row of heads; `heads` leads from their folded words to keys, of which one is "code".

    `is_head` says whether the keys found in a row are enough. Heads of `printed` are known, and
    nothing is read below them.
    """
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet.cells.items():
        if row <= LAST_HEAD_ROW and cell.text.strip():
            rows.setdefault(row, {})[column] = cell.text
    for row in sorted(rows):
        columns: dict[str, int] = {}
        added = []
        for column, text in sorted(rows[row].items()):
            key = heads.get(folded(text))
            if key and key not in columns:
                columns[key] = column
            elif folded(text) not in printed:
                added.append(" ".join(text.split())[:LONGEST_SHOWN])
        if is_head(columns.keys()):
            return Headed(sheet, row, columns, tuple(added))
    return None


def folded(text: str) -> str:
    """Make two spellings of one word alike: case, spaces and line breaks say nothing."""
    return " ".join(text.split()).casefold()


def letters(column: int) -> str:
    """Name a column.

    >>> letters(1), letters(26), letters(27)
    ('A', 'Z', 'AA')
    """
    name = ""
    while column:
        column, place = divmod(column - 1, 26)
        name = chr(65 + place) + name
    return name
