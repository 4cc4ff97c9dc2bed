"""Texts in cells: whatever sign a text begins with, it stays a text."""

import re

from openpyxl.cell import Cell

from kinerja.workbook.shape import kept

# A workbook spells some signs by number, _x000D_; a text that looks like it is spelled itself.
LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def put(cell: Cell, text: str) -> Cell:
    """Fill a cell with a text: "=1+1" is no formula."""
    if text:
        cell.value = LOOKS_ESCAPED.sub("_x005F_", kept(text))
        cell.data_type = "s"
    return cell
