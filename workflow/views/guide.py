from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from kinerja.choosing import choose_unit
from workflow.models import Sop
from workflow.screens import guide as guides


@require_GET
def guide(request: HttpRequest) -> HttpResponse:
    """Bantuan: each position's work in ten lines, and what to do when something went wrong."""
    unit = choose_unit(request).unit
    context = {
        "topics": guides.topics(Sop.objects.in_force(unit, localdate(request.now))),
        "clock_lines": guides.CLOCK_LINES,
        "ways_out": guides.WAYS_OUT,
    }
    return render(request, "workflow/guide.html", context)
