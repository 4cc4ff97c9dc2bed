"""Step 4: the electronic archive, its paper, and the way back into the next edition."""

from datetime import datetime

from django.db.models import Model

from kinerja import recording
from kinerja.models import JournalEntry, User
from workflow import archive
from workflow.actions import carrying, marking
from workflow.actions.door import door, hand_over, what_happened
from workflow.actions.opening import require_reason
from workflow.actions.writing import asked_lines
from workflow.models import ArchiveCopy, PaperCopy, Pause, Submission
from workflow.refused import Incomplete, NotNow
from workflow.timing import rounds


def seal(submission: Submission, *, filing: str, by: User, at: datetime) -> JournalEntry:
    """Make the electronic archive of this edition; `filing` is its register number.

    The edition's values are final from here on. Step 4 pauses until the signed print is filed.
    """
    with door("seal", submission, by=by, at=at) as act:
        register_number = fitted(ArchiveCopy, "register_number", filing, field="filing")
        record = act.submission
        if record.standing.is_sealed:
            raise NotNow(what_happened(record))
        act.move("seal")
        copy = archive.seal(record, register_number=register_number, by=by, at=at)
        lines = [row.line_id for row in record.standing.table.rows]
        late = [each.cell for each in record.standing.late]
        edition = {"period": record.period, "edition": record.edition}
        recording.confirm(lines, **edition, late=late, by=by, at=at)
        signing = Pause.Reason.WAITING_FOR_SIGNATURE
        rounds.pause(act.run, reason=signing, since=at, until=None, by=by, at=at)
        return act.write_down(
            after={"register_number": copy.register_number, "sha256": copy.sha256}
        )


def file_copy(
    submission: Submission, *, place: tuple[str, str], by: User, at: datetime
) -> JournalEntry:
    """Note where the signed print stands: `place` is (boks, rak). The record is archived."""
    with door("file_copy", submission, by=by, at=at) as act:
        box = fitted(PaperCopy, "box", place[0])
        shelf = fitted(PaperCopy, "shelf", place[1])
        act.move("file_copy")
        archive.file_copy(act.submission.standing.archive, box=box, shelf=shelf, by=by, at=at)
        hand_over(act, to=None)
        return act.write_down(after={"box": box, "shelf": shelf})


def fitted(model: type[Model], column: str, text: str, *, field: str = "") -> str:
    """Strip a text for its column. Raises Incomplete where it is empty or too long."""
    told, text = model._meta.get_field(column), text.strip()
    if not text:
        fault = f"Isi {told.verbose_name}."
    elif len(text) > told.max_length:
        fault = f"Isi {told.verbose_name} paling panjang {told.max_length} huruf."
    else:
        return text
    raise Incomplete(fault, errors={field or column: fault})


def reopen(submission: Submission, *, reason: str, by: User, at: datetime) -> JournalEntry:
    """Open the next edition because of an error; the archive of this one stays.

    Late values of its own that are under way become its rows; those that wait, it carries.
    """
    with door("reopen", submission, by=by, at=at, lock=carrying.locked_with_open) as act:
        require_reason(reason)
        record = act.submission
        lines = asked_lines(act).values()
        rounds.finish_all(record, by=by, at=at, outcome=act.verb)
        record.edition_began = act.chain.count + 1  # the number of this act's own entry
        act.move("reopen")
        marking.clear(act)
        late = carrying.take_in(act)
        recording.reopen(lines, period=record.period, edition=record.edition, late=late)
        rounds.arrive(record, 2, at=at)
        after = carrying.told(carrying.adopt(record))
        return act.write_down(after=after, note=reason.strip())
