"""Who sits where, and who answers for a seat: the superior's right, and vacant seats.

Positions and assignments of some units are fetched once, when first asked for.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cached_property

from kinerja.models import Assignment, Position, Section, Unit
from kinerja.models.role import roles_above


class Seats:
    """The seats of some units at one moment."""

    def __init__(self, units: Iterable[int | None], at: datetime) -> None:
        self.units, self.at = {unit for unit in units if unit}, at

    @cached_property
    def positions(self) -> dict[int, Position]:
        return {each.pk: each for each in Position.objects.filter(unit__in=self.units)}

    @cached_property
    def duties(self) -> tuple[Assignment, ...]:
        """Everybody who acts in these units at the moment."""
        held = Assignment.objects.in_force(self.at).filter(unit__in=self.units)
        return tuple(held.select_related("user", "position").order_by("pk"))

    def of(self, unit: int) -> "Seats":
        """Give the seats of one of these units, which are not asked for again."""
        one = Seats([unit], self.at)
        one.positions = {pk: each for pk, each in self.positions.items() if each.unit_id == unit}
        one.duties = tuple(duty for duty in self.duties if duty.unit_id == unit)
        return one

    def holders(self, role: str, unit: Unit, section: Section | None = None) -> list[Assignment]:
        """List who acts in the role for the unit and, where asked, the section."""
        return [duty for duty in self.duties if fits(duty, role, unit, section)]

    def superiors(
        self, role: str, unit: Unit, section: Section | None = None
    ) -> Iterator[Position]:
        """Name the positions that may act for the seat: the next above, and on while vacant."""
        seen: set[int] = set()
        above = self.next_above(self.seat(role, unit, section), role, unit)
        while above and above.pk not in seen:
            yield above
            if any(duty.position_id == above.pk for duty in self.duties):
                return
            seen.add(above.pk)
            above = self.next_above(above, above.role, unit)

    def seat(self, role: str, unit: Unit, section: Section | None) -> Position | None:
        """Find the position of the role; None where the unit has none."""
        return next(
            (
                each
                for each in self.positions.values()
                if each.role == role
                and each.unit_id == unit.pk
                and (section is None or each.section_id == section.pk)
            ),
            None,
        )

    def next_above(self, seat: Position | None, role: str, unit: Unit) -> Position | None:
        """Find the superior: the one named, else Sekcam, and for Sekcam the Camat."""
        if seat and seat.superior_id:
            return self.positions.get(seat.superior_id)
        deputies = (self.seat(above, unit, None) for above in roles_above(role))
        return next(filter(None, deputies), None)

    def may_act_for(
        self, duty: Assignment, role: str, unit: Unit, section: Section | None = None
    ) -> bool:
        """Say whether the holder of this assignment may act for the seat as its superior."""
        if duty.unit_id != unit.pk:
            return False
        return any(above.pk == duty.position_id for above in self.superiors(role, unit, section))


def fits(duty: Assignment, role: str, unit: Unit, section: Section | None) -> bool:
    """Say whether an assignment carries the role for this unit and, where asked, this section."""
    return (
        duty.role == role
        and duty.unit_id in (unit.pk, None)
        and duty.section_id in (section.pk if section else None, None)
    )
