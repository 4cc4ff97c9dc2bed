"""The table Pengukuran Kinerja as the linked SOP Laporan Kinerja asks for it: eight columns."""

from collections.abc import Iterator
from dataclasses import dataclass

from kinerja.models import Unit
from kinerja.naming import named
from kinerja.table import Row, Table
from kinerja.tables_out.file import Column, TableFile, Value, figure, target
from kinerja.tables_out.record import notes

NAME = "Pengukuran Kinerja"


@dataclass(frozen=True)
class Measured:
    """One row under the text of its sasaran; `words` say why there is no number."""

    objective: str
    row: Row
    words: str = ""


def realised(each: Measured) -> Value:
    return each.words or figure(each.row.realised)


COLUMNS = (
    Column("No", 7, lambda each: each.row.code),
    Column("Sasaran Strategis", 40, lambda each: each.objective),
    Column("Indikator Kinerja", 44, lambda each: each.row.indicator),
    Column("Satuan", 12, lambda each: each.row.satuan),
    Column("Target", 14, lambda each: target(each.row)),
    Column("Realisasi", 14, realised),
    Column("Capaian (%)", 11, lambda each: each.row.achievement, places=2),
    Column("Kategori", 15, lambda each: each.row.category and each.row.category.label),
)


def table_file(table: Table, unit: Unit, *, edition: int, standing: str) -> TableFile:
    """Lay out what was measured in one period; `standing` says SEMENTARA or FINAL."""
    period = table.period
    again = f", edisi {edition}" if edition > 1 else ""
    return TableFile(
        title=NAME,
        heads=(f"{NAME} {period}{again}", f"{unit.name}, {unit.regency}", standing),
        columns=COLUMNS,
        rows=list(rows(table)),
        notes=tuple(notes(table)),
        file_name=named(NAME, period.short, unit.name),
        paper=unit.paper,
    )


def rows(table: Table) -> Iterator[Measured]:
    for group in table.groups:
        for row in group.rows:
            if row.is_asked:
                yield Measured(f"{group.number}. {group.text}", row, unmeasured(row))


def unmeasured(row: Row) -> str:
    """Say why a row has no number; "" where it has one."""
    if row.is_blank:
        return "belum diisi"
    return "" if row.reading.is_measured else row.reading.status_words
