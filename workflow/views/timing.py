from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from workflow import actions, fetch
from workflow.models import Pause, StepRun, Submission
from workflow.press import Answer
from workflow.refused import Incomplete
from workflow.screens import times
from workflow.views.clocking import clock_verbs
from workflow.views.posting import page, press, seats


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
    there = reverse("timing", args=[record.pk])

    def extend() -> Answer:
        minutes = request.POST.get("minutes", "")
        minutes = int(minutes) if minutes.isdecimal() and len(minutes) < 7 else 0
        reason = request.POST.get("extension_reason", "")
        actions.extend(run, minutes=minutes, reason=reason, by=request.user, at=request.now)
        return Answer(there, f"Waktu diperpanjang {minutes} menit kerja.")

    return {**clock_verbs(request, run, there=there), "extend": extend}
