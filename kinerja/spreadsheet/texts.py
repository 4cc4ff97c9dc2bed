"""Texts in cells: what a cell can hold, and whatever sign a text begins with, it stays a text."""

import re

from openpyxl.cell import Cell

# What a cell of a workbook can hold, and what XML cannot.
LONGEST_TEXT = 32_767
NEVER_WRITTEN = dict.fromkeys(
    (*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
)
# A workbook spells some signs by number, _x000D_; a text that looks like it is spelled itself.
LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def readable(text: str) -> str:
    """Take from a text the signs that no file can hold."""
    return text.translate(NEVER_WRITTEN)


def kept(text: str) -> str:
    """Give a text as a cell can hold it: one kind of line break, no signs that XML forbids."""
    return readable(text.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST_TEXT]


def put(cell: Cell, text: str) -> Cell:
    """Fill a cell with a text: "=1+1" is no formula."""
    if text:
        cell.value = LOOKS_ESCAPED.sub("_x005F_", kept(text))
        cell.data_type = "s"
    return cell
