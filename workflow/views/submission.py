from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from kinerja import access
from kinerja.models import Unit
from kinerja.tables_out import FORMATS
from workflow import actions, fetch, late, remarks, standing
from workflow.forms.opening import OpenPeriodForm
from workflow.models import Submission
from workflow.press import Answer, once
from workflow.screens import adopting, awaited, history, offers, openings, papers, record_table
from workflow.screens.strip import strip
from workflow.views.download import download, wanted
from workflow.views.papers import instruction_form
from workflow.views.posting import is_at_hand, page, press, seats


@require_GET
def submissions(request: HttpRequest) -> HttpResponse:
    """List the records of the units that the person sees."""
    seen = Submission.objects.filter(unit__in=access.units(request.duties)).with_names()
    units = openings.may_open(request.duties, at=request.now)
    offered = units.above if "atasan" in request.GET else units.own
    context = {
        "records": Paginator(seen, 40).get_page(request.GET.get("hal")),
        "opening": open_period_form(request, offered) if offered else None,
        "stands_above": bool(units.above) and not offered,
    }
    return page(request, "workflow/submissions.html", context)


def open_period_form(request: HttpRequest, units: Iterable[Unit]) -> OpenPeriodForm:
    choices = Unit.objects.filter(pk__in=[unit.pk for unit in units])
    data = request.POST or None
    return OpenPeriodForm(data, units=choices, initial={"year": request.now.year})


@require_POST
def open_period(request: HttpRequest) -> HttpResponse:
    """Open the record of a unit for a period, also as the superior of who opens it."""
    units = openings.may_open(request.duties, at=request.now)
    form = open_period_form(request, (*units.own, *units.above))
    if not form.is_valid():
        context = {"records": [], "opening": form}
        return page(request, "workflow/submissions.html", context, status=422)

    def act() -> Answer:
        period = form.period(at=request.now)
        unit = form.cleaned_data["unit"]
        entry = actions.open_submission(unit=unit, period=period, by=request.user, at=request.now)
        pk = entry.chain_id.removeprefix("berkas:")
        return Answer(reverse("submission", args=[pk]), f"{period} dibuka untuk {unit}.")

    return once(request, act)


def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """One record: where it stands, what it says, what happened; ?bentuk= gives its values."""
    record = fetch.submission(request, pk)
    if request.method == "POST":
        return press(request, verbs(request, record))
    standing.read(record)
    if form := wanted(request):
        return download(request, record_table.table_file(record, at=request.now), form)
    if request.GET.get("bentuk") == "pengukuran":
        return download(request, record_table.measurement(record, at=request.now), FORMATS["xlsx"])
    who = {"seats": seats(request, record)}
    offered = offers.read(record, request.duties, **who)
    at_hand = {verb: each for verb, each in offered.items() if is_at_hand(request, each)}
    context = {
        "record": record,
        "strip": strip(record, at=request.now),
        "later": adopting.later(record, request.duties, **who),
        "offers": at_hand,
        "stands_above": len(at_hand) < len(offered),
        "awaited": awaited.forms(record, at=request.now),
        "papers": papers.read(record),
        "instruction": "dispose" in offered and instruction_form(request, record),
        "history": history.read(record),
        "remarks": remarks.read(record),
        "completions": late.completions(record),
        "archives": record.archives.prefetch_related("papers").select_related("sealed_by"),
    }
    return page(request, "workflow/submission.html", context)


def verbs(request: HttpRequest, record: Submission) -> dict:
    who = {"by": request.user, "at": request.now}
    here = reverse("submission", args=[record.pk])

    def cancel() -> Answer:
        actions.cancel(record, reason=request.POST.get("reason", ""), **who)
        return Answer(here, f"{record.period}: berkas dibatalkan.")

    def reopen() -> Answer:
        entry = actions.reopen(record, reason=request.POST.get("reason", ""), **who)
        edition = entry.after["edition"]
        return Answer(here, f"{record.period} dibuka kembali sebagai edisi {edition}.")

    return {"cancel": cancel, "reopen": reopen}
