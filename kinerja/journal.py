"""The journal: one append-only table, a chain per key, each entry bound to the one before it."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from kinerja.models import Chain, JournalEntry, User


class ClockFault(Exception):
    """The clock stands before the chain's last entry; nothing may be written until it is mended."""

    def __init__(self, at: datetime, last: datetime) -> None:
        super().__init__(f"{at.isoformat()} is before the last entry, {last.isoformat()}")
        self.at, self.last = at, last


def append(
    key: str | Chain,
    verb: str,
    *,
    by: User | None,
    capacity: str,
    at: datetime,
    before: Mapping = {},
    after: Mapping = {},
    note: str = "",
) -> JournalEntry:
    """Add one entry to the chain `key`, or to a chain already locked, in the caller's transaction.

    `by` is None for the system. Raises ClockFault where `at` is before the chain's last entry.
    """
    chain = key if isinstance(key, Chain) else locked_chain(key)
    refuse_clock_fault(chain, at)
    entry = JournalEntry(
        chain=chain,
        number=chain.count + 1,
        person=by,
        name=by.name if by else "",
        capacity=capacity,
        moment=at,
        verb=verb,
        before=dict(before),
        after=dict(after),
        note=note,
    )
    entry.text = canonical_text(entry)
    entry.hash = chain.head = digest(chain.head, entry.text)
    chain.count, chain.moment = entry.number, at
    entry.save(force_insert=True)
    chain.save(update_fields=["count", "moment", "head"])
    return entry


def refuse_clock_fault(chain: Chain, at: datetime) -> None:
    """Raise ClockFault where `at` is before the chain's last entry."""
    if chain.moment and at < chain.moment:
        raise ClockFault(at, chain.moment)


def locked_chain(key: str) -> Chain:
    """Lock the head row of a chain, made where it does not exist yet."""
    chain = Chain.objects.select_for_update().filter(key=key).first()
    if chain is None:
        Chain.objects.bulk_create([Chain(key=key)], ignore_conflicts=True)
        chain = Chain.objects.select_for_update().get(key=key)
    return chain


def canonical_text(entry: JournalEntry) -> str:
    """Write an entry as the text that is hashed: sorted JSON, UTC, no white space."""
    content = {
        "chain": entry.chain_id,
        "number": entry.number,
        "person": entry.person_id,
        "name": entry.name,
        "capacity": entry.capacity,
        "moment": entry.moment.astimezone(UTC).isoformat(),
        "verb": entry.verb,
        "before": entry.before,
        "after": entry.after,
        "note": entry.note,
    }
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(previous: str, text: str) -> str:
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def verify() -> Iterator[str]:
    """Recompute every chain and name, per chain, the first broken link or a head that misfits."""
    for chain in Chain.objects.order_by("key").iterator():
        yield from list(faults(chain))[:1]


def faults(chain: Chain) -> Iterator[str]:
    previous, expected, moment = "", 0, None
    for entry in chain.entries.order_by("number").iterator():
        expected += 1
        if entry.number != expected:
            yield f"{chain.key}: catatan nomor {expected} hilang."
        if digest(previous, entry.text) != entry.hash:
            yield f"{chain.key}: catatan nomor {entry.number} tidak cocok dengan sidiknya."
        if canonical_text(entry) != entry.text:
            yield f"{chain.key}: kolom catatan nomor {entry.number} menyimpang dari teks bakunya."
        previous, moment = entry.hash, entry.moment
    if chain.count != expected:
        yield f"{chain.key}: kepala rantai menyebut {chain.count} catatan, ditemukan {expected}."
    if (chain.head, chain.moment) != (previous, moment):
        yield f"{chain.key}: sidik atau saat di kepala rantai tidak cocok dengan catatan terakhir."


def head(key: str) -> str:
    """Give the hash of a chain's last entry; "" of one that does not exist."""
    return Chain.objects.filter(key=key).values_list("head", flat=True).first() or ""


def shown_up_to(key: str) -> int:
    """Number the last entry of a chain: what a page has shown when it was made."""
    return Chain.objects.filter(key=key).values_list("count", flat=True).first() or 0
