"""Journal chains in bulk: entries bound as `kinerja.journal` binds them, not saved yet."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from kinerja.journal import canonical_text, digest
from kinerja.models import Chain, JournalEntry, User


@dataclass
class Note:
    """One thing that happened, before it is bound into its chain."""

    verb: str
    by: User
    capacity: str
    at: datetime
    before: dict = field(default_factory=dict)
    after: dict = field(default_factory=dict)
    note: str = ""


def bind(chain: Chain, notes: Iterable[Note]) -> list[JournalEntry]:
    """Make the entries of these notes; the chain's head moves on to the last of them."""
    return [bound(chain, note) for note in notes]


def bound(chain: Chain, note: Note) -> JournalEntry:
    entry = JournalEntry(
        chain=chain,
        number=chain.count + 1,
        person=note.by,
        name=note.by.name,
        capacity=note.capacity,
        moment=note.at,
        verb=note.verb,
        before=note.before,
        after=note.after,
        note=note.note,
    )
    entry.text = canonical_text(entry)
    entry.hash = chain.head = digest(chain.head, entry.text)
    chain.count, chain.moment = entry.number, note.at
    return entry
