"""Surat pengantar: what is handed up or sideways, made from the journal alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from kinerja.models import Assignment, JournalEntry, Line, Tenure
from workflow.models import SectionForm, Submission


@dataclass(frozen=True)
class HandOver:
    """A verb that hands something over: to the actor of which step, and what."""

    to_step: int
    what: str


HAND_OVERS = {
    "hand_in": HandOver(2, "Formulir data kinerja"),
    "submit": HandOver(3, "Draf laporan realisasi kinerja"),
    "approve": HandOver(4, "Laporan realisasi kinerja yang telah disetujui"),
}


@dataclass(frozen=True)
class CoverLetter:
    """One surat pengantar, as it is printed; names and titles are those of the moment."""

    entry: int
    section: str
    number: str
    moment: datetime
    sender_title: str
    sender_name: str
    sender_rank: str
    sender_identity: str
    to_title: str
    what: str
    rows: int

    @property
    def day(self) -> date:
        return timezone.localdate(self.moment)


def read(record: Submission) -> tuple[CoverLetter, ...]:
    """Make the letters of a record, oldest first."""
    entries = record.journal().filter(verb__in=HAND_OVERS).select_related("person")
    return letters(record, entries.order_by("number"))


def find(record: Submission, number: int) -> CoverLetter | None:
    """Make the letter of one journal entry; None where the entry handed nothing over."""
    entries = record.journal().filter(verb__in=HAND_OVERS, number=number)
    return next(iter(letters(record, entries.select_related("person"))), None)


def of_form(form: SectionForm) -> CoverLetter | None:
    """Make the letter with which a section handed its form in last; None before it did."""
    handed = form.submission.journal().filter(verb="hand_in", after__form=form.section.name)
    latest = handed.select_related("person").order_by("-number")[:1]
    return next(iter(letters(form.submission, latest)), None)


def letters(record: Submission, entries: Iterable[JournalEntry]) -> tuple[CoverLetter, ...]:
    holders, lines = Holders(record), asked(record)
    return tuple(letter(record, entry, holders, lines) for entry in entries)


def letter(
    record: Submission, entry: JournalEntry, holders: "Holders", lines: list[Line]
) -> CoverLetter:
    hand_over, section = HAND_OVERS[entry.verb], entry.after.get("form", "")
    day = timezone.localdate(entry.moment)
    mine = [
        line for line in lines if not section or (line.section and line.section.name == section)
    ]
    return CoverLetter(
        entry=entry.number,
        section=section,
        number=f"SP-{record.pk}-{entry.number}/{day.year}",
        moment=entry.moment,
        sender_title=entry.capacity,
        sender_name=entry.name,
        sender_rank=entry.person.rank if entry.person else "",
        sender_identity=entry.person.identity if entry.person else "",
        to_title=holders.title(hand_over.to_step, day),
        what=" ".join(filter(None, (hand_over.what, section))),
        rows=len(mine),
    )


def asked(record: Submission) -> list[Line]:
    lines = record.agreement.lines.select_related("section")
    return [line for line in lines if line.is_measured_in(record.period)]


class Holders:
    """Who sat at the steps of a record's SOP, on any day: fetched once."""

    def __init__(self, record: Submission) -> None:
        self.rows = record.sop.rows
        actors = {row.actor for row in self.rows.values()}
        held = Assignment.objects.filter(unit=record.unit, role__in=actors)
        self.held = list(held.select_related("position", "user").order_by("pk"))

    def title(self, step: int, day: date, section: int | None = None) -> str:
        """Name the step's holder on that day; without one, as the SOP's sheet does."""
        duty = self.holder(step, day, section)
        return duty.title if duty else self.rows[step].actor_title

    def holder(self, step: int, day: date, section: int | None = None) -> Assignment | None:
        """Find who holds the step on that day, who acts in another's place before the definitive.

        Of a step that each section has for itself, `section` says whose holder is meant.
        """
        found = [
            duty
            for duty in self.held
            if duty.role == self.rows[step].actor
            and section in (None, duty.section_id)
            and duty.start <= day
            and (not duty.end or duty.end >= day)
        ]
        found.sort(key=lambda duty: duty.tenure == Tenure.DEFINITIVE)
        return next(iter(found), None)
