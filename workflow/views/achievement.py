from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from kinerja import year as years
from kinerja.choosing import choose_agreement, choose_unit, choose_year
from kinerja.tables_out import year as tables_out
from workflow.views.download import download, wanted


@require_GET
def achievement(request: HttpRequest, year: int) -> HttpResponse:
    """The year of a unit as a plain table; ?bentuk=xlsx or csv gives it as a file.

    It is measured against the agreement in force at the year's end.
    """
    choice = choose_unit(request)
    agreements = choose_year(choice.unit, year)
    shown, form = agreements.agreement, wanted(request)
    if shown and form:
        found = tables_out.table_file(years.read(shown), choice.unit, at=request.now)
        return download(request, found, form)
    context = {
        "choice": choice,
        "agreements": agreements,
        "year": year,
        "sheet": years.read(shown) if shown else None,
        "now": request.now,
        "take_along": f"?unit={choice.unit.code}&" if choice.has_others else "?",
        "section": "achievement_latest",
    }
    return render(request, "workflow/achievement.html", context)


@require_GET
def achievement_latest(request: HttpRequest) -> HttpResponse:
    """Lead to the latest year that has an agreement."""
    choice = choose_unit(request)
    latest = choose_agreement(request, choice.unit).agreement
    year = latest.year if latest else timezone.localdate(request.now).year
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(reverse("achievement", args=[year]) + query)
