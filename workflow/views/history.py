from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from kinerja import access
from workflow.unusual import filters, page, table_out
from workflow.unusual.rules import RULES
from workflow.views.download import download, wanted

EACH_RECORD = (
    "Riwayat setahun dibuat untuk pimpinan dan APIP; riwayat tiap berkas ada pada halamannya."
)


@require_GET
def history(request: HttpRequest) -> HttpResponse:
    """What was out of the usual in a year; ?bentuk=xlsx or csv gives all of it as a file."""
    if not access.oversees(request.duties):
        messages.info(request, EACH_RECORD)
        return redirect("submissions")
    units = access.overseen_units(request.duties)
    shown = page.read(units, filters.read(request.GET, units, localdate(request.now)))
    if form := wanted(request):
        return download(request, table_out.table_file(shown, at=request.now), form)
    context = {"shown": shown, "filters": shown.filters, "rules": RULES, "now": request.now}
    return render(request, "workflow/history.html", context)
