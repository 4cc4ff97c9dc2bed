"""What was done in a person's name since the last sign-in: told once on Tugas, until put away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from kinerja import roster
from kinerja.models import ACTING, Assignment, JournalEntry, Tenure, Unit, User
from kinerja.signin.history import Before
from workflow import rules
from workflow.models import Sop, Submission

MOST_LINES = 5
RECORD = "berkas:"
BY_SUPERIOR = ", oleh atasan langsung"


@dataclass(frozen=True)
class Line:
    """One thing that was done: when, what and where, and by whom where it was somebody else."""

    moment: datetime
    what: str
    place: str
    url: str
    other: str


@dataclass(frozen=True)
class Since:
    """The last sign-in, the wrong passwords since, and what was done since, the latest first."""

    before: Before
    lines: tuple[Line, ...]
    more: int


def read(
    user: User, held: Iterable[Assignment], before: Before | None, *, until: datetime
) -> Since | None:
    """Read what happened from the last sign-in to this one; None where there is nothing to tell."""
    if before is None:
        return None
    within = JournalEntry.objects.filter(moment__gte=before.at, moment__lt=until)
    found = [
        *within.filter(person=user),
        *by_acting(user, within, before, until),
        *by_superiors(user, tuple(held), within, until),
    ]
    found.sort(key=lambda entry: (entry.moment, entry.pk), reverse=True)
    keys = {each.chain_id.removeprefix(RECORD) for each in found if is_of_record(each)}
    records = Submission.objects.filter(pk__in=keys).select_related("unit", "period")
    named = {each.chain_key: each for each in records}
    lines = [line(each, named.get(each.chain_id), user) for each in found[:MOST_LINES]]
    return Since(before, tuple(lines), max(0, len(found) - MOST_LINES))


def is_of_record(entry: JournalEntry) -> bool:
    return entry.chain_id.startswith(RECORD)


def by_acting(
    user: User, within: QuerySet[JournalEntry], before: Before, until: datetime
) -> QuerySet[JournalEntry]:
    """List what Plh. and Plt. did in a position that the person holds."""
    own = Assignment.objects.filter(user=user, tenure=Tenure.DEFINITIVE).values("position")
    acting = Assignment.objects.filter(
        Q(end=None) | Q(end__gte=timezone.localdate(before.at)),
        position__in=own,
        tenure__in=ACTING,
        start__lte=timezone.localdate(until),
    )
    asked = Q(pk__in=())
    for each in acting.exclude(user=user).select_related("position"):
        asked |= Q(person=each.user_id, capacity__startswith=each.title)
    return within.filter(asked)


def by_superiors(
    user: User, held: tuple[Assignment, ...], within: QuerySet[JournalEntry], until: datetime
) -> list[JournalEntry]:
    """List what superiors did in a step of the person's, found by the verb.

    Of step 1 the journal does not say the section: its heads are all told.
    """
    day = timezone.localdate(until)
    steps = {
        (unit.pk, step)
        for unit, roles in roles_by_unit(held).items()
        for step in steps_held(unit, roles, day)
    }
    records = Submission.objects.filter(unit__in={unit for unit, _ in steps})
    units = {f"{RECORD}{pk}": unit for pk, unit in records.values_list("pk", "unit")}
    done = within.filter(chain__in=units, capacity__endswith=BY_SUPERIOR).exclude(person=user)
    return [
        each
        for each in done
        if any((units[each.chain_id], step) in steps for step in steps_of(each))
    ]


def roles_by_unit(held: tuple[Assignment, ...]) -> dict[Unit, set[str]]:
    found: dict[Unit, set[str]] = {}
    for duty in held:
        if duty.unit:
            found.setdefault(duty.unit, set()).add(duty.role)
    return found


def steps_held(unit: Unit, roles: set[str], day: date) -> list[int]:
    """Number the steps whose actor has one of these roles; none before the unit's first SOP."""
    try:
        sop = Sop.objects.in_force(unit, day)
    except Sop.DoesNotExist:
        return []
    return [number for number, row in sop.rows.items() if row.actor in roles]


def steps_of(entry: JournalEntry) -> set[int]:
    """Number the SOP steps that an act belongs to; of a clock the entry itself says it."""
    rule = rules.RULES.get(entry.verb)
    if rule is None:
        return set()
    return {rule.step or int(entry.after.get("step", 0)), *rule.or_steps}


def line(entry: JournalEntry, record: Submission | None, user: User) -> Line:
    other = "" if entry.person_id == user.pk else f"{entry.name}, {entry.capacity}"
    if record is None:
        told = roster.TOLD.get(entry.verb, rules.told(entry.verb))
        return Line(entry.moment, told, entry.note, "", other)
    place = f"{record.period.short}, {record.unit}"
    url = reverse("submission", args=[record.pk])
    return Line(entry.moment, rules.told(entry.verb), place, url, other)
