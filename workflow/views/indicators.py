from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kinerja import targets
from kinerja.choosing import choose_agreement, choose_unit


@require_GET
def indicators(request: HttpRequest) -> HttpResponse:
    """The indicators and targets of a unit's agreement, the latest unless another is named."""
    choice = choose_unit(request)
    agreements = choose_agreement(request, choice.unit)
    shown = agreements.agreement
    context = {
        "choice": choice,
        "agreements": agreements,
        "objectives": targets.read(shown) if shown else (),
    }
    return render(request, "workflow/indicators.html", context)
