"""The sheets of BAB III.A: what stands on each, and the footnotes that say what is missing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kinerja.chapter import ABSORPTION, Chapter
from kinerja.tables_out import measurement
from kinerja.tables_out.chapter import columns
from kinerja.tables_out.chapter.columns import Placed
from kinerja.tables_out.file import Column


@dataclass(frozen=True)
class Page:
    """One sheet of the workbook."""

    title: str
    heading: str
    columns: tuple[Column, ...]
    rows: Iterable[object]
    notes: tuple[str, ...]


def sheets(chapter: Chapter) -> Iterator[Page]:
    """Give each sheet: its name, its heading, its columns, rows and footnotes."""
    year, rows = chapter.agreement.year, list(indicators(chapter))
    scale = (
        f"Capaian dihitung terhadap target {chapter.agreement.title} versi "
        f"{chapter.agreement.version}. Skala: {chapter.policy.scale_words}.",
    )
    yield Page(
        measurement.NAME,
        f"{measurement.NAME} Tahun {year}",
        measurement.COLUMNS,
        list(measured(chapter)),
        (*scale, *without_number(chapter)),
    )
    yield Page(
        "1 Target dan realisasi",
        "1. Target dan realisasi tahun ini",
        columns.TARGETS,
        rows,
        (*scale, "Target semula: menurut versi Perjanjian Kinerja sebelumnya, bila berbeda."),
    )
    yield Page(
        "2 Tahun-tahun sebelumnya",
        "2. Realisasi dan capaian dibandingkan dengan tahun-tahun sebelumnya",
        columns.years_before(chapter),
        rows,
        ("Selisih: realisasi tahun ini dikurangi realisasi tahun lalu sampai periode yang sama.",),
    )
    yield Page(
        "3 Target akhir Renstra",
        "3. Realisasi dibandingkan dengan target akhir Renstra",
        columns.PLAN,
        rows,
        lacking(chapter, "plan", "Target akhir Renstra"),
    )
    yield Page(
        "4 Standar nasional",
        "4. Realisasi dibandingkan dengan standar nasional",
        columns.STANDARD,
        rows,
        lacking(chapter, "standard", "Standar nasional"),
    )
    yield Page(
        "5 Penyebab dan solusi",
        "5. Penyebab keberhasilan atau kegagalan dan solusi",
        columns.CAUSES,
        list(with_objectives(chapter)),
        ("Diambil dari penjelasan yang terakhir ditulis pada tahun ini.",),
    )
    yield Page(
        "6 Efisiensi",
        "6. Efisiensi penggunaan sumber daya per sasaran",
        columns.EFFICIENCY,
        [Placed(group) for group in chapter.groups],
        tuple(of_efficiency(chapter)),
    )
    yield Page(
        "7 Program pendukung",
        "7. Program/kegiatan yang menunjang keberhasilan atau kegagalan",
        columns.PROGRAMMES,
        rows,
        ("Aplikasi ini tidak mencatat program dan anggarannya: tiga kolom terakhir diisi tangan.",),
    )


def indicators(chapter: Chapter) -> Iterator[Placed]:
    for group in chapter.groups:
        yield from (Placed(group, each) for each in group.rows)


def with_objectives(chapter: Chapter) -> Iterator[Placed]:
    for group in chapter.groups:
        yield Placed(group)
        yield from (Placed(group, each) for each in group.rows)


def measured(chapter: Chapter) -> Iterator[measurement.Measured]:
    for group in chapter.groups:
        for each in group.rows:
            words = "" if each.has_number else "belum ada angka"
            yield measurement.Measured(f"{group.number}. {group.text}", each.row, words)


def without_number(chapter: Chapter) -> Iterator[str]:
    """Say of each row that stands at an earlier period, or nowhere, why it does."""
    for each in chapter.rows:
        if each.has_number and not each.remark:
            continue
        place = f"angka {each.up_to}" if each.has_number else "belum ada angka"
        why = each.remark or f"diukur pada {each.row.schedule_words}"
        yield f"{each.row.code}: {place}; {why}."


def lacking(chapter: Chapter, name: str, words: str) -> tuple[str, ...]:
    """Say which indicators have no such number, where it can be entered."""
    codes = [each.row.code for each in chapter.rows if getattr(each, name) is None]
    if not codes:
        return ()
    where = "dapat diisi pada Kantor, Perjanjian Kinerja, indikator"
    return (f"{words} belum diisi untuk {len(codes)} baris ({', '.join(codes)}); {where}.",)


def of_efficiency(chapter: Chapter) -> Iterator[str]:
    """Say how efficiency came about, or plainly why there is none."""
    if all(group.efficiency.absorption is None for group in chapter.groups):
        names = ", ".join(f"“{words}”" for words in ABSORPTION)
        yield (
            "Tidak tersedia: tidak ada indikator penyerapan anggaran, yaitu indikator bersatuan % "
            f"yang namanya memuat {names}."
        )
        return
    yield (
        "Efisiensi: rata-rata capaian sasaran dikurangi penyerapan anggaran. Indikator penyerapan "
        "dikenali dari namanya dan tidak ikut dalam rata-rata."
    )
    yield f"Capaian dalam rata-rata: {chapter.policy.cap_words}."
