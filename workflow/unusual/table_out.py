"""Riwayat as a table to take along: a row per line of the page, on all of its pages."""

from datetime import datetime

from django.utils.timezone import localtime

from kinerja import zone
from kinerja.tables_out import Column, TableFile
from kinerja.templatetags.office import moment
from workflow.unusual import reading
from workflow.unusual.page import History
from workflow.unusual.reading import Happening


def berkas(each: Happening) -> str:
    return each.record.period.short if each.record else ""


def subject(each: Happening) -> str:
    """Name the indicator of a single row, else the form, the document or the assignment."""
    if each.is_about_one_row and each.rows[0].indicator:
        return each.rows[0].indicator.name
    return each.told.subject


# Dates and times are written so that a spreadsheet sorts them, as texts too.
COLUMNS = (
    Column("Tanggal", 12, lambda each: f"{localtime(each.moment):%Y-%m-%d}"),
    Column("Pukul", 12, lambda each: f"{localtime(each.moment):%H.%M} {zone.word(each.moment)}"),
    Column("Perangkat daerah", 28, lambda each: each.unit.name),
    Column("Berkas", 18, berkas),
    Column("Nomor berkas", 9, lambda each: each.record and each.record.pk),
    Column("Nomor catatan", 9, lambda each: each.number),
    Column("Jenis", 22, lambda each: each.rule.label),
    Column("Baris", 12, lambda each: ", ".join(row.code for row in each.rows)),
    Column("Tentang", 36, subject),
    Column("Oleh", 24, lambda each: each.who),
    Column("Selaku", 28, lambda each: each.capacity),
    Column("Tindakan", 28, lambda each: each.what),
    Column("Semula", 24, lambda each: each.told.before),
    Column("Menjadi", 24, lambda each: each.told.after),
    Column("Alasan", 40, lambda each: each.told.reason),
)


def table_file(shown: History, *, at: datetime) -> TableFile:
    """Lay out every line that the filters let through."""
    asked = shown.filters
    kind = f"; hanya: {asked.rule.label}" if asked.rule else ""
    unit = f"-{asked.unit.code}" if asked.unit else ""
    return TableFile(
        title=f"Riwayat {asked.year}",
        heads=(
            f"Riwayat Tahun {asked.year}: kejadian di luar kebiasaan",
            f"{shown.unit_words}{kind}",
            f"Keadaan {moment(at)}",
        ),
        columns=COLUMNS,
        rows=reading.placed(shown.facts),
        notes=tuple(f"{each.rule.label}: {each.count}" for each in shown.counts),
        file_name=f"riwayat-{asked.year}{unit}",
        paper=shown.paper,
    )
