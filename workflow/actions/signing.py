"""A sealed report that came back signed: kept beside it, never in its place."""

from datetime import datetime

from kinerja.models import JournalEntry, User
from workflow import signed_copies
from workflow.actions.door import door, what_happened
from workflow.models import Submission
from workflow.refused import Incomplete, NotNow
from workflow.signed_copies import Received


def upload_signed(
    submission: Submission, *, file: Received, by: User, at: datetime
) -> JournalEntry:
    """Keep received bytes as a signed copy of the edition's report; both hashes are written down.

    Raises Incomplete, NotYours or NotNow.
    """
    with door("upload_signed", submission, by=by, at=at) as act:
        archive = act.submission.standing.archive
        if archive is None:
            raise Incomplete("Berkas belum disegel.")
        if file.sealed_sha256 != archive.file_sha256:
            raise NotNow(what_happened(act.submission))
        if archive.signed_copies.filter(sha256=file.sha256).exists():
            raise Incomplete("Salinan bertanda tangan ini sudah diunggah.")
        copy = signed_copies.add(archive, file, by=by, at=at)
        return act.write_down(after=signed_copies.told(copy))
