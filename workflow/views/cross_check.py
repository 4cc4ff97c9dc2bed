from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinerja import access
from kinerja.keeping import agreements
from kinerja.keeping import checks as keeping
from kinerja.keeping.check_forms import CheckForm
from kinerja.models import CrossCheck
from workflow.press import Answer, once
from workflow.views.desk import Desk, desk, keep, page, posted, written


@require_http_methods(["GET", "POST"])
def cross_check_new(request: HttpRequest) -> HttpResponse:
    """Define a cross-check between the indicators of the office."""
    at = desk(request)
    form = CheckForm(posted(request, "add_check"))

    def act() -> Answer:
        made = keeping.add_check(form.cleaned_data, unit=at.unit, **at.who)
        return Answer(back(at), f"Uji silang “{made}” ditambahkan.")

    return keep(request, form, act) or check_page(request, at, form)


@require_http_methods(["GET", "POST"])
def cross_check(request: HttpRequest, pk: int) -> HttpResponse:
    """One cross-check, to change or to withdraw; a withdrawn one is only read."""
    seen = CrossCheck.objects.filter(unit__in=access.units(request.duties))
    shown = get_object_or_404(seen.select_related("unit", "withdrawn_by"), pk=pk)
    at = desk(request, shown.unit)
    relation = keeping.written(shown, request.now)
    form = CheckForm(posted(request, "edit_check"), instance=shown, initial={"relation": relation})

    def edit() -> Answer:
        kept = keeping.edit_check(shown, form.cleaned_data, **at.who)
        return Answer(back(at), f"Uji silang “{kept}” disimpan.")

    def withdraw() -> Answer:
        keeping.withdraw_check(shown, **at.who)
        return Answer(back(at), f"Uji silang “{shown}” dicabut.")

    if posted(request, "withdraw_check") is not None:
        return once(request, lambda: written(withdraw))
    return keep(request, form, edit) or check_page(
        request, at, form, check=shown, relation=relation
    )


def check_page(request: HttpRequest, at: Desk, form: CheckForm, **context) -> HttpResponse:
    agreement = agreements.current(at.unit, request.now)
    lines = agreement.lines.select_related("indicator").order_by("order") if agreement else ()
    context |= {"form": form, "agreement": agreement, "lines": lines}
    return page(request, "cross_check", at, **context)


def back(at: Desk) -> str:
    return reverse("findings") + at.query
