"""Susulan: which rows of a sealed record are still owed, and what came in for them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.db.models import Exists, F, OuterRef, Q

from kinerja import table
from kinerja.findings import Finding
from kinerja.models import Realisation
from workflow.models import ArchiveCopy, LateValue, State, Submission

NOT_YET = Realisation.Status.NOT_YET


@dataclass(frozen=True)
class LateRow:
    """One late value as its carrier shows it: a row of its own period, measured against that."""

    late: LateValue
    row: table.Row
    find: Callable[[table.Row], tuple[Finding, ...]]

    @property
    def key(self) -> str:
        return self.late.key

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.find(self.row)


@dataclass(frozen=True)
class Owed:
    """One row that a sealed record owes: what was promised, and the late value under way."""

    promised: Realisation
    late: LateValue | None

    @property
    def is_open(self) -> bool:
        return self.late is None or self.late.is_open


class Owing:
    """All that one record owes, at two questions to the database."""

    def __init__(self, record: Submission) -> None:
        self.record = record

    @cached_property
    def cells(self) -> list[Realisation]:
        """Every edition of every row, the lowest first."""
        found = Realisation.objects.filter(
            line__agreement=self.record.agreement_id, period=self.record.period_id
        )
        return list(found.select_related("line", "late__carrier__period").order_by("edition"))

    @cached_property
    def rows(self) -> dict[int, Owed]:
        """Lead from the line of each row that is owed to how it stands."""
        final = {cell.line_id: cell for cell in self.cells if cell.confirmed_at}
        under_way = {late.cell.line_id: late for late in self.under_way}
        return {
            line: Owed(cell, under_way.get(line))
            for line, cell in final.items()
            if cell.status == NOT_YET
        }

    @cached_property
    def under_way(self) -> tuple[LateValue, ...]:
        return tuple(cell.late for cell in self.cells if is_under_way(cell))

    @property
    def next_edition(self) -> int:
        """Number the edition in which late values are written: all under way share one."""
        own = {late.cell.edition for late in self.under_way}
        return max(own) if own else 1 + max((cell.edition for cell in self.cells), default=0)

    @property
    def final_edition(self) -> int:
        return max((cell.edition for cell in self.cells if cell.confirmed_at), default=0)

    @property
    def given_lines(self) -> frozenset[int]:
        """The lines of late values that came in and can still be corrected."""
        return frozenset(late.cell.line_id for late in self.under_way if late.is_open)

    @cached_property
    def table_to_be(self) -> table.Table:
        """Read the record's table as it will be with the late values under way."""
        record = self.record
        record.agreement.unit = record.unit
        return table.read(record.agreement, record.period, edition=self.next_edition)

    def open_rows(self) -> tuple[table.Row, ...]:
        """Read the owed rows as a page types into them: blank until a late value came in."""
        return tuple(
            row if self.rows[row.line_id].late else replace(row, reading=None, realised=None)
            for row in self.table_to_be.rows
            if row.line_id in self.rows
        )


def is_under_way(cell: Realisation) -> bool:
    return cell.confirmed_at is None and hasattr(cell, "late")


@dataclass(frozen=True)
class Completion:
    """What became of one row after its record was sealed."""

    late: LateValue
    row: table.Row
    archive: ArchiveCopy | None


def completions(record: Submission) -> tuple[Completion, ...]:
    """List the late values that are newer than the record's edition."""
    found = list(
        LateValue.objects.filter(origin=record, cell__edition__gt=record.edition).with_names()
    )
    if not found:
        return ()
    rows = {row.line_id: row for row in record.standing.table.rows}
    carriers = ArchiveCopy.objects.filter(submission__in={late.carrier_id for late in found})
    archives = {(copy.submission_id, copy.edition): copy for copy in carriers}
    return tuple(
        Completion(
            late,
            rows[late.cell.line_id],
            archives.get((late.carrier_id, late.carrier_edition)) if late.is_sealed else None,
        )
        for late in found
    )


def due(units: Iterable[int], day: date) -> dict[Submission, list[date]]:
    """Lead from each record to the days, come by now, for which its missing values were promised.

    A value that came in is owed no longer; one that was put off is owed on its new day.
    """
    counts = Q(confirmed_at__isnull=False) | Q(late__isnull=False)
    newer = Realisation.objects.filter(
        counts, line=OuterRef("line"), period=OuterRef("period"), edition__gt=OuterRef("edition")
    )
    cells = Realisation.objects.filter(
        counts,
        ~Exists(newer),
        status=NOT_YET,
        promised_on__lte=day,
        line__agreement__unit__in=list(units),
    )
    owed: dict[tuple[int, int], list[date]] = {}
    for agreement, period, promised_on in cells.values_list(
        "line__agreement", "period", "promised_on"
    ):
        owed.setdefault((agreement, period), []).append(promised_on)
    return {record: owed[key] for record in sealed(owed) if (key := place(record)) in owed}


def place(record: Submission) -> tuple[int, int]:
    return record.agreement_id, record.period_id


def sealed(places: Iterable[tuple[int, int]]) -> list[Submission]:
    """Fetch the records of these agreements and periods whose present edition is sealed."""
    places = list(places)
    if not places:
        return []
    archive = ArchiveCopy.objects.filter(submission=OuterRef("pk"), edition=OuterRef("edition"))
    found = Submission.objects.filter(
        Exists(archive),
        agreement__in={agreement for agreement, _ in places},
        period__in={period for _, period in places},
        state__in=(State.ARCHIVING, State.ARCHIVED),
    )
    return list(
        found.with_names()
        .prefetch_related("sop__steps")
        .order_by(F("period__year"), F("period__quarter"))
    )
