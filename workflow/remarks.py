"""Remarks that a record and its report must bear: who stood in, and what was out of the usual."""

from collections.abc import Iterable

from kinerja.models import JournalEntry
from workflow.models import Submission
from workflow.rules import told

SMALL_OFFICE = "Diinput dan dikoreksi oleh orang yang sama: aturan kantor kecil."


def of_edition(submission: Submission) -> list[JournalEntry]:
    """Read the entries of the record's edition, the oldest first."""
    entries = submission.journal().filter(number__gte=submission.edition_began)
    return list(entries.order_by("number"))


def read(submission: Submission, entries: Iterable[JournalEntry] | None = None) -> tuple[str, ...]:
    """List the remarks on this edition, from its journal; `entries` where it was read before."""
    if entries is None:
        entries = of_edition(submission)
    found = [f"Edisi {submission.edition}."] if submission.edition > 1 else []
    for entry in entries:
        if "oleh atasan langsung" in entry.capacity:
            found.append(f"{entry.name} {told(entry.verb)} selaku {entry.capacity}.")
        if entry.after.get("small_office"):
            found.append(SMALL_OFFICE)
    return tuple(dict.fromkeys(found))
