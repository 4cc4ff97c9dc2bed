"""The rows of a unit in one period as a table to take along."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kinerja.models import Realisation, Unit
from kinerja.table import Group, Row, Table
from kinerja.tables_out.file import Column, TableFile, Value, figure

NO_NUMBER = (Realisation.Status.NOT_YET, Realisation.Status.NOT_MEASURED)


@dataclass(frozen=True)
class Placed:
    """One row under its sasaran."""

    group: Group
    row: Row


def of_reading(name: str) -> Callable[[Placed], Value]:
    return lambda each: each.row.reading and getattr(each.row.reading, name)


def state(each: Placed) -> Value:
    """Say how the value stands: "terisi", or why there is none."""
    row = each.row
    if row.is_blank:
        return Realisation.Status.BLANK.label
    reason = f": {row.reading.reason}" if row.reading.reason else ""
    return f"{row.reading.status_words}{reason}"


def own(each: Placed) -> Value:
    return figure(each.row.reading.figure)


def formula_words(each: Placed) -> Value:
    return each.row.formula if each.row.achievement is not None else each.row.no_number


COLUMNS = (
    Column("Nomor sasaran", 9, lambda each: each.group.number),
    Column("Sasaran strategis", 34, lambda each: each.group.text),
    Column("Kode", 8, lambda each: each.row.code),
    Column("Indikator kinerja", 44, lambda each: each.row.indicator),
    Column("Satuan", 10, lambda each: each.row.satuan),
    Column("Jenis", 22, lambda each: each.row.kind_words),
    Column("Dasar", 18, lambda each: each.row.basis_words),
    Column("Seksi/subbagian", 22, lambda each: each.row.section),
    Column("Target", 12, lambda each: figure(each.row.target)),
    Column("Batas atas target", 12, lambda each: each.row.upper),
    Column("Nilai periode ini", 14, lambda each: each.row.reading and own(each)),
    Column("Pembilang", 12, of_reading("numerator")),
    Column("Penyebut", 12, of_reading("denominator")),
    Column("Realisasi yang diukur", 14, lambda each: figure(each.row.realised)),
    Column("Capaian (%)", 11, lambda each: each.row.achievement, places=2),
    Column("Kategori", 14, lambda each: each.row.category and each.row.category.label),
    Column("Rumus capaian", 40, formula_words),
    Column("Target tahun", 12, lambda each: figure(each.row.year_target)),
    Column("Kemajuan tahunan (%)", 11, lambda each: each.row.year_progress, places=2),
    Column("Keadaan nilai", 30, state),
    Column("Sumber", 14, of_reading("source_words")),
    Column("Faktor pendorong", 40, lambda each: each.row.words.drivers),
    Column("Faktor penghambat", 40, lambda each: each.row.words.obstacles),
    Column("Tindak lanjut", 40, lambda each: each.row.words.follow_up),
    Column("Catatan dokumen pendukung", 40, lambda each: each.row.words.evidence_note),
)


def table_file(
    table: Table, unit: Unit, *, edition: int, standing: str, remarks: Iterable[str] = ()
) -> TableFile:
    """Lay out the asked rows; `standing` says SEMENTARA or FINAL, with its moment."""
    period, agreement = table.period, table.agreement
    again = f", edisi {edition}" if edition > 1 else ""
    return TableFile(
        title=period.short,
        heads=(
            f"Realisasi kinerja {period}{again}",
            f"{unit.name}, {unit.regency}; {agreement.title} versi {agreement.version}",
            standing,
        ),
        columns=COLUMNS,
        rows=[Placed(group, row) for group in table.groups for row in group.rows if row.is_asked],
        notes=(*notes(table), *remarks),
        file_name=f"realisasi-{unit.code}-{period.year}-{suffix(table)}",
        paper=unit.paper,
    )


def suffix(table: Table) -> str:
    quarter = table.period.quarter
    return "tahunan" if table.period.is_year else f"tw{quarter}"


def notes(table: Table) -> list[str]:
    """Say what the table leaves out, and which of its rows have no number."""
    left = [row for row in table.rows if not row.is_asked]
    blank = [row for row in table.asked if row.is_blank]
    without = [
        row
        for row in table.asked
        if not row.is_blank and (row.reading.status in NO_NUMBER or row.achievement is None)
    ]
    partial = [row for row in table.asked if not row.is_complete]
    told = (
        (f"Tidak dimuat karena tidak diukur pada {table.period}", left),
        ("Belum diisi", blank),
        ("Tanpa capaian; sebabnya pada kolom keadaan dan rumus", without),
        ("Belum lengkap: ada triwulan sebelumnya tanpa angka", partial),
    )
    scale = f"Skala: {table.policy.scale_words}. Kemajuan tahunan tanpa kategori."
    return [*(f"{words}: {listed(rows)}." for words, rows in told if rows), scale]


def listed(rows: Iterable[Row]) -> str:
    """Count rows and name them: "2 baris (1.1, 1.2)"."""
    codes = [row.code for row in rows]
    return f"{len(codes)} baris ({', '.join(codes)})"
