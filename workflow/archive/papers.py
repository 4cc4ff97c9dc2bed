"""The paper beside the electronic archive, and the number that both bear."""

from datetime import datetime

from kinerja.models import User
from workflow.models import ArchiveCopy, PaperCopy, Submission


def file_copy(
    archive: ArchiveCopy, *, box: str, shelf: str, signers: str = "", by: User, at: datetime
) -> PaperCopy:
    """Add the place of the paper copy; an earlier place stays readable."""
    place = {"box": box, "shelf": shelf, "signers": signers}
    return PaperCopy.objects.create(archive=archive, filed_at=at, filed_by=by, **place)


def last_register_number(submission: Submission) -> str:
    """Show the unit's latest register number, as a model for the next."""
    copies = ArchiveCopy.objects.filter(submission__unit=submission.unit).order_by("-sealed_at")
    return copies.values_list("register_number", flat=True).first() or ""
