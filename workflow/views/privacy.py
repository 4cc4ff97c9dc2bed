from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from workflow.screens.privacy import kinds


@login_not_required
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """Data pribadi: what is kept about people, for everybody to read."""
    return render(request, "workflow/privacy.html", {"kinds": kinds()})
