"""Who sees a unit's data: those with an assignment in force there, and the administrator."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpRequest

from kinerja.models import Assignment, Role, Unit, User

WORKING_MENU = (("inbox", "Tugas"), ("submissions", "Berkas"), ("achievement_latest", "Capaian"))
READING_MENU = (("achievement_latest", "Capaian"), ("submissions", "Berkas"))
READERS = frozenset({Role.LEADER, Role.AUDITOR})


def duties(user: User, at: datetime) -> tuple[Assignment, ...]:
    """List the person's assignments in force at that moment; nobody has none."""
    if not user.is_authenticated:
        return ()
    held = Assignment.objects.in_force(at).filter(user=user)
    return tuple(held.select_related("unit", "section", "position").order_by("pk"))


def sees_every_unit(held: Iterable[Assignment]) -> bool:
    return any(duty.role == Role.ADMINISTRATOR and duty.unit_id is None for duty in held)


def units(held: Iterable[Assignment]) -> QuerySet[Unit]:
    """Give the units whose data the holder of these assignments may read."""
    if sees_every_unit(held):
        return Unit.objects.all()
    return Unit.objects.filter(pk__in={duty.unit_id for duty in held if duty.unit_id})


def keeps_reference_data(held: Iterable[Assignment]) -> bool:
    return any(duty.role == Role.ADMINISTRATOR for duty in held)


def menu(held: Iterable[Assignment]) -> tuple[tuple[str, str], ...]:
    """Give the entries of the head (url name, word): readers have no Tugas."""
    roles = {duty.role for duty in held}
    return READING_MENU if roles and roles <= READERS else WORKING_MENU


def office(request: HttpRequest) -> dict:
    """Context processor: the head of every page."""
    held = getattr(request, "duties", ())
    if not held:
        return {"menu": (), "office_name": "", "capacity": ""}
    first = held[0]
    return {
        "menu": menu(held),
        "office_name": first.unit.name if first.unit else first.position.unit.name,
        "capacity": first.position.short_label,
    }
