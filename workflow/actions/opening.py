"""Opening a period's record, and cancelling one that was opened by mistake."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from kinerja import journal, recording
from kinerja.models import Agreement, JournalEntry, Line, Period, Section, Unit, User
from workflow import permissions, sheets, standing
from workflow.actions import carrying
from workflow.actions.door import door, place, require_aware, unmet
from workflow.models import SectionForm, Sop, Submission
from workflow.refused import Incomplete, NotNow
from workflow.timing import rounds

SYSTEM = "sistem"


def open_submission(*, unit: Unit, period: Period, by: User | None, at: datetime) -> JournalEntry:
    """Open the record of unit × period with a form for each section that is asked.

    `by` is None for the system. Raises NotYours, NotNow (it is open already) or Incomplete (no
    SOP, no agreement, or nothing is measured in the period).
    """
    require_aware(at)
    sop = sop_for(unit, at)
    capacity = SYSTEM
    if by is not None:
        capacity = permissions.capacity("open_submission", by=by, at=at, unit=unit, sop=sop).title
    agreement = agreement_for(unit, period)
    sections = sections_asked(agreement, period)
    try:
        with transaction.atomic():
            return opened(unit, period, sop, agreement, sections, by=by, at=at, capacity=capacity)
    except IntegrityError as error:
        raise NotNow(f"Berkas {period} untuk {unit} sudah dibuka.") from error


def sop_for(unit: Unit, at: datetime) -> Sop:
    try:
        return Sop.objects.in_force(unit, timezone.localdate(at))
    except Sop.DoesNotExist as error:
        raise Incomplete(f"Belum ada SOP yang berlaku untuk {unit}.") from error


def agreement_for(unit: Unit, period: Period) -> Agreement:
    agreement = Agreement.objects.filter(unit=unit, year=period.year).order_by("-version").first()
    if agreement is None:
        raise Incomplete(f"Perjanjian Kinerja {unit} tahun {period.year} belum ada.")
    return agreement


def sections_asked(agreement: Agreement, period: Period) -> list[Section]:
    """List the sections with lines measured in the period; lines may also belong to none."""
    lines = Line.objects.filter(agreement=agreement).select_related("section")
    asked = [line for line in lines if line.is_measured_in(period)]
    if not asked:
        raise Incomplete(f"Tidak ada indikator yang diukur pada {period}.")
    sections = {line.section_id: line.section for line in asked if line.section}
    return sorted(sections.values(), key=lambda section: (section.order, section.name))


def opened(
    unit: Unit,
    period: Period,
    sop: Sop,
    agreement: Agreement,
    sections: list[Section],
    *,
    by: User | None,
    at: datetime,
    capacity: str,
) -> JournalEntry:
    carrying.locked_unit(unit.pk)
    record = Submission(
        unit=unit, period=period, sop=sop, agreement=agreement, opened_at=at, opened_by=by
    )
    record.save(force_insert=True)
    forms = SectionForm.objects.bulk_create(
        SectionForm(submission=record, section=section) for section in sections
    )
    rounds.arrive_forms(record, forms, at=at)
    taken_over = recording.take_over(agreement, period)
    late = carrying.adopt(record)
    if not forms:
        standing.read(record)
        record.begin_entering()
        record.save()
        rounds.arrive(record, 2, at=at)
    return journal.append(
        record.chain_key,
        "open_submission",
        by=by,
        capacity=capacity,
        at=at,
        after={
            **place(record),
            "unit": unit.name,
            "period": str(period),
            "agreement": str(agreement),
            "sections": ", ".join(section.name for section in sections),
            "taken_over": ", ".join(taken_over),
            **carrying.told(late),
        },
    )


def cancel(submission: Submission, *, reason: str, by: User, at: datetime) -> JournalEntry:
    """Cancel a record that was opened by mistake; of a later edition, go back to the archive.

    Values that were typed stay, and a record opened anew takes them over.
    """
    with door("cancel", submission, by=by, at=at, lock=carrying.locked_with_open) as act:
        require_reason(reason)
        rounds.finish_all(act.submission, by=by, at=at, outcome="cancel")
        sheets.cancel_open(act.submission, by=by, at=at)
        carrying.let_go(act.submission)
        way = way_out(act.submission)
        act.move(way)
        if way == "return_to_filing":
            rounds.arrive(act.submission, 4, at=at)
        return act.write_down(note=reason.strip())


def way_out(record: Submission) -> str:
    if record.edition == 1:
        return "cancel"
    return "return_to_filing" if unmet(record, "return_to_archive") else "return_to_archive"


def require_reason(reason: str) -> None:
    if not reason.strip():
        raise Incomplete("Tuliskan alasannya.", errors={"reason": "Tuliskan alasannya."})
