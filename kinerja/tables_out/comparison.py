"""Units beside each other, as a table to take along."""

from collections.abc import Callable, Iterator
from datetime import datetime

from kinerja.comparison import Comparison, UnitStanding
from kinerja.summary import Summary
from kinerja.tables_out.file import Column, TableFile, Value
from kinerja.templatetags.office import moment


def of_summary(take: Callable[[Summary], Value]) -> Callable[[UnitStanding], Value]:
    """Take something of a unit's summary, where it has one."""
    return lambda row: take(row.summary) if row.summary else None


def category(found: Summary) -> Value:
    return found.average.category and found.average.category.label


COLUMNS = (
    Column("Kode", 18, lambda row: row.unit.code),
    Column("Perangkat daerah", 44, lambda row: row.unit.name),
    Column("Tercapai", 10, of_summary(lambda found: found.reached)),
    Column("Tidak tercapai", 10, of_summary(lambda found: found.missed)),
    Column("Belum ada data", 10, of_summary(lambda found: found.unknown)),
    Column("Rata-rata capaian (%)", 12, lambda row: row.percent, places=2),
    Column("Kategori", 14, of_summary(category)),
    Column("Baris dalam rata-rata", 12, of_summary(lambda found: found.average.mean.counted)),
    Column("Tanpa angka", 10, of_summary(lambda found: found.average.mean.left_out)),
    Column("Batas dalam rata-rata", 22, of_summary(lambda found: found.table.policy.cap_words)),
    Column("Keadaan", 20, lambda row: row.words),
)


def table_file(shown: Comparison, *, at: datetime) -> TableFile:
    """Lay out the comparison as its page shows it."""
    period = shown.period
    return TableFile(
        title=f"Perbandingan {period.short}",
        heads=(
            f"Perbandingan capaian kinerja {period}",
            f"{len(shown.rows)} perangkat daerah",
            f"{shown.word}; keadaan {moment(at)}",
        ),
        columns=COLUMNS,
        rows=shown.rows,
        notes=tuple(notes(shown)),
        file_name=f"perbandingan-{period.year}-{period.quarter}",
    )


def notes(shown: Comparison) -> Iterator[str]:
    """Say how it was measured, and every scale that was used."""
    yield (
        f"Capaian dihitung terhadap target {shown.period.up_to}; rata-rata biasa, "
        "baris tanpa angka tidak dihitung."
    )
    yield from (f"Skala: {words}." for words in shown.scales)
