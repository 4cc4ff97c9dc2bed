"""Keeping assignments: who sits where from when to when, and with which qualifications."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from kinerja.keeping import people
from kinerja.keeping.change import changing, filled, save
from kinerja.keys import key
from kinerja.models import (
    ACTING,
    SECTION_ROLES,
    Assignment,
    Position,
    Qualification,
    Role,
    Section,
    Unit,
    User,
)

ASSIGNMENT_FIELDS = ("user", "position", "role", "section", "tenure", "letter", "start", "end")
AT_FIELD = {
    "section_goes_with_section_roles": "section",
    "only_the_administrator_serves_every_unit": "role",
    "auditor_has_an_end": "end",
    "acting_holder_has_an_end": "end",
    "assignment_ends_after_its_start": "end",
}


def kept(unit: Unit) -> QuerySet[Assignment]:
    """List the unit's assignments; an administrator's is kept elsewhere."""
    return unit.assignments.exclude(role=Role.ADMINISTRATOR)


def awaiting_letter(unit: Unit) -> QuerySet[Assignment]:
    """List acting holders whose letter is still *menyusul*."""
    open_letters = kept(unit).filter(tenure__in=ACTING, letter="")
    return open_letters.select_related("user", "position").order_by("start", "pk")


def offered(unit: Unit, position: str | None, at: datetime) -> dict:
    """Fill in a new assignment: from today on and, where a position is named, as it prescribes."""
    today = {"start": timezone.localdate(at)}
    named = unit.positions.filter(pk=key(position)).first()
    if not named:
        return today
    section = section_of(named, named.role)
    return today | {"position": named, "role": named.role, "section": section}


def ticks(assignment: Assignment) -> QuerySet[Qualification]:
    """List the qualifications ticked, with who ticked them."""
    return assignment.qualifications.select_related("ticked_by").order_by("pk")


def add_assignment(values: Mapping, *, unit: Unit, by: User, at: datetime) -> Assignment:
    made = Assignment(unit=unit)
    return keep_assignment(made, values, verb="add_assignment", by=by, at=at)


def edit_assignment(
    assignment: Assignment, values: Mapping, *, by: User, at: datetime
) -> Assignment:
    return keep_assignment(assignment, values, verb="edit_assignment", by=by, at=at)


def end_assignment(assignment: Assignment, *, end: date, by: User, at: datetime) -> Assignment:
    """Let an assignment end with its last day."""
    with changing(assignment.unit, "end_assignment", by=by, at=at) as change:
        made = filled(assignment, ("end",), {"end": end})
        save(made, ("end",), change, at_field=AT_FIELD)
    return made


def keep_assignment(
    assignment: Assignment, values: Mapping, *, verb: str, by: User, at: datetime
) -> Assignment:
    """Add or change an assignment. Raises ValidationError, each message at its field.

    Without a role the position's holds; without a section, where the role has one, the position's.
    """
    with changing(assignment.unit, verb, by=by, at=at) as change:
        made = filled(assignment, ASSIGNMENT_FIELDS, values)
        made.role = made.role or made.position.role
        made.section = made.section or section_of(made.position, made.role)
        require_role(made)
        require_kept(made)
        save(made, ASSIGNMENT_FIELDS, change, at_field=AT_FIELD)
    return made


def section_of(position: Position, role: str) -> Section | None:
    return position.section if role in SECTION_ROLES else None


def require_role(assignment: Assignment) -> None:
    if not assignment.role:
        text = "Jabatan ini belum mempunyai peran: pilih perannya di sini."
        raise ValidationError({"role": text})


def require_kept(assignment: Assignment) -> None:
    """Keep the administrator's rights, people and positions out of an office's own hands."""
    unit = assignment.unit
    if assignment.role == Role.ADMINISTRATOR or assignment.position.unit_id != unit.pk:
        raise ValidationError({"role": "Peran ini hanya diberikan administrator."})
    if not people.kept(unit).filter(pk=assignment.user_id).exists():
        raise ValidationError({"user": "Akun ini tidak dipelihara di perangkat daerah ini."})


def tick(
    assignment: Assignment,
    *,
    texts: Collection[str],
    offered: Collection[str],
    by: User,
    at: datetime,
) -> None:
    """Tick these of the offered qualifications, and untick the others; one entry tells both."""
    with changing(assignment.unit, "tick_qualifications", by=by, at=at) as change:
        held = {each.text: each for each in assignment.qualifications.all()}
        chosen = [text for text in offered if text in texts]
        before = [text for text in offered if text in held]
        Qualification.objects.bulk_create(
            Qualification(assignment=assignment, text=text, ticked_at=at, ticked_by=by)
            for text in chosen
            if text not in held
        )
        assignment.qualifications.filter(text__in=set(offered) - set(chosen)).delete()
        named = f"{assignment} sejak {assignment.start.isoformat()}"
        change.tell(named, {"qualifications": before}, {"qualifications": chosen})
