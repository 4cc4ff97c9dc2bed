from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kinerja.forms import Typed, messages
from kinerja.forms import read as read_typed
from workflow import actions, fetch, standing
from workflow.actions import objective_key
from workflow.forms.grid import SOURCES, grid_blocks, grid_groups
from workflow.models import Submission
from workflow.press import Answer
from workflow.refused import Incomplete, Stale
from workflow.screens import adopting, awaited, documents, offers, sections
from workflow.screens.history import last_return
from workflow.screens.strip import strip
from workflow.views.clocking import clock_press, is_clock_press
from workflow.views.posting import ask, desk, is_at_hand, marked_rows, must_ask, page, press, seats


def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 2: see what the sections gave, type the rest, accept, send on."""
    record = fetch.submission(request, pk)
    if request.method != "POST":
        return show(request, record)
    typed = read_values(request, record)
    if is_clock_press(request):
        return press_clock(request, record, typed)
    if typed.errors:
        return show(request, record, typed=typed, status=422)
    if typed.holds_something and must_ask(request, record.period):
        return ask(request, record.period)
    try:
        return press(request, verbs(request, record, typed))
    except (Incomplete, Stale) as refused:
        record = fetch.submission(request, pk)
        return show(request, record, typed=typed, refused=refused, status=refused.status)


def press_clock(request: HttpRequest, record: Submission, typed: Typed) -> HttpResponse:
    def again(refused: Incomplete | None) -> HttpResponse:
        status = refused.status if refused else 200
        record_now = fetch.submission(request, record.pk)
        return show(request, record_now, typed=typed, refused=refused, status=status)

    here, is_typed = reverse("enter", args=[record.pk]), bool(typed.cells or typed.words)
    return clock_press(request, record, here=here, is_typed=is_typed, again=again)


def show(
    request: HttpRequest,
    record: Submission,
    *,
    typed: Typed | None = None,
    refused: Incomplete | Stale | None = None,
    status: int = 200,
) -> HttpResponse:
    stands = standing.read(record)
    who = {"seats": seats(request, record)}
    offered = offers.read(record, request.duties, **who)
    errors = messages(typed, refused.errors if refused else {})
    is_mine = is_at_hand(request, offered.get("enter"))
    context = {
        "record": record,
        "standing": stands,
        "strip": strip(record, at=request.now),
        "later": adopting.later(record, request.duties, **who),
        "desk": desk(request, record, 2),
        "sections": sections.read(stands, at=request.now),
        "awaited": awaited.forms(record, at=request.now),
        "blocks": grid_blocks(
            grid_groups(
                stands,
                typed=typed,
                errors=errors,
                is_open=lambda row: is_mine and row.is_editable,
            ),
            returned=stands.returned_lines,
        ),
        "attaching": documents.attaching(
            record, [row for row in stands.rows if is_mine and row.is_editable]
        ),
        "offers": offered,
        "is_mine": is_mine,
        "sources": SOURCES,
        "last_return": last_return(record),
        "refused": refused,
        "errors": errors,
    }
    return page(request, "workflow/enter.html", context, status=status)


def verbs(request: HttpRequest, record: Submission, typed: Typed) -> dict:
    who = {"by": request.user, "at": request.now}
    here = reverse("enter", args=[record.pk])

    def save() -> Answer:
        if typed.holds_something:
            actions.enter(record, values=typed.values, texts=typed.words, **who)
        saved = "Isian tersimpan" if typed.holds_something else "Tidak ada isian yang berubah"
        return Answer(here, f"{saved}: {record.period}.")

    def accept() -> Answer:
        rows = marked_rows(request)
        if typed.holds_something:
            # What was typed beside the ticks is kept, and is accepted with its writing.
            actions.enter(record, values=typed.values, texts=typed.words, **who)
        ticked = {code: seen for code, seen in rows.items() if code not in typed.values}
        if ticked or not typed.holds_something:
            actions.accept(record, rows=ticked, **who)
        return Answer(here, f"{len({*rows, *typed.values})} baris diterima.")

    def submit() -> Answer:
        actions.submit(record, **who)
        return Answer(reverse("inbox"), f"{record.period} dikirim untuk dikoreksi.")

    def withdraw() -> Answer:
        actions.withdraw(record, **who)
        return Answer(here, f"{record.period} ditarik kembali dari koreksi.")

    return {"enter": save, "accept": accept, "submit": submit, "withdraw": withdraw}


def read_values(request: HttpRequest, record: Submission) -> Typed:
    lines = record.agreement.lines.values_list("code", "measure", "objective__number")
    measures = {code: measure for code, measure, _ in lines}
    objectives = {objective_key(number) for _, _, number in lines}
    return read_typed(request.POST, measures, [*measures, *sorted(objectives)])
