"""The cells of one sheet, as they stand: a number is the text that the file holds."""

import re
from datetime import timedelta

from kinerja.spreadsheet.book import Book
from kinerja.spreadsheet.parts import Enough, Refusal, TextReader, unescaped, whole

MOST_ROWS, MOST_COLUMNS, MOST_CELLS, MOST_TEXT = 10_000, 200, 200_000, 16 << 20

PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,10})")
SERIAL = re.compile(r"([0-9]{1,7})(\.[0-9]+)?(E[+-]?[0-9]+)?")


class Budget:
    """Count what was read of a workbook, and refuse more than a form could hold."""

    def __init__(self) -> None:
        self.cells = self.text = 0

    def spend(self, text: str) -> None:
        self.cells += 1
        self.text += len(text)
        if self.cells > MOST_CELLS or self.text > MOST_TEXT:
            raise Refusal("heavy")


class CellReader(TextReader):
    """Read a sheet's cells where they say they stand, whatever the sheet says of its size."""

    def __init__(self, book: Book, budget: Budget) -> None:
        super().__init__()
        self.book, self.budget = book, budget
        self.found: list[list] = []
        self.row = self.column = 0
        self.is_cell = self.has_formula = False
        self.begins = {
            "row": self.begin_row,
            "c": self.begin_cell,
            "v": self.gather,
            "t": self.gather,
            "f": self.begin_formula,
        }
        self.ends = {"v": self.stop, "t": self.stop, "c": self.end_cell, "sheetData": self.rest}

    def begin_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        self.row = whole(number) if number else self.row + 1
        self.column = 0
        if self.row > MOST_ROWS:
            self.found.append(["cut"])
            raise Enough

    def begin_cell(self, attributes: dict[str, str]) -> None:
        place = PLACE.fullmatch(attributes.get("r", ""))
        self.column = column_number(place[1]) if place else self.column + 1
        self.attributes, self.has_formula = attributes, False
        self.fresh()

    def begin_formula(self, _attributes: dict[str, str]) -> None:
        self.has_formula = True

    def end_cell(self) -> None:
        if self.column > MOST_COLUMNS:
            return
        kind, text = self.content()
        if kind:
            self.budget.spend(text)
            self.found.append(["cell", self.row, self.column, kind, text])

    def rest(self) -> None:
        raise Enough

    def content(self) -> tuple[str, str]:
        """Give the cell's kind and text; no kind where it is empty."""
        text, named = self.gathered(), self.attributes.get("t", "n")
        if not text:
            return ("uncounted", "") if self.has_formula and named != "str" else ("", "")
        if named == "s":
            return "text", self.shared(text)
        if named in ("str", "inlineStr"):
            return "text", unescaped(text)
        if named == "n":
            return self.number(text.strip())
        return {"b": "truth", "e": "fault", "d": "date"}.get(named, "fault"), text.strip()

    def shared(self, text: str) -> str:
        place = whole(text.strip())
        if place >= len(self.book.texts):
            raise Refusal("broken")
        return self.book.texts[place]

    def number(self, text: str) -> tuple[str, str]:
        style = whole(self.attributes.get("s", "0"))
        kind = self.book.kinds[style] if style < len(self.book.kinds) else "number"
        return (kind, self.day(text)) if kind == "date" else (kind, text)

    def day(self, text: str) -> str:
        """Write the day that a number stands for; the number itself where it is no day."""
        found = SERIAL.fullmatch(text)
        number = int(found[1]) if found and not found[3] else 0
        # Before the day that never was, all numbers are one less.
        is_early = self.book.first_day.year == 1899 and number < 60
        if not 0 < number < 2_900_000:
            return text
        return (self.book.first_day + timedelta(days=number + is_early)).isoformat()


def column_number(letters: str) -> int:
    """Count columns from 1.

    >>> column_number("A"), column_number("Z"), column_number("XFD")
    (1, 26, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
