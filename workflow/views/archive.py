from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from workflow import actions, fetch, standing
from workflow.archive import last_register_number
from workflow.models import Submission
from workflow.press import Answer, once_more
from workflow.refused import Incomplete, NotMade, Stale
from workflow.screens import filing, offers
from workflow.screens.strip import strip
from workflow.views.clocking import clock_press, is_clock_press
from workflow.views.posting import desk, is_at_hand, page, press, seats

NOT_WRITTEN = (
    "Basis data tidak dapat menulis, misalnya karena ruang disk habis. Minta administrator "
    "memeriksanya, lihat keadaan berkas di bawah ini, lalu segel lagi bila belum disegel."
)


def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 4: seal, print and sign, put away."""
    record = fetch.submission(request, pk)
    if request.method != "POST":
        return show(request, record)
    if is_clock_press(request):
        return clock_press(
            request,
            record,
            here=reverse("archive", args=[pk]),
            is_typed=any(request.POST.get(name) for name in ("filing", "box", "shelf")),
            again=lambda refused: show(request, fetch.submission(request, pk), refused=refused),
        )
    try:
        if request.POST.get("verb") == "seal":
            return seal(request, record)
        return press(request, verbs(request, record))
    except (Incomplete, NotMade, Stale) as refused:
        return show(request, fetch.submission(request, pk), refused=refused)


def seal(request: HttpRequest, record: Submission) -> HttpResponse:
    """Make the report before the press, whose transaction others wait for; then seal it."""
    if answered := once_more(request):
        return answered
    who = {"filing": request.POST.get("filing", ""), "by": request.user, "at": request.now}
    description = filing.read_typed(filing.description_form(record, request.POST))
    prepared = actions.prepare_seal(record, **who)

    def sealed() -> Answer:
        actions.seal(record, description=description, **who, prepared=prepared)
        here = reverse("archive", args=[record.pk])
        return Answer(here, f"{record.period} disegel. Cetak, tanda tangani, lalu simpan.")

    try:
        return press(request, {"seal": sealed})
    except OperationalError as fault:
        raise NotMade(NOT_WRITTEN) from fault


def show(
    request: HttpRequest, record: Submission, *, refused: Incomplete | None = None
) -> HttpResponse:
    stands = standing.read(record)
    offered = offers.read(record, request.duties, seats=seats(request, record))
    context = {
        "record": record,
        "standing": stands,
        "paper": stands.archive and stands.archive.papers.order_by("-pk").first(),
        "strip": strip(record, at=request.now),
        "desk": desk(request, record, 4),
        "offers": offered,
        "is_mine": is_at_hand(request, offered.get("file_copy")),
        "last_number": last_register_number(record),
        "filing": filing.read(record, request.POST, at=request.now),
        "refused": refused,
        "typed": request.POST,
    }
    return page(
        request, "workflow/archive.html", context, status=refused.status if refused else 200
    )


def verbs(request: HttpRequest, record: Submission) -> dict:
    who = {"by": request.user, "at": request.now}

    def file_copy() -> Answer:
        place = (request.POST.get("box", ""), request.POST.get("shelf", ""))
        actions.file_copy(record, place=place, signers=request.POST.get("signers"), **who)
        done = reverse("submission", args=[record.pk])
        return Answer(done, f"{record.period} diarsipkan: elektronik dan manual lengkap.")

    def return_from_archiving() -> Answer:
        actions.return_from_archiving(record, reason=request.POST.get("reason", ""), **who)
        return Answer(reverse("inbox"), f"{record.period} dikembalikan ke koreksi.")

    return {
        "file_copy": file_copy,
        "return_from_archiving": return_from_archiving,
    }
