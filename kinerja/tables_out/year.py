"""The year of an agreement as a table to take along: a row per indicator, columns per period."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from kinerja.models import Unit
from kinerja.tables_out.file import Column, TableFile, Value, figure
from kinerja.templatetags.office import day, moment
from kinerja.year import Cell, Standing, YearGroup, YearRow, YearSheet


@dataclass(frozen=True)
class Placed:
    """One row under its sasaran, with a cell for each period."""

    group: YearGroup
    row: YearRow
    cells: tuple[Cell, ...]


def of_standing(take: Callable[[Standing], Value]) -> Callable[[Placed], Value]:
    """Read from where the row stands; nothing where the year has no number yet."""
    return lambda each: each.row.standing and take(each.row.standing)


FIRST = (
    Column("Nomor sasaran", 9, lambda each: each.group.number),
    Column("Sasaran strategis", 34, lambda each: each.group.text),
    Column("Kode", 8, lambda each: each.row.code),
    Column("Indikator kinerja", 44, lambda each: each.row.indicator),
    Column("Satuan", 10, lambda each: each.row.satuan),
    Column("Dasar", 18, lambda each: each.row.basis_words),
    Column("Jadwal ukur", 22, lambda each: each.row.schedule_words),
    Column("Target tahun", 12, lambda each: figure(each.row.target)),
    Column("Batas atas target", 12, lambda each: each.row.upper),
    Column("Target diambil dari", 16, lambda each: each.row.target_words),
)


def category(found: Standing) -> Value:
    return found.row.category and found.row.category.label


LAST = (
    Column("Realisasi yang diukur", 14, of_standing(lambda found: figure(found.row.realised))),
    Column("Capaian terakhir (%)", 11, of_standing(lambda found: found.row.achievement), places=2),
    Column("Kategori", 14, of_standing(category)),
    Column("Capaian sampai dengan", 18, of_standing(lambda found: found.up_to)),
    Column(
        "Kemajuan tahunan (%)", 11, of_standing(lambda found: found.row.year_progress), places=2
    ),
    Column("Rumus capaian", 40, of_standing(lambda found: found.row.formula)),
)


def table_file(year: YearSheet, unit: Unit, *, at: datetime) -> TableFile:
    """Lay out the year as its page shows it."""
    agreement = year.agreement
    rows = [
        Placed(group, row, tuple(spread(row.cells))) for group in year.groups for row in group.rows
    ]
    return TableFile(
        title=f"Capaian {agreement.year}",
        heads=(
            f"Capaian kinerja Tahun {agreement.year}",
            f"{unit.name}, {unit.regency}; {agreement.title} versi {agreement.version}, "
            f"{day(agreement.date)}",
            standing(year, at),
        ),
        columns=(*FIRST, *of_periods(year.headings), *LAST),
        rows=rows,
        notes=tuple(notes(rows, year)),
        file_name=f"capaian-{unit.code}-{agreement.year}",
        paper=unit.paper,
    )


def standing(year: YearSheet, at: datetime) -> str:
    if not year.up_to:
        return f"Belum ada realisasi; keadaan {moment(at)}"
    word = "FINAL" if year.is_final else "SEMENTARA"
    return f"{word} {year.up_to}; keadaan {moment(at)}"


def spread(cells: Iterable[Cell]) -> Iterator[Cell]:
    """Give every period its cell; the page draws neighbours alike as one."""
    for cell in cells:
        yield from [cell] * cell.span


def of_periods(headings: Iterable[str]) -> Iterator[Column]:
    for place, heading in enumerate(headings):
        yield Column(heading, 14, lambda each, place=place: value(each.cells[place]))
        yield Column(f"{heading}, keadaan", 26, lambda each, place=place: state(each, place))


def value(cell: Cell) -> Value:
    return figure(cell.reading.figure) if cell.has_number else None


def state(each: Placed, place: int) -> Value:
    """Say whether a value is final, or why there is none."""
    cell = each.cells[place]
    if cell.is_blank:
        return "belum diisi" if cell.is_measured else f"diukur pada {each.row.schedule_words}"
    final = "final" if cell.reading.is_confirmed else "sementara"
    if cell.has_number:
        return final
    promised = cell.reading.promised_on
    until = f", dijanjikan {day(promised)}" if promised else ""
    return f"{cell.reading.status_words}: {cell.reading.reason}{until} ({final})"


def notes(rows: Iterable[Placed], year: YearSheet) -> Iterator[str]:
    """Say what has no figure, and how achievements were put into words."""
    without = [each.row.code for each in rows if each.row.standing is None]
    if without:
        yield f"Belum ada angka, maka tanpa capaian: {len(without)} baris ({', '.join(without)})."
    yield "Capaian dihitung terhadap target sampai dengan triwulan yang disebut."
    yield f"Skala: {year.policy.scale_words}."
