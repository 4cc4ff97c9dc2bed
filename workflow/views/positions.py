from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from kinerja import access, roster
from kinerja.keeping import positions as keeping
from kinerja.keeping.forms import PositionForm
from kinerja.models import Position
from workflow.press import Answer
from workflow.views.desk import Desk, desk, keep, page, posted


@require_GET
def positions(request: HttpRequest) -> HttpResponse:
    """List the positions with their holders, their superiors and their roles."""
    at = desk(request)
    return page(request, "positions", at, seats=roster.seats(at.unit, request.now))


@require_http_methods(["GET", "POST"])
def position_new(request: HttpRequest) -> HttpResponse:
    at = desk(request)
    form = form_of(at, posted(request, "add_position"), Position(unit=at.unit))

    def act() -> Answer:
        made = keeping.add_position(form.cleaned_data, unit=at.unit, **at.who)
        return Answer(reverse("positions") + at.query, f"{made} ditambahkan.")

    return keep(request, form, act) or page(request, "position", at, form=form)


@require_http_methods(["GET", "POST"])
def position(request: HttpRequest, pk: int) -> HttpResponse:
    """One position: its titles, its role, and whom it answers to."""
    seen = Position.objects.filter(unit__in=access.units(request.duties))
    unit = get_object_or_404(seen.select_related("unit"), pk=pk).unit
    at = desk(request, unit)
    shown = get_object_or_404(keeping.kept(unit), pk=pk)
    form = form_of(at, posted(request, "edit_position"), shown)

    def act() -> Answer:
        kept = keeping.edit_position(shown, form.cleaned_data, **at.who)
        return Answer(reverse("positions") + at.query, f"{kept} disimpan.")

    return keep(request, form, act) or page(request, "position", at, form=form, position=shown)


def form_of(at: Desk, data, position: Position) -> PositionForm:
    default = keeping.default_superior(position, at.unit.positions.all())
    return PositionForm(data, instance=position, unit=at.unit, default=default)
