from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinerja import evidence
from kinerja.evidence import Unfit, parts
from kinerja.keys import key
from workflow import actions, fetch, standing
from workflow.models import SectionForm, Submission
from workflow.press import Answer
from workflow.refused import Incomplete
from workflow.screens import documents, offers
from workflow.views.posting import page, press, seats
from workflow.views.uploading import Upload, drop_parts, uploads


def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach documents to rows of a record, at step 2."""
    return answer(request, fetch.submission(request, pk), None)


def attach_form(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach documents to rows of a section's own form."""
    form = fetch.form(request, pk)
    return answer(request, form.submission, form)


def answer(request: HttpRequest, record: Submission, form: SectionForm | None) -> HttpResponse:
    if request.method != "POST":
        return show(request, record, form)
    try:
        with uploads(request, record.unit) as brought:
            done = press(request, {"attach": lambda: attached(request, record, form, brought)})
    except (Incomplete, Unfit) as refused:
        return show(request, record, form, refused=refused)
    drop_parts(request)
    return done


def attached(
    request: HttpRequest, record: Submission, form: SectionForm | None, brought: list[Upload]
) -> Answer:
    if not brought:
        raise Incomplete("Pilih berkas, atau tempel tautan.")
    scanned = scanned_form(request, record)
    for each in brought:
        actions.attach(
            record,
            rows=request.POST.getlist("row"),
            file=each.file,
            link=each.link,
            title=each.title,
            form=form,
            scan_of=scanned,
            by=request.user,
            at=request.now,
        )
    return Answer(place(record, form), f"{len(brought)} dokumen dilampirkan: {record.period}.")


def scanned_form(request: HttpRequest, record: Submission) -> SectionForm | None:
    """Find the form whose signed paper is shown, where the person says that it is one."""
    scan = request.POST.get("scan", "")
    if not scan:
        return None
    found = record.forms.select_related("section").filter(pk=key(scan))
    form = found.first()
    if form is None:
        raise Incomplete("Formulir itu tidak ada dalam berkas ini.")
    return form


def place(record: Submission, form: SectionForm | None) -> str:
    return reverse("form", args=[form.pk]) if form else reverse("enter", args=[record.pk])


def show(
    request: HttpRequest,
    record: Submission,
    form: SectionForm | None,
    *,
    refused: Incomplete | Unfit | None = None,
) -> HttpResponse:
    standing.read(record)
    context = {
        "record": record,
        "form": form,
        "back": place(record, form),
        "attaching": offered(request, record, form),
        "refused": refused,
        "chosen": request.POST.getlist("row") or request.GET.getlist("baris"),
        "scan": request.POST.get("scan", ""),
        "link": request.POST.get("link", ""),
        "title": request.POST.get("title", ""),
        "parts": named(request, "part"),
        "known": named(request, "known"),
    }
    return page(request, "workflow/attach.html", context, status=refused.status if refused else 200)


def offered(
    request: HttpRequest, record: Submission, form: SectionForm | None
) -> documents.Attaching | None:
    """Offer the rows that the person can attach to, in the state that the record is in."""
    verb, seated = "fill" if form else "enter", seats(request, record)
    found = offers.offered((verb,), record, tuple(request.duties), seats=seated, form=form)
    if verb not in found or (form and not form.is_fillable):
        return None
    if form is None:
        rows = [each for each in record.standing.rows if each.is_editable]
    else:
        own = record.standing.of_section(form.section_id)
        rows = [each for each in own if documents.is_open(form, each)]
    return documents.attaching(record, rows, form=form)


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
