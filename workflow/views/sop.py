from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from kinerja import access
from kinerja.choosing import choose_unit
from kinerja.templatetags.office import day
from workflow import press, qualified
from workflow import sop as sheets
from workflow.forms.sop import RevisionForm
from workflow.models import Sop
from workflow.refused import Incomplete


@require_GET
def sop(request: HttpRequest) -> HttpResponse:
    """The SOP in force for the unit, in the official form; ?revisi= names another revision."""
    choice = choose_unit(request)
    try:
        listed = sheets.revisions(choice.unit, at=request.now, shown=request.GET.get("revisi"))
    except Sop.DoesNotExist as error:
        raise Http404 from error
    shown = next(revision for revision in listed if revision.is_shown)
    context = {
        "choice": choice,
        "revision": shown,
        "revisions": listed,
        "sheet": sheets.read(shown.sop),
        "qualified": qualified.read(shown.sop, choice.unit, request.now),
        "may_revise": access.keeps_reference_data(request.duties),
    }
    return render(request, "workflow/sop.html", context)


@require_http_methods(["GET", "POST"])
def sop_revise(request: HttpRequest) -> HttpResponse:
    """An administrator enters a revision, prefilled from the one that it follows."""
    sheets.keeper(request.duties, at=request.now)
    choice = choose_unit(request)
    scope = sheets.scope(choice.unit, request.duties)
    form = RevisionForm(
        request.POST or None,
        follows=sheets.latest(scope),
        unit=scope,
        units=access.units(request.duties),
        serves_every_unit=access.sees_every_unit(request.duties),
    )
    if request.method == "POST" and form.is_valid():
        try:
            return press.once(request, lambda: revised(request, form))
        except Incomplete as refused:
            form.refuse(refused.errors)
    context = {"form": form, "choice": choice, "token": press.new_token()}
    return render(request, "workflow/sop_revise.html", context)


def revised(request: HttpRequest, form: RevisionForm) -> press.Answer:
    made = sheets.revise(**form.revision(), by=request.user, at=request.now)
    unit = f"?unit={made.unit.code}&revisi={made.pk}" if made.unit else f"?revisi={made.pk}"
    return press.Answer(
        reverse("sop") + unit, f"Revisi SOP disimpan, berlaku sejak {day(made.effective_on)}."
    )
