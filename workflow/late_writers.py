"""Who wrote the late values that a record reviews: none of them reviews it.

A late value names its last writer alone, and goes when its own record is opened again. So the
journal of the record that owed it is asked: everybody who wrote the row since its last confirmed
figure is one of them.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from kinerja.models import JournalEntry, Realisation
from workflow.models import LateValue, Submission


@dataclass(frozen=True)
class Reviewed:
    """One row that a record reviews, and whose chain tells who wrote it late after `since`."""

    record: int
    chain: str
    code: str
    since: datetime

    def was_written_by(self, entry: JournalEntry) -> bool:
        is_later = entry.chain_id == self.chain and entry.moment >= self.since
        return is_later and self.code in entry.after["rows"]


def pairs(records: Iterable[Submission]) -> Iterator[tuple[int, int]]:
    """Pair the records with the people who wrote late values that they carry or took in."""
    records = list(records)
    rows, reopened = carried(records), [each for each in records if each.edition > 1]
    chains = {row.chain for row in rows} | {each.chain_key for each in reopened}
    entries = late_entries(chains) if chains else []
    told = {entry.chain_id for entry in entries}
    rows += taken_in([each for each in reopened if each.chain_key in told])
    for row in rows:
        yield from ((row.record, each.person_id) for each in entries if row.was_written_by(each))


def late_entries(chains: Collection[str]) -> list[JournalEntry]:
    found = JournalEntry.objects.filter(chain__in=chains, verb="enter_late")
    return list(found.only("chain", "person", "moment", "after").order_by())


def carried(records: Collection[Submission]) -> list[Reviewed]:
    """List the late values on their way with these records."""
    late = LateValue.objects.pending().filter(carrier__in=records).select_related("origin")
    of_cell = {"line": OuterRef("cell__line"), "period": OuterRef("cell__period")}
    found = late.annotate(code=F("cell__line__code"), since=confirmed_at(**of_cell)).order_by()
    return [
        Reviewed(each.carrier_id, each.origin.chain_key, each.code, each.since) for each in found
    ]


def taken_in(reopened: Collection[Submission]) -> list[Reviewed]:
    """List the rows of records that were opened again, which may have been late values before."""
    if not reopened:
        return []
    by_place = {(each.agreement_id, each.period_id): each for each in reopened}
    here = reduce(or_, (Q(line__agreement=of, period=period) for of, period in by_place))
    cells = Realisation.objects.filter(here, confirmed_at=None)
    since = confirmed_at(line=OuterRef("line"), period=OuterRef("period"))
    found = cells.annotate(since=since).order_by()
    return [
        Reviewed(record.pk, record.chain_key, code, since)
        for agreement, period, code, since in found.values_list(
            "line__agreement", "period", "line__code", "since"
        )
        if (record := by_place[agreement, period]) and since
    ]


def confirmed_at(**row: OuterRef) -> Subquery:
    """Say when the row's latest figure became final."""
    cells: QuerySet = Realisation.objects.filter(**row, confirmed_at__isnull=False)
    return Subquery(cells.order_by("-edition").values("confirmed_at")[:1])
