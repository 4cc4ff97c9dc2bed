from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from kinerja import access
from kinerja.models import Quarter
from workflow.measuring import filters
from workflow.measuring import monitoring as overview
from workflow.models import STEP_NUMBERS

ONE_UNIT = "Pemantauan dibuat untuk pembaca beberapa perangkat daerah; berkas Anda ada di sini."


@require_GET
def monitoring(request: HttpRequest) -> HttpResponse:
    """Every unit that the person reads, in one period; who reads one finds it on the berkas."""
    if not access.reads_several_units(request.duties):
        messages.info(request, ONE_UNIT)
        return redirect("submissions")
    asked = filters.read(request.GET, localdate(request.now))
    shown = overview.read(access.units(request.duties), asked, at=request.now)
    context = {
        "shown": shown,
        "awaited": overview.reminder(shown, at=request.now),
        "filters": asked,
        "quarters": Quarter.choices,
        "steps": STEP_NUMBERS,
        "states": filters.STATES.items(),
        "now": request.now,
    }
    return render(request, "workflow/monitoring.html", context)
