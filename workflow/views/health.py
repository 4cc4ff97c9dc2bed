from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kinerja import access
from workflow import health as checks

JSON, PAGE = "application/json", "text/html"


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Whether the server is well: for programs that ask every minute, and as a page for people.

    Anybody reads which check is well; figures and what to do are for the administrator.
    """
    found = checks.read(at=request.now)
    status = 200 if found.is_well else 503
    if request.get_preferred_type([JSON, PAGE]) != PAGE:
        return JsonResponse(found.in_public(), status=status)
    is_told = found.answers and access.keeps_reference_data(request.duties)
    context = {"health": found, "is_told": is_told}
    return render(request, "workflow/health.html", context, status=status)
