"""Writing documents and the cells that they support. Callers hold the lock of the record."""

import contextlib
import os
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Expression, Q, QuerySet

from kinerja.evidence.previewing import forget_preview
from kinerja.evidence.refusing import Unfit
from kinerja.evidence.storing import NOT_KNOWN, Kept, located
from kinerja.models import (
    Evidence,
    EvidenceRow,
    Period,
    Realisation,
    Section,
    StoredFile,
    Unit,
    User,
)


def attach(
    lines: Iterable[int],
    *,
    unit: Unit,
    period: Period,
    edition: int,
    title: str,
    file: Kept | None = None,
    link: str = "",
    section: Section | None = None,
    by: User,
    at: datetime,
) -> Evidence:
    """Add a document, a file or a link, to cells of the period's edition; lines by key."""
    made = Evidence.objects.create(
        unit=unit,
        period=period,
        section=section,
        title=title,
        file=stored(unit, file) if file else None,
        link=link,
        attached_at=at,
        attached_by=by,
    )
    EvidenceRow.objects.bulk_create(
        EvidenceRow(evidence=made, line_id=line, edition=edition) for line in lines
    )
    return made


def stored(unit: Unit, kept: Kept) -> StoredFile:
    """Find or make the row of the bytes, and lock it: who takes its last document away waits.

    Bytes that the unit has already are their caller's to discard. Raises Unfit where known bytes
    are gone meanwhile.
    """
    content = {"unit": unit, "sha256": kept.sha256}
    if not kept.is_fresh:
        found = StoredFile.objects.select_for_update().filter(**content).first()
        if found is None:
            raise Unfit(NOT_KNOWN)
        return found
    made = StoredFile(**content, size=kept.size, kind=kept.kind, stored_name=kept.stored_name)
    StoredFile.objects.bulk_create(
        [made], update_conflicts=True, unique_fields=["unit", "sha256"], update_fields=["size"]
    )
    return made


def standing(lines: Iterable[int], *, period: Period, edition: int) -> QuerySet[EvidenceRow]:
    """List the rows of documents that support these cells now."""
    return EvidenceRow.objects.filter(
        line__in=list(lines), evidence__period=period, edition=edition, removed_at=None
    ).select_related("evidence__file", "evidence__section")


def ever(evidence: Evidence) -> QuerySet[EvidenceRow]:
    """List every row that a document supports, did support, or took another's place on."""
    found = EvidenceRow.objects.filter(Q(evidence=evidence) | Q(replaced_by=evidence))
    return found.select_related("evidence__file", "evidence__section")


def remove(
    rows: Iterable[EvidenceRow],
    *,
    replaced_by: Evidence | None,
    reason: str,
    by: User,
    at: datetime,
) -> None:
    """Mark that a document no longer supports cells: it stays readable, with who and why."""
    EvidenceRow.objects.filter(pk__in=[row.pk for row in rows]).update(
        removed_at=at, removed_by=by, reason=reason, replaced_by=replaced_by
    )


def forget(evidence: Evidence) -> None:
    """Take a document away as if it had never been; nobody else has seen it yet.

    Its bytes go with a sweep, a day later at the soonest: a backup under way has the row and still
    needs them. Bytes that another document of the unit needs stay.
    """
    EvidenceRow.objects.filter(evidence=evidence).delete()
    Evidence.objects.filter(pk=evidence.pk).delete()
    if evidence.file_id is None:
        return
    file = StoredFile.objects.select_for_update().get(pk=evidence.file_id)
    if not Evidence.objects.filter(file=file).exists():
        file.delete()
        leave_to_sweep(file.stored_name)


def leave_to_sweep(stored_name: str) -> None:
    """Let bytes count from now as left over; what was drawn of them goes at once."""
    with contextlib.suppress(FileNotFoundError):
        os.utime(located(stored_name))
    transaction.on_commit(lambda: forget_preview(stored_name))


def confirm(
    lines: Iterable[int],
    *,
    period: Period,
    edition: int,
    late: Iterable[Realisation] = (),
    by: User,
    at: datetime,
) -> None:
    """Make what supports the cells of an edition final, and late cells; only sealing does this."""
    cells = Q(line__in=list(lines), evidence__period=period, edition=edition)
    for cell in late:
        cells |= Q(line=cell.line_id, evidence__period=cell.period_id, edition=cell.edition)
    EvidenceRow.objects.filter(cells, confirmed_at=None).update(confirmed_at=at, confirmed_by=by)


def carry(
    lines: Iterable[int], *, period: Period, edition: int, late: Collection[tuple[int, int]] = ()
) -> None:
    """Let what supports the final cells support those of a new edition too.

    `late` names cells (line, edition) that become the new edition's before they were final: what
    supports them goes with them, and what supported the promise stays behind. Rows that an
    abandoned edition left go, as its values do; their documents stay.
    """
    rows = EvidenceRow.objects.filter(line__in=list(lines), evidence__period=period)
    found = list(rows.order_by("edition", "pk"))
    unconfirmed = [row for row in found if not row.confirmed_at]
    moved = [row for row in unconfirmed if (row.line_id, row.edition) in late]
    # A row never changes its edition: one of another is written anew.
    stays = {row.pk for row in moved if row.edition == edition}
    gone = [row.pk for row in unconfirmed if row.pk not in stays]
    if gone:
        EvidenceRow.objects.filter(pk__in=gone).delete()
    taken = {line for line, _ in late}
    final = [row for row in found if row.confirmed_at and row.line_id not in taken]
    latest = {row.line_id: row.edition for row in final}
    EvidenceRow.objects.bulk_create(
        [
            *(anew(row, edition) for row in moved if row.pk not in stays),
            *(
                EvidenceRow(evidence_id=row.evidence_id, line_id=row.line_id, edition=edition)
                for row in final
                if row.edition == latest[row.line_id] and not row.removed_at
            ),
        ]
    )


def anew(row: EvidenceRow, edition: int) -> EvidenceRow:
    """Make of a fetched row an unsaved one of another edition, also where it was removed."""
    row.pk, row._state.adding, row.edition = None, True, edition
    return row


def take_over(lines: Mapping[int, int], *, period: Period) -> None:
    """Let what supported first-edition cells support those that took their values over.

    `lines` leads from each line to the one of another agreement version.
    """
    rows = standing(lines, period=period, edition=1).filter(confirmed_at=None)
    EvidenceRow.objects.bulk_create(
        [
            EvidenceRow(evidence_id=row.evidence_id, line_id=lines[row.line_id], edition=1)
            for row in rows
        ],
        ignore_conflicts=True,
    )


def follow(lines: Iterable[int], *, into: Expression, period: Period, edition: int) -> None:
    """Move what supports the cells of these lines to other lines, named by an expression.

    What was removed supports nothing, and stays where it did, with who and why.
    """
    rows = standing(lines, period=period, edition=edition).filter(confirmed_at=None)
    rows.update(line=into)
