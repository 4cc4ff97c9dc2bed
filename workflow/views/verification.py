from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kinerja.address import address
from kinerja.fingerprint import Fingerprint
from workflow.attempts import VERIFICATION, may_ask
from workflow.screens import verification as reading
from workflow.screens.verification import Verification


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verification(request: HttpRequest, code: str = "") -> HttpResponse:
    """Keterangan keaslian dokumen, for anybody who holds a report's code."""
    if not code:
        return asked(request)
    if not may_ask(VERIFICATION, address(request), at=request.now):
        return page(request, {"is_full": True}, status=429)
    found = reading.read(code)
    if found is None:
        return page(request, {"is_unknown": True}, status=404)
    shown = {"found": found, "compared": compared(request, found), "now": request.now}
    return page(request, shown)


def asked(request: HttpRequest) -> HttpResponse:
    """Give the field for a code, or lead on to the page of one that was typed."""
    code = reading.code_of(request.GET.get("kode", ""))
    if reading.fits(code):
        return redirect("verification", code=code)
    return page(request, {"is_unfit": "kode" in request.GET})


def compared(request: HttpRequest, found: Verification) -> dict | None:
    """Compare the SHA-256 of the file that was sent; the file itself is gone already."""
    file = request.FILES.get("file")
    if request.method != "POST":
        return None
    if not isinstance(file, Fingerprint):
        return {"is_missing": True}
    return {"name": file.name, "sha256": file.sha256, "same": found.named(file.sha256)}


def page(request: HttpRequest, context: dict, *, status: int = 200) -> HttpResponse:
    response = render(request, "workflow/verification.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    if status == 429:
        response["Retry-After"] = "3600"
    return response
