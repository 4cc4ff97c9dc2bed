"""One sheet of the form: heading, instructions, head, and a row per indicator under its sasaran."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kinerja.recording import TEXT_FIELDS
from kinerja.spreadsheet.paper import lay_across
from kinerja.spreadsheet.texts import put
from kinerja.workbook import styles
from kinerja.workbook.columns import COLUMNS, OF_RATIOS, STATUS_WORDS, Column
from kinerja.workbook.shape import FormRow, FormShape

ListOf = Callable[[tuple[str, ...]], str]

HEAD_ROW = 7
# Heights in points: of a line, of a row to write into by hand, and the most that Excel takes.
LINE, HIGH, HIGHEST = 15, 45, 409
CENTIMETRE = Decimal("0.4")  # in inches, as a workbook counts margins
INSTRUCTIONS = (
    "Isi sel kuning saja. Angka: titik untuk ribuan, koma untuk desimal (1.250,5); tulis 0 bila "
    "memang nol. Belum ada angkanya? Pilih Keadaan dan tulis Alasan; untuk “belum tersedia” juga "
    "tanggal yang dijanjikan. Faktor dan tindak lanjut diisi bila capaian di bawah target. Kolom "
    "yang Anda tambahkan diabaikan. Unggah kembali di halaman formulir; sebelum disimpan, Anda "
    "melihat dahulu apa yang terbaca."
)


def write_sheet(sheet: Worksheet, shape: FormShape, *, key: str, list_of: ListOf) -> None:
    columns = columns_of(shape)
    write_heading(sheet, shape, columns, key=key)
    checks = Checks(shape, list_of)
    number = HEAD_ROW
    for objective, rows in groupby(shape.rows, key=lambda row: row.objective):
        number += 1
        write_group(sheet, number, objective, columns)
        for row in rows:
            number += 1
            write_row(sheet, number, row, columns, checks)
    for check in checks.used:
        sheet.add_data_validation(check)
    protect(sheet)
    for_print(sheet, shape, last=get_column_letter(len(columns)))


def columns_of(shape: FormShape) -> tuple[Column, ...]:
    """Leave out the columns of ratios where no row is one."""
    return tuple(each for each in COLUMNS if shape.has_ratios or each.key not in OF_RATIOS)


def write_heading(
    sheet: Worksheet, shape: FormShape, columns: Sequence[Column], *, key: str
) -> None:
    edition = f" · edisi {shape.identity.edition}" if shape.identity.edition > 1 else ""
    heads = (
        (f"PEMERINTAH {shape.regency.upper()}", styles.BOLD),
        (shape.unit.upper(), styles.BOLD),
        ("FORMULIR PENGUMPULAN DATA KINERJA", styles.TITLE),
        (f"{shape.period} · {shape.section}", styles.BOLD),
        (f"{shape.agreement}{edition}", styles.PLAIN),
        (INSTRUCTIONS, styles.PLAIN),
    )
    for number, (text, font) in enumerate(heads, start=1):
        sheet.merge_cells(start_row=number, end_row=number, start_column=2, end_column=len(columns))
        cell = put(sheet.cell(number, 2), text)
        cell.font, cell.alignment = font, styles.CENTRED
    sheet.cell(len(heads), 2).alignment = styles.WRAPPED
    for number in (len(heads), HEAD_ROW):
        sheet.row_dimensions[number].height = HIGH
    put(sheet.cell(1, 1), key)
    for place, column in enumerate(columns, start=1):
        words = shape.previous_head if column.key == "previous" else column.head
        head = put(sheet.cell(HEAD_ROW, place), words)
        head.font, head.fill, head.border = styles.BOLD, styles.HEAD, styles.BOX
        head.alignment = styles.HEADED
        sheet.column_dimensions[head.column_letter].width = column.width
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = sheet.cell(HEAD_ROW + 1, 4)


def write_group(sheet: Worksheet, number: int, objective: str, columns: Sequence[Column]) -> None:
    sheet.merge_cells(start_row=number, end_row=number, start_column=2, end_column=len(columns))
    cell = put(sheet.cell(number, 2), f"Sasaran {objective}")
    cell.font, cell.fill, cell.alignment = styles.BOLD, styles.GROUP, styles.WRAPPED
    for place in range(2, len(columns) + 1):
        sheet.cell(number, place).border = styles.BOX


def write_row(
    sheet: Worksheet, number: int, row: FormRow, columns: Sequence[Column], checks: "Checks"
) -> None:
    texts = printed(row) | given(row)
    sheet.row_dimensions[number].height = height(texts, columns)
    for place, column in enumerate(columns, start=1):
        cell = put(sheet.cell(number, place), texts.get(column.key, ""))
        cell.font, cell.border, cell.alignment = styles.PLAIN, styles.BOX, styles.WRAPPED
        if column.key in ("target", "previous", "value", *OF_RATIOS):
            cell.alignment = styles.RIGHT
        if column.is_input:
            make_input(cell, column.key, row, checks)


def height(texts: Mapping[str, str], columns: Iterable[Column]) -> int:
    """Give a row the height of its longest text: nothing else makes wrapped text visible."""
    lines = max(
        sum(len(line) // column.width + 1 for line in texts.get(column.key, "").split("\n"))
        for column in columns
    )
    return min(max(lines * LINE, HIGH), HIGHEST)


def printed(row: FormRow) -> dict[str, str]:
    indicator = f"{row.indicator} ({row.kind_words})" if row.kind_words else row.indicator
    names = ("key", "code", "satuan", "basis", "target", "previous")
    return {"indicator": indicator} | {name: getattr(row, name) for name in names}


def given(row: FormRow) -> dict[str, str]:
    """Write what stands, as people would type it."""
    texts = row.texts
    return {
        "value": "" if row.is_ratio else texts.value,
        "numerator": texts.numerator,
        "denominator": texts.denominator,
        "status": STATUS_WORDS.get(texts.status, ""),
        "reason": texts.reason,
        "promised_on": "-".join(reversed(texts.promised_on.split("-"))),
        **{name: getattr(row.words, name) for name in TEXT_FIELDS},
    }


def make_input(cell: Cell, key: str, row: FormRow, checks: "Checks") -> None:
    """Open a cell to be filled, or show that it is not asked of this row."""
    is_asked = (key not in OF_RATIOS) if not row.is_ratio else key != "value"
    if not (row.is_open and is_asked):
        cell.fill, cell.protection = styles.CLOSED, styles.SHUT
        return
    cell.fill, cell.protection = styles.TO_FILL, styles.OPEN
    cell.number_format = styles.AS_TYPED
    check = checks.of(key, row)
    if check is not None:
        check.add(cell.coordinate)


class Checks:
    """What the sheet tells and asks at its inputs; one rule for all cells of a kind."""

    def __init__(self, shape: FormShape, list_of: ListOf) -> None:
        self.list_of = list_of
        number = styles.number_check()
        self.by_key: dict[str, DataValidation] = {
            **dict.fromkeys(("value", *OF_RATIOS), number),
            "status": styles.list_check(
                list_of(tuple(STATUS_WORDS.values())), title="Keadaan", prompt=styles.ASKED_STATUS
            ),
            "reason": styles.reason_check(),
            "promised_on": styles.date_check(),
            **dict.fromkeys(TEXT_FIELDS, styles.words_check()),
            "evidence_note": styles.note_check(),
        }
        self.by_choices: dict[tuple[str, ...], DataValidation] = {}

    def of(self, key: str, row: FormRow) -> DataValidation | None:
        if key == "value" and row.choices:
            return self.of_choices(row.choices)
        return self.by_key.get(key)

    def of_choices(self, choices: tuple[str, ...]) -> DataValidation:
        if choices not in self.by_choices:
            self.by_choices[choices] = styles.list_check(
                self.list_of(choices), title="Predikat", prompt="Pilih predikat dari daftar."
            )
        return self.by_choices[choices]

    @property
    def used(self) -> list[DataValidation]:
        known = {id(check): check for check in (*self.by_key.values(), *self.by_choices.values())}
        return [check for check in known.values() if check.sqref]


def protect(sheet: Worksheet) -> None:
    """Lock what is printed, without a password: widths, heights and formats stay free."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatCells = protection.formatColumns = protection.formatRows = False
    protection.insertColumns = False


def for_print(sheet: Worksheet, shape: FormShape, *, last: str) -> None:
    """Lay the sheet on the unit's paper, without the hidden column, named at the foot."""
    lay_across(sheet, shape.paper, head=HEAD_ROW)
    sheet.print_area = f"B1:{last}{sheet.max_row}"
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = margins.bottom = CENTIMETRE
    sheet.oddFooter.left.text = f"{shape.section} · {shape.period}".replace("&", "&&")
    sheet.oddFooter.right.text = "Halaman &P dari &N"
