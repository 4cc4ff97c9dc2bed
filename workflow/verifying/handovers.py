"""Serah terima tugas against the journal of its unit: one entry for each side that acknowledged."""

from collections.abc import Iterable, Iterator

from kinerja.keeping.change import chain_key
from kinerja.models import JournalEntry, Unit
from workflow.handing_over import SIDES
from workflow.models import Handover
from workflow.verifying.found import Found
from workflow.verifying.pairing import Parts, unlike


def judge(unit: Unit) -> Iterator[Found]:
    key = chain_key(unit)
    entries = JournalEntry.objects.filter(chain=key, verb__in=SIDES).order_by("number")
    rows = Handover.objects.filter(unit=unit).order_by("pk")
    for fault in unlike(list(told(entries)), list(held(rows)), name=name):
        yield Found(f"{key}: {fault}")


def told(entries: Iterable[JournalEntry]) -> Iterator[Parts]:
    begun: dict[object, object] = {}
    for entry in entries:
        own = {"verb": entry.verb, "person": entry.person_id, "capacity": entry.capacity}
        said = entry.after | own | {"moment": entry.moment}
        # The list is fixed by the first of the two; of older entries it is not told which row.
        change = said.get("assignment"), said["day"]
        first = begun.setdefault(change, entry.moment)
        yield said | ({"made_at": first} if change[0] else {})


def held(rows: Iterable[Handover]) -> Iterator[Parts]:
    for row in rows:
        common = {
            "assignment": row.assignment_id,
            "day": row.day.isoformat(),
            "items": [each["text"] for each in row.items],
            "kinds": [each["kind"] for each in row.items],
            "made_at": row.made_at,
        }
        for verb, side in SIDES.items():
            if moment := getattr(row, f"{side}_at"):
                yield common | {
                    "verb": verb,
                    "person": getattr(row, f"{side}_by_id"),
                    "capacity": getattr(row, f"{side}_as"),
                    "moment": moment,
                }


def name(parts: Parts) -> str:
    side = "penyerahan" if parts["verb"] == "release_duty" else "penerimaan"
    return f"{side} serah terima tugas {parts['day']}"
