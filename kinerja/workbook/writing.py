"""Writing forms as a workbook: a sheet each, and a very hidden one that knows what they are.

The same forms give the same bytes, so that a file can be known by its hash.
"""

import re
from collections.abc import Iterable
from dataclasses import astuple
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kinerja.spreadsheet.paper import CREATOR
from kinerja.spreadsheet.texts import put
from kinerja.workbook.columns import STATUS_WORDS
from kinerja.workbook.shape import FormShape
from kinerja.workbook.sheet import write_sheet

HIDDEN, FORMAT = "kinerja", "1"
FORM_MARK, ROW_MARK = "formulir", "baris"
# Lists to choose from stand to the right of what is remembered, one a column.
FIRST_LIST = 12
# The first day that a zip can name.
ALWAYS = (1980, 1, 1, 0, 0, 0)
NEVER_IN_TITLES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
LONGEST_TITLE = 31


def write_form(shape: FormShape) -> bytes:
    """Write one section's form."""
    return write_unit([shape])


def write_unit(shapes: Iterable[FormShape]) -> bytes:
    """Write the forms of a unit into one file, a sheet per section."""
    book = Workbook()
    book.remove(book.active)
    hidden = Hidden()
    for shape in shapes:
        sheet = book.create_sheet(title_of(shape, taken=book.sheetnames))
        write_sheet(sheet, shape, key=hidden.remember(shape, sheet.title), list_of=hidden.list_of)
    hidden.write(book.create_sheet(HIDDEN))
    book.properties.creator = CREATOR
    book.properties.created = datetime(*ALWAYS)
    kept = BytesIO()
    book.save(kept)
    return settled(kept.getvalue())


def title_of(shape: FormShape, *, taken: Iterable[str]) -> str:
    """Name a sheet as its section, in the signs that a sheet's name may have, and once only."""
    plain = NEVER_IN_TITLES.sub(" ", shape.short_label).strip(" '") or "Formulir"
    used = {name.casefold() for name in (*taken, HIDDEN, "history")}
    names = (plain, *(f"{plain[: LONGEST_TITLE - 4]} {number}" for number in range(2, 1000)))
    free = (name[:LONGEST_TITLE].strip() for name in names)
    return next(name for name in free if name.casefold() not in used)


class Hidden:
    """The very hidden sheet: which form each sheet is, what each row gave out, and the lists."""

    def __init__(self) -> None:
        self.lines: list[tuple] = [(HIDDEN, FORMAT)]
        self.lists: list[tuple[str, ...]] = []
        self.list_of(tuple(STATUS_WORDS.values()))

    def remember(self, shape: FormShape, title: str) -> str:
        """Keep a form's identity and rows, and give the key that its sheet carries."""
        key = f"seksi-{shape.identity.section}"
        self.lines.append((FORM_MARK, key, title, *map(str, astuple(shape.identity))))
        self.lines += (
            (ROW_MARK, key, row.key, row.code, str(row.version), row.print) for row in shape.rows
        )
        return key

    def list_of(self, choices: tuple[str, ...]) -> str:
        """Give the formula that names the cells of these choices."""
        if choices not in self.lists:
            self.lists.append(choices)
        column = get_column_letter(FIRST_LIST + self.lists.index(choices))
        return f"'{HIDDEN}'!${column}$1:${column}${len(choices)}"

    def write(self, sheet: Worksheet) -> None:
        sheet.sheet_state = "veryHidden"
        for number, line in enumerate(self.lines, start=1):
            for column, text in enumerate(line, start=1):
                put(sheet.cell(number, column), text)
        for column, choices in enumerate(self.lists, start=FIRST_LIST):
            for number, choice in enumerate(choices, start=1):
                put(sheet.cell(number, column), choice)


def settled(content: bytes) -> bytes:
    """Take out of a workbook the moment at which it was written."""
    kept = BytesIO()
    with ZipFile(BytesIO(content)) as written, ZipFile(kept, "w", ZIP_DEFLATED) as again:
        for entry in written.infolist():
            part = written.read(entry)
            if entry.filename == "docProps/core.xml":
                part = re.sub(
                    rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", part
                )
            again.writestr(of_no_date(entry), part)
    return kept.getvalue()


def of_no_date(entry: ZipInfo) -> ZipInfo:
    fixed = ZipInfo(entry.filename, ALWAYS)
    fixed.compress_type = ZIP_DEFLATED
    return fixed
