from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from kinerja import access, usage
from kinerja.keeping import agreements as keeping
from kinerja.keeping.agreement_forms import HeadForm, ObjectiveForm, YearForm
from kinerja.keeping.outline import outline
from kinerja.models import Agreement, Objective
from workflow.press import Answer
from workflow.views.desk import Desk, desk, keep, page, posted


@require_GET
def agreements(request: HttpRequest) -> HttpResponse:
    """List the unit's agreements, and which of them may still change."""
    at = desk(request)
    held = keeping.with_standing(at.unit)
    return page(request, "agreements", at, agreements=held, indicators=at.unit.indicators.all())


@require_http_methods(["GET", "POST"])
def agreement_new(request: HttpRequest) -> HttpResponse:
    """Begin a year with the sasaran and lines of the latest agreement."""
    at = desk(request)
    source = keeping.latest(at.unit)
    first = keeping.next_year(source, request.now)
    form = YearForm(posted(request, "begin_agreement"), source=source, initial=first)

    def act() -> Answer:
        values = form.cleaned_data
        copies = values.get("with_targets", False)
        made = keeping.begin_year(values, unit=at.unit, with_targets=copies, **at.who)
        return Answer(reverse("agreement", args=[made.pk]), f"{made} dibuat.")

    return keep(request, form, act) or page(request, "agreement_new", at, form=form, source=source)


@require_http_methods(["GET", "POST"])
def agreement_amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the next version of a year, with date and reason."""
    at, shown = fetch(request, pk)
    form = HeadForm(posted(request, "amend_agreement"), initial={"title": "PK perubahan"})

    def act() -> Answer:
        made = keeping.amend(shown, form.cleaned_data, **at.who)
        text = f"{made} dibuat sebagai versi {made.version}."
        return Answer(reverse("agreement", args=[made.pk]), text)

    return keep(request, form, act) or page(
        request, "agreement_amend", at, form=form, agreement=shown
    )


@require_http_methods(["GET", "POST"])
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """One agreement: its head, sasaran and lines, to change until a record uses it."""
    at, shown = fetch(request, pk)
    form = HeadForm(posted(request, "edit_agreement"), instance=shown)

    def act() -> Answer:
        keeping.edit_head(shown, form.cleaned_data, **at.who)
        return Answer(reverse("agreement", args=[pk]), "Perjanjian kinerja disimpan.")

    context = {
        "form": form,
        "agreement": shown,
        "objectives": outline(shown),
        "is_used": usage.is_used(shown),
    }
    return keep(request, form, act) or page(request, "agreement", at, **context)


@require_http_methods(["GET", "POST"])
def objective_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a sasaran to an agreement."""
    at, of = fetch(request, pk)
    first = {"number": keeping.next_number(of)}
    form = ObjectiveForm(posted(request, "keep_objective"), initial=first)
    return keep_objective(request, at, form, Objective(agreement=of))


@require_http_methods(["GET", "POST"])
def objective(request: HttpRequest, pk: int) -> HttpResponse:
    """One sasaran of an agreement."""
    shown = get_object_or_404(Objective.objects.select_related("agreement"), pk=pk)
    at, shown.agreement = fetch(request, shown.agreement_id)
    form = ObjectiveForm(posted(request, "keep_objective"), instance=shown)
    return keep_objective(request, at, form, shown)


def keep_objective(
    request: HttpRequest, at: Desk, form: ObjectiveForm, shown: Objective
) -> HttpResponse:
    of = shown.agreement

    def act() -> Answer:
        keeping.keep_objective(shown, form.cleaned_data, **at.who)
        return Answer(reverse("agreement", args=[of.pk]), "Sasaran disimpan.")

    context = {"form": form, "agreement": of, "is_used": usage.is_used(of)}
    return keep(request, form, act) or page(request, "objective", at, **context)


def fetch(request: HttpRequest, pk: int) -> tuple[Desk, Agreement]:
    """Fetch an agreement with its desk; 404 outside the units that the person sees."""
    seen = Agreement.objects.filter(unit__in=access.units(request.duties))
    found = get_object_or_404(seen.select_related("unit"), pk=pk)
    return desk(request, found.unit), found
