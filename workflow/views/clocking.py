"""The clock's buttons on a screen where somebody works: what was typed beside them comes back."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime, parse_time

from workflow import actions, fetch
from workflow.models import StepRun, Submission
from workflow.press import Answer
from workflow.refused import Incomplete
from workflow.views.posting import press

VERBS = ("start", "pause", "resume")
Shows = Callable[[Incomplete | None], HttpResponse]


def is_clock_press(request: HttpRequest) -> bool:
    return request.POST.get("verb") in VERBS


def clock_press(
    request: HttpRequest, record: Submission, *, here: str, is_typed: bool, again: Shows
) -> HttpResponse:
    """Do the verb; where something was typed, show the page `again` with it, stored nowhere yet."""
    run = fetch.run(request, record, request.POST.get("run", ""))
    try:
        answer = press(request, clock_verbs(request, run, there=here))
    except Incomplete as refused:
        return again(refused)
    if not is_typed:
        return answer
    messages.warning(request, "Yang Anda ketik tetap di halaman ini dan belum tersimpan.")
    return again(None)


def clock_verbs(request: HttpRequest, run: StepRun, *, there: str) -> Mapping:
    who = {"by": request.user, "at": request.now}

    def start() -> Answer:
        actions.start(run, **who)
        return Answer(there, "Waktu langkah ini berjalan.")

    def pause() -> Answer:
        reason = request.GET.get("alasan", "") or request.POST.get("reason", "")
        span = {name: typed_moment(request, name) for name in ("since", "until")}
        actions.pause(run, reason=reason, **span, **who)
        return Answer(there, "Jeda dicatat.")

    def resume() -> Answer:
        actions.resume(run, **who)
        return Answer(there, "Jeda berakhir; waktu berjalan lagi.")

    return {"start": start, "pause": pause, "resume": resume}


def typed_moment(request: HttpRequest, name: str) -> datetime | None:
    """Read a moment of today: whole, as a page gave it, or a time as a person types it."""
    text = request.POST.get(name, "").strip()
    if not text:
        return None
    try:
        return aware(parse_datetime(text)) or today_at(text, timezone.localdate(request.now))
    except ValueError as fault:
        message = "Tulis jam seperti 10.15."
        raise Incomplete(message, errors={name: message}) from fault


def aware(moment: datetime | None) -> datetime | None:
    return moment if moment and timezone.is_aware(moment) else None


def today_at(text: str, today: date) -> datetime:
    found: time | None = parse_time(text.replace(".", ":"))
    if found is None:
        raise ValueError(text)
    return timezone.make_aware(datetime.combine(today, found))
