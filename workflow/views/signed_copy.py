from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from kinerja.evidence import Unfit
from workflow import actions, fetch, permissions, signed_copies, standing
from workflow.models import Submission
from workflow.press import Answer, once_more
from workflow.refused import Incomplete
from workflow.screens import offers
from workflow.screens import signed_copy as copies
from workflow.signed_copies import Received
from workflow.views.evidence import guarded
from workflow.views.posting import page, press, seats


def signed_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Salinan bertanda tangan: the report out to be signed, and back in."""
    record = fetch.submission(request, pk)
    if request.method != "POST":
        return show(request, record)
    try:
        return once_more(request) or uploaded(request, record)
    except (Incomplete, Unfit) as refused:
        return show(request, fetch.submission(request, pk), refused=refused)


def uploaded(request: HttpRequest, record: Submission) -> HttpResponse:
    """Take the file in and do the verb; bytes that no row came to need go again.

    Who may not do it is refused before any byte is kept.
    """
    whole = {"unit": record.unit, "sop": record.sop}
    permissions.capacity("upload_signed", by=request.user, at=request.now, **whole)
    file = request.FILES.get("file")
    if file is None:
        raise Incomplete("Pilih PDF yang sudah ditandatangani.")
    received = signed_copies.receive(fetch.report_of(request, record), file.chunks())
    try:
        return press(request, {"upload_signed": lambda: done(request, record, received)})
    finally:
        signed_copies.discard(received)


def done(request: HttpRequest, record: Submission, received: Received) -> Answer:
    actions.upload_signed(record, file=received, by=request.user, at=request.now)
    here = reverse("signed_copy", args=[record.pk])
    return Answer(here, f"{record.period}: salinan bertanda tangan disimpan.")


def may_upload(request: HttpRequest, record: Submission) -> bool:
    found = offers.offered(
        ("upload_signed",), record, tuple(request.duties), seats=seats(request, record)
    )
    return "upload_signed" in found and standing.read(record).is_sealed


def show(
    request: HttpRequest, record: Submission, *, refused: Incomplete | Unfit | None = None
) -> HttpResponse:
    archive = fetch.report_of(request, record)
    context = {
        "record": record,
        "archive": archive,
        "copies": copies.read(archive),
        "not_checked": copies.NOT_CHECKED,
        "may_upload": archive.edition == record.edition and may_upload(request, record),
        "refused": refused,
    }
    status = refused.status if refused else 200
    return page(request, "workflow/signed_copy.html", context, status=status)


@require_GET
def signed_copy_file(request: HttpRequest, pk: int) -> FileResponse:
    """A signed copy, byte for byte, to be saved and never shown."""
    copy = fetch.signed_copy(request, pk)
    record = copy.archive.submission
    return saved(copy.file_name, copies.file_name(record, copy.archive, more="bertanda tangan"))


def saved(file_name: str, name: str) -> FileResponse:
    try:
        content = signed_copies.located(file_name).open("rb")
    except OSError as error:
        raise Http404("the bytes are gone") from error
    kind = "application/pdf"
    return guarded(
        FileResponse(content, as_attachment=True, filename=name, content_type=kind),
        framed_by="'none'",
    )
