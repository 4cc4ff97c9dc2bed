"""The seal itself: the row that makes a stored report the archive, in its act's transaction."""

from datetime import datetime

from kinerja.models import Chain, User
from workflow.archive.files import fingerprint_of
from workflow.archive.preparing import Prepared
from workflow.models import ArchiveCopy, Submission


def is_overtaken(prepared: Prepared, chain: Chain) -> bool:
    """Say whether the record is no longer what was rendered; its chain is locked by the caller.

    The head tells: whatever the report says of a record after its approval, an entry said before.
    """
    return chain.head != prepared.head


def seal(submission: Submission, prepared: Prepared, *, by: User, at: datetime) -> ArchiveCopy:
    """Make a prepared report the archive of the record's edition."""
    return ArchiveCopy.objects.create(
        submission=submission,
        edition=submission.edition,
        register_number=prepared.register_number,
        snapshot=prepared.snapshot,
        sha256=fingerprint(prepared.snapshot),
        code=prepared.code,
        file_name=prepared.file_name,
        file_sha256=prepared.file_sha256,
        file_size=prepared.file_size,
        template=prepared.template,
        typst=prepared.typst,
        supersedes=earlier(submission, submission.edition),
        sealed_at=at,
        sealed_by=by,
    )


def earlier(submission: Submission, edition: int) -> ArchiveCopy | None:
    """Find the archive that this edition takes the place of."""
    before = submission.archives.filter(edition__lt=edition)
    return before.order_by("-edition").first()


def fingerprint(text: str) -> str:
    return fingerprint_of(text.encode())
