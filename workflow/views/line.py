from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinerja import access, usage
from kinerja.keeping import lines as keeping
from kinerja.keeping.agreement_forms import IndicatorForm, LineForm
from kinerja.keys import key
from kinerja.models import Indicator, Line
from workflow.press import Answer
from workflow.views.agreements import fetch
from workflow.views.desk import Desk, desk, keep, page, posted


@require_http_methods(["GET", "POST"])
def line_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a line with its targets to an agreement; ?indikator= names its indicator."""
    at, of = fetch(request, pk)
    first = keeping.offered(of, request.GET.get("indikator"))
    form = LineForm(posted(request, "keep_line"), agreement=of, initial=first)
    return keep_line(request, at, form, Line(agreement=of))


@require_http_methods(["GET", "POST"])
def line(request: HttpRequest, pk: int) -> HttpResponse:
    """One line with its targets, to change until a record uses its agreement."""
    shown = get_object_or_404(Line.objects.select_related("indicator"), pk=pk)
    at, shown.agreement = fetch(request, shown.agreement_id)
    form = LineForm(posted(request, "keep_line"), agreement=shown.agreement, instance=shown)
    return keep_line(request, at, form, shown)


def keep_line(request: HttpRequest, at: Desk, form: LineForm, shown: Line) -> HttpResponse:
    of = shown.agreement

    def act() -> Answer:
        made = keeping.keep_line(shown, form.cleaned_data, form.targets(), **at.who)
        return Answer(reverse("agreement", args=[of.pk]), f"Baris {made} disimpan.")

    context = {"form": form, "agreement": of, "line": shown, "is_used": usage.is_used(of)}
    return keep(request, form, act) or page(request, "line", at, **context)


@require_http_methods(["GET", "POST"])
def indicator_new(request: HttpRequest) -> HttpResponse:
    """Add an indicator; ?perjanjian= leads on to its line there."""
    at = desk(request)
    form = IndicatorForm(posted(request, "keep_indicator"))
    return keep_indicator(request, at, form, Indicator(unit=at.unit))


@require_http_methods(["GET", "POST"])
def indicator(request: HttpRequest, pk: int) -> HttpResponse:
    """One indicator: definition, formula, source, and where the Renstra wants it."""
    seen = Indicator.objects.filter(unit__in=access.units(request.duties))
    shown = get_object_or_404(seen.select_related("unit"), pk=pk)
    at = desk(request, shown.unit)
    form = IndicatorForm(posted(request, "keep_indicator"), instance=shown)
    return keep_indicator(request, at, form, shown)


def keep_indicator(
    request: HttpRequest, at: Desk, form: IndicatorForm, shown: Indicator
) -> HttpResponse:
    def act() -> Answer:
        made = keeping.keep_indicator(shown, form.cleaned_data, **at.who)
        return Answer(onward(request, at, made), f"Indikator {made} disimpan."[:500])

    return keep(request, form, act) or page(request, "indicator", at, form=form, indicator=shown)


def onward(request: HttpRequest, at: Desk, made: Indicator) -> str:
    """Lead to the agreement that the indicator was added for, else to the list."""
    named = key(request.GET.get("perjanjian"))
    if named and at.unit.agreements.filter(pk=named).exists():
        return f"{reverse('line_new', args=[named])}?indikator={made.pk}"
    return reverse("agreements") + at.query
