from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from kinerja import journal
from kinerja.forms import correction_entry
from kinerja.keys import key
from kinerja.signin import again
from kinerja.signin.forms import no_guess_left
from workflow import actions, fetch, standing
from workflow.actions.door import admitted
from workflow.forms.grid import row_typed
from workflow.models import Submission
from workflow.press import Answer, once_more
from workflow.refused import Incomplete, Stale, TooManyGuesses
from workflow.screens import comparing, draft, offers
from workflow.screens.strip import strip
from workflow.views.clocking import clock_press, is_clock_press
from workflow.views.posting import Act, desk, is_at_hand, marked_rows, page, press, seats


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 3: the draft, rows to look at first; tick, note, correct, or return."""
    record = fetch.submission(request, pk)
    if request.method != "POST":
        return show(request, record)
    if is_clock_press(request):
        return clock_press(
            request,
            record,
            here=reverse("review", args=[pk]),
            is_typed=bool(request.POST.get("reason") or request.POST.getlist("row")),
            again=lambda refused: show(request, fetch.submission(request, pk), refused=refused),
        )
    try:
        return press(request, verbs(request, record))
    except (Incomplete, Stale) as refused:
        return show(request, fetch.submission(request, pk), refused=refused)


def show(
    request: HttpRequest, record: Submission, *, refused: Incomplete | Stale | None = None
) -> HttpResponse:
    stands = standing.read(record)
    offered = offers.read(record, request.duties, seats=seats(request, record))
    context = {
        "record": record,
        "standing": stands,
        "draft": draft.read(record, since=request.GET.get("banding", "")),
        "strip": strip(record, at=request.now),
        "desk": desk(request, record, 3),
        "is_mine": is_at_hand(request, offered.get("check")),
        "offers": offered,
        "refused": refused,
        "typed": row_typed(request.POST, refused) if refused else None,
        "chosen": request.POST.getlist("row"),
        "previous_words": "" if record.period.is_year else record.period.previous_words,
        "reason": request.POST.get("reason", ""),
    }
    status = refused.status if refused else 200
    return page(request, "workflow/review.html", context, status=status)


def verbs(request: HttpRequest, record: Submission) -> dict:
    who = {"by": request.user, "at": request.now}
    here = reverse("review", args=[record.pk])

    def check() -> Answer:
        rows = marked_rows(request)
        actions.check(record, rows=rows, **who)
        return Answer(onward(request, here), f"{len(rows)} baris sesuai.")

    def note() -> Answer:
        code = the_row(request)
        actions.note(record, row=code, text=request.POST.get(f"note-{code}", ""), **who)
        return Answer(onward(request, here), f"Catatan pada baris {code} disimpan.")

    def close_note() -> Answer:
        found = get_object_or_404(record.notes, pk=key(request.POST.get("note")))
        found.submission = record
        actions.close_note(found, **who)
        return Answer(onward(request, here), "Catatan ditutup.")

    def correct() -> Answer:
        code = the_row(request)
        value, reason = correction(request, record, code)
        actions.correct(record, row=code, value=value, reason=reason, **who)
        return Answer(onward(request, here), f"Baris {code} dikoreksi.")

    def answer() -> Answer:
        found = get_object_or_404(record.corrections, pk=key(request.POST.get("correction")))
        found.submission = record
        text = request.POST.get(f"answer-{found.pk}", "")
        actions.answer(found, answer=request.POST.get("answer", ""), text=text, **who)
        return Answer(onward(request, here), "Jawaban Anda disimpan.")

    def send_back() -> Answer:
        reason = request.POST.get("reason", "")
        actions.send_back(record, reason=reason, rows=list(marked_rows(request)), **who)
        return Answer(reverse("inbox"), f"{record.period} dikembalikan untuk diperbaiki.")

    acts = (check, note, close_note, correct, answer, send_back)
    return {act.__name__: act for act in acts} | revoking(request, record)


def onward(request: HttpRequest, here: str) -> str:
    """Lead on to the row that the page names as the next, or back to the one just worked on.

    Where the page names none, every row is done: lead to the head, where the approval stands.
    """
    code = request.POST.get("follows", the_row(request))
    return f"{here}#baris-{code}" if code else f"{here}#kepala"


def the_row(request: HttpRequest) -> str:
    return next(iter(marked_rows(request)), "")


def correction(request: HttpRequest, record: Submission, code: str) -> tuple:
    """Read what a correction was typed as. Raises Incomplete with the message at the row."""
    measure = record.agreement.lines.filter(code=code).values_list("measure", flat=True).first()
    if measure is None:
        raise Incomplete(f"Baris {code} tidak ada dalam berkas ini.")
    try:
        value = correction_entry(request.POST, code, measure)
    except ValueError as error:
        raise Incomplete("Belum dikoreksi.", errors={code: str(error)}) from error
    return value, value.reason


def revoking(request: HttpRequest, record: Submission) -> dict:
    def revoke_approval() -> Answer:
        reason = request.POST.get("reason", "")
        actions.revoke_approval(record, reason=reason, by=request.user, at=request.now)
        return Answer(reverse("review", args=[record.pk]), "Persetujuan dibatalkan.")

    return {"revoke_approval": revoke_approval}


def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve on a page of its own, which says what is approved and asks for the password."""
    record = fetch.submission(request, pk)
    refused = None
    if request.method == "POST":
        verbs = {"approve": lambda: approved(request, record)} | revoking(request, record)
        try:
            if request.POST.get("verb") == "approve":
                return once_more(request) or approved_with_password(request, record, verbs)
            return press(request, verbs)
        except (Incomplete, Stale, TooManyGuesses) as error:
            record, refused = fetch.submission(request, pk), error
    stands = standing.read(record)
    offered = offers.read(record, request.duties, seats=seats(request, record))
    context = {
        "record": record,
        "standing": stands,
        "summary": draft.read(record).summary,
        "seen": journal.shown_up_to(record.chain_key),
        "changed": comparing.since_return(record),
        "offers": offered,
        "refused": refused,
    }
    status = refused.status if refused else 200
    return page(request, "workflow/approve.html", context, status=status)


def approved_with_password(
    request: HttpRequest, record: Submission, verbs: Mapping[str, Act]
) -> HttpResponse:
    """Ask for the password of whoever may approve now; of nobody else is a guess taken."""
    admitted("approve", record, by=request.user, at=request.now)
    require_password(request)
    return press(request, verbs)


def approved(request: HttpRequest, record: Submission) -> Answer:
    """Approve what was on screen."""
    seen = key(request.POST.get("seen")) or 0
    actions.approve(record, seen=seen, by=request.user, at=request.now)
    return Answer(reverse("inbox"), f"{record.unit}, {record.period} disetujui.")


def require_password(request: HttpRequest) -> None:
    """Ask before the press begins: a refused press is undone, and a guess has to stay counted.

    Raises Incomplete where it is not the person's, TooManyGuesses where too many were not.
    """
    try:
        is_own = again.is_own(request, request.POST.get("password", ""))
    except again.NoGuessLeft as none_left:
        text = no_guess_left(none_left)
        raise TooManyGuesses(text, errors={"password": text}) from none_left
    if not is_own:
        text = "Kata sandi tidak cocok. Ketik kata sandi yang Anda pakai untuk masuk."
        raise Incomplete(text, errors={"password": text})
