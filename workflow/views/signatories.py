from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from workflow import signatories as signing
from workflow.forms.signatory import SignatoryForm
from workflow.models import Signatory
from workflow.views import own_row
from workflow.views.desk import desk, page

WORDS = {"word": "signatory", "to": "signatories"}


@require_GET
def signatories(request: HttpRequest) -> HttpResponse:
    """The positions that sign the office's reports, in their order."""
    at = desk(request)
    return page(request, "signatories", at, seats=signing.every(at.unit, request.now))


@require_http_methods(["GET", "POST"])
def signatory_new(request: HttpRequest) -> HttpResponse:
    return own_row.add(request, Signatory, SignatoryForm, **WORDS)


@require_http_methods(["GET", "POST"])
def signatory(request: HttpRequest, code: str) -> HttpResponse:
    """One place for a signature, to change or to take out of use."""
    at = desk(request)
    seat = signing.find(at.unit, code, request.now)
    if seat is None:
        raise Http404(f"no signatory {code}")
    gone = f"{seat.title} tidak lagi menandatangani laporan."
    return own_row.change(request, at, seat.row, SignatoryForm, **WORDS, gone=gone, seat=seat)
