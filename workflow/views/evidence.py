from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from kinerja import evidence as documents
from kinerja.evidence import Unfit
from kinerja.models import Evidence
from workflow import actions, fetch, standing
from workflow.models import Submission
from workflow.press import Answer
from workflow.refused import Incomplete
from workflow.screens import documents as pages
from workflow.views.posting import page, press, seats
from workflow.views.uploading import Upload, drop_parts, uploads

# Whatever a document holds, a browser that shows it runs nothing of it and asks nobody for more.
SANDBOX = "sandbox; default-src 'none'; frame-ancestors {}"


def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """One document: its preview, what it supports, who brought it, what became of it."""
    document = fetch.evidence(request, pk)
    record = fetch.record_of(document)
    if request.method != "POST":
        return show(request, document, record)
    try:
        with uploads(request, document.unit) as brought:
            done = press(request, verbs(request, document, record, brought))
    except (Incomplete, Unfit) as refused:
        return show(request, document, record, refused=refused)
    drop_parts(request)
    return done


def verbs(
    request: HttpRequest, document: Evidence, record: Submission, brought: list[Upload]
) -> dict:
    standing.read(record)
    way = pages.way(document, record, tuple(request.duties), seats=seats(request, record))
    who = {"by": request.user, "at": request.now}
    given = {"reason": request.POST.get("reason", "")}
    replacing = actions.replace_evidence
    if way and way.is_late:
        replacing = actions.replace_late_evidence
    else:
        given["form"] = way.form if way else pages.own_form(document, record, request.duties)

    def replace_evidence() -> Answer:
        if len(brought) != 1:
            raise Incomplete("Pilih satu berkas pengganti, atau tempel tautannya.")
        new = {"file": brought[0].file, "link": brought[0].link, "title": brought[0].title}
        replacing(record, document, **new, **given, **who)
        return Answer(back(record, way), f"“{document.title}” diganti.")

    def remove_evidence() -> Answer:
        replacing(record, document, **given, **who)
        return Answer(back(record, way), f"“{document.title}” dilepas.")

    return {"replace_evidence": replace_evidence, "remove_evidence": remove_evidence}


def back(record: Submission, way: pages.Way | None) -> str:
    """Lead to where the person works: the document itself may be gone."""
    if way and way.form:
        return reverse("form", args=[way.form.pk])
    if way and way.is_late:
        return reverse("late", args=[record.pk])
    return reverse("enter" if way else "submission", args=[record.pk])


def show(
    request: HttpRequest,
    document: Evidence,
    record: Submission,
    *,
    refused: Incomplete | Unfit | None = None,
) -> HttpResponse:
    standing.read(record)
    preview = documents.preview(document.file) if document.file else documents.Preview()
    way = pages.way(document, record, tuple(request.duties), seats=seats(request, record))
    context = {
        "document": pages.read(document),
        "record": record,
        "previews": range(1, len(preview.pages) + 1),
        "why_not": preview.why_not,
        "way": way,
        "back": back(record, way),
        "refused": refused,
        "reason": request.POST.get("reason", ""),
    }
    status = refused.status if refused else 200
    return page(request, "workflow/evidence.html", context, status=status)


@require_GET
def evidence_file(request: HttpRequest, pk: int) -> FileResponse:
    """The document itself, byte for byte, to be saved and never shown."""
    document = fetch.evidence(request, pk)
    if document.file is None:
        raise Http404("a link has no file")
    try:
        content = documents.located(document.file.stored_name).open("rb")
    except OSError as error:
        raise Http404("the bytes are gone") from error
    name, kind = documents.file_name(document), documents.content_type(document.file)
    response = FileResponse(content, as_attachment=True, filename=name, content_type=kind)
    return guarded(response, framed_by="'none'")


@require_GET
def evidence_preview(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One drawn page of the document."""
    document = fetch.evidence(request, pk)
    found = documents.preview(document.file).pages if document.file else ()
    if not 1 <= number <= len(found):
        raise Http404("no such page is drawn")
    response = HttpResponse(found[number - 1].read_bytes(), content_type="image/webp")
    # The bytes of a document never change; nobody between us and the reader keeps them.
    response["Cache-Control"] = "private, max-age=604800, immutable"
    # Pages of this program may show it beside the numbers that it supports.
    response["X-Frame-Options"] = "SAMEORIGIN"
    return guarded(response, framed_by="'self'")


def guarded(response: HttpResponse, *, framed_by: str) -> HttpResponse:
    response["Content-Security-Policy"] = SANDBOX.format(framed_by)
    response["X-Content-Type-Options"] = "nosniff"
    return response
