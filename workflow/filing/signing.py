"""Who signs the print: the holders of the seats of steps 2 and 3, and the head of the office."""

from datetime import datetime

from kinerja.models import Role
from workflow.models import Submission
from workflow.seats import Seats


def signers(record: Submission, at: datetime) -> str:
    """Name them as the print does, one a line: "Kasubag Perencanaan, Nama". Vacant seats miss."""
    seats, rows = Seats([record.unit_id], at), record.sop.rows
    roles = dict.fromkeys((rows[2].actor, rows[3].actor, Role.LEADER))
    held = (seats.holders(role, record.unit)[:1] for role in roles)
    return "\n".join(f"{duty.title}, {duty.user.name}" for each in held for duty in each)
