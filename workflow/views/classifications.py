from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from workflow import own_rows
from workflow.forms.filing import ClassificationForm, KnownClassificationForm
from workflow.models import Classification
from workflow.views import own_row
from workflow.views.desk import desk, page

WORDS = {"word": "classification", "to": "classifications"}


@require_GET
def classifications(request: HttpRequest) -> HttpResponse:
    """The office's klasifikasi arsip with their retention."""
    at = desk(request)
    rows = own_rows.every(Classification, at.unit)
    return page(request, "classifications", at, rows=sorted(rows, key=lambda row: row.code))


@require_http_methods(["GET", "POST"])
def classification_new(request: HttpRequest) -> HttpResponse:
    return own_row.add(request, Classification, ClassificationForm, **WORDS)


@require_http_methods(["GET", "POST"])
def classification(request: HttpRequest, code: str) -> HttpResponse:
    """One klasifikasi, to change or to take out of use."""
    at = desk(request)
    row = own_rows.find(Classification, at.unit, code)
    if row is None:
        raise Http404(f"no klasifikasi {code}")
    return own_row.change(request, at, row, KnownClassificationForm, **WORDS)
