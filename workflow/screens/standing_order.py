"""A standing order as the office's form of a lembar disposisi has it, and whether it acts now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kinerja.models import Assignment, Position, Section
from workflow import permissions
from workflow.actions.issuing import INSTRUCTION
from workflow.models import Instruction, StandingOrder, Submission, Urgency
from workflow.screens.disposition import SheetForm, Tick, desks
from workflow.seats import Seats

LASTING = "Berlaku untuk formulir setiap periode sampai dicabut, dengan batas waktu periode itu."


@dataclass(frozen=True)
class Given:
    """Who gave the order, as of then, under the names of a forwarding."""

    from_title: str
    from_name: str
    from_rank: str
    identity_kind: str
    identity_number: str
    given_on: date
    note: str
    due: None = None


@dataclass(frozen=True)
class StandingSheet:
    """A standing order under the names by which the form reads a sheet."""

    number: str
    subject: str
    first: Given
    is_cancelled: bool
    cancelled_at: datetime | None
    letter_number: str = ""
    agenda_number: str = ""
    passed_on: tuple = ()

    @property
    def letter_date(self) -> date:
        return self.first.given_on

    received_on = letter_date


def leaf(order: StandingOrder, *, at: datetime) -> SheetForm:
    """Lay the order out in the office's form, ticked for those whom it names."""
    unit, to = order.unit, addressed(order, at=at)
    listed = [desk.position for desk in desks(unit, at=at) if desk.position.pk != order.position_id]
    boxes = [Tick(position.title, position.pk in to) for position in listed]
    others = [] if to else [Tick(f"Pelaksana {order.section}", True)]
    return SheetForm(
        unit=unit,
        positions=(*boxes, *others),
        words=tuple(Tick(each.label, each == Instruction.PREPARE) for each in Instruction),
        urgencies=tuple(Tick(each.label, each == Urgency.NORMAL) for each in Urgency),
        sheet=sheet(order),
    )


def addressed(order: StandingOrder, *, at: datetime) -> Mapping[int, Position]:
    """Lead to the positions that the order goes to: of those named, else of all the staff."""
    named = set(order.people.all())
    duties = list(permissions.filling(order.section, at))
    chosen = [duty for duty in duties if duty.user in named] or duties
    return {duty.position_id: duty.position for duty in chosen}


def sheet(order: StandingOrder) -> StandingSheet:
    kind, _, number = order.identity.rpartition(" ")
    extra = "" if order.instruction == INSTRUCTION else f"{order.instruction}\n"
    first = Given(
        from_title=order.title,
        from_name=order.name,
        from_rank=order.rank,
        identity_kind=kind or "NIP",
        identity_number=number,
        given_on=order.given_on,
        note=f"{extra}{LASTING}",
    )
    return StandingSheet(
        number=order.number,
        subject=f"Penyiapan dan distribusi formulir data kinerja {order.section}, perintah tetap",
        first=first,
        is_cancelled=order.is_revoked,
        cancelled_at=order.revoked_at,
    )


def living(section: Section) -> StandingOrder | None:
    """Find the section's order that was not revoked."""
    found = StandingOrder.objects.living().filter(section=section)
    return found.select_related("unit", "section", "made_by").first()


def rests(order: StandingOrder, duties: Iterable[Assignment]) -> bool:
    """Say whether the order does not act: its giver does not hold the seat now."""
    place = (order.made_by_id, order.position_id)
    return all((duty.user_id, duty.position_id) != place for duty in duties)


def resting(records: Iterable[Submission], seats: Seats) -> dict[int, StandingOrder]:
    """Lead from sections whose form waits, because their standing order rests, to that order."""
    forms = (form for record in records for form in record.forms.all())
    waiting = {form.section_id for form in forms if form.is_prepared and not form.ordered_at}
    found = StandingOrder.objects.living().filter(section__in=waiting)
    return {order.section_id: order for order in found if rests(order, seats.duties)}
