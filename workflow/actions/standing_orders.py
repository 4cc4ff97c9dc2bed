"""Perintah tetap: a head orders once, and the program distributes each next form of the section."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from kinerja import journal
from kinerja.keeping.change import chain_key
from kinerja.models import Assignment, Chain, JournalEntry, Section, User
from workflow import permissions, sheets
from workflow.actions.door import Act, door, locked_chain, require_aware
from workflow.actions.filling import (
    filling,
    go_out,
    names,
    ordered,
    ordered_forms,
    people_again,
    people_who_may,
    require_prepared,
)
from workflow.actions.issuing import INSTRUCTION
from workflow.actions.opening import sop_for
from workflow.models import FormState, SectionForm, StandingOrder
from workflow.permissions import Capacity
from workflow.refused import NotNow
from workflow.rules import FILLING
from workflow.sheets import Sender


@dataclass(frozen=True, kw_only=True)
class UnderOrder(Capacity):
    """The program's capacity: what it does, the giver of a standing order ordered."""

    order: StandingOrder

    @property
    def title(self) -> str:
        return f"atas perintah tetap {self.order}"


def give_standing_order(
    section: Section,
    *,
    people: Iterable[User] | None = None,
    instruction: str | None = None,
    by: User,
    at: datetime,
) -> JournalEntry:
    """Order that every next form of the section goes out by itself, until this is revoked.

    What is left out is as the section's last form was ordered. Raises NotYours, NotNow (one is in
    force already), or Incomplete.
    """
    require_aware(at)
    with transaction.atomic():
        chain = locked_chain(chain_key(section.unit), at)
        capacity = capacity_for("give_standing_order", section, by=by, at=at)
        living = StandingOrder.objects.living().filter(section=section).first()
        if living:
            raise NotNow(f"Perintah tetap {living} masih berlaku. Cabut dahulu perintah itu.")
        before = ordered_forms(section).first()
        duties = filling(section, before, at=at)
        chosen = people_again(duties) if people is None else people
        named = people_who_may(section, chosen, (duty.user for duty in duties))
        text = (instruction or "").strip() or (before.instruction if before else INSTRUCTION)
        order = sheets.issue_standing(section, text, sender=Sender(capacity.duty, by, at))
        order.people.set(named)
        what = {"people": names(named), "instruction": text}
        return written(chain, "give_standing_order", order, capacity, what, by=by, at=at)


def revoke_standing_order(order: StandingOrder, *, by: User, at: datetime) -> JournalEntry:
    """Revoke a standing order, which keeps its number; forms that went out under it stay out."""
    require_aware(at)
    with transaction.atomic():
        chain = locked_chain(chain_key(order.unit), at)
        capacity = capacity_for("revoke_standing_order", order.section, by=by, at=at)
        if not sheets.revoke_standing(order, by=by, at=at):
            raise NotNow(f"Perintah tetap {order} sudah dicabut.")
        return written(chain, "revoke_standing_order", order, capacity, {}, by=by, at=at)


def capacity_for(verb: str, section: Section, *, by: User, at: datetime) -> Capacity:
    sop = sop_for(section.unit, at)
    return permissions.capacity(verb, by=by, at=at, unit=section.unit, sop=sop, section=section)


def written(
    chain: Chain,
    verb: str,
    order: StandingOrder,
    capacity: Capacity,
    what: dict[str, str],
    *,
    by: User,
    at: datetime,
) -> JournalEntry:
    """Add the entry; its note is what the office's list of changes shows."""
    after = {"sheet": order.number, "section": order.section.name} | what
    note = f"{order}, {order.section}"
    return journal.append(
        chain, verb, by=by, capacity=capacity.title, at=at, after=after, note=note
    )


def distribute_by_standing_order(form: SectionForm, *, at: datetime) -> JournalEntry:
    """Distribute a form under the standing order of its section; the program acts.

    The round of step 1 has nobody who started it, and so no measured time. The form and its sheet
    name the giver of the order, because the order is his; the journal says by what it went out.
    Raises NotNow where no order acts, or where somebody has ordered this form by hand.
    """
    require_aware(at)
    order = StandingOrder.objects.living().filter(section=form.section).first()
    giver = order and giver_in_force(order, at)
    if giver is None:
        raise NotNow(f"Tidak ada perintah tetap yang berlaku untuk {form.section}.")
    capacity = UnderOrder(giver, order=order)
    whole = {"form": form, "by": None, "at": at, "capacity": capacity}
    with door("distribute_form", form.submission, **whole) as act:
        require_prepared(act)
        refuse_other_hand(act, order)
        people = still_serving(order, at)
        named, sheet = ordered(act, people, order.instruction, None)
        return go_out(act, named, sheet)


def giver_in_force(order: StandingOrder, at: datetime) -> Assignment | None:
    """Find the assignment by which the giver holds the seat now; without it the order rests."""
    held = Assignment.objects.in_force(at).filter(user=order.made_by, position=order.position)
    return held.select_related("user", "position").first()


def refuse_other_hand(act: Act, order: StandingOrder) -> None:
    """Refuse where somebody revoked the order meanwhile, or has ordered this form otherwise."""
    order.refresh_from_db(from_queryset=StandingOrder.objects.select_for_update())
    if order.is_revoked:
        raise NotNow(f"Perintah tetap {order} sudah dicabut.")
    if act.form.ordered_at:
        raise NotNow(f"{act.form} sudah diperintahkan tersendiri.")


def still_serving(order: StandingOrder, at: datetime) -> list[User]:
    """List whom the order names, as far as they are petugas pengisi still; none: all the staff."""
    named = set(order.people.all())
    return [user for user in permissions.fillers(order.section, at) if user in named]


def forms_in_wait() -> QuerySet[SectionForm]:
    """List the forms that a living standing order could let go."""
    waiting = SectionForm.objects.filter(
        state=FormState.PREPARED, ordered_at=None, submission__state__in=FILLING
    )
    living = StandingOrder.objects.living().values("section")
    return waiting.filter(section__in=living).select_related(
        "section__unit", "submission__unit", "submission__period"
    )
