from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from kinerja.choosing import choose_unit
from workflow import actions, fetch
from workflow.forms.sheets import AnswerForm, ForwardForm, HeadForm, RefusableForm, head_of
from workflow.models import Sheet
from workflow.press import Answer
from workflow.refused import Incomplete
from workflow.screens import disposition as sheets
from workflow.screens import offers
from workflow.views.posting import is_at_hand, page, press, seats


def disposition(request: HttpRequest, pk: int) -> HttpResponse:
    """One lembar disposisi: its chain, and what the person can do with it."""
    sheet = fetch.sheet(request, pk)
    if request.method != "POST":
        return show(request, sheet)
    verb = request.POST.get("verb", "")
    typed = forms(request, sheet, verb=verb).get(verb)
    if typed and not typed.is_valid():
        return show(request, sheet, typed={verb: typed}, status=422)
    try:
        return press(request, verbs(request, sheet, typed.cleaned_data if typed else {}))
    except Incomplete as refused:
        if not typed:
            raise
        typed.refuse(refused.errors, refused.reason)
        return show(request, fetch.sheet(request, pk), typed={verb: typed}, status=422)


def forms(request: HttpRequest, sheet: Sheet, *, verb: str = "") -> dict[str, RefusableForm]:
    """Make the forms of the page; that of the pressed button holds what was typed."""
    data = {verb: request.POST}
    desks = sheets.desks(sheet.unit, at=request.now)
    return {
        "forward": ForwardForm(data.get("forward"), desks=desks),
        "respond": AnswerForm(data.get("respond")),
        "file_agenda": HeadForm(data.get("file_agenda"), initial=head_of(sheet)),
    }


def show(
    request: HttpRequest,
    sheet: Sheet,
    *,
    typed: dict[str, RefusableForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    offered = offers.read_sheet(sheet, request.duties, seats=seats(request, sheet.submission))
    at_hand = {verb: offer for verb, offer in offered.items() if is_at_hand(request, offer)}
    context = {
        "sheet": sheet,
        "record": sheet.submission,
        "can": sheets.doable(sheet, at_hand),
        "forms": forms(request, sheet) | (typed or {}),
    }
    return page(request, "workflow/disposition.html", context, status=status)


def verbs(request: HttpRequest, sheet: Sheet, given: dict) -> dict:
    who = {"by": request.user, "at": request.now}
    here = reverse("disposition", args=[sheet.pk])

    def forward() -> Answer:
        actions.forward(sheet, **given, **who)
        return Answer(here, f"{sheet} diteruskan kepada {given['to'].title}.")

    def acknowledge() -> Answer:
        actions.acknowledge(sheet, **who)
        return Answer(here, f"{sheet} ditandai sudah dibaca.")

    def respond() -> Answer:
        actions.respond(sheet, **given, **who)
        return Answer(here, f"{sheet} dijawab.")

    def file_agenda() -> Answer:
        actions.file_agenda(sheet, fields=given, **who)
        return Answer(here, f"Kepala lembar {sheet} disimpan.")

    return {
        "forward": forward,
        "acknowledge": acknowledge,
        "respond": respond,
        "file_agenda": file_agenda,
    }


@require_GET
def disposition_print(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet on half folio, as its maker gave it."""
    sheet = fetch.sheet(request, pk)
    return printed(request, sheets.read(sheet, at=request.now))


@require_GET
def disposition_blank(request: HttpRequest) -> HttpResponse:
    """The form on half folio, for handwriting."""
    unit = choose_unit(request).unit
    if unit is None:
        raise Http404("no unit is seen")
    return printed(request, sheets.blank(unit, at=request.now))


def printed(request: HttpRequest, form: sheets.SheetForm) -> HttpResponse:
    return render(request, "workflow/disposition_print.html", {"form": form})
