"""Offices in which a position changes hands: Sekcam is away from 6 to 8 October, B acts for him."""

from datetime import date

import make
from make import Office

from kinerja.models import Assignment, Position, Tenure, User

AWAY, BACK = date(2026, 10, 6), date(2026, 10, 9)
INSIDE, AFTER = make.at("2026-10-06 09:00"), make.at("2026-10-09 09:00")


def seat_roles() -> None:
    """Let the positions carry their roles, so that it is known who is above whom."""
    for duty in Assignment.objects.select_related("position"):
        Position.objects.filter(pk=duty.position_id).update(role=duty.role, section=duty.section)


def plh(
    user: User, seat: Assignment, first: date = AWAY, last: date = date(2026, 10, 8)
) -> Assignment:
    return Assignment.objects.create(
        user=user,
        position=seat.position,
        role=seat.role,
        unit=seat.unit,
        section=seat.section,
        tenure=Tenure.PLH,
        start=first,
        end=last,
    )


def sekcam_away(office: Office) -> tuple[Assignment, Assignment]:
    """Sekcam's own assignment, and that of B who acts for him for three days."""
    seat_roles()
    seat = office.sekcam.assignments.get()
    return seat, plh(make.person("plh-b", name="Bahar"), seat)
