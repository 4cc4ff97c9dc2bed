"""The year of one agreement on one sheet: what each quarter brought, and where it stands now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from kinerja import summary
from kinerja.models import Agreement, Period, Quarter, Realisation
from kinerja.policies import Policy
from kinerja.summary import Average, Summary
from kinerja.table import Figure, Group, Reading, Row, Table, read_year


@dataclass(frozen=True)
class Cell:
    """What one quarter brought, or several alike in which the row is not measured."""

    label: str
    span: int
    is_measured: bool
    reading: Reading | None
    achievement: Decimal | None

    @property
    def has_number(self) -> bool:
        return self.reading is not None and self.reading.status == Realisation.Status.MEASURED

    @property
    def is_blank(self) -> bool:
        return self.reading is None or self.reading.is_blank


@dataclass(frozen=True)
class Standing:
    """Where a row stands: its achievement in the last period that has a number."""

    up_to: str
    row: Row


@dataclass(frozen=True)
class TrendPoint:
    """The achievement of one period, None where it has no number."""

    period: str
    percent: Decimal | None


@dataclass(frozen=True)
class YearRow:
    """One indicator through the year.

    `target` is the year's own, and `target_words` empty; without one it is what the last quarter
    with a target asks for, and `target_words` names that quarter.
    """

    code: str
    indicator_id: int
    indicator: str
    satuan: str
    schedule_words: str
    basis_words: str
    is_lower_better: bool
    target: Figure
    upper: Decimal | None
    target_words: str
    cells: tuple[Cell, ...]
    standing: Standing | None
    trend: tuple[TrendPoint, ...]


@dataclass(frozen=True)
class YearGroup:
    """One sasaran with its rows."""

    number: int
    text: str
    rows: tuple[YearRow, ...]
    average: Average | None


@dataclass(frozen=True)
class YearSheet:
    """The whole year; `up_to` says how far anything is filled in, "" where nothing is."""

    agreement: Agreement
    headings: tuple[str, ...]
    groups: tuple[YearGroup, ...]
    up_to: str
    is_final: bool
    policy: Policy
    begun: tuple[Table, ...]
    summary: Summary | None

    @property
    def width(self) -> int:
        """Count the columns: kode, indikator, target, the periods, capaian."""
        return len(self.headings) + 4


def read(agreement: Agreement, quarter: int | None = None) -> YearSheet:
    """Read the year at the cost of one period, periods that were never opened included.

    The summary and the averages are of this quarter or, without, of the last one with a value.
    """
    opened = {period.quarter: period for period in Period.objects.filter(year=agreement.year)}
    every = [
        opened.get(quarter) or Period(year=agreement.year, quarter=quarter) for quarter in Quarter
    ]
    tables = read_year(agreement, every)
    shown = [table for table in tables if is_shown(table)]
    begun = [table for table in shown if has_readings(table)]
    of_year = tables[-1]
    last = begun[-1] if begun else None
    chosen = next((each for each in begun if each.period.quarter == quarter), last)
    return YearSheet(
        agreement=agreement,
        headings=tuple(name_of(table) for table in shown),
        groups=tuple(
            year_group(group, place, shown, chosen) for place, group in enumerate(of_year.groups)
        ),
        up_to=last.period.up_to if last else "",
        is_final=bool(begun) and all(summary.is_final(table) for table in begun),
        policy=of_year.policy,
        begun=tuple(begun),
        summary=summary.read(chosen) if chosen else None,
    )


def name_of(table: Table) -> str:
    return table.period.get_quarter_display()


def is_shown(table: Table) -> bool:
    """Show every quarter, and Tahunan where a row is measured then."""
    return table.period.quarter != Quarter.YEAR or bool(table.asked) or has_readings(table)


def has_readings(table: Table) -> bool:
    return any(not row.is_blank for row in table.rows)


def year_group(
    of_year: Group, place: int, tables: Sequence[Table], chosen: Table | None
) -> YearGroup:
    """Gather the rows of one sasaran, the `place`-th of each table."""
    return YearGroup(
        number=of_year.number,
        text=of_year.text,
        rows=tuple(
            year_row(row, [(table.period, table.groups[place].rows[at]) for table in tables])
            for at, row in enumerate(of_year.rows)
        ),
        average=average(chosen, place) if chosen else None,
    )


def average(table: Table, place: int) -> Average | None:
    """Average a sasaran in the chosen period; None where nothing of it is measured then."""
    asked = [row for row in table.groups[place].rows if row.is_asked]
    return summary.average(asked, table.policy) if asked else None


def year_row(of_year: Row, periods: Sequence[tuple[Period, Row]]) -> YearRow:
    aim, aim_words = aim_of(of_year, periods)
    return YearRow(
        code=of_year.code,
        indicator_id=of_year.indicator_id,
        indicator=of_year.indicator,
        satuan=of_year.satuan,
        schedule_words=of_year.schedule_words,
        basis_words=periods[0][1].basis_words,
        is_lower_better=of_year.is_lower_better,
        target=aim.target,
        upper=aim.upper,
        target_words=aim_words,
        cells=tuple(cells(periods)),
        standing=standing(periods),
        trend=tuple(trend(periods)),
    )


def aim_of(of_year: Row, periods: Sequence[tuple[Period, Row]]) -> tuple[Row, str]:
    """Find the row that tells the year's target, and the quarter where it is not the year's own."""
    if of_year.target is not None:
        return of_year, ""
    quarters = ((row, period.up_to) for period, row in reversed(periods))
    return next((each for each in quarters if each[0].target is not None), (of_year, ""))


def cells(periods: Sequence[tuple[Period, Row]]) -> Iterator[Cell]:
    """Give a cell per period; quarters beside each other without measuring are one."""
    for is_off, run in groupby(periods, key=lambda each: is_unmeasured_quarter(*each)):
        together = tuple(run)
        for held in [together] if is_off else [(each,) for each in together]:
            first, row = held[0]
            yield Cell(
                label=span_words([period for period, _row in held]),
                span=len(held),
                is_measured=row.is_asked or first.quarter == Quarter.YEAR,
                reading=row.reading,
                achievement=row.achievement,
            )


def is_unmeasured_quarter(period: Period, row: Row) -> bool:
    return period.quarter != Quarter.YEAR and not row.is_asked and row.is_blank


def span_words(periods: Sequence[Period]) -> str:
    """Name neighbouring quarters: "Triwulan I–III"."""
    first, last = periods[0].get_quarter_display(), periods[-1].get_quarter_display()
    return first if len(periods) == 1 else f"{first}–{last.split()[-1]}"


def standing(periods: Sequence[tuple[Period, Row]]) -> Standing | None:
    """Find the last period with a number; None where the year has none yet."""
    measured = (
        Standing(period.up_to, row)
        for period, row in reversed(periods)
        if row.reading and row.reading.status == Realisation.Status.MEASURED
    )
    return next(measured, None)


def trend(periods: Sequence[tuple[Period, Row]]) -> Iterator[TrendPoint]:
    """Give the achievements of the quarters in which the row is measured."""
    for period, row in periods:
        if row.is_asked and not period.is_year:
            yield TrendPoint(period.get_quarter_display(), row.achievement)
