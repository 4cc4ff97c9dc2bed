from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kinerja.keys import key
from workflow import actions, fetch, standing
from workflow.filing import copies
from workflow.models import Submission
from workflow.press import Answer
from workflow.refused import Incomplete
from workflow.screens import offers
from workflow.views.posting import is_at_hand, page, press, seats

VERBS = ("move_copy", "mark_superseded")
SHOWN = (*VERBS, "correct_description")


def paper_copies(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper copies of a record: where each edition's stands, and whether it was replaced."""
    record = fetch.submission(request, pk)
    if request.method != "POST":
        return show(request, record)
    try:
        return press(request, verbs(request, record))
    except Incomplete as refused:
        return show(request, fetch.submission(request, pk), refused=refused)


def show(
    request: HttpRequest, record: Submission, *, refused: Incomplete | None = None
) -> HttpResponse:
    standing.read(record)
    offered = offers.offered(SHOWN, record, tuple(request.duties), seats=seats(request, record))
    at_hand = {verb: each for verb, each in offered.items() if is_at_hand(request, each)}
    context = {
        "record": record,
        "copies": copies.of(record),
        "offers": at_hand,
        "stands_above": len(at_hand) < len(offered),
        "refused": refused,
        "typed": request.POST,
        "typed_edition": key(request.POST.get("edition")),
    }
    status = refused.status if refused else 200
    return page(request, "workflow/paper_copies.html", context, status=status)


def verbs(request: HttpRequest, record: Submission) -> dict:
    who, here = {"by": request.user, "at": request.now}, reverse("paper_copies", args=[record.pk])

    def move_copy() -> Answer:
        edition = key(request.POST.get("edition")) or 0
        place = (request.POST.get("box", ""), request.POST.get("shelf", ""))
        entry = actions.move_copy(record, edition=edition, place=place, **who)
        where = f"boks {entry.after['box']}, rak {entry.after['shelf']}"
        return Answer(here, f"Salinan manual edisi {edition} dipindahkan ke {where}.")

    def mark_superseded() -> Answer:
        entry = actions.mark_superseded(record, **who)
        told = f"Salinan manual edisi {entry.after['superseded']} ditandai DIGANTI."
        return Answer(here, told)

    return {"move_copy": move_copy, "mark_superseded": mark_superseded}
