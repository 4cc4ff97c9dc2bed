from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kinerja.forms import Typed, messages
from kinerja.forms import read as read_typed
from workflow import actions, fetch, permissions, standing
from workflow.actions.filling import last_instruction, last_people, usual_due
from workflow.forms.grid import grid
from workflow.forms.orders import OrderForm, order_defaults
from workflow.models import SectionForm
from workflow.press import Answer
from workflow.refused import Incomplete, Stale
from workflow.screens import documents, offers
from workflow.screens.clocks import filling
from workflow.screens.history import last_form_return
from workflow.standing import StandingRow
from workflow.views.clocking import clock_press, is_clock_press
from workflow.views.posting import ask, desk, is_at_hand, marked_rows, must_ask, page, press, seats


def form(request: HttpRequest, pk: int) -> HttpResponse:
    """One section's form, from order to hand-in."""
    section_form = fetch.form(request, pk)
    if request.method != "POST":
        return show(request, section_form)
    if is_clock_press(request):
        return press_clock(request, section_form)
    return POSTS.get(request.POST.get("verb", ""), post_way)(request, section_form)


def press_clock(request: HttpRequest, section_form: SectionForm) -> HttpResponse:
    def again(refused: Incomplete | None) -> HttpResponse:
        status = refused.status if refused else 200
        form_now = fetch.form(request, section_form.pk)
        return show(request, form_now, refused=refused, status=status)

    here, is_typed = reverse("form", args=[section_form.pk]), "due" in request.POST
    record = section_form.submission
    return clock_press(request, record, here=here, is_typed=is_typed, again=again)


def show(
    request: HttpRequest,
    section_form: SectionForm,
    *,
    typed: Typed | None = None,
    refused: Incomplete | Stale | None = None,
    order: OrderForm | None = None,
    status: int = 200,
) -> HttpResponse:
    record = section_form.submission
    rows = standing.read(record).of_section(section_form.section_id)
    offered = offers.read_form(section_form, request.duties, seats=seats(request, record))
    can = {verb for verb, offer in offered.items() if is_at_hand(request, offer)}
    errors = messages(typed, refused.errors if refused else {})
    fillable = "fill" in can and section_form.is_fillable
    context = {
        "form": section_form,
        "record": record,
        "grid": grid(
            sorted(rows, key=lambda each: not (each.is_with_section or each.is_returned)),
            typed=typed,
            errors=errors,
            is_open=lambda row: fillable and documents.is_open(section_form, row),
            notes=record.standing.open_notes,
        ),
        "sent_back": [each.row.code for each in rows if each.is_returned],
        "attaching": attaching(section_form, rows) if fillable else None,
        "filled": sum(not each.row.is_blank for each in rows),
        "below": sum(each.row.is_reached is False for each in rows),
        "can": can,
        "desk": section_form.is_prepared and desk(request, record, 1, section_form),
        "filling": filling(section_form, at=request.now),
        "offers": offered,
        "returned": last_form_return(section_form) if section_form.is_returned else None,
        "fillable": fillable,
        "order": order or order_form(request, section_form),
        "refused": refused,
        "errors": errors,
    }
    return page(request, "workflow/form.html", context, status=status)


def attaching(
    section_form: SectionForm, rows: tuple[StandingRow, ...]
) -> documents.Attaching | None:
    own = [row for row in rows if documents.is_open(section_form, row)]
    return documents.attaching(section_form.submission, own, form=section_form)


def order_form(request: HttpRequest, section_form: SectionForm) -> OrderForm:
    people = permissions.fillers(section_form.section, request.now)
    defaults = order_defaults(
        section_form,
        last_people(section_form, at=request.now),
        last_instruction(section_form),
        due=section_form.due or usual_due(section_form, at=request.now),
    )
    return OrderForm(request.POST or None, people=people, initial=defaults)


def post_order(request: HttpRequest, section_form: SectionForm) -> HttpResponse:
    order, given = None, {}
    if "due" in request.POST:
        order = order_form(request, section_form)
        if not order.is_valid():
            return show(request, section_form, order=order, status=422)
        given = order.cleaned_data
    who = {"by": request.user, "at": request.now}
    here = reverse("form", args=[section_form.pk])

    def order_people() -> Answer:
        actions.order_form(section_form, **given, **who)
        return Answer(here, f"{section_form}: perintah disimpan.")

    def distribute() -> Answer:
        actions.distribute_form(section_form, **given, **who)
        return Answer(here, f"{section_form} didistribusikan.")

    try:
        return press(request, {"order_form": order_people, "distribute_form": distribute})
    except Incomplete as refused:
        if order is None:
            raise
        for field, text in refused.errors.items():
            order.add_error(field, text)
        section_form = fetch.form(request, section_form.pk)
        return show(request, section_form, order=order, status=refused.status)


def post_values(request: HttpRequest, section_form: SectionForm) -> HttpResponse:
    typed = read_values(request, section_form)
    if typed.errors:
        return show(request, section_form, typed=typed, status=422)
    period = section_form.submission.period
    if typed.holds_something and must_ask(request, period):
        return ask(request, period)
    who = {"by": request.user, "at": request.now}
    given = {"values": typed.values, "texts": typed.words}

    def fill() -> Answer:
        if typed.holds_something:
            actions.fill(section_form, **given, **who)
        saved = "Isian tersimpan" if typed.holds_something else "Tidak ada isian yang berubah"
        return Answer(reverse("form", args=[section_form.pk]), f"{saved}: {period}.")

    def hand_in() -> Answer:
        actions.hand_in(section_form, **given, **who)
        return Answer(reverse("inbox"), f"{section_form} diserahkan.")

    try:
        return press(request, {"fill": fill, "hand_in": hand_in})
    except (Incomplete, Stale) as refused:
        section_form = fetch.form(request, section_form.pk)
        return show(request, section_form, typed=typed, refused=refused, status=refused.status)


def read_values(request: HttpRequest, section_form: SectionForm) -> Typed:
    lines = section_form.submission.agreement.lines.filter(section=section_form.section)
    measures = dict(lines.values_list("code", "measure"))
    return read_typed(request.POST, measures, measures)


def post_way(request: HttpRequest, section_form: SectionForm) -> HttpResponse:
    """Do one of the other ways: other people, back, or on without the form."""
    who = {"by": request.user, "at": request.now}
    here = reverse("form", args=[section_form.pk])
    reason = request.POST.get("reason", "")

    def reassign() -> Answer:
        chosen = request.POST.getlist("people")
        fillers = permissions.fillers(section_form.section, request.now)
        people = [user for user in fillers if str(user.pk) in chosen]
        actions.reassign(section_form, people=people, **who)
        return Answer(here, f"{section_form}: petugas pengisi diganti.")

    def take_back() -> Answer:
        actions.take_back(section_form, **who)
        return Answer(here, f"{section_form} ditarik kembali.")

    def return_form() -> Answer:
        rows = marked_rows(request)
        actions.return_form(section_form, rows=rows, reason=reason, **who)
        return Answer(here, f"{section_form} dikembalikan ke seksi.")

    def skip_form() -> Answer:
        actions.skip_form(section_form, reason=reason, **who)
        return Answer(here, f"{section_form} dilewati.")

    ways = (reassign, take_back, return_form, skip_form)
    try:
        return press(request, {way.__name__: way for way in ways})
    except Incomplete as refused:
        section_form = fetch.form(request, section_form.pk)
        return show(request, section_form, refused=refused, status=refused.status)


POSTS = {
    "fill": post_values,
    "hand_in": post_values,
    "order_form": post_order,
    "distribute_form": post_order,
}
