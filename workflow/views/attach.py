from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinerja import evidence
from kinerja.evidence import Unfit, parts
from kinerja.keys import key
from kinerja.models import JournalEntry
from workflow import actions, fetch, standing
from workflow.models import SectionForm, Submission
from workflow.press import Answer
from workflow.refused import Incomplete
from workflow.screens import documents, offers
from workflow.views.posting import page, press, seats
from workflow.views.uploading import Upload, drop_parts, uploads


@dataclass(frozen=True)
class Place:
    """Where documents are attached: to which rows, by which verb, and the page it lies on."""

    record: Submission
    name: str
    back: str
    attach: Callable[..., JournalEntry]
    offered: Callable[[], documents.Attaching | None]


def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach documents to rows of a record, at step 2."""
    record = fetch.submission(request, pk)
    place = Place(
        record,
        name=f"Input realisasi {record.period.short}",
        back=reverse("enter", args=[pk]),
        attach=lambda **given: actions.attach(record, scan_of=scanned(request, record), **given),
        offered=lambda: offered(request, record),
    )
    return answer(request, place)


def attach_form(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach documents to rows of a section's own form."""
    form = fetch.form(request, pk)
    record = form.submission
    place = Place(
        record,
        name=f"Formulir {record.period.short}, {form.section.name}",
        back=reverse("form", args=[pk]),
        attach=lambda **given: actions.attach(
            record, form=form, scan_of=scanned(request, record), **given
        ),
        offered=lambda: offered_to_section(request, form),
    )
    return answer(request, place)


def attach_late(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach documents to late values of a sealed record."""
    record = fetch.submission(request, pk)
    place = Place(
        record,
        name=f"Susulan {record.period.short}",
        back=reverse("late", args=[pk]),
        attach=lambda **given: actions.attach_late(record, **given),
        offered=lambda: offered_late(request, record),
    )
    return answer(request, place)


def answer(request: HttpRequest, place: Place) -> HttpResponse:
    if request.method != "POST":
        return show(request, place)
    try:
        with uploads(request, place.record.unit) as brought:
            done = press(request, {"attach": lambda: attached(request, place, brought)})
    except (Incomplete, Unfit) as refused:
        return show(request, place, refused=refused)
    drop_parts(request)
    return done


def attached(request: HttpRequest, place: Place, brought: list[Upload]) -> Answer:
    if not brought:
        raise Incomplete("Pilih berkas, atau tempel tautan.")
    given = {"rows": request.POST.getlist("row"), "by": request.user, "at": request.now}
    for each in brought:
        place.attach(file=each.file, link=each.link, title=each.title, **given)
    return Answer(place.back, f"{len(brought)} dokumen dilampirkan: {place.record.period}.")


def scanned(request: HttpRequest, record: Submission) -> SectionForm | None:
    """Find the form whose signed paper is shown, where the person says that it is one."""
    scan = request.POST.get("scan", "")
    if not scan:
        return None
    found = record.forms.select_related("section").filter(pk=key(scan))
    form = found.first()
    if form is None:
        raise Incomplete("Formulir itu tidak ada dalam berkas ini.")
    return form


def show(
    request: HttpRequest, place: Place, *, refused: Incomplete | Unfit | None = None
) -> HttpResponse:
    standing.read(place.record)
    context = {
        "record": place.record,
        "place": place,
        "attaching": place.offered(),
        "refused": refused,
        "chosen": request.POST.getlist("row") or request.GET.getlist("baris"),
        "scan": request.POST.get("scan", ""),
        "link": request.POST.get("link", ""),
        "title": request.POST.get("title", ""),
        "parts": named(request, "part"),
        "known": named(request, "known"),
    }
    return page(request, "workflow/attach.html", context, status=refused.status if refused else 200)


def offered(request: HttpRequest, record: Submission) -> documents.Attaching | None:
    """Offer the rows that step 2 can write, in the state that the record is in."""
    rows = [each for each in record.standing.rows if each.is_editable]
    return documents.attaching(record, rows) if may(request, record, "enter") else None


def offered_to_section(request: HttpRequest, form: SectionForm) -> documents.Attaching | None:
    """Offer the rows that the section can write."""
    record = form.submission
    if not (form.is_fillable and may(request, record, "fill", form=form)):
        return None
    own = record.standing.of_section(form.section_id)
    rows = [each for each in own if documents.is_open(form, each)]
    return documents.attaching(record, rows, form=form)


def offered_late(request: HttpRequest, record: Submission) -> documents.Attaching | None:
    """Offer the late values that came in."""
    if not (may(request, record, "attach_late") and record.standing.is_sealed):
        return None
    return documents.attaching_late(record, record.standing.owing.open_rows())


def may(
    request: HttpRequest, record: Submission, verb: str, *, form: SectionForm | None = None
) -> bool:
    seated = seats(request, record)
    return verb in offers.offered((verb,), record, tuple(request.duties), seats=seated, form=form)


def named(request: HttpRequest, name: str) -> list[tuple[str, str]]:
    """List what the browser sent before, with the names: it need not send them again."""
    return [(text, text.partition(" ")[2]) for text in request.POST.getlist(name)]


@require_http_methods(["GET", "PUT"])
def attach_parts(request: HttpRequest, pk: int) -> JsonResponse:
    """Say what has arrived of a document, or take its next chunk.

    GET ?kunci= answers how many bytes there are, and with ?sha256= whether the record's unit has
    that content; PUT ?kunci=&mulai= brings the bytes from there on.
    """
    record, key = fetch.submission(request, pk), request.GET.get("kunci", "")
    try:
        if request.method == "GET":
            sha256 = request.GET.get("sha256", "")
            known = evidence.has_content(record.unit, sha256)
            return JsonResponse({"have": parts.received(request.user, key), "known": known})
        offset = request.GET.get("mulai", "")
        offset = int(offset) if offset.isdecimal() and len(offset) < 9 else -1
        return JsonResponse({"have": parts.add(request.user, key, request.body, offset=offset)})
    except parts.WrongOffset as wrong:
        return JsonResponse({"have": wrong.have}, status=409)
    except Unfit as unfit:
        return JsonResponse({"reason": unfit.reason}, status=unfit.status)
