"""Reading a planning document: every row that fits, and a cell address for all that does not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kinerja.planning.columns import COLUMNS
from kinerja.planning.plan import OBJECTIVE_KEYS, Known, PlannedLine
from kinerja.planning.rules import faults_between, faults_of
from kinerja.spreadsheet import cells
from kinerja.spreadsheet.cells import Cell, CellSheet, Kind
from kinerja.spreadsheet.errors import WorkbookError
from kinerja.workbook.columns import folded
from kinerja.workbook.locating import letters

MOST_LINES = 5_000
LAST_HEAD_ROW = 50
HEADS = {folded(column.head): column.key for column in COLUMNS}
REQUIRED = tuple(column for column in COLUMNS if column.is_required)
NO_SHEET = (
    "Tidak ada lembar dengan kolom Kode dan Indikator kinerja. Unduh format kosongnya, salin "
    "isinya ke sana, lalu unggah lagi."
)


@dataclass(frozen=True)
class Fault:
    """What a cell holds that cannot be taken, and the way out."""

    sheet: str
    cell: str
    message: str


@dataclass(frozen=True)
class PlanReading:
    """What was read: the rows that fit, the cells that do not, and what was left aside."""

    lines: tuple[PlannedLine, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """The sheet that holds the plan: its head row, and its columns by key."""

    sheet: CellSheet
    head: int
    columns: Mapping[str, int]
    added: tuple[str, ...]

    def fault(self, row: int, key: str, message: str) -> Fault:
        column = self.columns.get(key) or self.columns["code"]
        return Fault(self.sheet.name, f"{letters(column)}{row}", message)

    def rows(self) -> Iterator[int]:
        known = set(self.columns.values())
        yield from sorted(
            {row for row, column in self.sheet.cells if row > self.head and column in known}
        )

    def cell(self, row: int, key: str) -> Cell | None:
        """Give a cell of a row; None where it is empty or its column is missing."""
        found = self.sheet.cells.get((row, self.columns.get(key, 0)))
        is_empty = found is None or (found.kind == Kind.TEXT and not found.text.strip())
        return None if is_empty else found


def read_plan(content: bytes, known: Known) -> PlanReading:
    """Read any bytes as a plan. Raises WorkbookError, and nothing else."""
    pages = [page for sheet in cells.read(content) if (page := page_of(sheet))]
    if not pages:
        raise WorkbookError(NO_SHEET)
    page = pages[0]
    missing = [each.head for each in REQUIRED if each.key not in page.columns]
    if missing:
        raise WorkbookError(f"Kolom tidak ada pada lembar {page.sheet.name}: {', '.join(missing)}.")
    return read_page(page, known, others=[each.sheet.name for each in pages[1:]])


def page_of(sheet: CellSheet) -> Page | None:
    """Find the head of a plan; columns are known by their heads, wherever they were moved."""
    heads: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet.cells.items():
        if row <= LAST_HEAD_ROW and cell.text.strip():
            heads.setdefault(row, {})[column] = cell.text
    for row in sorted(heads):
        columns: dict[str, int] = {}
        for column, text in sorted(heads[row].items()):
            if key := HEADS.get(folded(text)):
                columns.setdefault(key, column)
        if {"code", "indicator"} <= set(columns):
            own = set(columns.values())
            added = (
                " ".join(text.split())[:40] for at, text in heads[row].items() if at not in own
            )
            return Page(sheet, row, columns, tuple(added))
    return None


def read_page(page: Page, known: Known, *, others: list[str]) -> PlanReading:
    lines: list[PlannedLine] = []
    faults: list[Fault] = []
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
        faults += [page.fault(row, key, message) for key, message in wrong]
        lines.append(line)
        if len(lines) > MOST_LINES:
            raise WorkbookError(f"Lebih dari {MOST_LINES} baris. Bagi dokumennya.")
    if not lines:
        raise WorkbookError(f"Lembar {page.sheet.name} belum berisi baris di bawah kepalanya.")
    faults += [page.fault(*each) for each in faults_between(lines)]
    return PlanReading(tuple(lines), tuple(faults), tuple(notes(page, others)))


def read_row(page: Page, row: int, known: Known) -> tuple[dict[str, str], list[tuple[str, str]]]:
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


def notes(page: Page, others: list[str]) -> Iterator[str]:
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
