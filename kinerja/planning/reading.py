"""Reading a planning document: every row that fits, and a cell address for all that does not."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kinerja.planning.columns import COLUMNS
from kinerja.planning.plan import OBJECTIVE_KEYS, Known, PlannedLine
from kinerja.planning.rules import faults_between, faults_of
from kinerja.spreadsheet import cells
from kinerja.spreadsheet.errors import CellError, WorkbookError
from kinerja.spreadsheet.heads import Headed, folded, headed

MOST_LINES = 5_000
HEADS = {folded(column.head): column.key for column in COLUMNS}
REQUIRED = tuple(column for column in COLUMNS if column.is_required)
NO_SHEET = (
    "Tidak ada lembar dengan kolom Kode dan Indikator kinerja. Unduh format kosongnya, salin "
    "isinya ke sana, lalu unggah lagi."
)


@dataclass(frozen=True)
class PlanReading:
    """What was read: the rows that fit, the cells that do not, and what was left aside."""

    lines: tuple[PlannedLine, ...]
    errors: tuple[CellError, ...]
    notes: tuple[str, ...]


def read_plan(content: bytes, known: Known) -> PlanReading:
    """Read any bytes as a plan. Raises WorkbookError, and nothing else."""
    sheets = cells.read(content)
    pages = [page for each in sheets if (page := headed(each, HEADS, is_head=is_head))]
    if not pages:
        raise WorkbookError(NO_SHEET)
    page = pages[0]
    missing = [each.head for each in REQUIRED if each.key not in page.columns]
    if missing:
        raise WorkbookError(f"Kolom tidak ada pada lembar {page.sheet.name}: {', '.join(missing)}.")
    return read_page(page, known, others=[each.sheet.name for each in pages[1:]])


def is_head(keys: Collection[str]) -> bool:
    return {"code", "indicator"} <= set(keys)


def error_at(page: Headed, row: int, key: str, message: str) -> CellError:
    return CellError(page.sheet.name, page.address(row, key), message)


def read_page(page: Headed, known: Known, *, others: list[str]) -> PlanReading:
    lines: list[PlannedLine] = []
    errors: list[CellError] = []
    objective: dict[str, str] = {}
    for row in page.rows():
        found, wrong = read_row(page, row, known)
        given = {key: found[key] for key in OBJECTIVE_KEYS if key in found}
        if not given.items() <= objective.items():
            objective = given
        if not wrong and set(found) <= set(OBJECTIVE_KEYS):
            continue
        line = PlannedLine(row, objective | found)
        wrong += [] if wrong else judged(line)
        errors += [error_at(page, row, key, message) for key, message in wrong]
        lines.append(line)
        if len(lines) > MOST_LINES:
            raise WorkbookError(f"Lebih dari {MOST_LINES} baris. Bagi dokumennya.")
    if not lines:
        raise WorkbookError(f"Lembar {page.sheet.name} belum berisi baris di bawah kepalanya.")
    errors += [error_at(page, *each) for each in faults_between(lines)]
    return PlanReading(tuple(lines), tuple(errors), tuple(notes(page, others)))


def read_row(page: Headed, row: int, known: Known) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Read the cells of a row: what they say, and which of them say nothing that fits."""
    found: dict[str, str] = {}
    wrong: list[tuple[str, str]] = []
    for column in COLUMNS:
        cell = page.cell(row, column.key)
        if cell is None:
            continue
        try:
            value = column.read(cell, found, known)
        except ValueError as error:
            wrong.append((column.key, str(error)))
            continue
        if value:
            found[column.key] = value
    return found, wrong


def judged(line: PlannedLine) -> list[tuple[str, str]]:
    """Find what a row lacks, else what is wrong with it as a whole."""
    lacking = [(each.key, f"Isi {each.head}.") for each in REQUIRED if not line[each.key]]
    return lacking or list(faults_of(line))


def notes(page: Headed, others: list[str]) -> Iterator[str]:
    """Say what was left aside."""
    if page.added:
        yield f"Kolom tambahan diabaikan: {', '.join(page.added)}."
    if others:
        yield f"Lembar lain diabaikan: {', '.join(others)}."
    absent = [each.head for each in COLUMNS if each.key not in page.columns]
    if absent:
        yield f"Kolom tidak ada, dianggap kosong: {', '.join(absent)}."
    if page.sheet.is_cut:
        yield "Lembar terlalu panjang: baris sesudah batas tidak dibaca."
