from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from kinerja import access
from kinerja.models import Quarter
from workflow.filing import register


@require_GET
def archive_search(request: HttpRequest) -> HttpResponse:
    """Arsip: what was sealed, found by unit, period, number and words, and where its paper is."""
    units = access.units(request.duties)
    asked = register.read_asked(request.GET, units)
    context = {
        "shown": register.read(units, asked, localdate(request.now)),
        "asked": asked,
        "quarters": Quarter.choices,
    }
    return render(request, "workflow/archive_search.html", context)
