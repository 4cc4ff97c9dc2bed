from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kinerja import access
from kinerja.models import Assignment
from workflow import actions, handing_over
from workflow.handing_over import Change
from workflow.press import Answer
from workflow.rules import RULES
from workflow.screens import handover as sheets
from workflow.seats import Seats
from workflow.views.posting import page, press


@require_http_methods(["GET", "POST"])
def handover(request: HttpRequest, pk: int, day: str) -> HttpResponse:
    """The berita acara serah terima tugas of one change of hands: to acknowledge, and to print."""
    change = fetch(request, pk, day)
    who = {"day": change.day, "by": request.user, "at": request.now}

    def release() -> Answer:
        actions.release_duty(change.assignment, **who)
        return Answer(sheets.address(change), "Penyerahan tugas dicatat.")

    def receive() -> Answer:
        actions.receive_duty(change.assignment, **who)
        return Answer(sheets.address(change), "Penerimaan tugas dicatat.")

    if request.method == "POST":
        return press(request, {"release_duty": release, "receive_duty": receive})
    seats = Seats([change.assignment.unit_id], request.now)
    mine = sheets.mine(change, request.user, seats)
    shown = {
        verb: RULES[verb].label
        for verb, party in mine.items()
        if party.capacity.is_own or "atasan" in request.GET
    }
    context = {
        "sheet": sheets.read(change, seats),
        "unit": change.assignment.unit,
        "verbs": shown,
        "as_superior": bool(mine) and not shown,
    }
    return page(request, "workflow/handover.html", context)


def fetch(request: HttpRequest, pk: int, day: str) -> Change:
    """Fetch a change of hands that the person sees: in an own unit, or the own one; or 404."""
    found = get_object_or_404(Assignment.objects.select_related("unit", "user"), pk=pk)
    seen = access.units(request.duties).filter(pk=found.unit_id).exists()
    if not (seen or found.user_id == request.user.pk):
        raise Http404(f"assignment {pk} is not seen")
    try:
        since = date.fromisoformat(day)
    except ValueError as error:
        raise Http404(f"{day} is no day") from error
    change = handing_over.find(found, since, today=timezone.localdate(request.now))
    if change is None:
        raise Http404(f"assignment {pk} did not change hands on {day}")
    return change
