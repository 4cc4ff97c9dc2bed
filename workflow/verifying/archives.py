"""Rows of archives against their own hash, the entry that sealed them, and what they list."""

import json
from collections.abc import Iterator

from kinerja.models import JournalEntry, StoredFile
from workflow import archive
from workflow.models import ArchiveCopy, Submission
from workflow.verifying.found import Found

# What a row says again that its sealing entry says: the columns, by the name of the entry's part.
SEALED = {
    "register_number": "nomor arsip",
    "file_sha256": "SHA-256 laporan",
    "template": "versi templat",
    "typst": "versi typst",
}


def named(copy: ArchiveCopy) -> str:
    return f"arsip {copy.submission.chain_key} edisi {copy.edition}"


def judge(copy: ArchiveCopy) -> Iterator[Found]:
    for fault in faults(copy):
        yield Found(f"{named(copy)}: {fault}")


def faults(copy: ArchiveCopy) -> Iterator[str]:
    is_whole = archive.fingerprint(copy.snapshot) == copy.sha256
    if not is_whole:
        yield "isi tidak cocok dengan SHA-256."
    entry = sealing_entry(copy)
    if entry is None:
        yield "tidak ada catatan penyegelan dengan SHA-256 ini."
    else:
        yield from unlike(copy, entry)
    if (before := archive.earlier(copy.submission, copy.edition)) != copy.supersedes:
        yield f"menggantikan {told(copy.supersedes)}, seharusnya {told(before)}."
    if is_whole:
        yield from astray(copy, content(copy))


def content(copy: ArchiveCopy) -> dict:
    """Read a snapshot; {} where it is none, which its hash then tells."""
    try:
        found = json.loads(copy.snapshot)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def sealing_entry(copy: ArchiveCopy) -> JournalEntry | None:
    entries = copy.submission.journal().filter(verb="seal").order_by("number")
    return next((each for each in entries if each.after.get("sha256") == copy.sha256), None)


def unlike(copy: ArchiveCopy, entry: JournalEntry) -> Iterator[str]:
    """Name the columns that are not as the sealing entry says."""
    for column, word in SEALED.items():
        if getattr(copy, column) != entry.after.get(column, ""):
            yield f"{word} berbeda dari catatan penyegelannya."
    if (copy.sealed_at, copy.sealed_by_id) != (entry.moment, entry.person_id):
        yield "saat atau penyegelnya berbeda dari catatan penyegelannya."


def told(copy: ArchiveCopy | None) -> str:
    return f"arsip edisi {copy.edition} ({copy.submission.chain_key})" if copy else "tidak ada"


def astray(copy: ArchiveCopy, content: dict) -> Iterator[str]:
    """Compare what the snapshot says with where it stands, and with what it refers to."""
    said = (content.get("edition"), content.get("code", ""))
    if said != (copy.edition, copy.code or ""):
        yield "edisi atau kode verifikasi berbeda dari isinya."
    if content.get("chain", copy.submission.chain_key) != copy.submission.chain_key:
        yield f"isinya milik {content['chain']}."
    approval = content.get("approval") or {}
    found = copy.submission.journal().filter(number=approval.get("number"), verb="approve")
    if approval.get("hash") not in found.values_list("hash", flat=True):
        yield "sidik persetujuan di dalamnya tidak ada di jurnal."
    kept = StoredFile.objects.filter(unit=copy.submission.unit_id)
    lost = documents(content) - set(kept.values_list("sha256", flat=True))
    yield from (f"dokumen dengan SHA-256 {sha256} tidak ada." for sha256 in sorted(lost))


def documents(content: dict) -> set[str]:
    """Name the content of the documents that a snapshot lists; older ones list none."""
    rows = [row for group in content["objectives"] for row in group["rows"]]
    rows += content.get("late", ())
    listed = (document["sha256"] for row in rows for document in row.get("evidence", ()))
    return {sha256 for sha256 in listed if sha256}


def lost(entry: JournalEntry) -> Iterator[Found]:
    """Name the archive of a sealing entry that is there no more."""
    key, sha256 = entry.chain_id, entry.after.get("sha256")
    records = Submission.objects.filter(pk=key.partition(":")[2])
    if not ArchiveCopy.objects.filter(submission__in=records, sha256=sha256).exists():
        yield Found(f"arsip {key} dengan SHA-256 {sha256} hilang.")
