"""A record's values as an outside application asks for them: cells, one text, a workbook."""

from dataclasses import dataclass
from datetime import datetime

from kinerja.table import Table
from kinerja.tables_out import TableFile
from kinerja.templatetags.office import moment
from workflow.models import OutsideApplication, Submission
from workflow.outside.columns import OutsideColumn, Placed, ordered

# A spreadsheet calculates a text that begins with one of these.
LIVE = ("=", "+", "-", "@")


@dataclass(frozen=True)
class OutsideCell:
    """One value as it is copied, and the name of what it is."""

    column: OutsideColumn
    text: str


@dataclass(frozen=True)
class OutsideRow:
    code: str
    cells: tuple[OutsideCell, ...]


@dataclass(frozen=True)
class OutsideSheet:
    """The asked rows of a record in the columns of one application."""

    application: OutsideApplication
    columns: tuple[OutsideColumn, ...]
    rows: tuple[OutsideRow, ...]

    @property
    def everything(self) -> str:
        """Write all of it with tabs between the columns, as a spreadsheet takes it."""
        return "\n".join("\t".join(pasted(cell) for cell in row.cells) for row in self.rows)


def pasted(cell: OutsideCell) -> str:
    is_live = not cell.column.is_figure and cell.text.startswith(LIVE)
    return f"'{cell.text}" if is_live else cell.text


def placed(table: Table) -> list[Placed]:
    return [Placed(group, row) for group in table.groups for row in group.rows if row.is_asked]


def read(table: Table, application: OutsideApplication) -> OutsideSheet:
    columns = ordered(application.columns)
    rows = tuple(
        OutsideRow(
            each.row.code, tuple(OutsideCell(column, column.text(each)) for column in columns)
        )
        for each in placed(table)
    )
    return OutsideSheet(application, columns, rows)


def table_file(record: Submission, application: OutsideApplication, *, at: datetime) -> TableFile:
    """Lay the same values out as a workbook; the record's standing must have been read."""
    unit, period = record.unit, record.period
    word = "FINAL" if record.standing.is_sealed else "SEMENTARA"
    again = f", edisi {record.edition}" if record.edition > 1 else ""
    return TableFile(
        title=period.short,
        heads=(
            f"{application.name}: realisasi kinerja {period}{again}",
            f"{unit.name}, {unit.regency}",
            f"{word}, keadaan {moment(at)}",
        ),
        columns=tuple(column.out for column in ordered(application.columns)),
        rows=placed(record.standing.table),
        notes=(),
        file_name=f"{application.code}-{unit.code}-{period.year}-{period.quarter}",
        paper=unit.paper,
    )
