"""The only sealer: the canonical snapshot of an edition, its hash, and its paper copy."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from kinerja import numbers
from kinerja.formula import Choice
from kinerja.models import JournalEntry, StoredFile, User
from kinerja.table import Document, Row, Table
from workflow import remarks
from workflow.late import LateRow
from workflow.models import ArchiveCopy, PaperCopy, Submission

FORMAT = "kinerja-snapshot/1"


def seal(submission: Submission, *, register_number: str, by: User, at: datetime) -> ArchiveCopy:
    """Store the snapshot of the record's edition with its SHA-256."""
    text = snapshot(submission)
    return ArchiveCopy.objects.create(
        submission=submission,
        edition=submission.edition,
        register_number=register_number,
        snapshot=text,
        sha256=fingerprint(text),
        sealed_at=at,
        sealed_by=by,
    )


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


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def snapshot(submission: Submission) -> str:
    """Write the record up to its approval as canonical JSON: sorted keys, decimals as text, UTC."""
    table, entries = submission.standing.table, remarks.of_edition(submission)
    content = {
        "format": FORMAT,
        "unit": submission.unit.name,
        "regency": submission.unit.regency,
        "period": str(submission.period),
        "edition": submission.edition,
        "agreement": str(submission.agreement),
        "agreement_date": submission.agreement.date,
        "sop": str(submission.sop),
        "scale": table.policy.scale_words,
        "approval": approval(entries),
        "remarks": list(remarks.read(submission, entries)),
        "objectives": objectives(table),
        "late": [late_content(each) for each in submission.standing.late_rows],
    }
    return json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=plain
    )


def approval(entries: Sequence[JournalEntry]) -> dict | None:
    """Name this edition's approving entry, whose hash binds the chain; None in a draft."""
    entry = next((each for each in reversed(entries) if each.verb == "approve"), None)
    return entry and {
        "number": entry.number,
        "hash": entry.hash,
        "name": entry.name,
        "capacity": entry.capacity,
        "moment": entry.moment,
    }


def objectives(table: Table) -> list[dict]:
    return [
        {
            "number": group.number,
            "text": group.text,
            "words": worded(group.words),
            "rows": [row_content(row) for row in group.rows],
        }
        for group in table.groups
    ]


def row_content(row: Row) -> dict:
    content = {
        "code": row.code,
        "indicator": row.indicator,
        "satuan": row.satuan,
        "kind": row.kind,
        "basis": row.basis_words,
        "schedule": row.schedule_words,
        "section": row.section,
        "asked": row.is_asked,
    }
    if not row.is_asked:
        return content
    return content | {
        "target": row.target,
        "upper": row.upper,
        "realised": row.realised,
        "achievement": row.achievement,
        "category": row.category.label if row.category else None,
        "formula": row.formula,
        "words": worded(row.words),
        "evidence_note": row.words.evidence_note,
        "reading": read_content(row),
        "evidence": [document_content(document) for document in row.documents],
    }


def document_content(document: Document) -> dict:
    return {
        "title": document.title,
        "kind": document.kind,
        "size": document.size,
        "sha256": document.sha256,
        "link": document.link,
        "signed_form": document.is_signed_form,
    }


def late_content(late: LateRow) -> dict:
    """Write a value that came in late, measured against its own period."""
    origin = late.late.origin
    return row_content(late.row) | {
        "period": str(origin.period),
        "record": origin.chain_key,
        "record_edition": late.late.cell.edition,
    }


def read_content(row: Row) -> dict | None:
    reading = row.reading
    return reading and {
        "status": reading.status,
        "value": reading.value,
        "numerator": reading.numerator,
        "denominator": reading.denominator,
        "choice": reading.choice,
        "reason": reading.reason,
        "promised_on": reading.promised_on,
        "source": reading.source,
        "version": reading.version,
        "entered_by": reading.entered_by,
        "entered_at": reading.entered_at,
    }


def worded(words) -> dict:
    return {
        "drivers": words.drivers,
        "obstacles": words.obstacles,
        "follow_up": words.follow_up,
    }


def plain(value: object) -> object:
    """Write what JSON has no word for. Raises TypeError for anything unforeseen."""
    if isinstance(value, Decimal):
        return numbers.canonical(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Choice):
        return value.label
    raise TypeError(f"{value!r} has no canonical form")


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
