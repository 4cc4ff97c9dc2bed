"""Fetching with permission: a record or a form that the person may not see does not exist."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from kinerja import access
from workflow.models import SectionForm, Sheet, Submission


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


def sheet(request: HttpRequest, pk: int) -> Sheet:
    """Fetch a lembar disposisi of a unit that the person sees, with its chain, or answer 404."""
    seen = Sheet.objects.filter(unit__in=access.units(request.duties))
    names = ("unit", "period", "sop", "agreement")
    found = seen.select_related("unit", "form", *(f"submission__{name}" for name in names))
    return get_object_or_404(found.with_chain(), pk=pk)
