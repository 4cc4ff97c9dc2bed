"""Step 4: the electronic archive, its paper, and the way back into the next edition."""

from datetime import datetime

from kinerja import recording
from kinerja.models import JournalEntry, User
from workflow import archive, timing
from workflow.actions import marking
from workflow.actions.door import door, hand_over, what_happened
from workflow.actions.opening import require_reason
from workflow.actions.writing import asked_lines
from workflow.models import Submission
from workflow.refused import Incomplete, NotNow


def seal(submission: Submission, *, filing: str, by: User, at: datetime) -> JournalEntry:
    """Make the electronic archive of this edition; `filing` is its register number.

    The edition's values are final from here on.
    """
    with door("seal", submission, by=by, at=at) as act:
        if not filing.strip():
            text = "Isi nomor arsip."
            raise Incomplete(text, errors={"filing": text})
        record = act.submission
        if record.standing.is_sealed:
            raise NotNow(what_happened(record))
        act.move("seal")
        copy = archive.seal(record, register_number=filing.strip(), by=by, at=at)
        lines = [row.line_id for row in record.standing.table.rows]
        recording.confirm(lines, period=record.period, edition=record.edition, by=by, at=at)
        return act.write_down(
            after={"register_number": copy.register_number, "sha256": copy.sha256}
        )


def file_copy(
    submission: Submission, *, place: tuple[str, str], by: User, at: datetime
) -> JournalEntry:
    """Note where the signed print stands: `place` is (boks, rak). The record is archived."""
    with door("file_copy", submission, by=by, at=at) as act:
        box, shelf = (part.strip() for part in place)
        given = {"box": (box, "Isi boks."), "shelf": (shelf, "Isi rak.")}
        missing = {name: text for name, (word, text) in given.items() if not word}
        if missing:
            raise Incomplete(" ".join(missing.values()), errors=missing)
        act.move("file_copy")
        archive.file_copy(act.submission.standing.archive, box=box, shelf=shelf, by=by, at=at)
        hand_over(act, to=None)
        return act.write_down(after={"box": box, "shelf": shelf})


def reopen(submission: Submission, *, reason: str, by: User, at: datetime) -> JournalEntry:
    """Open the next edition because of an error; the archive of this one stays."""
    with door("reopen", submission, by=by, at=at) as act:
        require_reason(reason)
        record = act.submission
        lines = asked_lines(act).values()
        timing.finish_all(record, by=by, at=at, outcome=act.verb)
        act.move("reopen")
        marking.clear(act)
        recording.reopen(lines, period=record.period, edition=record.edition - 1)
        timing.arrive(record, 2, at=at)
        entry = act.write_down(note=reason.strip())
        record.edition_began = entry.number
        record.save()
        return entry
