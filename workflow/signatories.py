"""Who signs the print of a unit's reports: the seats in their order, and who holds them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from kinerja.models import Assignment, Unit
from workflow import own_rows
from workflow.models import Signatory
from workflow.seats import Seats


@dataclass(frozen=True)
class Seat:
    """One place for a signature at a moment; `duty` is None where nobody holds the seat."""

    row: Signatory
    title: str
    duty: Assignment | None

    @property
    def heading(self) -> str:
        """Give the word above the title as a letter has it: "Mengetahui,"."""
        return f"{self.row.heading}," if self.row.heading else ""


def listed(unit: Unit, at: datetime) -> list[Seat]:
    """List the places for signatures on the print, the first first."""
    return [each for each in every(unit, at) if each.row.withdrawn_at is None]


def every(unit: Unit, at: datetime) -> list[Seat]:
    """List them with those that are out of use."""
    seats = Seats([unit.pk], at)
    rows = sorted(own_rows.every(Signatory, unit), key=lambda row: (row.order, row.code))
    return [seat(seats, row) for row in rows]


def find(unit: Unit, code: str, at: datetime) -> Seat | None:
    """Find one of them, out of use or not."""
    return next((each for each in every(unit, at) if each.row.code == code), None)


def seat(seats: Seats, row: Signatory) -> Seat:
    duty = next(holders(seats, row), None)
    position = seats.positions.get(row.position_id) or seats.seat(row.role, row.unit, None)
    vacant = position.title if position else str(row)
    return Seat(row, duty.title if duty else vacant, duty)


def holders(seats: Seats, row: Signatory) -> Iterator[Assignment]:
    """Find who holds the position; of what is only offered, who acts in the role."""
    if row.position_id is None:
        yield from seats.holders(row.role, row.unit)
    yield from (duty for duty in seats.duties if duty.position_id == row.position_id)
