"""Dokumen pendukung on screen: what can be attached where, and one document with its history."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.urls import reverse

from kinerja.models import Assignment, Evidence, EvidenceRow
from kinerja.table import Row
from workflow.models import Receipt, SectionForm, Submission
from workflow.screens import offers
from workflow.seats import Seats
from workflow.standing import StandingRow


@dataclass(frozen=True)
class Attaching:
    """Where documents can be attached: rows to tick, and forms whose signed paper may be shown."""

    url: str
    parts_url: str
    rows: tuple[Row, ...]
    forms: tuple[SectionForm, ...]


def attaching(
    record: Submission, rows: Iterable[StandingRow], *, form: SectionForm | None = None
) -> Attaching | None:
    """Offer the rows that the person can write; None where there are none."""
    rows = tuple(each.row for each in rows)
    if not rows:
        return None
    sections = {row.section_id for row in rows}
    here = reverse("attach_form", args=[form.pk]) if form else reverse("attach", args=[record.pk])
    return Attaching(
        url=here,
        parts_url=reverse("attach_parts", args=[record.pk]),
        rows=rows,
        forms=tuple(each for each in record.standing.forms if each.section_id in sections),
    )


def attaching_late(record: Submission, rows: Iterable[Row]) -> Attaching | None:
    """Offer, of the rows that a record owes, the late values that came in; None without any."""
    given = tuple(row for row in rows if row.line_id in record.standing.owing.given_lines)
    if not given:
        return None
    parts_url = reverse("attach_parts", args=[record.pk])
    return Attaching(reverse("attach_late", args=[record.pk]), parts_url, given, forms=())


def is_open(form: SectionForm, row: StandingRow) -> bool:
    """Say whether the section can write the row: of a returned form, what was returned."""
    return row.is_with_section if form.is_returned else not row.is_closed_to_section


@dataclass(frozen=True)
class Way:
    """How a person may change a document: for a section's form, at step 2, or as a susulan."""

    form: SectionForm | None = None
    is_late: bool = False


def way(
    evidence: Evidence, record: Submission, held: tuple[Assignment, ...], *, seats: Seats
) -> Way | None:
    """Find how the person may change the document; the record's standing must have been read."""
    present = {row.line_id for row in present_rows(evidence, record)}
    rows = [each for each in record.standing.rows if each.row.line_id in present]
    of_record = offers.offered(("enter",), record, held, seats=seats)
    if "enter" in of_record and any(each.is_editable for each in rows):
        return Way()
    if is_of_open_late_value(evidence, record):
        is_theirs = "attach_late" in offers.offered(("attach_late",), record, held, seats=seats)
        return Way(is_late=True) if is_theirs else None
    for form in record.standing.forms:
        own = [each for each in rows if each.row.section_id == form.section_id]
        if not (form.is_fillable and any(is_open(form, each) for each in own)):
            continue
        form.submission = record
        if "fill" in offers.offered(("fill",), record, held, seats=seats, form=form):
            return Way(form)
    return None


def own_form(
    evidence: Evidence, record: Submission, held: Iterable[Assignment]
) -> SectionForm | None:
    """Find the form of the person's own section whose rows the document supports, in any state."""
    present = {row.line.section_id for row in present_rows(evidence, record)}
    own = present & {duty.section_id for duty in held}
    return next((form for form in record.standing.forms if form.section_id in own), None)


def is_of_open_late_value(evidence: Evidence, record: Submission) -> bool:
    """Say whether the document supports a late value that can still be corrected."""
    if not record.standing.is_sealed:
        return False
    owing = record.standing.owing
    rows = (row for row in evidence.rows.all() if row.edition == owing.next_edition)
    return any(row.line_id in owing.given_lines and row.removed_at is None for row in rows)


@dataclass(frozen=True)
class Support:
    """The rows that a document supports, or did, in one edition."""

    edition: int
    rows: tuple[EvidenceRow, ...]
    is_sealed: bool

    @property
    def codes(self) -> str:
        return ", ".join(row.line.code for row in self.rows)


@dataclass(frozen=True)
class Removal:
    """That a document was replaced or removed: from which rows, by whom and why."""

    at: datetime
    by: str
    reason: str
    edition: int
    codes: str
    replaced_by: Evidence | None


@dataclass(frozen=True)
class DocumentPage:
    """One document with what it supports and what became of it."""

    evidence: Evidence
    supports: tuple[Support, ...]
    removals: tuple[Removal, ...]
    replaced: tuple[Evidence, ...]
    receipts: tuple[Receipt, ...]

    @property
    def is_gone(self) -> bool:
        return not (self.supports or self.receipts)


def read(evidence: Evidence) -> DocumentPage:
    """Read a fetched document, its rows with it, for its page."""
    rows = sorted(evidence.rows.all(), key=lambda row: (row.edition, row.line.order, row.line.code))
    return DocumentPage(
        evidence=evidence,
        supports=tuple(supports(row for row in rows if row.removed_at is None)),
        removals=tuple(removals(row for row in rows if row.removed_at)),
        replaced=tuple(Evidence.objects.filter(rows__replaced_by=evidence).distinct()),
        receipts=tuple(evidence.receipts.order_by("pk")),
    )


def supports(rows: Iterable[EvidenceRow]) -> Iterator[Support]:
    for edition, group in groupby(rows, lambda row: row.edition):
        held = tuple(group)
        yield Support(edition, held, all(row.confirmed_at for row in held))


def removals(rows: Iterable[EvidenceRow]) -> Iterator[Removal]:
    ordered = sorted(rows, key=lambda row: (row.removed_at, row.edition))
    for (at, edition), group in groupby(ordered, lambda row: (row.removed_at, row.edition)):
        held = list(group)
        first, codes = held[0], ", ".join(row.line.code for row in held)
        name = first.removed_by.name
        yield Removal(at, name, first.reason, edition, codes, first.replaced_by)


def present_rows(evidence: Evidence, record: Submission) -> list[EvidenceRow]:
    """List the rows of the record's edition that the document supports now."""
    rows = evidence.rows.all()
    return [row for row in rows if row.edition == record.edition and row.removed_at is None]
