from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from kinerja import access
from workflow.filing import register, register_out
from workflow.views.download import download, wanted


@require_GET
def archive_register(request: HttpRequest) -> HttpResponse:
    """Daftar arsip, to be read, printed and taken along; ?retensi=lewat what is past retention."""
    units = access.units(request.duties)
    asked = register.read_asked(request.GET, units)
    shown = register.read(units, asked, localdate(request.now))
    if form := wanted(request):
        return download(request, register_out.table_file(shown, at=request.now), form)
    context = {
        "shown": shown,
        "asked": asked,
        "today": localdate(request.now),
        "now": request.now,
    }
    return render(request, "workflow/archive_register.html", context)
