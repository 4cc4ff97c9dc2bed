"""Who sees a unit's data: those with an assignment in force there, and the administrator."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from kinerja.models import Assignment, Role, Unit, User

WORKING_MENU = (("inbox", "Tugas"), ("submissions", "Berkas"), ("achievement_latest", "Capaian"))
READING_MENU = (("achievement_latest", "Capaian"), ("submissions", "Berkas"))
# For who looks over what others did.
LOOKING_BACK = (("history", "Riwayat"),)
# For everybody, as far as there is room; the foot of every page leads there too.
ARCHIVE = ("archive_search", "Arsip")
# For people who read more than one unit.
OVERVIEW = (("monitoring", "Pemantauan"),)
MOST_ENTRIES = 4
# Who keeps a unit's people, positions and targets; Kasubag only where no operator is in force.
KEEPERS = (Role.OPERATOR, Role.ADMINISTRATOR)
STAND_IN_KEEPER = Role.PLANNING_HEAD
READERS = frozenset({Role.AUDITOR})
OVERSEERS = (Role.LEADER, Role.AUDITOR)


def duties(user: User, at: datetime) -> tuple[Assignment, ...]:
    """List the person's assignments in force at that moment; nobody has none."""
    if not user.is_authenticated:
        return ()
    held = Assignment.objects.in_force(at).filter(user=user)
    return tuple(held.select_related("unit", "section", "position").order_by("pk"))


def sees_every_unit(held: Iterable[Assignment]) -> bool:
    return keeps_for_all(held) is not None


def keeps_for_all(held: Iterable[Assignment]) -> Assignment | None:
    """Find in what capacity the holder keeps what stands for every unit; None: not."""
    everywhere = (duty for duty in held if duty.role == Role.ADMINISTRATOR)
    return next((duty for duty in everywhere if duty.unit_id is None), None)


def units(held: Iterable[Assignment]) -> QuerySet[Unit]:
    """Give the units whose data the holder of these assignments may read."""
    if sees_every_unit(held):
        return Unit.objects.all()
    return Unit.objects.filter(pk__in={duty.unit_id for duty in held if duty.unit_id})


def overseen_units(held: Iterable[Assignment]) -> QuerySet[Unit]:
    """Give the units of which the holder, as pimpinan, APIP or administrator, reads Riwayat."""
    if sees_every_unit(held):
        return Unit.objects.all()
    return Unit.objects.filter(pk__in={duty.unit_id for duty in held if duty.role in OVERSEERS})


def oversees(held: Iterable[Assignment]) -> bool:
    return sees_every_unit(held) or any(duty.role in OVERSEERS for duty in held)


def keepers_for_all(at: datetime) -> QuerySet[Assignment]:
    """List who keeps at that moment what stands for every unit."""
    held = Assignment.objects.in_force(at).filter(role=Role.ADMINISTRATOR, unit=None)
    return held.select_related("user", "position").order_by("pk")


def keeps_reference_data(held: Iterable[Assignment]) -> bool:
    return any(duty.role == Role.ADMINISTRATOR for duty in held)


def keeps(held: Iterable[Assignment], unit: Unit, at: datetime) -> Assignment | None:
    """Find in what capacity the holder of these assignments keeps the unit's office; None: not."""
    serving = [duty for duty in held if duty.unit_id in (unit.pk, None)]
    own = next((duty for duty in serving if duty.role in KEEPERS), None)
    stand_in = next((duty for duty in serving if duty.role == STAND_IN_KEEPER), None)
    if own or stand_in is None:
        return own
    return None if unit.pk in units_with_operator([unit.pk], at) else stand_in


def kept_units(held: Iterable[Assignment], at: datetime) -> QuerySet[Unit]:
    """Give the units whose office the holder of these assignments keeps."""
    if sees_every_unit(held):
        return Unit.objects.all()
    own = {duty.unit_id for duty in held if duty.role in KEEPERS}
    stood_in = {duty.unit_id for duty in held if duty.role == STAND_IN_KEEPER} - own
    kept = own | (stood_in - units_with_operator(stood_in, at))
    return Unit.objects.filter(pk__in=kept)


def keeps_any(held: Iterable[Assignment], at: datetime) -> bool:
    """Say whether there is an office to keep; asks the database only for who would stand in."""
    roles = {duty.role for duty in held}
    if roles & set(KEEPERS):
        return True
    return STAND_IN_KEEPER in roles and kept_units(held, at).exists()


def units_with_operator(units: Iterable[int], at: datetime) -> set[int]:
    served = Assignment.objects.in_force(at).filter(role=Role.OPERATOR, unit__in=units)
    return set(served.values_list("unit", flat=True))


def keepers(unit: Unit, at: datetime) -> list[Assignment]:
    """List who keeps the unit's office at that moment."""
    near = Q(unit=unit) | Q(unit=None, role=Role.ADMINISTRATOR)
    held = Assignment.objects.in_force(at).filter(near, role__in=(*KEEPERS, STAND_IN_KEEPER))
    listed = list(held.select_related("user", "position").order_by("pk"))
    has_operator = any(duty.role == Role.OPERATOR for duty in listed)
    return [duty for duty in listed if duty.role in KEEPERS or not has_operator]


def reads_several_units(held: Iterable[Assignment]) -> bool:
    """Say whether there is more than one unit to read; asks the database only for who sees all."""
    if sees_every_unit(held):
        return units(held).count() > 1
    return len({duty.unit_id for duty in held if duty.unit_id}) > 1


def menu(held: Iterable[Assignment]) -> tuple[tuple[str, str], ...]:
    """Give the entries of the head (url name, word), four at most: readers have no Tugas.

    Where there would be five, Berkas goes: Pemantauan leads to every record. Arsip comes last,
    where a place is left.
    """
    roles = {duty.role for duty in held}
    entries = READING_MENU if roles and roles <= READERS else WORKING_MENU
    back = LOOKING_BACK if roles & set(OVERSEERS) else ()
    entries = (*entries, *back, *(OVERVIEW if reads_several_units(held) else ()))
    if len(entries) > MOST_ENTRIES:
        return tuple(entry for entry in entries if entry[0] != "submissions")
    return (*entries, ARCHIVE) if len(entries) < MOST_ENTRIES else entries


def office(request: HttpRequest) -> dict:
    """Context processor: the head of every page."""
    held = getattr(request, "duties", ())
    if not held:
        return {"menu": (), "office_name": "", "capacity": "", "keeps_office": False}
    first, entries = held[0], menu(held)
    return {
        "menu": entries,
        "has_archive_entry": ARCHIVE in entries,
        "office_name": first.unit.name if first.unit else first.position.unit.name,
        "capacity": first.position.short_label,
        "keeps_office": keeps_any(held, request.now),
    }
