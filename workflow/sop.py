"""The SOP sheet: how it is read, which revisions there are, and the entering of a new one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kinerja import access, journal
from kinerja.models import Assignment, Chain, Role, Unit, User
from workflow.flow import FlowCell, flow
from workflow.models import STEP_NUMBERS, Sop, SopStep
from workflow.refused import ClockWrong, Incomplete, NotYours

CHAIN = "sistem"
# The one way back between steps. It is not on the signed sheet (sop.md, uncertain reading 2).
RETURNS_FROM = 3
SHEET_FIELDS = (
    "effective_on",
    "name",
    "office",
    "number",
    "made_on",
    "revised_on",
    "printed_effective_on",
    "approved_by",
    "legal_basis",
    "qualifications",
    "related",
    "equipment",
    "warning",
    "recording",
)
STEP_FIELDS = (
    "title",
    "activity",
    "actor",
    "actor_title",
    "equipment",
    "amount",
    "amount_unit",
    "basis",
    "day_meaning",
    "output",
)


@dataclass(frozen=True)
class StepRow:
    """One row of the sheet's second page."""

    step: SopStep
    cells: tuple[FlowCell, ...]
    returns_to: int | None


@dataclass(frozen=True)
class Sheet:
    """One revision as it is read: its page of boxes, and its table with a column per actor."""

    sop: Sop
    actors: tuple[str, ...]
    rows: tuple[StepRow, ...]


@dataclass(frozen=True)
class Revision:
    """One line of the list of revisions, as it stands on the day of reading."""

    sop: Sop
    words: str
    is_in_force: bool
    is_shown: bool


def read(sop: Sop) -> Sheet:
    """Read a revision with its drawing; steps of one actor title share a column."""
    steps = [sop.rows[number] for number in STEP_NUMBERS]
    actors = tuple(dict.fromkeys(step.actor_title for step in steps))
    drawn = flow(
        [actors.index(step.actor_title) for step in steps],
        width=len(actors),
        returns_from=RETURNS_FROM - 1,
    )
    return Sheet(
        sop=sop,
        actors=actors,
        rows=tuple(
            StepRow(step, cells, step.number - 1 if step.number == RETURNS_FROM else None)
            for step, cells in zip(steps, drawn, strict=True)
        ),
    )


def revisions(unit: Unit | None, *, at: datetime, shown: str | None = None) -> tuple[Revision, ...]:
    """List the unit's own and the general revisions, newest first; one of them is shown.

    `shown` is the key of a revision; without it the one in force is. Raises Sop.DoesNotExist where
    there is no such one.
    """
    day = timezone.localdate(at)
    in_force = Sop.objects.in_force(unit, day)
    listed = tuple(
        Revision(
            sop=sop,
            words=standing_words(sop, in_force, is_future=sop.effective_on > day),
            is_in_force=sop == in_force,
            is_shown=str(sop.pk) == shown if shown is not None else sop == in_force,
        )
        for sop in Sop.objects.filter(Q(unit=unit) | Q(unit=None))
        .select_related("unit")
        .order_by("-effective_on", "-pk")
    )
    if not any(revision.is_shown for revision in listed):
        raise Sop.DoesNotExist(f"no revision {shown} concerns {unit}")
    return listed


def standing_words(sop: Sop, in_force: Sop, *, is_future: bool) -> str:
    if is_future:
        return "belum berlaku"
    return "sedang berlaku" if sop == in_force else "digantikan"


def latest(unit: Unit | None) -> Sop:
    """Fetch what the next revision follows: the unit's last one, else the last general one."""
    own = Sop.objects.filter(unit=unit).order_by("-effective_on").first()
    return own or Sop.objects.filter(unit=None).latest("effective_on")


def scope(unit: Unit | None, held: Iterable[Assignment]) -> Unit | None:
    """Say for whom a revision is most likely meant: the unit, where its own SOP or duty says so.

    None stands for every unit without an SOP of its own.
    """
    has_own = unit is not None and Sop.objects.filter(unit=unit).exists()
    return unit if has_own or not access.sees_every_unit(held) else None


def keeper(held: Iterable[Assignment], *, at: datetime) -> Assignment:
    """Find in what capacity the person revises the SOP. Raises NotYours, naming who can."""
    for duty in held:
        if access.keeps_reference_data([duty]):
            return duty
    holders = Assignment.objects.in_force(at).filter(role=Role.ADMINISTRATOR)
    names = ", ".join(
        f"{duty.position.title} ({duty.user.name})"
        for duty in holders.select_related("user", "position")
    )
    vacant = f"{Role.ADMINISTRATOR.label}, saat ini belum terisi"
    raise NotYours(f"Yang dapat memasukkan revisi SOP: {names or vacant}.")


def revise(
    *,
    unit: Unit | None,
    content: Mapping,
    steps: Sequence[Mapping],
    reason: str,
    by: User,
    at: datetime,
) -> Sop:
    """Enter a revision for the unit; None for every unit without its own SOP.

    `content` holds SHEET_FIELDS, `steps` four rows of STEP_FIELDS. Records that are under way keep
    the revision they were opened under. Raises NotYours, or Incomplete where its first day does
    not come after the last revision's.
    """
    held = access.duties(by, at)
    duty = keeper(held, at=at)
    require_seen(unit, held)
    with transaction.atomic():
        # The chain's lock keeps two revisions in a queue, so that each follows the other.
        chain = journal.locked_chain(CHAIN)
        before = latest(unit)
        require_later(content["effective_on"], unit)
        made = Sop.objects.create(
            unit=unit, revision_reason=reason, **{name: content[name] for name in SHEET_FIELDS}
        )
        SopStep.objects.bulk_create(
            SopStep(sop=made, number=number, **{name: step[name] for name in STEP_FIELDS})
            for number, step in zip(STEP_NUMBERS, steps, strict=True)
        )
        write_down(chain, before, made, by=by, capacity=duty.position.title, at=at)
    return made


def require_seen(unit: Unit | None, held: Iterable[Assignment]) -> None:
    if access.sees_every_unit(held):
        return
    if unit is None or not access.units(held).filter(pk=unit.pk).exists():
        raise NotYours("SOP ini berlaku untuk perangkat daerah yang bukan wilayah tugas Anda.")


def require_later(day: date, unit: Unit | None) -> None:
    last = Sop.objects.filter(unit=unit).order_by("-effective_on").first()
    if last and day <= last.effective_on:
        reason = f"Tanggal berlaku harus setelah {last.effective_on:%d-%m-%Y}, revisi terakhir."
        raise Incomplete(reason, errors={"effective_on": reason})


def write_down(
    chain: Chain, before: Sop, after: Sop, *, by: User, capacity: str, at: datetime
) -> None:
    """Add the revision to the journal: what changed, as plain texts."""
    was, now = texts(before), texts(after)
    changed = [name for name in now if now[name] != was[name]]
    try:
        journal.append(
            chain,
            "revise_sop",
            by=by,
            capacity=capacity,
            at=at,
            before={name: was[name] for name in changed},
            after={name: now[name] for name in changed},
            note=after.revision_reason,
        )
    except journal.ClockFault as fault:
        raise ClockWrong.by(fault) from fault


def texts(sop: Sop) -> dict[str, str]:
    """Write every field of a revision as text, those of its steps by number."""
    written = {"unit": sop.unit.name if sop.unit else ""}
    written |= {name: text_of(getattr(sop, name)) for name in SHEET_FIELDS}
    for number, step in sop.rows.items():
        written |= {f"step {number} {name}": text_of(getattr(step, name)) for name in STEP_FIELDS}
    return written


def text_of(value) -> str:
    return "" if value is None else str(value)
