"""Fetching with permission: a record or a form that the person may not see does not exist."""

from django.db.models import Prefetch
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from kinerja import access
from kinerja.keys import key
from kinerja.models import Evidence, EvidenceRow, Indicator, Section
from workflow.filing import copies
from workflow.models import (
    ArchiveCopy,
    SectionForm,
    Sheet,
    SignedCopy,
    StandingOrder,
    StepRun,
    Submission,
)


def submission(request: HttpRequest, pk: int) -> Submission:
    """Fetch a record of a unit that the person sees, or answer 404."""
    seen = Submission.objects.filter(unit__in=access.units(request.duties))
    return get_object_or_404(seen.with_names(), pk=pk)


def form(request: HttpRequest, pk: int) -> SectionForm:
    """Fetch a form of a unit that the person sees, with its record, or answer 404."""
    seen = SectionForm.objects.filter(submission__unit__in=access.units(request.duties))
    names = ("unit", "period", "sop", "agreement")
    found = seen.select_related(
        "section", "handed_in_by", "distributed_by", *(f"submission__{name}" for name in names)
    )
    return get_object_or_404(found, pk=pk)


def evidence(request: HttpRequest, pk: int) -> Evidence:
    """Fetch a document of a unit that the person sees, with its rows, or answer 404."""
    seen = Evidence.objects.filter(unit__in=access.units(request.duties))
    names = ("line__indicator", "removed_by", "replaced_by")
    rows = Prefetch("rows", EvidenceRow.objects.select_related(*names))
    found = seen.select_related("unit", "period", "section", "file", "attached_by")
    return get_object_or_404(found.prefetch_related(rows), pk=pk)


def indicator(request: HttpRequest, pk: int) -> Indicator:
    """Fetch an indicator of a unit that the person sees, or answer 404."""
    seen = Indicator.objects.filter(unit__in=access.units(request.duties))
    return get_object_or_404(seen.select_related("unit"), pk=pk)


def record_of(evidence: Evidence) -> Submission:
    """Give the record that a document belongs to; a cancelled one where no other was opened."""
    of_period = Submission.objects.filter(unit=evidence.unit_id, period=evidence.period_id)
    alive = of_period.alive() if of_period.alive().exists() else of_period.order_by("-pk")
    return alive.with_names()[:1].get()


def section(request: HttpRequest, pk: int) -> Section:
    """Fetch a section of a unit that the person sees, or answer 404."""
    seen = Section.objects.filter(unit__in=access.units(request.duties))
    return get_object_or_404(seen.select_related("unit"), pk=pk)


def standing_order(request: HttpRequest, section: Section) -> StandingOrder:
    """Fetch the standing order that lies on the page, revoked meanwhile or not, or answer 404."""
    pk = request.POST.get("order", "")
    found = section.standing_orders.select_related("unit", "section")
    return get_object_or_404(found, pk=key(pk))


def sheet(request: HttpRequest, pk: int) -> Sheet:
    """Fetch a lembar disposisi of a unit that the person sees, with its chain, or answer 404."""
    seen = Sheet.objects.filter(unit__in=access.units(request.duties))
    names = ("unit", "period", "sop", "agreement")
    found = seen.select_related("unit", "form", *(f"submission__{name}" for name in names))
    return get_object_or_404(found.with_chain(), pk=pk)


def report_of(request: HttpRequest, record: Submission) -> ArchiveCopy:
    """Fetch the archive whose report ?edisi= names, the last where it names none, or answer 404."""
    reports = record.archives.exclude(file_name="").order_by("-edition")
    if edition := request.GET.get("edisi"):
        reports = reports.filter(edition=key(edition))
    return get_object_or_404(reports[:1])


def described(request: HttpRequest, record: Submission) -> ArchiveCopy:
    """Fetch the archive that ?edisi= names with its descriptions, the last where it names none."""
    found = copies.with_papers(record.archives.order_by("-edition"))
    if edition := request.GET.get("edisi"):
        found = found.filter(edition=key(edition))
    return get_object_or_404(found[:1])


def signed_copy(request: HttpRequest, pk: int) -> SignedCopy:
    """Fetch a signed copy of a unit that the person sees, or answer 404."""
    seen = SignedCopy.objects.filter(archive__submission__unit__in=access.units(request.duties))
    names = ("unit", "period")
    found = seen.select_related(*(f"archive__submission__{name}" for name in names))
    return get_object_or_404(found, pk=pk)


def run(request: HttpRequest, record: Submission, pk: str) -> StepRun:
    """Fetch a round of a record that the person sees, by the key that a page sent."""
    runs = record.runs.select_related("form__section")
    found = get_object_or_404(runs, pk=key(pk))
    found.submission = record
    return found
