"""Keeping positions, and who answers to whom."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from kinerja.keeping.change import changing, filled, save
from kinerja.models import Assignment, Position, Role, Unit, User
from kinerja.models.role import roles_above

POSITION_FIELDS = ("title", "short_label", "role", "section", "superior")
AT_FIELD = {"position_once": "title"}


def kept(unit: Unit) -> QuerySet[Position]:
    """List the unit's positions; the administrator's own is kept elsewhere."""
    of_administrators = Assignment.objects.filter(role=Role.ADMINISTRATOR).values("position")
    return unit.positions.exclude(role=Role.ADMINISTRATOR).exclude(pk__in=of_administrators)


def add_position(values: Mapping, *, unit: Unit, by: User, at: datetime) -> Position:
    made = Position(unit=unit)
    return keep_position(made, values, verb="add_position", by=by, at=at)


def edit_position(position: Position, values: Mapping, *, by: User, at: datetime) -> Position:
    return keep_position(position, values, verb="edit_position", by=by, at=at)


def keep_position(
    position: Position, values: Mapping, *, verb: str, by: User, at: datetime
) -> Position:
    """Add or change a position. Raises ValidationError, each message at its field."""
    with changing(position.unit, verb, by=by, at=at) as change:
        made = filled(position, POSITION_FIELDS, values)
        refuse_circle(made)
        save(made, POSITION_FIELDS, change, at_field=AT_FIELD)
    return made


def refuse_circle(position: Position) -> None:
    """Refuse a superior who would answer to the position, the default superiors included."""
    seats = list(position.unit.positions.all())
    seats = [position if each.pk == position.pk else each for each in seats]
    if position.pk and position in above(position, seats):
        text = "Atasan langsung melingkar: jabatan ini akan menjadi atasannya sendiri."
        raise ValidationError({"superior": text})


def above(position: Position, seats: Iterable[Position]) -> Iterator[Position]:
    """Walk up to the highest superior, or once around a circle."""
    by_key = {each.pk: each for each in seats}
    seen: set[int | None] = set()
    up = next_above(position, by_key)
    while up and up.pk not in seen:
        yield up
        seen.add(up.pk)
        up = next_above(up, by_key)


def next_above(position: Position, seats: Mapping[int, Position]) -> Position | None:
    if position.superior_id:
        return seats.get(position.superior_id)
    return default_superior(position, seats.values())


def default_superior(position: Position, seats: Iterable[Position]) -> Position | None:
    """Find the superior of a position that names none: Sekcam, and for Sekcam the Camat."""
    seats = tuple(seats)
    deputies = (each for role in roles_above(position.role) for each in seats if each.role == role)
    return next((each for each in deputies if each.pk != position.pk), None)
