from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from workflow import fetch
from workflow.screens import indicator_card as cards


@require_GET
def indicator_card(request: HttpRequest, pk: int) -> HttpResponse:
    """One indicator through all years: what it is, its targets, its values, what became of them."""
    shown = cards.read(fetch.indicator(request, pk))
    context = {"shown": shown, "card": shown.card, "now": request.now}
    return render(request, "workflow/indicator_card.html", context)
