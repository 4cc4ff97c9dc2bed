from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from workflow import fetch
from workflow.papers import control_sheet as sheets


@require_GET
def control_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The Lembar Kendali SOP of a record, for print."""
    record = fetch.submission(request, pk)
    sheet = sheets.read(record, at=request.now)
    context = {"record": record, "sheet": sheet, "now": request.now}
    return render(request, "workflow/control_sheet.html", context)
