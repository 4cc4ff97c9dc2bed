from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from workflow import actions, fetch, standing
from workflow.forms.sheets import InstructionForm
from workflow.models import Submission
from workflow.press import Answer
from workflow.refused import Incomplete
from workflow.screens import disposition, offers
from workflow.screens import papers as chain
from workflow.views.posting import page, press, seats


def papers(request: HttpRequest, pk: int) -> HttpResponse:
    """All of a record's sheets and letters as one chain; here the head gives an instruction."""
    record = fetch.submission(request, pk)
    standing.read(record)
    if request.method != "POST":
        return show(request, record)
    typed = instruction_form(request, record)
    if not typed.is_valid():
        return show(request, record, typed=typed, status=422)
    try:
        return press(request, {"dispose": lambda: disposed(request, record, typed.cleaned_data)})
    except Incomplete as refused:
        typed.refuse(refused.errors, refused.reason)
        return show(request, record, typed=typed, status=422)


def show(
    request: HttpRequest,
    record: Submission,
    *,
    typed: InstructionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    offered = offers.read(record, request.duties, seats=seats(request, record))
    context = {
        "record": record,
        "papers": chain.read(record),
        "instruction": typed or ("dispose" in offered and instruction_form(request, record)),
    }
    return page(request, "workflow/papers.html", context, status=status)


def instruction_form(request: HttpRequest, record: Submission) -> InstructionForm:
    """Make the form of an instruction, addressed to the seat of step 3 unless another is chosen."""
    desks = disposition.desks(record.unit, at=request.now)
    rows = [(each.row.code, f"Baris {each.row.code}") for each in record.standing.rows]
    initial = {"to": disposition.reviewing_desk(record, at=request.now), "urgency": "biasa"}
    return InstructionForm(request.POST or None, desks=desks, rows=rows, initial=initial)


def disposed(request: HttpRequest, record: Submission, given: dict) -> Answer:
    entry = actions.dispose(record, **given, by=request.user, at=request.now)
    return Answer(
        reverse("papers", args=[record.pk]),
        f"Disposisi {entry.after['sheet']} diberikan kepada {entry.after['to']}.",
    )
