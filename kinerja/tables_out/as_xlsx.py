"""A table as a workbook, written row by row: what was written is not kept in memory."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from textwrap import wrap
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kinerja.spreadsheet.paper import CONTENT_TYPE, CREATOR, lay_across
from kinerja.spreadsheet.texts import LONGEST_TEXT, readable
from kinerja.tables_out.file import Format, TableFile, Value

LONGEST_TITLE = 31
WRAPPED = Alignment(wrap_text=True, vertical="top")
TOP = Alignment(vertical="top")
RULE = Side(style="thin")
RULED = {"border": Border(left=RULE, right=RULE, top=RULE, bottom=RULE)}
LOOKS = {
    "title": {"font": Font(bold=True)},
    "line": {},
    "head": {"font": Font(bold=True), "alignment": WRAPPED} | RULED,
    "text": {"alignment": WRAPPED} | RULED,
    "number": {"alignment": TOP, "number_format": "#,##0.00"} | RULED,
    "count": {"alignment": TOP, "number_format": "0"} | RULED,
}
# Points; a row is never higher. LibreOffice prints wrapped texts over each other where a file does
# not say how high its rows are.
LINE_HEIGHT, HIGHEST = 15, 409


def write(table: TableFile, into: BinaryIO, at: datetime) -> None:
    """Write the table; the moment stands in the file's properties."""
    write_sheets((table,), into, at)


def write_sheets(tables: Iterable[TableFile], into: BinaryIO, at: datetime) -> None:
    """Write several tables as the sheets of one workbook."""
    book = Workbook(write_only=True)
    book.properties.creator = CREATOR
    book.properties.created = book.properties.modified = at.astimezone(UTC).replace(tzinfo=None)
    for table in tables:
        page = book.create_sheet(readable(table.title)[:LONGEST_TITLE])
        lay_out(page, table)
        for number, each in enumerate(rows(Writer(page), table), start=1):
            if len(each) > 1:
                page.row_dimensions[number].height = height(each, table)
            page.append(each)
            page.row_dimensions.pop(number, None)
    book.save(into)


def lay_out(page: Worksheet, table: TableFile) -> None:
    """Set what must be known before the first row: widths, frozen heads, the print."""
    for number, column in enumerate(table.columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    head = len(table.heads) + 1
    page.freeze_panes = f"A{head + 1}"
    lay_across(page, table.paper, head=head)


def height(cells: Iterable[WriteOnlyCell], table: TableFile) -> int:
    """Give a row's height in points, so that its longest text can be read."""
    pairs = zip(cells, table.columns, strict=True)
    lines = max(lines_of(cell.value, column.width) for cell, column in pairs)
    return min(lines * LINE_HEIGHT, HIGHEST)


def lines_of(value: Value, width: int) -> int:
    """Count the lines that a text takes in a column as wide as so many signs.

    >>> lines_of("Indikator kinerja utama", 10), lines_of("a\\nb", 10), lines_of(None, 10)
    (3, 2, 1)
    """
    if not isinstance(value, str) or (len(value) <= width and "\n" not in value):
        return 1
    return sum(max(1, len(wrap(line, width))) for line in value.split("\n"))


class Writer:
    """Makes the cells of one page; what they look like is laid down once, not for every cell."""

    def __init__(self, page: Worksheet) -> None:
        self.page = page
        self.looks = {name: self._look(look) for name, look in LOOKS.items()}

    def _look(self, look: Mapping) -> StyleArray:
        model = WriteOnlyCell(self.page)
        for name, value in look.items():
            setattr(model, name, value)
        return model._style

    def cell(self, value: Value, look: str = "text") -> WriteOnlyCell:
        """Make a cell; a text stays a text, whatever sign it begins with."""
        made = WriteOnlyCell(self.page)
        if isinstance(value, str):
            made.value = readable(value)[:LONGEST_TEXT]
            made.data_type = "s"
        else:
            made.value, look = value, "number" if isinstance(value, Decimal) else "count"
        made._style = self.looks[look]
        return made


def rows(writer: Writer, table: TableFile) -> Iterator[list[WriteOnlyCell]]:
    for number, head in enumerate(table.heads):
        yield [writer.cell(head, "line" if number else "title")]
    yield [writer.cell(column.head, "head") for column in table.columns]
    for row in table.rows:
        yield [writer.cell(column.value(row)) for column in table.columns]
    for note in table.notes:
        yield [writer.cell(note, "line")]


FORMAT = Format("xlsx", CONTENT_TYPE, write)
