"""Editions: making one final, copying it into the next, and taking over from another agreement."""

from collections.abc import Container, Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from kinerja import evidence
from kinerja.models import Agreement, Explanation, Line, Period, Realisation, User
from kinerja.recording.cells import CONTENT, STAMPS
from kinerja.recording.rows import Written, upsert
from kinerja.recording.words import upsert_words


def confirm(
    lines: Iterable[int],
    *,
    period: Period,
    edition: int,
    late: Iterable[Realisation] = (),
    by: User,
    at: datetime,
) -> None:
    """Make the edition's rows of these lines (by key) final; only sealing does this.

    `late` lists cells of earlier periods that become final with them.
    """
    lines, late = list(lines), list(late)
    of_edition = Q(period=period, edition=edition)
    values = of_edition & Q(line__in=lines)
    words = of_edition & (Q(line__in=lines) | Q(objective__lines__in=lines))
    for cell in late:
        own = Q(line=cell.line_id, period=cell.period_id, edition=cell.edition)
        values, words = values | own, words | own
    stamp = {"confirmed_at": at, "confirmed_by": by}
    Realisation.objects.filter(values, confirmed_at=None).update(**stamp)
    Explanation.objects.filter(words, confirmed_at=None).update(**stamp)
    evidence.confirm(lines, period=period, edition=edition, late=late, by=by, at=at)


def reopen(
    lines: Iterable[Line], *, period: Period, edition: int, late: Iterable[Realisation] = ()
) -> None:
    """Copy what is final of each row, with its evidence, into this edition, to be changed there.

    `late` lists cells that are not final yet and are copied in the place of what is. Whatever else
    was not final, as an abandoned edition leaves it, goes.
    """
    lines, late = list(lines), {cell_place(cell) for cell in late}
    cells = Realisation.objects.filter(line__in=lines, period=period)
    words = Explanation.objects.filter(
        Q(line__in=lines) | Q(objective__in={line.objective_id for line in lines}), period=period
    )
    upsert(Realisation, copies(cells, edition, late), subject="line", keep=(*CONTENT, *STAMPS))
    upsert_words(copies(words, edition, late))
    evidence.carry([line.pk for line in lines], period=period, edition=edition, late=late)


def cell_place(row: Written) -> tuple[int | None, int]:
    return row.line_id, row.edition


def copies(rows: QuerySet, edition: int, late: Container[tuple]) -> list[Written]:
    """Make the rows of a new edition; their versions pass by those of every row before them."""
    found = list(rows.order_by("edition"))
    standing = {
        subject_of(row): row for row in found if row.confirmed_at or cell_place(row) in late
    }
    versions: dict[tuple, int] = {}
    for row in found:
        versions[subject_of(row)] = max(row.version, versions.get(subject_of(row), 0))
    # What stands in the new edition itself is written over, where something takes its place.
    left = [
        row.pk
        for row in found
        if not row.confirmed_at and not (row.edition == edition and subject_of(row) in standing)
    ]
    if left:
        rows.filter(pk__in=left).delete()
    return [
        copy(row, edition=edition, version=versions[subject] + 1)
        for subject, row in standing.items()
    ]


def subject_of(row: Written) -> tuple[int | None, int | None]:
    return row.line_id, getattr(row, "objective_id", None)


def copy(row: Written, **changed) -> Written:
    """Make of a row an unsaved, unconfirmed one with the same content."""
    row.pk, row._state.adding = None, True
    row.confirmed_at = row.confirmed_by = None
    for name, value in changed.items():
        setattr(row, name, value)
    return row


def take_over(agreement: Agreement, period: Period) -> list[str]:
    """Copy unconfirmed first-edition cells of the year's other agreement versions; give the codes.

    A record that was cancelled under an earlier version left them. A line that is measured in
    another way, or holds a value already, takes nothing over.
    """
    left = Realisation.objects.filter(
        line__agreement__unit=agreement.unit_id, period=period, edition=1, confirmed_at=None
    ).exclude(status=Realisation.Status.BLANK)
    cells = list(left.select_related("line").order_by("line__agreement__version"))
    held = {cell.line.indicator_id for cell in cells if cell.line.agreement_id == agreement.pk}
    offered = {
        (cell.line.indicator_id, cell.line.measure, cell.line.scale_id): cell for cell in cells
    }
    taken, sources = {}, {}
    if offered:
        for line in Line.objects.filter(agreement=agreement).exclude(indicator__in=held):
            cell = offered.get((line.indicator_id, line.measure, line.scale_id))
            if cell and line.is_measured_in(period):
                sources[cell.line_id] = line.pk
                taken[line.code] = copy(cell, line=line)
    if sources:
        evidence.take_over(sources, period=period)
    upsert(Realisation, taken.values(), subject="line", keep=(*CONTENT, *STAMPS))
    return sorted(taken)
