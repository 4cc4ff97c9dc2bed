"""Pemantauan: all units of a period at a glance, the worst first, and what will be late."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from kinerja.models import Section, Unit
from workflow.measuring import figures, filters, reading
from workflow.measuring.figures import StepFigures
from workflow.measuring.filters import Filters
from workflow.measuring.steps import Progress, Reading, StepCell, cells, headline
from workflow.models import STEP_NUMBERS, FormState, Sop
from workflow.screens.awaited import Awaited, text
from workflow.seats import Seats
from workflow.timing.clock import Stage

ROWS_A_PAGE = 50
NEXT_DUE = 20


@dataclass(frozen=True)
class Due:
    """Something that will be late by the end of tomorrow's work, unless it is done before."""

    reading: Reading
    what: str
    due: datetime


@dataclass(frozen=True)
class UnitRow:
    """One unit with its four steps, and the one that it is listed by."""

    reading: Reading
    cells: tuple[StepCell, ...]
    head: StepCell
    dues: tuple[Due, ...]

    @property
    def unit(self) -> Unit:
        return self.reading.unit

    @property
    def order(self) -> tuple:
        """Sort the worst first, of equals the longer overrun, then by name."""
        return self.head.is_done, self.head.progress.urgency, -self.head.over, self.unit.name


@dataclass(frozen=True)
class HeldRow:
    """A row as it is shown: its steps by their titles, and who holds the record since when."""

    row: UnitRow
    titles: tuple[str, ...]
    holders: tuple[str, ...]

    @property
    def steps(self) -> tuple[tuple[str, StepCell], ...]:
        return tuple(zip(self.titles, self.row.cells, strict=True))

    @property
    def since(self) -> datetime | None:
        return self.row.head.since if self.holders else None


@dataclass(frozen=True)
class Monitoring:
    """The page: figures over all units, the rows that were asked for, what comes due."""

    filters: Filters
    figures: tuple[StepFigures, ...]
    units: int
    rows: tuple[HeldRow, ...]
    page: Page
    dues: tuple[Due, ...]
    more_dues: int

    @property
    def before(self) -> str:
        return self.to(self.page.previous_page_number()) if self.page.has_previous() else ""

    @property
    def after(self) -> str:
        return self.to(self.page.next_page_number()) if self.page.has_next() else ""

    def to(self, page: int) -> str:
        return self.filters.address(page=str(page))


def read(units: QuerySet[Unit], asked: Filters, *, at: datetime) -> Monitoring:
    """Read a period of these units, in constant queries."""
    if asked.search:
        units = units.filter(Q(name__icontains=asked.search) | Q(code__icontains=asked.search))
    of_period = reading.read(units, year=asked.year, quarter=asked.quarter, at=at)
    found = [unit_row(each) for each in of_period]
    sops = Sops(found, at)
    chosen = sorted((row for row in found if is_asked(row, asked)), key=lambda row: row.order)
    a_page = max(len(chosen), 1) if asked.shows_all else ROWS_A_PAGE
    page = Paginator(chosen, a_page).get_page(asked.page)
    seats = Seats({row.unit.pk for row in page}, at)
    dues = sorted((due for row in found for due in row.dues), key=lambda due: due.due)
    return Monitoring(
        filters=asked,
        figures=tuple(
            figures.read(sops.general.rows[step], [row.cells[step - 1] for row in found])
            for step in STEP_NUMBERS
        ),
        units=len(found),
        rows=tuple(HeldRow(row, sops.titles, holders(row, sops, seats)) for row in page),
        page=page,
        dues=tuple(dues[:NEXT_DUE]),
        more_dues=max(len(dues) - NEXT_DUE, 0),
    )


def reminder(shown: Monitoring, *, at: datetime) -> str:
    """Write who is awaited on this page, for a chat group."""
    waiting = (
        Awaited(f"{held.row.unit.name}: {held.titles[held.row.reading.step - 1]}", names, None)
        for held in shown.rows
        if (names := ", ".join(held.holders))
    )
    period = f"{shown.filters.quarter_words} {shown.filters.year}"
    return text(period, waiting, at=at)


def unit_row(each: Reading) -> UnitRow:
    steps = cells(each)
    return UnitRow(each, steps, headline(steps), tuple(dues_of(each)))


def is_asked(row: UnitRow, asked: Filters) -> bool:
    """Say whether the filters of step and state let a row through."""
    if asked.step and row.reading.step != asked.step:
        return False
    if asked.state == filters.TOMORROW:
        return bool(row.dues)
    return asked.state in ("", row.head.progress.key)


def dues_of(each: Reading) -> Iterable[Due]:
    """List the rounds and forms that are due by the end of tomorrow's work and not late yet.

    A round in a pause is not coming due: its limit moves on as long as the pause lasts.
    """
    if each.tomorrow is None:
        return
    for clock in each.clocks:
        stands = clock.is_finished or clock.is_over or clock.pause
        if clock.due and not stands and clock.due <= each.tomorrow:
            yield Due(each, f"langkah {clock.run.step}", clock.due)
    for clock in each.forms:
        if clock.due and clock.stage is not Stage.OVER and clock.due <= each.tomorrow:
            yield Due(each, f"formulir {clock.form.section.short_label}", clock.due)


class Sops:
    """The revisions that the records run under, and the general one in force for the headings."""

    def __init__(self, rows: Iterable[UnitRow], at: datetime) -> None:
        used = {row.reading.record.sop_id for row in rows if row.reading.record}
        general = Q(unit=None, effective_on__lte=localdate(at))
        found = Sop.objects.filter(general | Q(pk__in=used)).prefetch_related("steps")
        self.by_key = {sop.pk: sop for sop in found.order_by("effective_on", "pk")}
        self.general = [sop for sop in self.by_key.values() if sop.unit_id is None][-1]
        self.titles = tuple(str(self.general.rows[step]) for step in STEP_NUMBERS)


def holders(row: UnitRow, sops: Sops, seats: Seats) -> tuple[str, ...]:
    """Name who holds the record: the sections that it waits for, else the seat of its step."""
    step = row.reading.step
    if step is None:
        return ()
    sop = sops.by_key[row.reading.record.sop_id]
    sections = awaited(row)
    if sections:
        return tuple(seat(sop, 1, row.unit, section, seats) for section in sections)
    return (seat(sop, step, row.unit, None, seats),)


def awaited(row: UnitRow) -> Sequence[Section]:
    """Name the sections that the record waits for: they have yet to distribute, or to hand in."""
    if row.reading.step == 1:
        out = [form for form in row.reading.out if form.state == FormState.PREPARED]
    elif row.head.progress in (Progress.FORMS_OUT, Progress.FORMS_OVER):
        out = row.reading.out
    else:
        out = []
    return [form.section for form in out]


def seat(sop: Sop, step: int, unit: Unit, section: Section | None, seats: Seats) -> str:
    """Name the holder of a step's seat by title; a vacant one by the name of the seat."""
    held = seats.holders(sop.rows[step].actor, unit, section)
    if held:
        return held[0].title
    return f"{section or sop.rows[step].actor_title} (kosong)"
