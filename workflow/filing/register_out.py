"""Daftar arsip as a table to take along: a row per archive, on all pages."""

from collections.abc import Callable
from datetime import date, datetime

from django.utils.timezone import localdate

from kinerja.tables_out import Column, TableFile
from kinerja.tables_out.file import Value
from kinerja.templatetags.office import moment
from workflow.filing.register import Register
from workflow.models import ArchiveCopy


def described(name: str) -> Callable[[ArchiveCopy], Value]:
    """Take a field of the description; archives from before there were any have none."""

    def value(copy: ArchiveCopy) -> Value:
        found = getattr(copy.described[0], name) if copy.described else None
        found = found() if callable(found) else found
        return found.isoformat() if isinstance(found, date) else found

    return value


def placed(name: str) -> Callable[[ArchiveCopy], Value]:
    return lambda copy: getattr(copy.places[0], name) if copy.places else None


def remark(copy: ArchiveCopy) -> str:
    """Say what became of the edition and of its paper."""
    told = []
    if copy.is_superseded or copy.is_reopened:
        told.append("digantikan edisi berikutnya" if copy.is_superseded else "dibuka kembali")
    if hasattr(copy, "superseded_mark"):
        told.append("salinan ditandai DIGANTI")
    if not copy.places:
        told.append("salinan manual menyusul")
    return "; ".join(told)


COLUMNS = (
    Column("Nomor arsip", 20, lambda copy: copy.register_number),
    Column("Kode klasifikasi", 14, described("classification_code")),
    Column("Klasifikasi", 26, described("classification_name")),
    Column("Uraian", 40, described("summary")),
    Column("Perangkat daerah", 26, lambda copy: copy.submission.unit.name),
    Column("Periode", 18, lambda copy: copy.submission.period.short),
    Column("Edisi", 7, lambda copy: copy.edition),
    Column("Kurun waktu dari", 12, described("from_day")),
    Column("Kurun waktu sampai", 12, described("to_day")),
    Column("Tingkat perkembangan", 14, described("get_development_display")),
    Column("Media", 20, described("get_medium_display")),
    Column("Klasifikasi keamanan", 14, described("get_security_display")),
    Column("Retensi aktif (tahun)", 10, described("active_years")),
    Column("Retensi inaktif (tahun)", 10, described("inactive_years")),
    Column("Retensi sampai", 12, described("retained_until")),
    Column("Nasib akhir", 14, described("get_fate_display")),
    Column("Lokasi", 24, described("location")),
    Column("Boks", 8, placed("box")),
    Column("Rak", 8, placed("shelf")),
    Column("Disegel", 12, lambda copy: localdate(copy.sealed_at).isoformat()),
    Column("Keterangan", 34, remark),
)


def table_file(shown: Register, *, at: datetime) -> TableFile:
    """Lay out every archive that was asked for."""
    asked = shown.asked
    year = f" Tahun {asked.year}" if asked.year else ""
    over = "; hanya yang melewati retensinya" if asked.is_over else ""
    unit = f"-{asked.unit.code}" if asked.unit else ""
    return TableFile(
        title="Daftar arsip",
        heads=(f"Daftar Arsip{year}", f"{shown.unit_words}{over}", f"Keadaan {moment(at)}"),
        columns=COLUMNS,
        rows=shown.found,
        notes=(
            "Retensi dihitung sejak akhir tahun kurun waktu. Musnah atau permanen diputuskan "
            "pejabat; program tidak menghapus apa pun.",
        ),
        file_name=f"daftar-arsip{f'-{asked.year}' if asked.year else ''}{unit}",
        paper=shown.paper,
    )
