from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kinerja import findings
from kinerja.findings import Found
from kinerja.forms import Typed, messages
from kinerja.forms import read as read_typed
from kinerja.models import JournalEntry
from kinerja.table import Row
from workflow import actions, fetch, standing
from workflow.forms.grid import SOURCES, grid
from workflow.late import completions
from workflow.models import State, Submission
from workflow.press import Answer
from workflow.refused import Incomplete, Stale
from workflow.screens import documents, offers
from workflow.screens.history import last_return
from workflow.standing import Standing, StandingRow
from workflow.views.posting import is_at_hand, page, press, seats


def late(request: HttpRequest, pk: int) -> HttpResponse:
    """Type the values that a sealed record still owes: its susulan."""
    record = fetch.submission(request, pk)
    if request.method != "POST":
        return show(request, record)
    typed = read_values(request, record)
    if typed.errors:
        return show(request, record, typed=typed, status=422)
    try:
        return press(request, {"enter_late": lambda: entered(request, record, typed)})
    except (Incomplete, Stale) as refused:
        record = fetch.submission(request, pk)
        return show(request, record, typed=typed, refused=refused, status=refused.status)


def show(
    request: HttpRequest,
    record: Submission,
    *,
    typed: Typed | None = None,
    refused: Incomplete | Stale | None = None,
    status: int = 200,
) -> HttpResponse:
    stands = standing.read(record)
    offered = offers.read(record, request.duties, seats=seats(request, record))
    errors = messages(typed, refused.errors if refused else {})
    is_mine = is_at_hand(request, offered.get("enter_late")) and stands.is_sealed
    owed, found = stands.owing.open_rows(), findings.read(stands.owing.table_to_be)
    rows = grid(
        [owed_row(stands, row, found) for row in owed],
        typed=typed,
        errors=errors,
        is_open=lambda row: is_mine and row.is_editable,
    )
    context = {
        "record": record,
        "rows": [(each, stands.owing.rows[each.row.line_id]) for each in rows],
        "attaching": documents.attaching_late(record, owed) if is_mine else None,
        "completions": completions(record),
        "returned": returned(stands),
        "offers": offered,
        "is_mine": is_mine,
        "sources": SOURCES,
        "refused": refused,
        "errors": errors,
    }
    return page(request, "workflow/late.html", context, status=status)


def owed_row(stands: Standing, row: Row, found: Found) -> StandingRow:
    return StandingRow(
        row=row,
        find=lambda row: () if row.is_blank else found.of(row),
        is_accepted=False,
        is_checked=False,
        is_returned=False,
        is_with_section=False,
        is_editable=stands.owing.rows[row.line_id].is_open,
    )


def returned(stands: Standing) -> JournalEntry | None:
    """Find the entry by which the record that carries these values was returned for them."""
    carriers = {late.carrier for late in stands.owing.under_way if late.carrier}
    entries = (last_return(each) for each in carriers if each.state == State.ENTERING)
    return next((each for each in entries if each and "susulan" in each.after["returned"]), None)


def entered(request: HttpRequest, record: Submission, typed: Typed) -> Answer:
    here = reverse("late", args=[record.pk])
    if not typed:
        return Answer(here, "Tidak ada isian yang berubah.")
    given = {"values": typed.values, "texts": typed.words}
    entry = actions.enter_late(record, **given, by=request.user, at=request.now)
    carrier = entry.after.get("carrier")
    way = f"dikoreksi bersama {carrier}" if carrier else "menunggu berkas berikutnya"
    return Answer(here, f"Susulan {record.period} tersimpan: {way}.")


def read_values(request: HttpRequest, record: Submission) -> Typed:
    measures = dict(record.agreement.lines.values_list("code", "measure"))
    return read_typed(request.POST, measures, measures)
