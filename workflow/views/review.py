from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kinerja import journal
from kinerja.keys import key
from workflow import actions, fetch, standing
from workflow.models import Submission
from workflow.press import Answer
from workflow.refused import Incomplete, Stale
from workflow.screens import offers
from workflow.screens.history import rows_changed_since_return
from workflow.screens.strip import strip
from workflow.views.clocking import clock_press, is_clock_press
from workflow.views.posting import desk, is_at_hand, marked_rows, page, press, seats


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 3: the draft, rows with findings first; tick, or return."""
    record = fetch.submission(request, pk)
    if request.method != "POST":
        return show(request, record)
    if is_clock_press(request):
        return clock_press(
            request,
            record,
            here=reverse("review", args=[pk]),
            is_typed=bool(request.POST.get("reason") or request.POST.getlist("row")),
            again=lambda refused: show(request, fetch.submission(request, pk), refused=refused),
        )
    try:
        return press(request, verbs(request, record))
    except (Incomplete, Stale) as refused:
        return show(request, fetch.submission(request, pk), refused=refused)


def show(
    request: HttpRequest, record: Submission, *, refused: Incomplete | Stale | None = None
) -> HttpResponse:
    stands = standing.read(record)
    offered = offers.read(record, request.duties, seats=seats(request, record))
    context = {
        "record": record,
        "standing": stands,
        "strip": strip(record, at=request.now),
        "desk": desk(request, record, 3),
        "is_mine": is_at_hand(request, offered.get("check")),
        "rows": sorted(stands.rows, key=lambda each: not each.findings),
        "offers": offered,
        "refused": refused,
        "chosen": request.POST.getlist("row"),
        "reason": request.POST.get("reason", ""),
    }
    status = refused.status if refused else 200
    return page(request, "workflow/review.html", context, status=status)


def verbs(request: HttpRequest, record: Submission) -> dict:
    who = {"by": request.user, "at": request.now}

    def check() -> Answer:
        rows = marked_rows(request)
        actions.check(record, rows=rows, **who)
        return Answer(reverse("review", args=[record.pk]), f"{len(rows)} baris sesuai.")

    def send_back() -> Answer:
        reason = request.POST.get("reason", "")
        actions.send_back(record, reason=reason, rows=list(marked_rows(request)), **who)
        return Answer(reverse("inbox"), f"{record.period} dikembalikan untuk diperbaiki.")

    def revoke_approval() -> Answer:
        actions.revoke_approval(record, reason=request.POST.get("reason", ""), **who)
        return Answer(reverse("review", args=[record.pk]), "Persetujuan dibatalkan.")

    return {"check": check, "send_back": send_back, "revoke_approval": revoke_approval}


def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve on a page of its own, which says what is approved."""
    record = fetch.submission(request, pk)
    refused = None
    if request.method == "POST":
        try:
            return press(request, {"approve": lambda: approved(request, record)})
        except (Incomplete, Stale) as error:
            record, refused = fetch.submission(request, pk), error
    stands = standing.read(record)
    context = {
        "record": record,
        "standing": stands,
        "seen": journal.shown_up_to(record.chain_key),
        "changed": rows_changed_since_return(record),
        "offer": offers.read(record, request.duties, seats=seats(request, record)).get("approve"),
        "refused": refused,
    }
    status = refused.status if refused else 200
    return page(request, "workflow/approve.html", context, status=status)


def approved(request: HttpRequest, record: Submission) -> Answer:
    seen = key(request.POST.get("seen")) or 0
    actions.approve(record, seen=seen, by=request.user, at=request.now)
    return Answer(reverse("inbox"), f"{record.unit}, {record.period} disetujui.")
