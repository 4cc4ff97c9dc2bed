"""BAB III.A as a workbook for the linked SOP Laporan Kinerja: Pengukuran Kinerja, then a sheet for
each thing that the chapter asks of a sasaran."""

from datetime import datetime

from kinerja.chapter import Chapter
from kinerja.models import Unit
from kinerja.naming import named
from kinerja.tables_out.chapter.sheets import sheets
from kinerja.tables_out.file import BookFile, TableFile
from kinerja.templatetags.office import moment


def book_file(chapter: Chapter, unit: Unit, *, at: datetime) -> BookFile:
    """Lay the whole chapter out."""
    year, line = chapter.agreement.year, head_line(chapter, at)
    return BookFile(
        tables=tuple(
            TableFile(
                title=sheet.title,
                heads=(sheet.heading, f"{unit.name}, {unit.regency}; Tahun {year}", line),
                columns=sheet.columns,
                rows=sheet.rows,
                notes=sheet.notes,
                file_name=sheet.title,
                paper=unit.paper,
            )
            for sheet in sheets(chapter)
        ),
        file_name=named("Bahan BAB III.A Laporan Kinerja", year, unit.name, f"({chapter.word})"),
    )


def head_line(chapter: Chapter, at: datetime) -> str:
    """Say whether the figures are final, how far they reach, and what the year still lacks."""
    lacks = f"; belum ada nilai {', '.join(chapter.missing)}" if chapter.missing else ""
    return f"{chapter.word} {chapter.up_to}; keadaan {moment(at)}{lacks}"
