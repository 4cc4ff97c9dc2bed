from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate

from kinerja.evidence import Unfit
from workflow import actions, fetch, standing
from workflow.forms.outside import ReceiptForm
from workflow.models import OutsideApplication, Submission
from workflow.outside import applications, receipts, sheet
from workflow.press import Answer
from workflow.refused import Incomplete
from workflow.screens import offers
from workflow.views.download import download, wanted
from workflow.views.posting import is_at_hand, page, press, seats
from workflow.views.uploading import Upload, drop_parts, uploads


def outside(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The values of a record in the order of an outside application, and its receipts."""
    record = fetch.submission(request, pk)
    application = applications.find(record.unit, code)
    if application is None:
        raise Http404(f"no application {code}")
    if request.method != "POST":
        return show(request, record, application)
    form = ReceiptForm(request.POST)
    if not form.is_valid():
        return show(request, record, application, form=form)
    try:
        with uploads(request, record.unit) as brought:
            done = press(request, verbs(request, record, application, form, brought))
    except (Incomplete, Unfit) as refused:
        form.refuse(getattr(refused, "errors", None) or {"": refused.reason})
        return show(request, fetch.submission(request, pk), application, form=form)
    drop_parts(request)
    return done


def show(
    request: HttpRequest,
    record: Submission,
    application: OutsideApplication,
    *,
    form: ReceiptForm | None = None,
) -> HttpResponse:
    stands = standing.read(record)
    if asked := wanted(request):
        return download(request, sheet.table_file(record, application, at=request.now), asked)
    offered = offers.offered(
        ("file_receipt",), record, tuple(request.duties), seats=seats(request, record)
    ).get("file_receipt")
    is_mine = is_at_hand(request, offered) and stands.is_sealed and not application.withdrawn_at
    context = {
        "record": record,
        "shown": sheet.read(stands.table, application),
        "receipts": [each for each in receipts.of(record) if each.application == application.code],
        "form": form or ReceiptForm(initial={"received_on": localdate(request.now)}),
        "is_mine": is_mine,
        "offer": None if application.withdrawn_at else offered,
    }
    status = 422 if form and form.errors else 200
    return page(request, "workflow/outside.html", context, status=status)


def verbs(
    request: HttpRequest,
    record: Submission,
    application: OutsideApplication,
    form: ReceiptForm,
    brought: list[Upload],
) -> dict:
    def file_receipt() -> Answer:
        files = [each for each in brought if each.file]
        if len(files) > 1:
            raise Incomplete("Pilih satu gambar layar.")
        picture = {"file": files[0].file, "title": files[0].title} if files else {}
        given = form.cleaned_data | picture | {"by": request.user, "at": request.now}
        actions.file_receipt(record, place=application.code, **given)
        here = reverse("outside", args=[record.pk, application.code])
        return Answer(here, f"Tanda terima {application} dicatat.")

    return {"file_receipt": file_receipt}
