"""Step 3: Sekcam checks, returns or approves."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from kinerja.models import JournalEntry, Line, User
from workflow import rules
from workflow.actions import carrying
from workflow.actions.door import Act, door, hand_over
from workflow.actions.issuing import issue_return
from workflow.actions.marking import mark, mark_returned, shown_versions
from workflow.actions.opening import require_reason
from workflow.actions.writing import asked_lines
from workflow.models import Submission
from workflow.refused import Incomplete, Stale


def check(
    submission: Submission, *, rows: Iterable[str] | Mapping[str, int], by: User, at: datetime
) -> None:
    """Tick rows as right, by code; a mapping also names the row version that was on screen.

    Late values that the record carries are ticked by their own keys.
    """
    with door("check", submission, by=by, at=at) as act:
        rows, late = carrying.split(rows)
        if rows or not late:
            mark(act, "checked", shown_versions(act, rows))
        if late:
            carrying.tick(act, late)


def send_back(
    submission: Submission, *, reason: str, rows: Iterable[str] = (), by: User, at: datetime
) -> JournalEntry:
    """Return all rows, or those named by code, for another round of step 2.

    Rows that are not named keep their acceptance and their tick. Late values are named by their
    own keys; where nothing else is, no row of the record falls. The open notes are the list of
    reasons, after the reason that is given; one of both there must be.
    """
    with door("send_back", submission, by=by, at=at) as act:
        rows, late = carrying.split(rows)
        lines = asked_lines(act)
        chosen = returned_lines(lines, rows) if rows or not late else {}
        reason = reason_with_notes(act, reason, [lines[code] for code in chosen])
        names = [*chosen, *(carrying.untick(act, late) if late else ())]
        next_round = act.submission.standing.entering_round + 1
        act.move("send_back")
        mark_returned(act, chosen.values(), round=next_round)
        hand_over(act, to=2)
        sheet = issue_return(act, names, reason)
        after = {"returned": ", ".join(names), "sheet": sheet.number}
        return act.write_down(after=after, note=reason)


def reason_with_notes(act: Act, reason: str, lines: Iterable[Line]) -> str:
    """Give the reason, and the open notes on the lines that are returned."""
    codes = {line.indicator_id: line.code for line in lines}
    noted = ((codes.get(note.indicator_id), note) for note in act.submission.standing.open_notes)
    listed = [f"{code}: {note.text}" for code, note in noted if code]
    if not listed:
        require_reason(reason)
    return "\n".join(filter(None, [reason.strip(), *listed]))


def returned_lines(lines: Mapping[str, Line], rows: Iterable[str]) -> dict[str, int]:
    unknown = [code for code in rows if code not in lines]
    if unknown:
        raise Incomplete(f"Baris {', '.join(unknown)} tidak ada dalam berkas ini.")
    return {code: lines[code].pk for code in (rows or lines)}


def approve(submission: Submission, *, seen: int, by: User, at: datetime) -> JournalEntry:
    """Approve what was on screen; `seen` numbers the last journal entry that it showed.

    Raises Stale where another person changed a value or an explanation after that, Incomplete
    where rows are not checked.
    """
    with door("approve", submission, by=by, at=at) as act:
        refuse_unseen(act, seen)
        act.move("approve")
        hand_over(act, to=4)
        return act.write_down(after={"seen": str(seen)})


def refuse_unseen(act: Act, seen: int) -> None:
    unseen = act.submission.journal().filter(number__gt=seen, verb__in=rules.VALUE_VERBS)
    last = unseen.exclude(person=act.by).order_by("-number").first()
    if last:
        raise Stale(
            f"{last.name} ({last.capacity}) {rules.told(last.verb)} setelah halaman ini "
            "dibuka. Periksa nilai terbaru, lalu setujui."
        )
