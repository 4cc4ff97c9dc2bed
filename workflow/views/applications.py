from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from workflow.forms.outside import ApplicationForm
from workflow.models import OutsideApplication
from workflow.outside import applications as outside
from workflow.outside.columns import ordered
from workflow.views import own_row
from workflow.views.desk import desk, page

WORDS = {"word": "application", "to": "applications"}


@require_GET
def applications(request: HttpRequest) -> HttpResponse:
    """The outside applications into which the office types its values again."""
    at = desk(request)
    rows = [(row, ordered(row.columns)) for row in outside.every(at.unit)]
    return page(request, "applications", at, rows=rows)


@require_http_methods(["GET", "POST"])
def application_new(request: HttpRequest) -> HttpResponse:
    return own_row.add(request, OutsideApplication, ApplicationForm, **WORDS)


@require_http_methods(["GET", "POST"])
def application(request: HttpRequest, code: str) -> HttpResponse:
    """One outside application, to change or to take out of use."""
    at = desk(request)
    row = outside.find(at.unit, code)
    if row is None:
        raise Http404(f"no application {code}")
    return own_row.change(request, at, row, ApplicationForm, **WORDS)
