"""One office with a record that goes through every stage of its life, and a neighbour beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import make
import papers
import tte
from deeds import DEEDS
from django.db import transaction
from django.db.models import QuerySet
from make import Office
from signing_deeds import NOTHING, received, sealed_bytes

from authority.acts import LATE_ROW
from authority.table import ACTOR, STEP
from kinerja import journal
from kinerja.models import Assignment, Position, User
from kinerja.recording import Entry
from workflow import actions
from workflow.models import SectionForm, State, StepRun, Submission

MORNING = make.at()


class Undone(Exception):
    """Leaves a block whose writes are taken back."""


@contextmanager
def taken_back() -> Iterator[None]:
    """Work in a block whose writes are undone."""
    try:
        with transaction.atomic():
            yield
            raise Undone
    except Undone:
        return


@dataclass
class World:
    """The office at one stage: its record, and what people press on."""

    office: Office
    neighbour: Office
    stage: str = ""
    record: Submission | None = None
    signed: object = NOTHING
    # The report as an outside service signed it.
    signed_bytes: bytes = b"%PDF-1.7"
    people: dict[str, User] = field(default_factory=dict)

    @property
    def state(self) -> str:
        return str(self.record.state)

    @property
    def form(self) -> SectionForm:
        return self.office.form(self.record)

    @property
    def step(self) -> int:
        """The step whose clock is pressed; where the record stands at none, its last round's."""
        return STEP.get(self.state) or self.last_run.step

    @property
    def last_run(self) -> StepRun:
        return self.record.runs.order_by("-pk")[0]

    @property
    def runs(self) -> QuerySet[StepRun]:
        """The step's rounds, the latest first; none before somebody has begun or handed in."""
        of_step = self.record.runs.filter(step=self.step).order_by("-pk")
        return of_step.filter(form=self.form) if self.step == 1 else of_step

    @property
    def run(self) -> StepRun:
        return self.runs[0]

    @property
    def actor(self) -> User:
        return getattr(self.office, ACTOR[self.step])


def made() -> World:
    """Two offices whose positions carry their roles, so that it is known who is above whom."""
    office, neighbour = make.office(), make.office("Kecamatan Tetangga", prefix="tetangga.")
    for duty in Assignment.objects.select_related("position"):
        Position.objects.filter(pk=duty.position_id).update(role=duty.role, section=duty.section)
    # So that a refused act of the office itself does not even begin its journal.
    with transaction.atomic():
        journal.locked_chain(f"unit:{office.unit.pk}")
    return World(office, neighbour)


def stages(world: World) -> Iterator[World]:
    """Lead the record through its life, and stop at every stage."""
    office = world.office
    world.record = office.opened()
    actions.reassign(world.form, people=[office.filler], by=office.kasi, at=MORNING)
    actions.dispose(world.record, note="Segera", by=office.camat, at=MORNING)
    for name, lead in LIFE.items():
        lead(office, world.record)
        world.stage, world.record = name, make.fresh(world.record)
        if name == "sealed":
            copy = world.record.archives.get(edition=1)
            world.signed_bytes = tte.signed(sealed_bytes(copy))
            world.signed = received(world.record, world.signed_bytes)
        yield world
        if name in ("opened", "noted"):
            yield from cancelled(world)


def cancelled(world: World) -> Iterator[World]:
    """A branch of its own: the record is cancelled here, and then was not."""
    kept = world.record
    with taken_back():
        DEEDS["cancel"].press(world.office, kept, at=MORNING)
        world.stage, world.record = f"cancelled when {world.stage}", make.fresh(kept)
        yield world
    world.record = make.fresh(kept)


def distribute(office: Office, record: Submission) -> None:
    """The first section's form names its petugas, who attaches a document to it."""
    for number, head in enumerate(office.heads):
        people = [office.filler] if number == 0 else []
        actions.distribute_form(office.form(record, number), people=people, by=head, at=MORNING)
    given = {"file": papers.kept(office.unit, papers.pdf("seksi")), "title": "register.pdf"}
    form = office.form(record)
    actions.attach(record, rows=["1.1"], **given, form=form, by=office.filler, at=MORNING)


def hand_in(office: Office, record: Submission) -> None:
    """Every row with a number, but one that is promised."""
    missing = Entry(status="not_yet", reason="Menunggu BPS", promised_on=make.at().date())
    for number, head in enumerate(office.heads):
        codes = office.codes(office.sections[number])
        values = {code: make.entry("90") for code in codes} | {LATE_ROW: missing}
        values = {code: values[code] for code in codes}
        actions.hand_in(office.form(record, number), values=values, by=head, at=MORNING)


def find_wrong(office: Office, record: Submission) -> None:
    by = {"by": office.sekcam, "at": MORNING}
    actions.note(record, row="1.1", text="Satuannya?", **by)
    actions.correct(record, row="1.3", value=make.entry("89"), reason="Salah hitung", **by)


def check(office: Office, record: Submission) -> None:
    by = {"by": office.sekcam, "at": MORNING}
    actions.close_note(record.notes.get(), **by)
    actions.check(record, rows=office.codes(), **by)


def press(verb: str):
    return lambda office, record: DEEDS[verb].press(office, record, at=MORNING)


LIFE = {
    "opened": lambda office, record: None,
    "entering": distribute,
    "filled": hand_in,
    "accepted": lambda office, record: actions.accept(
        record, rows=office.codes(), by=office.kasubag, at=MORNING
    ),
    "reviewing": press("submit"),
    "noted": find_wrong,
    "checked": check,
    "archiving": press("approve"),
    "sealed": press("seal"),
    "archived": press("file_copy"),
    "reopened": press("reopen"),
}
EVERY_STATE = tuple(State.values)
# One stage of each state, where everybody is asked; at the others those are whose step it is.
WHOLE = ("opened", "accepted", "noted", "sealed", "archived", "cancelled when opened")
