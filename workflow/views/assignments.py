from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from kinerja import access, roster
from kinerja.keeping import assignments as keeping
from kinerja.keeping.forms import AssignmentForm, EndForm, QualificationForm
from kinerja.models import Assignment
from workflow import qualified
from workflow.press import Answer
from workflow.screens import handover as handovers
from workflow.views.desk import Desk, desk, keep, page, posted


@require_GET
def assignments(request: HttpRequest) -> HttpResponse:
    """List who sits and sat where, by position, and the letters still to come."""
    at = desk(request)
    context = {
        "seats": roster.seats(at.unit, request.now),
        "letters": keeping.awaiting_letter(at.unit),
    }
    return page(request, "assignments", at, **context)


@require_http_methods(["GET", "POST"])
def assignment_new(request: HttpRequest) -> HttpResponse:
    """Assign somebody; ?jabatan= names the position, whose role is filled in."""
    at = desk(request)
    offered = keeping.offered(at.unit, request.GET.get("jabatan"), request.now)
    form = AssignmentForm(posted(request, "add_assignment"), unit=at.unit, initial=offered)

    def act() -> Answer:
        made = keeping.add_assignment(form.cleaned_data, unit=at.unit, **at.who)
        return Answer(reverse("assignment", args=[made.pk]), f"{made}: penugasan disimpan.")

    return keep(request, form, act) or page(request, "assignment", at, form=form)


@require_http_methods(["GET", "POST"])
def assignment(request: HttpRequest, pk: int) -> HttpResponse:
    """One assignment: its dates and letter, its end, and the SOP's qualifications."""
    at, shown = fetch(request, pk)
    asked = qualified.asked(at.unit, request.now)
    ticks = keeping.ticks(shown)
    form = AssignmentForm(posted(request, "edit_assignment"), unit=at.unit, instance=shown)
    ending = EndForm(posted(request, "end_assignment"), instance=shown, prefix="akhir")
    ticking = QualificationForm(
        posted(request, "tick_qualifications"),
        offered=asked,
        initial={"texts": [each.text for each in ticks]},
    )
    here = reverse("assignment", args=[pk])

    def edit() -> Answer:
        kept = keeping.edit_assignment(shown, form.cleaned_data, **at.who)
        return Answer(here, f"{kept}: penugasan disimpan.")

    def end() -> Answer:
        keeping.end_assignment(shown, end=ending.cleaned_data["end"], **at.who)
        return Answer(here, f"{shown}: hari terakhir disimpan.")

    def tick() -> Answer:
        keeping.tick(shown, texts=ticking.cleaned_data["texts"], offered=asked, **at.who)
        return Answer(here, f"{shown}: kualifikasi disimpan.")

    for typed, act in ((form, edit), (ending, end), (ticking, tick)):
        if done := keep(request, typed, act):
            return done
    context = {
        "form": form,
        "ending": ending,
        "ticking": ticking,
        "ticks": ticks,
        "handovers": handovers.of_assignment(shown, at=request.now),
    }
    return page(request, "assignment", at, assignment=shown, **context)


def fetch(request: HttpRequest, pk: int) -> tuple[Desk, Assignment]:
    """Fetch an assignment with its desk; 404 outside the units that the person sees."""
    seen = Assignment.objects.filter(unit__in=access.units(request.duties))
    found = get_object_or_404(seen.select_related("unit"), pk=pk)
    at = desk(request, found.unit)
    return at, get_object_or_404(
        keeping.kept(at.unit).select_related("unit", "user", "position"), pk=pk
    )
