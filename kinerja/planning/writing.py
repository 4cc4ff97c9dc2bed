"""Writing a plan as a workbook: the empty template, or an agreement as it stands."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kinerja.models import Unit
from kinerja.planning.columns import COLUMNS, Column
from kinerja.planning.plan import Known, PlannedLine
from kinerja.planning.reading import MOST_LINES
from kinerja.spreadsheet.paper import CREATOR, lay_across
from kinerja.spreadsheet.texts import put

TITLE, CHOICES = "Perjanjian Kinerja", "Pilihan"
HEAD_ROW = 5
EMPTY_ROWS = 200
WRAPPED = Alignment(wrap_text=True, vertical="top")
BOLD, LARGE = Font(bold=True), Font(bold=True, size=14)
REQUIRED = PatternFill("solid", fgColor="FFFFF8D6")
# A text cell takes what is typed as it is typed: Excel makes no date of 1.5 and no 1,1 of 1.100.
AS_TYPED = "@"
INSTRUCTIONS = (
    "Satu baris satu indikator; kolom kuning wajib diisi. Sasaran boleh ditulis sekali saja di "
    "atas barisnya. Angka: titik untuk ribuan, koma untuk desimal (1.250,5). Rentang: target "
    "adalah batas bawah, batas atas pada kolomnya. Predikat: tulis katanya pada kolom target. "
    "Kolom dapat dipindah, kolom tambahan diabaikan. Sebelum disimpan, Anda melihat dahulu apa "
    "yang terbaca."
)


def write(
    lines: Sequence[PlannedLine], known: Known, *, unit: Unit, about: str, at: datetime
) -> bytes:
    """Write these lines; `about` says what they are. Without any it is the template."""
    book = Workbook()
    book.properties.creator = CREATOR
    book.properties.created = book.properties.modified = at.astimezone(UTC).replace(tzinfo=None)
    sheet, choices = book.active, book.create_sheet(CHOICES)
    sheet.title = TITLE
    write_head(sheet, unit, about)
    for row, line in enumerate(lines, start=HEAD_ROW + 1):
        write_line(sheet, row, line)
    last = HEAD_ROW + min(len(lines) + EMPTY_ROWS, MOST_LINES)
    if not lines:
        prepare(sheet, range(HEAD_ROW + 1, last + 1))
    offer_choices(sheet, choices, known, last=last)
    lay_across(sheet, unit.paper, head=HEAD_ROW)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def write_head(sheet: Worksheet, unit: Unit, about: str) -> None:
    for row, (text, font) in enumerate(((unit.name, BOLD), (about, LARGE)), start=1):
        put(sheet.cell(row, 1), text).font = font
    put(sheet.cell(3, 1), INSTRUCTIONS).alignment = WRAPPED
    sheet.merge_cells(start_row=3, end_row=3, start_column=1, end_column=12)
    sheet.row_dimensions[3].height = 60
    for place, column in enumerate(COLUMNS, start=1):
        head = put(sheet.cell(HEAD_ROW, place), column.head)
        head.font, head.alignment = BOLD, WRAPPED
        if column.is_required:
            head.fill = REQUIRED
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    sheet.freeze_panes = sheet.cell(HEAD_ROW + 1, 5)


def write_line(sheet: Worksheet, row: int, line: PlannedLine) -> None:
    for place, column in enumerate(COLUMNS, start=1):
        shaped(put(sheet.cell(row, place), column.show(line[column.key])))


def prepare(sheet: Worksheet, rows: Iterable[int]) -> None:
    """Make the empty cells of the template take what is typed as it is typed."""
    for row in rows:
        for place in range(1, len(COLUMNS) + 1):
            shaped(sheet.cell(row, place))


def shaped(cell: Cell) -> None:
    cell.number_format, cell.alignment = AS_TYPED, WRAPPED


def offer_choices(sheet: Worksheet, choices: Worksheet, known: Known, *, last: int) -> None:
    """Offer lists where a cell holds one of some words; what else is typed, the upload judges."""
    listed: list[tuple[int, Column, tuple[str, ...]]] = [
        (place, column, found)
        for place, column in enumerate(COLUMNS, start=1)
        if column.choices and (found := column.choices(known))
    ]
    for number, (place, column, words) in enumerate(listed, start=1):
        for row, text in enumerate((column.head, *words), start=1):
            put(choices.cell(row, number), text)
        letter = get_column_letter(number)
        source = f"={CHOICES}!${letter}$2:${letter}${len(words) + 1}"
        check = DataValidation("list", formula1=source, allow_blank=True, showErrorMessage=False)
        own = get_column_letter(place)
        check.add(f"{own}{HEAD_ROW + 1}:{own}{last}")
        sheet.add_data_validation(check)
        choices.column_dimensions[letter].width = column.width
