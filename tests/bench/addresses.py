"""The project's addresses, and bare views to compare with."""

from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import Context, Template
from django.urls import include, path

from kinerja import comparison
from kinerja.models import Quarter, Unit

TEMPLATE = Template("{% for unit in units %}<p>{{ unit.name }}</p>{% endfor %}")


@login_not_required
def bare(request: HttpRequest) -> HttpResponse:
    """Run one query and render one template."""
    return HttpResponse(TEMPLATE.render(Context({"units": Unit.objects.all()[:50]})))


@cache
def compared(year: int, quarter: int) -> comparison.Comparison:
    """Read the rows once; from then on they lie at hand."""
    return comparison.read(Unit.objects.all(), year, quarter)


def bare_rows(request: HttpRequest, year: int) -> HttpResponse:
    """Render the page of the comparison from rows at hand: the floor for reading them."""
    shown = compared(year, int(request.GET["triwulan"]))
    context = {"shown": shown, "year": year, "quarters": Quarter.choices, "now": request.now}
    return render(request, "workflow/comparison.html", context)


urlpatterns = [
    path("bare/<int:year>/", bare_rows),
    path("bare/", bare),
    path("", include("kinerja.urls")),
]
