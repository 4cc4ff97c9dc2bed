"""Step 4: the electronic archive, its paper, and the way back into the next edition."""

from collections.abc import Mapping
from datetime import datetime

from kinerja import recording
from kinerja.models import JournalEntry, User
from workflow import archive, standing
from workflow.actions import carrying, marking
from workflow.actions.door import admitted, door, hand_over, what_happened
from workflow.actions.fitting import fitted
from workflow.actions.opening import require_reason
from workflow.actions.writing import asked_lines
from workflow.archive import Prepared
from workflow.filing import describing, signing
from workflow.models import ArchiveCopy, PaperCopy, Pause, Submission
from workflow.refused import NotNow, Refused, Stale
from workflow.timing import rounds

# What the seal says of its archive in the journal: the snapshot's hash, the file's, and its makers.
WRITTEN_DOWN = ("register_number", "sha256", "file_sha256", "template", "typst")
OVERTAKEN = "Berkas berubah sementara laporannya dibuat. Periksa keadaannya, lalu segel lagi."


def prepare_seal(submission: Submission, *, filing: str, by: User, at: datetime) -> Prepared:
    """Make the report that `seal` is given, before its transaction: rendering keeps nobody waiting.

    Raises what the seal would, or NotMade; then nothing was stored.
    """
    record = admitted("seal", submission, by=by, at=at)
    register_number = fitted(ArchiveCopy, "register_number", filing, field="filing")
    if standing.read(record).is_sealed:
        raise NotNow(what_happened(record))
    return archive.prepare(record, register_number=register_number)


def seal(
    submission: Submission,
    *,
    filing: str,
    description: Mapping | None = None,
    by: User,
    at: datetime,
    prepared: Prepared | None = None,
) -> JournalEntry:
    """Make the electronic archive of this edition; `filing` is its register number.

    `description` holds what daftar arsip says of it, by the names of describing.defaults; what it
    leaves out is as prefilled.

    The edition's values are final from here on. Step 4 pauses until the signed print is filed.
    Without `prepared` the report is made first. Raises Stale where the record is no longer what
    was rendered. A report that was refused is taken away.
    """
    prepared = prepared or prepare_seal(submission, filing=filing, by=by, at=at)
    try:
        return sealed(submission, prepared, description, by=by, at=at)
    except Refused:
        archive.discard(prepared)
        raise


def sealed(
    submission: Submission,
    prepared: Prepared,
    description: Mapping | None,
    *,
    by: User,
    at: datetime,
) -> JournalEntry:
    with door("seal", submission, by=by, at=at) as act:
        record = act.submission
        if record.standing.is_sealed:
            raise NotNow(what_happened(record))
        if archive.is_overtaken(prepared, act.chain):
            raise Stale(OVERTAKEN)
        described = describing.made(record, description)
        act.move("seal")
        copy = archive.seal(record, prepared, by=by, at=at)
        lines = [row.line_id for row in record.standing.table.rows]
        late = [each.cell for each in record.standing.late]
        edition = {"period": record.period, "edition": record.edition}
        recording.confirm(lines, **edition, late=late, by=by, at=at)
        signing = Pause.Reason.WAITING_FOR_SIGNATURE
        rounds.pause(act.run, reason=signing, since=at, until=None, by=by, at=at)
        told = {name: getattr(copy, name) for name in WRITTEN_DOWN}
        return act.write_down(after=told | describing.write(described, copy))


def file_copy(
    submission: Submission,
    *,
    place: tuple[str, str],
    signers: str | None = None,
    by: User,
    at: datetime,
) -> JournalEntry:
    """Note where the signed print stands: `place` is (boks, rak). The record is archived.

    `signers` names who signed it, one a line; None: those whose seats it is.
    """
    with door("file_copy", submission, by=by, at=at) as act:
        box = fitted(PaperCopy, "box", place[0])
        shelf = fitted(PaperCopy, "shelf", place[1])
        usual = signing.signers(act.submission, at) if signers is None else ""
        named = usual if signers is None else fitted(PaperCopy, "signers", signers)
        told = {"box": box, "shelf": shelf, "signers": named}
        act.move("file_copy")
        archive.file_copy(act.submission.standing.archive, **told, by=by, at=at)
        hand_over(act, to=None)
        return act.write_down(after=told)


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
