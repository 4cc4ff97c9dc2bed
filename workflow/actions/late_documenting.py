"""Dokumen pendukung of a susulan: attached to the late value, and replaced until it is approved."""

from collections.abc import Iterable
from datetime import datetime

from kinerja import evidence as documents
from kinerja.evidence import Kept
from kinerja.models import Evidence, JournalEntry, User
from workflow.actions.carrying import locked_with_open
from workflow.actions.documenting import Cells, Given, freed, supported
from workflow.actions.door import Act, door, what_happened
from workflow.actions.writing import asked_lines
from workflow.models import LateValue, Submission
from workflow.refused import NotNow


def attach_late(
    submission: Submission,
    *,
    rows: Iterable[str],
    file: Kept | None = None,
    link: str = "",
    title: str = "",
    by: User,
    at: datetime,
) -> JournalEntry:
    """Attach a kept file, or a link, to late values by code of their rows; their ticks fall.

    The value comes first, then what supports it. Raises Incomplete, NotYours or NotNow.
    """
    rows = list(rows)
    given = Given(file, documents.link_of(link) if link else "", title, scan_of=None)
    with door("attach_late", submission, by=by, at=at, lock=locked_with_open) as act:
        cells = late_cells(act)
        _, told = supported(act, given, cells, rows)
        untick(act, cells, rows)
        return act.write_down(after=told)


def replace_late_evidence(
    submission: Submission,
    evidence: Evidence,
    *,
    file: Kept | None = None,
    link: str = "",
    title: str = "",
    reason: str,
    by: User,
    at: datetime,
) -> JournalEntry:
    """Put another document in the place of one that supports late values; neither removes it."""
    link = documents.link_of(link) if link else ""
    given = Given(file, link, title, scan_of=None) if file or link else None
    with door("replace_late_evidence", submission, by=by, at=at, lock=locked_with_open) as act:
        cells = late_cells(act)
        entry, rows = freed(act, evidence, given, cells, reason=reason)
        untick(act, cells, rows)
        return entry


def late_cells(act: Act) -> Cells:
    """List the late values that came in and are not approved yet."""
    if not act.submission.standing.is_sealed:
        raise NotNow(what_happened(act.submission))
    owing = act.submission.standing.owing
    if not owing.given_lines:
        raise NotNow("Isi nilai susulannya dahulu, baru dokumennya.")
    lines = {code: line for code, line in asked_lines(act).items() if line.pk in owing.given_lines}
    return Cells(lines, owing.next_edition)


def untick(act: Act, cells: Cells, rows: Iterable[str]) -> None:
    """Let the ticks fall: who corrects sees the document first."""
    lines = [cells.lines[code].pk for code in rows]
    pending = LateValue.objects.pending().filter(origin=act.submission, cell__line__in=lines)
    pending.untick()
