from datetime import date, datetime, time

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime, parse_time

from workflow import actions, fetch
from workflow.models import Pause, StepRun, Submission
from workflow.press import Answer
from workflow.refused import Incomplete
from workflow.screens import times
from workflow.views.posting import page, press, seats

# The screens from which a round can be started or paused, and to which the press leads back.
WORKING_SCREENS = ("enter", "review", "archive")


def timing(request: HttpRequest, pk: int) -> HttpResponse:
    """Rincian waktu: every clock of a record, and the pause, the extension, the start."""
    record = fetch.submission(request, pk)
    if request.method != "POST":
        return show(request, record)
    run = fetch.run(request, record, request.POST.get("run", ""))
    try:
        return press(request, verbs(request, record, run))
    except Incomplete as refused:
        return show(request, fetch.submission(request, pk), run=run, refused=refused)


def show(
    request: HttpRequest,
    record: Submission,
    *,
    run: StepRun | None = None,
    refused: Incomplete | None = None,
) -> HttpResponse:
    context = {
        "record": record,
        "rounds": times.read(record, request.duties, seats=seats(request, record)),
        "forms": times.read_forms(record, at=request.now),
        "refused": refused,
        "refused_run": run,
        "typed": request.POST,
        "reasons": Pause.Reason.choices,
    }
    status = refused.status if refused else 200
    return page(request, "workflow/timing.html", context, status=status)


def verbs(request: HttpRequest, record: Submission, run: StepRun) -> dict:
    who = {"by": request.user, "at": request.now}
    there = way_back(request, record, run)

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

    def extend() -> Answer:
        minutes = request.POST.get("minutes", "")
        minutes = int(minutes) if minutes.isdecimal() and len(minutes) < 7 else 0
        reason = request.POST.get("extension_reason", "")
        actions.extend(run, minutes=minutes, reason=reason, **who)
        return Answer(there, f"Waktu diperpanjang {minutes} menit kerja.")

    return {"start": start, "pause": pause, "resume": resume, "extend": extend}


def way_back(request: HttpRequest, record: Submission, run: StepRun) -> str:
    """Lead back to the screen that the button stood on."""
    back = request.POST.get("back", "")
    if back in WORKING_SCREENS:
        return reverse(back, args=[record.pk])
    if back == "form" and run.form_id:
        return reverse("form", args=[run.form_id])
    return reverse("timing", args=[record.pk])


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
