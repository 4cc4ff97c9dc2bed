"""The project's addresses, and bare views to compare with."""

from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import Context, Template
from django.urls import include, path

from kinerja import comparison, table
from kinerja.models import Quarter, Unit
from kinerja.table import Row
from workflow.models import Submission

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


DRAFT = Template(
    "<table>{% for row in rows %}<tr><td>{{ row.code }}<td>{{ row.indicator }}<td>{{ row.target }}"
    "<td>{{ row.last_year }}<td>{{ row.previous }}<td>{{ row.realised }}<td>{{ row.achievement }}"
    "{% endfor %}</table>"
)


@cache
def drafted(pk: int) -> tuple[Row, ...]:
    """Read the rows of a record once; from then on they lie at hand."""
    record = Submission.objects.with_names().get(pk=pk)
    return table.read(record.agreement, record.period, edition=record.edition).rows


def bare_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Print the rows of a record as a plain table: the floor for the page of Koreksi."""
    return HttpResponse(DRAFT.render(Context({"rows": drafted(pk)})))


urlpatterns = [
    path("draft/<int:pk>/", bare_draft),
    path("bare/<int:year>/", bare_rows),
    path("bare/", bare),
    path("", include("kinerja.urls")),
]
