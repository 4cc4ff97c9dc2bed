"""What goes on with an archive after it was made: moved, described anew, replaced, received."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone

from kinerja import evidence as documents
from kinerja.evidence import Kept
from kinerja.models import Evidence, JournalEntry, User
from workflow import archive
from workflow.actions.door import Act, door
from workflow.actions.fitting import fitted
from workflow.actions.opening import require_reason
from workflow.filing import copies, describing
from workflow.models import ArchiveCopy, OutsideApplication, PaperCopy, Receipt, Submission
from workflow.outside import applications, receipts
from workflow.refused import Incomplete, NotNow

EARLIEST_YEAR = 2000


def move_copy(
    submission: Submission, *, edition: int, place: tuple[str, str], by: User, at: datetime
) -> JournalEntry:
    """Note the new place, (boks, rak), of an edition's paper copy; the earlier one stays readable.

    Raises NotNow where that edition has no paper yet.
    """
    with door("move_copy", submission, by=by, at=at) as act:
        box = fitted(PaperCopy, "box", place[0])
        shelf = fitted(PaperCopy, "shelf", place[1])
        copy = filed(act, edition)
        before = copy.places[0]
        if (before.box, before.shelf) == (box, shelf):
            told = f"Salinan ini sudah pada boks {box}, rak {shelf}."
            raise Incomplete(told, errors={"box": told})
        archive.file_copy(copy, box=box, shelf=shelf, signers=before.signers, by=by, at=at)
        return act.write_down(
            before={"box": before.box, "shelf": before.shelf},
            after={"box": box, "shelf": shelf, "copy_of": str(edition)},
        )


def filed(act: Act, edition: int) -> ArchiveCopy:
    """Find the archive of an edition whose paper was filed."""
    found = copies.with_papers(act.submission.archives.filter(edition=edition)).first()
    if found is None or not found.places:
        raise NotNow(f"Edisi {edition} belum mempunyai salinan manual.")
    return found


def correct_description(
    submission: Submission,
    *,
    edition: int,
    description: Mapping,
    reason: str,
    by: User,
    at: datetime,
) -> JournalEntry:
    """Write an edition's data arsip anew; those before stay readable.

    `description` is by the names of describing.standing; what it leaves out stays. Raises NotNow
    where that edition has no archive, Incomplete with `errors` by field.
    """
    with door("correct_description", submission, by=by, at=at) as act:
        require_reason(reason)
        copy = act.submission.archives.filter(edition=edition).first()
        if copy is None:
            raise NotNow(f"Edisi {edition} belum disegel.")
        before = copy.descriptions.order_by("-pk").first()
        made = describing.made(act.submission, description, before=before)
        said, told = describing.told(before) if before else {}, describing.told(made)
        changed = [name for name in told if told[name] != said.get(name)]
        if not changed:
            raise Incomplete("Data arsip tidak berubah.")
        made.replaces, made.corrected_at, made.corrected_by = before, at, by
        describing.write(made, copy)
        return act.write_down(
            before={name: said[name] for name in changed if name in said},
            after={name: told[name] for name in changed} | {"archive_of": str(edition)},
            note=reason.strip(),
        )


def mark_superseded(submission: Submission, *, by: User, at: datetime) -> JournalEntry:
    """Note that the paper copies of earlier editions now bear the word DIGANTI.

    Raises NotNow where none of them waits for it.
    """
    with door("mark_superseded", submission, by=by, at=at) as act:
        old = list(copies.unmarked().filter(submission=act.submission).order_by("edition"))
        if not old:
            raise NotNow("Tidak ada salinan manual yang menunggu ditandai DIGANTI.")
        copies.mark(old, by=by, at=at)
        return act.write_down(after={"superseded": ", ".join(str(each.edition) for each in old)})


def file_receipt(
    submission: Submission,
    *,
    place: str,
    received_on: date,
    number: str = "",
    file: Kept | None = None,
    title: str = "",
    by: User,
    at: datetime,
) -> JournalEntry:
    """Note what the outside application of code `place` gave back for the sealed edition.

    A number, or a picture of the screen as a document of the record, or both. Raises Incomplete
    with `errors` by field, and NotNow for what was noted already.
    """
    with door("file_receipt", submission, by=by, at=at) as act:
        application = awaited_application(act, place)
        if not act.submission.standing.is_sealed:
            raise Incomplete("Berkas belum disegel.")
        refuse_wrong_day(received_on, act)
        number = fitted(Receipt, "number", number) if number.strip() else ""
        if not number and file is None:
            told = "Isi nomor tanda terima, atau pilih gambar layarnya."
            raise Incomplete(told, errors={"number": told})
        told = {"received_on": received_on, "number": number}
        if receipts.is_known(act.submission, application, file, **told):
            raise NotNow(f"Tanda terima {application} ini sudah dicatat.")
        picture = document(act, file, title) if file else None
        row = receipts.write(act.submission, application, evidence=picture, **told, by=by, at=at)
        return act.write_down(after=receipts.told(row))


def awaited_application(act: Act, code: str) -> OutsideApplication:
    found = applications.find(act.submission.unit, code)
    if found is None or found.withdrawn_at:
        raise NotNow("Aplikasi ini tidak lagi dipakai kantor ini.")
    return found


def refuse_wrong_day(day: date, act: Act) -> None:
    told = ""
    if day > timezone.localdate(act.at):
        told = "Tanggal tanda terima belum tiba."
    elif day.year < EARLIEST_YEAR:
        told = f"Tulis tahun {EARLIEST_YEAR} atau sesudahnya."
    if told:
        raise Incomplete(told, errors={"received_on": told})


def document(act: Act, file: Kept, title: str) -> Evidence:
    """Keep the picture as a document of the record, which supports none of its rows."""
    record = act.submission
    whose = {"unit": record.unit, "period": record.period, "edition": record.edition}
    title = documents.title_of(title) or "gambar layar"
    return documents.attach([], **whose, title=title, file=file, by=act.by, at=act.at)
