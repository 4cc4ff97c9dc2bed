"""The only sealer: the canonical snapshot of an edition, its hash, and its paper copy."""

import hashlib
import json
from datetime import datetime

from kinerja.models import JournalEntry, StoredFile, User
from workflow import snapshot as writing
from workflow.models import ArchiveCopy, PaperCopy, Submission


def seal(submission: Submission, *, register_number: str, by: User, at: datetime) -> ArchiveCopy:
    """Store the snapshot of the record's edition with its SHA-256."""
    text = snapshot(submission, register_number=register_number)
    return ArchiveCopy.objects.create(
        submission=submission,
        edition=submission.edition,
        register_number=register_number,
        snapshot=text,
        sha256=fingerprint(text),
        sealed_at=at,
        sealed_by=by,
    )


def file_copy(archive: ArchiveCopy, *, box: str, shelf: str, by: User, at: datetime) -> PaperCopy:
    """Add the place of the paper copy; an earlier place stays readable."""
    return PaperCopy.objects.create(archive=archive, box=box, shelf=shelf, filed_at=at, filed_by=by)


def last_register_number(submission: Submission) -> str:
    """Show the unit's latest register number, as a model for the next."""
    copies = ArchiveCopy.objects.filter(submission__unit=submission.unit).order_by("-sealed_at")
    return copies.values_list("register_number", flat=True).first() or ""


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def snapshot(submission: Submission, *, register_number: str = "", address: str = "") -> str:
    """Write the record up to its approval as canonical JSON: sorted keys, decimals as text, UTC."""
    return writing.write(submission, register_number=register_number, address=address)


def faults() -> list[str]:
    """Name every archive that no longer fits its hash or its sealing entry, or that is gone."""
    entries = JournalEntry.objects.filter(verb="seal").values_list("chain_id", "after")
    sealed = {(key, after.get("sha256")) for key, after in entries}
    kept = set(StoredFile.objects.values_list("unit", "sha256"))
    found = []
    for copy in ArchiveCopy.objects.select_related("submission").iterator():
        name = f"arsip {copy.submission.chain_key} edisi {copy.edition}"
        if fingerprint(copy.snapshot) != copy.sha256:
            found.append(f"{name}: isi tidak cocok dengan SHA-256.")
        mark = (copy.submission.chain_key, copy.sha256)
        if mark not in sealed:
            found.append(f"{name}: tidak ada catatan penyegelan dengan SHA-256 ini.")
        sealed.discard(mark)
        unit = copy.submission.unit_id
        lost = [sha256 for sha256 in documents_of(copy) if (unit, sha256) not in kept]
        found += [f"{name}: dokumen dengan SHA-256 {sha256} tidak ada." for sha256 in lost]
    gone = [f"arsip {key} dengan SHA-256 {sha256} hilang." for key, sha256 in sorted(sealed)]
    return found + gone


def documents_of(copy: ArchiveCopy) -> set[str]:
    """Name the content of the documents that an archive lists; older ones list none."""
    if '"sha256"' not in copy.snapshot:
        return set()
    try:
        content = json.loads(copy.snapshot)
    except ValueError:
        return set()
    rows = [row for group in content["objectives"] for row in group["rows"]]
    rows += content.get("late", ())
    listed = (document["sha256"] for row in rows for document in row.get("evidence", ()))
    return {sha256 for sha256 in listed if sha256}
