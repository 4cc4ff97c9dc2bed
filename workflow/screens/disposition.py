"""A lembar disposisi as the office's form has it: tick lists, an order, and who passed it on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kinerja.models import Position, Role, Unit
from workflow.models import Forwarding, Instruction, Sheet, Submission, Urgency
from workflow.screens.offers import Offer
from workflow.seats import Seats

# Orders go down: to these the form has no box. The others stand in the order of their rank.
NOT_ORDERED = (Role.LEADER, Role.AUDITOR, Role.ADMINISTRATOR)
RANKS = (
    Role.SECRETARY,
    Role.PLANNING_HEAD,
    Role.SECTION_HEAD,
    Role.ARCHIVIST,
    Role.FORM_FILLER,
    Role.OPERATOR,
    "",
)


@dataclass(frozen=True)
class Desk:
    """A position that can be ordered, and whether somebody with an account holds it."""

    position: Position
    is_held: bool

    @property
    def words(self) -> str:
        return self.position.title if self.is_held else f"{self.position.title} (belum terisi)"


@dataclass(frozen=True)
class Tick:
    """One box of a tick list."""

    word: str
    is_ticked: bool = False


@dataclass(frozen=True)
class SheetForm:
    """The form as it is printed; a blank one has no sheet."""

    unit: Unit
    positions: tuple[Tick, ...]
    words: tuple[Tick, ...]
    urgencies: tuple[Tick, ...]
    sheet: Sheet | None = None

    @property
    def first(self) -> Forwarding | None:
        return self.sheet and self.sheet.first


def desks(unit: Unit, *, at: datetime) -> list[Desk]:
    """List the positions of a unit that orders go to, highest first."""
    seats = Seats([unit.pk], at)
    held = {duty.position_id: duty.role for duty in seats.duties}
    ranked = []
    for position in seats.positions.values():
        role = position.role or held.get(position.pk, "")
        if role not in NOT_ORDERED:
            ranked.append((RANKS.index(role), position.title, position))
    ranked.sort(key=lambda each: each[:2])
    return [Desk(position, position.pk in held) for *_, position in ranked]


def reviewing_desk(record: Submission, *, at: datetime) -> Position | None:
    """Find the position to which an instruction goes unless another is named."""
    held = Seats([record.unit_id], at).holders(record.sop.rows[3].actor, record.unit)
    return held[0].position if held else None


def blank(unit: Unit, *, at: datetime) -> SheetForm:
    """Lay out the form for handwriting."""
    return SheetForm(
        unit=unit,
        positions=tuple(Tick(desk.position.title) for desk in desks(unit, at=at)),
        words=tuple(Tick(each.label) for each in Instruction),
        urgencies=tuple(Tick(each.label) for each in Urgency),
    )


def read(sheet: Sheet, *, at: datetime) -> SheetForm:
    """Lay out a sheet in the office's form, ticked as its maker gave it."""
    given, first = sheet.given, sheet.first
    titles = {each.to_position_id: each.to_title for each in given}
    listed = [desk.position for desk in desks(sheet.unit, at=at)]
    known = {position.pk for position in listed}
    boxes = [
        Tick(titles.get(position.pk, position.title), position.pk in titles)
        for position in listed
        if position.pk != first.from_position_id
    ]
    others = [Tick(each.to_title, True) for each in given if each.to_position_id not in known]
    return SheetForm(
        unit=sheet.unit,
        positions=(*boxes, *others),
        words=tuple(Tick(each.label, each.value in first.instructions) for each in Instruction),
        urgencies=tuple(Tick(each.label, each == sheet.urgency) for each in Urgency),
        sheet=sheet,
    )


def doable(sheet: Sheet, offered: Mapping[str, Offer]) -> frozenset[str]:
    """Name the offered verbs that still have something to do on this sheet."""
    return frozenset(
        verb
        for verb, offer in offered.items()
        if not sheet.is_cancelled and OPEN[verb](sheet, offer.capacity.duty.position_id)
    )


def is_open(sheet: Sheet, position_id: int) -> bool:
    link = sheet.addressed_to(position_id)
    return link is not None and not link.is_acted


def is_unread(sheet: Sheet, position_id: int) -> bool:
    """Say whether the position has not read what it was ordered, or what it was answered."""
    link = sheet.addressed_to(position_id)
    answers = (each for each in sheet.forwardings.all() if each.from_position_id == position_id)
    return bool(link and not link.is_read) or any(
        each.answer and not each.answer_read_at for each in answers
    )


OPEN = {
    "forward": is_open,
    "respond": is_open,
    "acknowledge": is_unread,
    "file_agenda": lambda _sheet, _position_id: True,
}
