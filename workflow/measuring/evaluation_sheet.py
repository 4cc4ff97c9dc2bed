"""Evaluasi SOP as a workbook: the rows of the page's tables, ready to be counted further."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from kinerja.spreadsheet import texts
from kinerja.spreadsheet.paper import CREATOR, lay_across
from kinerja.templatetags.office import moment
from workflow.measuring.evaluation import Evaluation
from workflow.measuring.line import FIGURES, Line
from workflow.measuring.percentiles import Spread
from workflow.measuring.scope import Scope
from workflow.measuring.trend import MINUTE, clock_figure

HUNDREDTH = Decimal("0.01")

Value = str | int | Decimal | None


@dataclass(frozen=True)
class Column:
    """One column: its head, how wide it is in characters, and what it takes from a row."""

    head: str
    width: int
    value: Callable[..., Value]


def spread_columns(name: str, take: Callable[[Line], Spread | None]) -> tuple[Column, ...]:
    """Give each figure of a spread twice: as people read it, and as minutes to count with."""
    return tuple(
        column
        for word, figure in FIGURES
        for column in (
            Column(
                f"{name} {word} (jam:menit)",
                13,
                lambda line, figure=figure: written(take(line), figure, clock_figure),
            ),
            Column(
                f"{name} {word} (menit)",
                11,
                lambda line, figure=figure: written(take(line), figure, minutes),
            ),
        )
    )


def written(spread: Spread | None, figure: str, write: Callable[[timedelta], Value]) -> Value:
    return None if spread is None else write(getattr(spread, figure))


def minutes(span: timedelta) -> int:
    return span // MINUTE


def rate(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(HUNDREDTH, ROUND_HALF_UP)


STEP_COLUMNS = (
    Column("Langkah", 30, lambda line: line.title),
    Column("Standar", 22, lambda line: line.standard),
    Column("Putaran selesai", 10, lambda line: line.finished),
    *spread_columns("Waktu kerja", lambda line: line.working),
    *spread_columns("Waktu tunggu", lambda line: line.waiting),
    Column("Dalam standar", 10, lambda line: line.on_time),
    Column("Dari yang terukur", 10, lambda line: line.judged),
    Column("Dalam standar (%)", 10, lambda line: rate(line.on_time_rate)),
    Column("Tidak terukur", 10, lambda line: line.unmeasured),
    Column("Atas perintah tetap", 10, lambda line: line.by_order),
    Column("Terhenti", 10, lambda line: line.broken_off),
    Column("Dikembalikan pada pemeriksaan pertama (%)", 15, lambda line: rate(line.returned_rate)),
    Column("Keterangan", 60, lambda line: line.sentence),
)
PERIOD_COLUMNS = (
    Column("Langkah", 30, lambda row: str(row[0])),
    Column("Periode", 18, lambda row: row[1].period.words),
    Column("Putaran terukur", 10, lambda row: row[1].rounds),
    Column("Median waktu kerja (jam:menit)", 16, lambda row: clock_figure(row[1].median)),
    Column("Median waktu kerja (menit)", 16, lambda row: minutes(row[1].median)),
    Column("Standar (jam:menit)", 12, lambda row: clock_figure(row[1].standard)),
    Column("Standar (menit)", 12, lambda row: minutes(row[1].standard)),
)


def write(evaluation: Evaluation, *, at: datetime) -> bytes:
    """Write the workbook: a sheet of the steps, and one of the periods."""
    book = Workbook()
    book.properties.creator = CREATOR
    book.properties.created = book.properties.modified = at.astimezone(UTC).replace(tzinfo=None)
    heads = (
        f"Evaluasi SOP: {evaluation.sop.name}",
        f"{evaluation.scope.unit_words}, {evaluation.scope.period_words}",
        f"Keadaan {moment(at)}; semua waktu adalah waktu kerja",
    )
    periods = [(trend.step, each) for trend in evaluation.trends for each in trend.periods]
    fill(book.active, "Evaluasi", heads, STEP_COLUMNS, evaluation.lines)
    fill(book.create_sheet(), "Per periode", heads, PERIOD_COLUMNS, periods)
    for sheet in book:
        lay_across(sheet, evaluation.scope.paper, head=len(heads) + 1)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def fill(
    sheet: Worksheet,
    title: str,
    heads: Sequence[str],
    columns: Sequence[Column],
    rows: Iterable[object],
) -> None:
    sheet.title = title
    for number, text in enumerate(heads, start=1):
        put(sheet.cell(number, 1), text).font = Font(bold=number == 1)
    first = len(heads) + 1
    for number, column in enumerate(columns, start=1):
        head = put(sheet.cell(first, number), column.head)
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[head.column_letter].width = column.width
    for place, row in enumerate(rows, start=first + 1):
        for number, column in enumerate(columns, start=1):
            cell = put(sheet.cell(place, number), column.value(row))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = sheet.cell(first + 1, 2)


def put(cell: Cell, value: Value) -> Cell:
    if isinstance(value, str):
        return texts.put(cell, value)
    cell.value = value
    return cell


def file_name(scope: Scope) -> str:
    """Name the file by its periods: "evaluasi-sop-2025-I-2026-III.xlsx"."""
    return f"evaluasi-sop-{scope.first.numeral}-{scope.last.numeral}.xlsx"
