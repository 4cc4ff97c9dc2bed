from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from workflow import actions, fetch, standing
from workflow.forms.filing import DescriptionForm
from workflow.models import ArchiveCopy, Submission
from workflow.press import Answer
from workflow.refused import Incomplete
from workflow.screens import filing, offers
from workflow.views.posting import is_at_hand, page, press, seats


def archive_description(request: HttpRequest, pk: int) -> HttpResponse:
    """Data arsip of one edition: as they stand, every earlier wording, and their correction."""
    record = fetch.submission(request, pk)
    copy = fetch.described(request, record)
    before = copy.described[0] if copy.described else None
    form = filing.description_form(record, request.POST, before=before)
    if request.method != "POST":
        return show(request, record, copy, form)
    try:
        return press(request, verbs(request, record, copy, form))
    except Incomplete as refused:
        return show(request, record, copy, form, refused=refused)


def show(
    request: HttpRequest,
    record: Submission,
    copy: ArchiveCopy,
    form: DescriptionForm,
    *,
    refused: Incomplete | None = None,
) -> HttpResponse:
    standing.read(record)
    verb = "correct_description"
    mine = {"seats": seats(request, record)}
    offer = offers.offered((verb,), record, tuple(request.duties), **mine).get(verb)
    context = {
        "record": record,
        "copy": copy,
        "form": form,
        "is_mine": is_at_hand(request, offer),
        "offer": offer,
        "refused": refused,
        "typed": request.POST,
    }
    status = refused.status if refused else 200
    return page(request, "workflow/archive_description.html", context, status=status)


def verbs(
    request: HttpRequest, record: Submission, copy: ArchiveCopy, form: DescriptionForm
) -> dict:
    def correct_description() -> Answer:
        actions.correct_description(
            record,
            edition=copy.edition,
            description=filing.read_typed(form),
            reason=request.POST.get("reason", ""),
            by=request.user,
            at=request.now,
        )
        here = reverse("paper_copies", args=[record.pk])
        return Answer(here, f"Data arsip edisi {copy.edition} diperbaiki.")

    return {"correct_description": correct_description}
