from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kinerja.choosing import choose_unit
from workflow import fetch
from workflow.papers import cover_letter as letters


@require_GET
def cover_letter(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The surat pengantar of one hand-over, by the number of its journal entry."""
    record = fetch.submission(request, pk)
    letter = letters.find(record, number)
    if letter is None:
        raise Http404(f"entry {number} handed nothing over")
    context = {"record": record, "unit": record.unit, "letter": letter}
    return render(request, "workflow/cover_letter.html", context)


@require_GET
def cover_letter_blank(request: HttpRequest) -> HttpResponse:
    """The letter on half folio, for handwriting."""
    unit = choose_unit(request).unit
    if unit is None:
        raise Http404("no unit is seen")
    return render(request, "workflow/cover_letter.html", {"unit": unit})
