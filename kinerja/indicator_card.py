"""One indicator through all years: what it is, what each agreement asked, and every value of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import BooleanField, Value

from kinerja import formula
from kinerja.models import (
    Agreement,
    EvidenceRow,
    Indicator,
    Line,
    Period,
    Quarter,
    Realisation,
    Target,
)
from kinerja.policies import Policies
from kinerja.table import Book, Document, Figure, Reading, Row
from kinerja.table.book import reading_of
from kinerja.table.documents import document
from kinerja.table.fetching import Source
from kinerja.templatetags.office import bounds, figure
from kinerja.templatetags.trends import Point

Cell = tuple[int, int, int]


@dataclass(frozen=True)
class TargetCell:
    """The target of a quarter or the year; `before` is what the version before asked, or ""."""

    quarter: str
    target: str
    before: str


@dataclass(frozen=True)
class TargetRow:
    """What one agreement version asks of the indicator; `line` is None where it asks nothing."""

    agreement: Agreement
    line: Line | None
    cells: tuple[TargetCell, ...]


@dataclass(frozen=True)
class Edition:
    """One value as it was written; `confirmed_at` is None while nobody has sealed it."""

    reading: Reading
    confirmed_at: datetime | None
    documents: tuple[Document, ...]


@dataclass(frozen=True)
class PeriodValue:
    """One period: the value that stands, measured against its own version, and the other editions.

    `target_before` is what an earlier version of the year had asked, "" where it was the same.
    """

    period: Period
    agreement: Agreement
    row: Row
    stands: Edition
    others: tuple[Edition, ...]
    target_before: str

    @property
    def has_sum(self) -> bool:
        """Say whether what is measured is made of more than this period's own value."""
        return self.stands.reading.is_measured and self.row.realised != self.row.reading.figure

    @property
    def short(self) -> str:
        """Write the period under a drawing: "III/26", "Th/26"."""
        quarter = Quarter(self.period.quarter)
        return f"{'Th' if quarter == Quarter.YEAR else quarter.name}/{self.period.year % 100:02}"


@dataclass(frozen=True)
class IndicatorCard:
    """The card; `line` is the latest, None where no agreement asks for the indicator."""

    indicator: Indicator
    line: Line | None
    targets: tuple[TargetRow, ...]
    values: tuple[PeriodValue, ...]

    @property
    def has_trend(self) -> bool:
        return len(self.trend) > 1

    @property
    def trend(self) -> tuple[Point, ...]:
        """Give what is drawn: the measured periods, oldest first."""
        measured = (value for value in reversed(self.values) if value.stands.reading.is_measured)
        return tuple(
            Point(
                label=value.short,
                value=height(value.row.realised),
                target=height(value.row.target),
                figure=figure(value.row.realised),
                aim=bounds(value.row.target, value.row.upper),
                is_final=value.stands.confirmed_at is not None,
            )
            for value in measured
        )


def height(value: Figure) -> Decimal | None:
    """Give a figure as a number to draw; a predicate is as high as its rank."""
    return Decimal(value.rank) if isinstance(value, formula.Choice) else value


class IndicatorBook(Book):
    """All lines, targets and cells of one indicator, fetched once, whatever the year.

    It measures a cell as the tables do, so that the card and they say the same.
    """

    def __init__(self, indicator: Indicator) -> None:
        lines = Line.objects.filter(indicator=indicator)
        names = ("agreement", "objective", "indicator", "section")
        in_order = lines.select_related(*names).order_by("agreement__year", "agreement__version")
        targets = Target.objects.filter(line__indicator=indicator).select_related("predicate")
        self.every = self._every(indicator)
        source = Source(
            policies=Policies([indicator.unit_id]),
            lines=list(in_order),
            targets=list(targets),
            candidates=list(self.every),
        )
        super().__init__(Agreement(unit=indicator.unit), Period(), None, source=source)

    def _every(self, indicator: Indicator) -> tuple[Realisation, ...]:
        """List every cell that says something, with the earlier agreement version first."""
        found = Realisation.objects.filter(line__indicator=indicator)
        names = ("line", "period", "predicate", "entered_by")
        written = found.exclude(status=Realisation.Status.BLANK).select_related(*names)
        none = Value(False, output_field=BooleanField())
        in_order = written.order_by("line__agreement__version", "edition")
        return tuple(in_order.annotate(is_carried=none))

    def row(self, line: Line, period: Period) -> Row:
        return self._row(line, period)


def read(indicator: Indicator) -> IndicatorCard:
    """Read the card at a fixed number of questions, however many years there are."""
    book = IndicatorBook(indicator)
    supported = documents(indicator)
    values = [period_value(book, cell, supported) for cell in book.cells.values()]
    return IndicatorCard(
        indicator=indicator,
        line=book.lines[-1] if book.lines else None,
        targets=tuple(target_rows(book, indicator)),
        values=tuple(sorted(values, key=lambda each: order(each.period), reverse=True)),
    )


def order(period: Period) -> tuple[int, int]:
    return period.year, period.quarter


def documents(indicator: Indicator) -> dict[Cell, tuple[Document, ...]]:
    """Lead from each cell, as `cell_key` names it, to the documents that support it now."""
    rows = EvidenceRow.objects.filter(line__indicator=indicator, removed_at=None)
    found: dict[Cell, list[Document]] = defaultdict(list)
    for row in rows.select_related("evidence__file").order_by("evidence"):
        found[row.line_id, row.evidence.period_id, row.edition].append(document(row))
    return {cell: tuple(each) for cell, each in found.items()}


def period_value(
    book: IndicatorBook, cell: Realisation, supported: dict[Cell, tuple[Document, ...]]
) -> PeriodValue:
    lines = {line.pk: line for line in book.lines}
    line = lines[cell.line_id]
    row = book.row(line, cell.period)
    others = (each for each in book.every if each.period == cell.period and each != cell)
    return PeriodValue(
        period=cell.period,
        agreement=line.agreement,
        row=row,
        stands=edition(cell, line, supported),
        others=tuple(edition(each, lines[each.line_id], supported) for each in others),
        target_before=target_before(book, line, row, cell.period),
    )


def edition(cell: Realisation, line: Line, supported: dict[Cell, tuple[Document, ...]]) -> Edition:
    held = supported.get((cell.line_id, cell.period_id, cell.edition), ())
    return Edition(reading_of(cell, line), cell.confirmed_at, held)


def target_before(book: IndicatorBook, line: Line, row: Row, period: Period) -> str:
    """Write the target of the version before, as the same period would be measured by it."""
    earlier = [each for each in book.lines if is_before(each.agreement, line.agreement)]
    if not earlier:
        return ""
    old = book.row(earlier[-1], period)
    if (old.target, old.upper) == (row.target, row.upper):
        return ""
    return bounds(old.target, old.upper)


def is_before(earlier: Agreement, later: Agreement) -> bool:
    return earlier.year == later.year and earlier.version < later.version


def target_rows(book: IndicatorBook, indicator: Indicator) -> Iterator[TargetRow]:
    """Give each version of each year that asks for the indicator, the latest first."""
    lines = {line.agreement_id: line for line in book.lines}
    years = {line.agreement.year for line in book.lines}
    held = Agreement.objects.filter(unit=indicator.unit_id, year__in=years)
    rows: list[TargetRow] = []
    before: dict[int, Line] = {}
    for agreement in held.order_by("year", "version"):
        line = lines.get(agreement.pk)
        rows.append(
            TargetRow(agreement, line, tuple(cells(book, line, before.get(agreement.year))))
        )
        before[agreement.year] = line or before.get(agreement.year)
    yield from reversed(rows)


def cells(book: IndicatorBook, line: Line | None, before: Line | None) -> Iterable[TargetCell]:
    for quarter in Quarter if line else ():
        now, was = (asked(book, each, quarter) for each in (line, before))
        changed = before is not None and now != was
        yield TargetCell(quarter.label, now, was if changed else "")


def asked(book: IndicatorBook, line: Line | None, quarter: Quarter) -> str:
    target = book.targets.get((line.pk, quarter)) if line else None
    return bounds(target.figure, target.upper) if target else "–"
