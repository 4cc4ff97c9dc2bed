from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from kinerja import access
from kinerja import comparison as comparing
from kinerja.keys import key
from kinerja.models import Quarter, latest_closed_quarter
from kinerja.tables_out import comparison as tables_out
from workflow.views.download import download, wanted

ONE_UNIT = "Perbandingan dibuat untuk pembaca beberapa perangkat daerah."


@require_GET
def comparison(request: HttpRequest, year: int) -> HttpResponse:
    """Every unit that the person reads, in one period of a year; ?bentuk=xlsx or csv a file."""
    if not access.reads_several_units(request.duties):
        messages.info(request, ONE_UNIT)
        return redirect("achievement", year)
    shown = comparing.read(access.units(request.duties), year, chosen_quarter(request, year))
    form = wanted(request)
    if form:
        return download(request, tables_out.table_file(shown, at=request.now), form)
    context = {
        "shown": shown,
        "year": year,
        "quarters": Quarter.choices,
        "now": request.now,
        "take_along": f"?triwulan={shown.period.quarter}&",
        "section": "achievement_latest",
    }
    return render(request, "workflow/comparison.html", context)


def chosen_quarter(request: HttpRequest, year: int) -> int:
    """Read `?triwulan=`, else the last quarter of the year that is over, else the first."""
    asked = key(request.GET.get("triwulan"))
    if asked in Quarter.values:
        return asked
    last_year, last = latest_closed_quarter(localdate(request.now))
    if year > last_year:
        return Quarter.I
    return last if year == last_year else Quarter.IV
