"""What every screen that acts shares: one verb per button, one token per page, one question."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kinerja.keys import key
from kinerja.models import Period, latest_closed_quarter
from workflow.models import SectionForm, Submission
from workflow.press import Answer, new_token, once
from workflow.screens.offers import Offer
from workflow.screens.rounds import Desk
from workflow.screens.rounds import desk as round_desk
from workflow.seats import Seats

Act = Callable[[], Answer]
UNKNOWN_BUTTON = "Tombol ini tidak dikenal di halaman ini."


def press(request: HttpRequest, verbs: Mapping[str, Act]) -> HttpResponse:
    """Do the verb of the pressed button; a button that the screen does not have is refused."""
    act = verbs.get(request.POST.get("verb", ""))
    if act is None:
        return unknown_button(request)
    return once(request, act)


def unknown_button(request: HttpRequest) -> HttpResponse:
    return render(request, "400.html", {"reason": UNKNOWN_BUTTON}, status=400)


def page(request: HttpRequest, template: str, context: dict, status: int = 200) -> HttpResponse:
    """Show a screen that acts, with a token of its own."""
    return render(request, template, {"token": new_token(), **context}, status=status)


def seats(request: HttpRequest, record: Submission) -> Seats:
    return Seats([record.unit_id], request.now)


def is_at_hand(request: HttpRequest, offer: Offer | None) -> bool:
    """Say whether the screen lets the person work: the own step, or a superior who asks to."""
    if offer is None:
        return False
    return offer.is_own or "atasan" in request.GET or request.method == "POST"


def must_ask(request: HttpRequest, period: Period) -> bool:
    """Say whether typing into this period has to be confirmed: it is not the latest closed one."""
    if (period.year, period.quarter) == latest_closed_quarter(timezone.localdate(request.now)):
        return False
    confirmed = request.session.get("confirmed_periods", [])
    if request.POST.get("confirmed_period") == str(period.pk):
        request.session["confirmed_periods"] = [*confirmed, period.pk]
        return False
    return period.pk not in confirmed


def ask(request: HttpRequest, period: Period) -> HttpResponse:
    """Ask once whether this period is meant; what was typed travels along."""
    year, quarter = latest_closed_quarter(timezone.localdate(request.now))
    fields = [
        (name, text)
        for name, texts in request.POST.lists()
        for text in texts
        if name not in ("csrfmiddlewaretoken", "verb")
    ]
    context = {
        "period": period,
        "latest": Period(year=year, quarter=quarter),
        "fields": fields,
        "verb": request.POST.get("verb", ""),
    }
    return render(request, "workflow/ask_period.html", context)


def marked_rows(request: HttpRequest) -> dict[str, int | None]:
    """Read the rows of a marking press: "1.2@3" is row 1.2 as its third version was on screen."""
    found = {}
    for text in request.POST.getlist("row"):
        code, _, seen = text.partition("@")
        found[code] = key(seen)
    return found


def desk(
    request: HttpRequest, record: Submission, step: int, form: SectionForm | None = None
) -> Desk | None:
    """Read the round that this person works in, for its clock and buttons."""
    held, by = request.duties, request.user
    return round_desk(record, step, held, by=by, seats=seats(request, record), form=form)
