import sys
from collections.abc import Iterator

from django.core.management.base import BaseCommand

from kinerja import clock, evidence, journal, upkeep
from kinerja.models import Chain, JournalEntry
from workflow import archive, guards, sheets
from workflow.models import ArchiveCopy, Submission


class Command(BaseCommand):
    """Prove that the journal, the archives, the guards and the records' states hold together.

    Exit code 0 only if everything does. Never run inside a transaction: it reads everything, and
    on SQLite it would keep all writers out meanwhile.
    """

    help = "Memeriksa jurnal, arsip, penjaga basis data, dan keadaan setiap berkas."

    def handle(self, *_args, **_options) -> None:
        found = list(faults())
        # An act between two readings looks like a fault once; a real one is found again.
        if found:
            again = set(faults())
            found = [fault for fault in found if fault in again]
        words = f"{len(found)} hal tidak utuh, antara lain: {found[0]}" if found else "Utuh."
        upkeep.note(upkeep.VERIFY, at=clock.now(), is_well=not found, words=words)
        for fault in found:
            self.stdout.write(self.style.ERROR(fault))
        if found:
            sys.exit(1)
        self.stdout.write(self.style.SUCCESS(summary()))


def faults() -> Iterator[str]:
    """Name everything that does not hold, in Indonesian, one line each."""
    yield from journal.verify()
    yield from (f"Penjaga basis data tidak ada: {name}." for name in guards.missing())
    yield from archive.faults()
    yield from evidence.faults()
    yield from misplaced()
    yield from sheets.gaps()


def misplaced() -> Iterator[str]:
    """Name the records whose state or edition is not what their journal says."""
    places = places_told()
    for record in Submission.objects.order_by("pk").iterator():
        place = {"state": record.state, "edition": str(record.edition)}
        expected = places.get(record.chain_key)
        if expected is None:
            yield f"{record.chain_key}: tidak ada catatan pembukaan di jurnal."
        elif place != expected:
            told = f"menurut jurnal {shown(expected)}"
            yield f"{record.chain_key}: berkas pada {shown(place)}, {told}."


def places_told() -> dict[str, dict[str, str]]:
    """Lead from each record's chain to the last state and the last edition that it names."""
    told: dict[str, dict[str, str]] = {}
    entries = JournalEntry.objects.filter(chain__key__startswith="berkas:")
    for key, after in entries.order_by("number").values_list("chain_id", "after").iterator():
        named = {name: after[name] for name in ("state", "edition") if name in after}
        told.setdefault(key, {}).update(named)
    return told


def shown(place: dict[str, str]) -> str:
    return f"{place.get('state', '–')} edisi {place.get('edition', '–')}"


def summary() -> str:
    chains, entries = Chain.objects.count(), JournalEntry.objects.count()
    return f"Utuh: {chains} rantai, {entries} catatan, {ArchiveCopy.objects.count()} arsip."
