"""Workbooks as the office fills them in: forms to be written out, and cells typed into them."""

from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kinerja.forms import CellTexts
from kinerja.spreadsheet.heads import folded
from kinerja.spreadsheet.texts import put
from kinerja.table import Words
from kinerja.workbook import FormReading, FormRow, FormShape, Identity, read_form, write_form
from kinerja.workbook.columns import COLUMNS
from kinerja.workbook.sheet import HEAD_ROW

SHEET = "xl/worksheets/sheet1.xml"
HEADS = {folded(column.head): column.key for column in COLUMNS}


class Formula(str):
    """A text that is a formula where it is typed in; every other text is a text."""


def row(code: str, **fields) -> FormRow:
    """Make a row of a form: a percentage to fill in, nothing given yet."""
    defaults = {
        "key": f"7{code.replace('.', '')}",
        "objective": "1. Meningkatnya pelayanan",
        "indicator": f"Indikator {code}",
        "satuan": "%",
        "basis": "s.d. Triwulan ini",
        "kind": "higher",
        "kind_words": "",
        "measure": "number",
        "scale_id": None,
        "choices": (),
        "allows_negative": True,
        "at_most_100": False,
        "target": "80,00",
        "previous": "79,00",
        "texts": CellTexts(),
        "words": Words(),
        "version": 0,
        "is_open": True,
    }
    return FormRow(code=code, **defaults | fields)


def ratio_row(code: str, **fields) -> FormRow:
    return row(code, measure="ratio", **fields)


def choice_row(code: str, *choices: str, **fields) -> FormRow:
    return row(code, measure="choice", choices=choices, scale_id=1, satuan="predikat", **fields)


def form(*rows: FormRow, **identity) -> FormShape:
    """Make the form of Seksi 1; `identity` says in what it is another one."""
    defaults = {
        "unit": "suak-midai",
        "year": 2026,
        "quarter": 3,
        "agreement": 5,
        "version": 1,
        "section": 11,
        "edition": 1,
    }
    made = Identity(**defaults | identity)
    return FormShape(
        identity=made,
        unit="Kecamatan Suak Midai",
        regency="Kabupaten Natuna",
        paper="f4",
        period="Triwulan III Tahun 2026",
        section=f"Seksi {made.section - 10}",
        short_label=f"Seksi {made.section - 10}",
        agreement="PK murni, 15 Januari 2026",
        previous_head="Triw. lalu",
        rows=rows or (row("1.1"), row("1.2")),
    )


def sheet_of(book, title: str | None = None) -> Worksheet:
    return book[title] if title else book.worksheets[0]


def place(sheet: Worksheet, code: str, key: str) -> str:
    """Name the cell of a row's code and a column's key: "H9"."""
    columns = {HEADS.get(folded(str(cell.value or ""))): cell.column for cell in sheet[HEAD_ROW]}
    found = (
        line
        for line in range(HEAD_ROW + 1, sheet.max_row + 1)
        if sheet.cell(line, columns["code"]).value == code
    )
    return sheet.cell(next(found), columns[key]).coordinate


def filled(
    content: bytes,
    cells: Mapping[tuple[str, str], object],
    *,
    title: str | None = None,
    formats: Mapping[tuple[str, str], str] = {},
) -> bytes:
    """Type into the cells of (code, column key), as somebody at a spreadsheet would."""
    book = load_workbook(BytesIO(content))
    sheet = sheet_of(book, title)
    for (code, key), typed in cells.items():
        cell = sheet[place(sheet, code, key)]
        cell.value = typed
        if isinstance(typed, str) and not isinstance(typed, Formula):
            put(cell, typed)
        if (code, key) in formats:
            cell.number_format = formats[code, key]
    return saved(book)


def saved(book) -> bytes:
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def written(shape: FormShape, cells: Mapping[tuple[str, str], object], **options) -> bytes:
    return filled(write_form(shape), cells, **options)


def with_part(content: bytes, name: str, change) -> bytes:
    """Change one part of a workbook's zip, or add it: what no spreadsheet would write."""
    parts = parts_of(content)
    return packed(parts | {name: change(parts.get(name, b""))})


def packed(parts: dict[str, bytes], compression: int = ZIP_DEFLATED) -> bytes:
    kept = BytesIO()
    with ZipFile(kept, "w", compression) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return kept.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def with_number(shape: FormShape, code: str, number: str, *, key: str = "value") -> bytes:
    """Let a cell hold a number in exactly these signs, as a file can and no spreadsheet would."""
    content = written(shape, {(code, key): 987654321}, formats={(code, key): "General"})
    return with_part(
        content,
        SHEET,
        lambda part: part.replace(b"<v>987654321</v>", f"<v>{number}</v>".encode()),
    )


def read(shape: FormShape, content: bytes) -> FormReading:
    return read_form(content, shape)


def value(reading: FormReading) -> Decimal | None:
    """Give the number of row 1.1."""
    return reading.values["1.1"].value if "1.1" in reading.values else None


def refusal(reading: FormReading) -> str:
    """Give why the value of row 1.1, the first of the sheet, was refused."""
    assert "1.1" not in reading.values
    (error,) = reading.errors
    assert (error.sheet, error.cell, error.code) == ("Seksi 1", "H9", "1.1")
    return error.message
