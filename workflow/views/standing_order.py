from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kinerja.models import Section
from workflow import actions, fetch, permissions
from workflow.actions.filling import filling, ordered_forms, people_again
from workflow.actions.issuing import INSTRUCTION
from workflow.actions.opening import sop_for
from workflow.forms.orders import StandingOrderForm
from workflow.press import Answer
from workflow.refused import Incomplete
from workflow.screens import offers
from workflow.screens import standing_order as orders
from workflow.seats import Seats
from workflow.views.posting import is_at_hand, page, press


def standing_order(request: HttpRequest, pk: int) -> HttpResponse:
    """The perintah tetap of a section: what it says, and giving or revoking it."""
    section = fetch.section(request, pk)
    if request.method != "POST":
        return show(request, section)
    typed = order_form(request, section)
    if request.POST.get("verb") == "give_standing_order" and not typed.is_valid():
        return show(request, section, typed=typed, status=422)
    try:
        return press(request, verbs(request, section, typed))
    except Incomplete as refused:
        for field, text in refused.errors.items():
            typed.add_error(field, text)
        return show(request, section, typed=typed, status=refused.status)


def show(
    request: HttpRequest,
    section: Section,
    *,
    typed: StandingOrderForm | None = None,
    status: int = 200,
) -> HttpResponse:
    order, seats = orders.living(section), Seats([section.unit_id], request.now)
    sop = sop_for(section.unit, request.now)
    offered = offers.read_section(section, request.duties, sop=sop, seats=seats)
    context = {
        "section": "submissions",
        "part": section,
        "order": order,
        "leaf": order and orders.leaf(order, at=request.now),
        "rests": order and orders.rests(order, seats.duties),
        "typed": typed or order_form(request, section),
        "offers": offered,
        "can": {verb for verb, offer in offered.items() if is_at_hand(request, offer)},
    }
    return page(request, "workflow/standing_order.html", context, status=status)


def order_form(request: HttpRequest, section: Section) -> StandingOrderForm:
    before = ordered_forms(section).first()
    named = people_again(filling(section, before, at=request.now))
    defaults = {
        "people": [user.pk for user in named],
        "instruction": before.instruction if before else INSTRUCTION,
    }
    people = permissions.fillers(section, request.now)
    return StandingOrderForm(request.POST or None, people=people, initial=defaults)


def verbs(request: HttpRequest, section: Section, typed: StandingOrderForm) -> dict:
    who = {"by": request.user, "at": request.now}
    here = reverse("standing_order", args=[section.pk])

    def give() -> Answer:
        entry = actions.give_standing_order(section, **typed.cleaned_data, **who)
        return Answer(here, f"Perintah tetap {entry.after['sheet']} berlaku.")

    def revoke() -> Answer:
        entry = actions.revoke_standing_order(fetch.standing_order(request, section), **who)
        return Answer(here, f"Perintah tetap {entry.after['sheet']} dicabut.")

    return {"give_standing_order": give, "revoke_standing_order": revoke}
