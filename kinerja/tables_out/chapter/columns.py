"""The columns of the sheets of BAB III.A."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from kinerja import formula
from kinerja.chapter import Aim, Chapter, ChapterGroup, ChapterRow, Explained, Past
from kinerja.table import Figure
from kinerja.tables_out.file import Column, Value, figure, target

NOT_AVAILABLE = "tidak tersedia"


@dataclass(frozen=True)
class Placed:
    """A row of a sheet under its sasaran; one without an indicator is about the sasaran itself."""

    group: ChapterGroup
    each: ChapterRow | None = None


def of_row(take: Callable[[ChapterRow], Value]) -> Callable[[Placed], Value]:
    return lambda placed: placed.each and take(placed.each)


def of_aim(name: str, take: Callable[[Aim], Value]) -> Callable[[Placed], Value]:
    """Take from the Renstra's target or the standard, where the indicator has one."""

    def value(placed: Placed) -> Value:
        found = placed.each and getattr(placed.each, name)
        return take(found) if found else None

    return value


OBJECTIVE = (
    Column(
        "No", 7, lambda placed: placed.each.row.code if placed.each else str(placed.group.number)
    ),
    Column("Sasaran Strategis", 34, lambda placed: placed.group.text),
)
INDICATOR = (
    *OBJECTIVE,
    Column("Indikator Kinerja", 40, of_row(lambda each: each.row.indicator)),
    Column("Satuan", 10, of_row(lambda each: each.row.satuan)),
)
UP_TO = Column("Angka sampai dengan", 16, of_row(lambda each: each.up_to or "belum ada angka"))
REALISED = Column("Realisasi", 13, of_row(lambda each: figure(each.row.realised)))
ACHIEVEMENT = Column("Capaian (%)", 11, of_row(lambda each: each.row.achievement), places=2)


def category(each: ChapterRow) -> Value:
    return each.row.category and each.row.category.label


def formula_words(each: ChapterRow) -> Value:
    return each.row.formula if each.row.achievement is not None else each.row.no_number


TARGETS = (
    *INDICATOR,
    Column("Target", 13, of_row(lambda each: target(each.row))),
    Column("Target semula", 13, of_row(lambda each: each.target_before)),
    REALISED,
    ACHIEVEMENT,
    Column("Kategori", 14, of_row(category)),
    UP_TO,
    Column("Rumus capaian", 38, of_row(formula_words)),
    Column("Keterangan", 38, of_row(lambda each: each.remark)),
)
PLAN = (
    *INDICATOR,
    REALISED,
    UP_TO,
    Column("Target akhir Renstra", 13, of_aim("plan", lambda aim: aim.value)),
    Column("Tahun akhir Renstra", 10, of_aim("plan", lambda aim: aim.year)),
    Column("Tingkat kemajuan (%)", 12, of_aim("plan", lambda aim: aim.achievement), places=2),
    Column("Rumus", 40, of_aim("plan", lambda aim: aim.words)),
)
STANDARD = (
    *INDICATOR,
    REALISED,
    UP_TO,
    Column("Standar nasional", 13, of_aim("standard", lambda aim: aim.value)),
    Column(
        "Capaian terhadap standar (%)",
        12,
        of_aim("standard", lambda aim: aim.achievement),
        places=2,
    ),
    Column("Rumus", 40, of_aim("standard", lambda aim: aim.words)),
)


def written(name: str) -> Callable[[Placed], Value]:
    """Take a part of what was written last, of the indicator or of the sasaran."""

    def value(placed: Placed) -> Value:
        found = told(placed)
        return found and getattr(found.words, name)

    return value


def told(placed: Placed) -> Explained | None:
    return placed.each.explained if placed.each else placed.group.explained


CAUSES = (
    *OBJECTIVE,
    Column(
        "Indikator Kinerja",
        40,
        lambda placed: placed.each.row.indicator if placed.each else "(sasaran)",
    ),
    Column("Capaian (%)", 11, of_row(lambda each: each.row.achievement), places=2),
    Column("Penyebab keberhasilan (faktor pendorong)", 40, written("drivers")),
    Column("Penyebab kegagalan (faktor penghambat)", 40, written("obstacles")),
    Column("Solusi (tindak lanjut)", 40, written("follow_up")),
    Column("Ditulis pada", 18, lambda placed: told(placed) and told(placed).period),
)


def share(placed: Placed) -> Value:
    used = placed.group.efficiency.absorption
    return figure(used.row.realised) if used else NOT_AVAILABLE


def source(placed: Placed) -> Value:
    used = placed.group.efficiency.absorption
    return used and f"{used.row.code} {used.row.indicator}, {used.up_to or 'belum ada angka'}"


def points(placed: Placed) -> Value:
    found = placed.group.efficiency.points
    return NOT_AVAILABLE if found is None else found


EFFICIENCY = (
    *OBJECTIVE,
    Column(
        "Rata-rata capaian (%)",
        13,
        lambda placed: placed.group.efficiency.average.mean.percent,
        places=2,
    ),
    Column("Rata-rata dari", 30, lambda placed: placed.group.efficiency.average.words),
    Column("Penyerapan anggaran (%)", 13, share, places=2),
    Column("Efisiensi (poin persen)", 13, points, places=2),
    Column("Penyerapan diambil dari baris", 44, source),
)
PROGRAMMES = (
    *INDICATOR,
    Column("Program/kegiatan pendukung (diisi tangan)", 60, lambda _placed: None),
    Column("Anggaran (diisi tangan)", 20, lambda _placed: None),
    Column("Realisasi anggaran (diisi tangan)", 20, lambda _placed: None),
)


def direction(each: ChapterRow) -> Value:
    """Say how the figure moved against last year; a predicate by its rank."""
    now, then = (height(value) for value in (each.row.realised, each.row.background.last_year))
    if now is None or then is None:
        return None
    return "tetap" if now == then else ("naik" if now > then else "turun")


def height(value: Figure) -> Decimal | int | None:
    return value.rank if isinstance(value, formula.Choice) else value


def difference(each: ChapterRow) -> Value:
    """Subtract last year's figure from this year's; predicates have no difference."""
    figures = each.row.realised, each.row.background.last_year
    if None in figures or any(isinstance(value, formula.Choice) for value in figures):
        return None
    return figures[0] - figures[1]


def years_before(chapter: Chapter) -> tuple[Column, ...]:
    """Compare with last year up to the same period, then show how every earlier year ended."""
    year = chapter.agreement.year
    against = (
        Column(f"Realisasi {year}", 13, of_row(lambda each: figure(each.row.realised))),
        UP_TO,
        Column(
            f"Realisasi {year - 1} pada periode yang sama",
            14,
            of_row(lambda each: figure(each.row.background.last_year)),
        ),
        Column("Selisih", 12, of_row(difference)),
        Column("Perkembangan", 15, of_row(direction)),
    )
    return (*INDICATOR, *against, *ends_of_years(chapter))


def ends_of_years(chapter: Chapter) -> Iterator[Column]:
    for place, year in enumerate(chapter.years):
        yield Column(f"Realisasi {year}", 13, of_past(place, lambda past: figure(past.realised)))
        yield Column(
            f"Capaian {year} (%)", 11, of_past(place, lambda past: past.achievement), places=2
        )
        yield Column(f"{year} sampai dengan", 14, of_past(place, lambda past: past.up_to))


def of_past(place: int, take: Callable[[Past], Value]) -> Callable[[Placed], Value]:
    def value(placed: Placed) -> Value:
        found = placed.each.past[place]
        return take(found) if found else None

    return value
