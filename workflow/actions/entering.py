"""Step 2: Kasubag types, accepts and sends on."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from kinerja import recording
from kinerja.models import JournalEntry, Line, Realisation, User
from kinerja.recording import Entry, Text
from workflow import sheets
from workflow.actions.door import Act, door, hand_over
from workflow.actions.marking import mark, shown_versions
from workflow.actions.writing import asked_lines, write_values
from workflow.models import Submission
from workflow.refused import Incomplete


def enter(
    submission: Submission,
    *,
    values: Mapping[str, Entry],
    texts: Mapping[str, Text] | None = None,
    by: User,
    at: datetime,
) -> JournalEntry:
    """Write what Kasubag types; a typed row is accepted with it and closed to its section.

    Replacing what a section handed in needs a reason. In a round after a return only the returned
    rows are open.
    """
    with door("enter", submission, by=by, at=at) as act:
        return entered(act, values, texts or {})


def explain(
    submission: Submission, *, texts: Mapping[str, Text], by: User, at: datetime
) -> JournalEntry:
    """Write explanations, by code of a row or key of a sasaran (`objective_key`)."""
    with door("explain", submission, by=by, at=at) as act:
        return entered(act, {}, texts)


def entered(act: Act, values: Mapping[str, Entry], texts: Mapping[str, Text]) -> JournalEntry:
    lines = asked_lines(act)
    refuse_closed_rows(act, {*values, *texts}, lines)
    values = {
        code: recording.sourced(entry, Realisation.Source.DOCUMENT)
        for code, entry in values.items()
    }
    changes = write_values(act, values, texts, lines=lines)
    if not changes:
        raise Incomplete("Tidak ada isian yang berubah.")
    mark(act, "accepted", changes.versions)
    return act.write_down(before={"rows": changes.before}, after={"rows": changes.after})


def refuse_closed_rows(act: Act, written: Iterable[str], lines: Mapping[str, Line]) -> None:
    """Keep a round after a partial return to the rows that were returned, and their sasaran."""
    returned = act.submission.standing.returned_lines
    asked = (code for code in written if code in lines)
    closed = [code for code in asked if returned and lines[code].pk not in returned]
    if closed:
        text = "Baris ini tidak termasuk yang dikembalikan pada putaran ini."
        raise Incomplete(text, errors=dict.fromkeys(closed, text))


def accept(
    submission: Submission, *, rows: Iterable[str] | Mapping[str, int], by: User, at: datetime
) -> None:
    """Accept rows, by code; a mapping also names the row version that was on screen.

    Raises Incomplete for rows that must be mended first, Stale for rows that changed meanwhile.
    """
    with door("accept", submission, by=by, at=at) as act:
        chosen = shown_versions(act, rows)
        bad = {
            each.row.code: "; ".join(finding.message for finding in each.must_mend)
            for each in act.submission.standing.to_mend
            if each.row.line_id in chosen
        }
        if bad:
            raise Incomplete(f"Wajib diperbaiki dahulu: {', '.join(bad)}.", errors=bad)
        mark(act, "accepted", chosen)


def submit(submission: Submission, *, by: User, at: datetime) -> JournalEntry:
    """Send the input on to be corrected. Raises Incomplete with what is missing."""
    with door("submit", submission, by=by, at=at) as act:
        act.move("submit")
        hand_over(act, to=3)
        sheets.record_went_on(act.submission, by=by, at=at)
        return act.write_down()
