"""Editions: making one final, copying it into the next, and taking over from another agreement."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from kinerja.models import Agreement, Explanation, Line, Period, Realisation, User
from kinerja.recording.cells import CONTENT, STAMPS
from kinerja.recording.rows import Written, upsert, version_of
from kinerja.recording.words import upsert_words


def confirm(lines: Iterable[int], *, period: Period, edition: int, by: User, at: datetime) -> None:
    """Make the edition's rows of these lines (by key) final; only sealing does this."""
    lines = list(lines)
    stamp = {"confirmed_at": at, "confirmed_by": by}
    of_edition = {"period": period, "edition": edition, "confirmed_at": None}
    Realisation.objects.filter(line__in=lines, **of_edition).update(**stamp)
    Explanation.objects.filter(
        Q(line__in=lines) | Q(objective__lines__in=lines), **of_edition
    ).update(**stamp)


def reopen(lines: Iterable[Line], *, period: Period, edition: int) -> None:
    """Copy the rows of the edition into the next one, to be changed there.

    Where an abandoned next edition left rows, they take the confirmed content again, or go.
    """
    lines = list(lines)
    cells = Realisation.objects.filter(line__in=lines, period=period)
    words = Explanation.objects.filter(
        Q(line__in=lines) | Q(objective__in={line.objective_id for line in lines}), period=period
    )
    upsert(Realisation, copies(cells, edition), subject="line", keep=(*CONTENT, *STAMPS))
    upsert_words(copies(words, edition))


def copies(rows: QuerySet, edition: int) -> list[Written]:
    """Make the rows of the next edition; their versions pass by those that were abandoned there."""
    found = list(rows.filter(edition__in=(edition, edition + 1)))
    left = {subject_of(row): row for row in found if row.edition > edition}
    made = [
        copy(
            row,
            edition=edition + 1,
            version=max(row.version, version_of(left.pop(subject_of(row), None))) + 1,
        )
        for row in found
        if row.edition == edition
    ]
    if left:
        rows.filter(pk__in=[row.pk for row in left.values()]).delete()
    return made


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
    taken = {}
    if offered:
        for line in Line.objects.filter(agreement=agreement).exclude(indicator__in=held):
            cell = offered.get((line.indicator_id, line.measure, line.scale_id))
            if cell and line.is_measured_in(period):
                taken[line.code] = copy(cell, line=line)
    upsert(Realisation, taken.values(), subject="line", keep=(*CONTENT, *STAMPS))
    return sorted(taken)
