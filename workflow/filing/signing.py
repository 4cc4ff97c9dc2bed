"""Who signs the print: the holders of the seats that the unit lets sign its reports."""

from datetime import datetime

from workflow import signatories
from workflow.models import Submission


def signers(record: Submission, at: datetime) -> str:
    """Name them as the print does, one a line: "Kasubag Perencanaan, Nama". Vacant seats miss."""
    held = (seat.duty for seat in signatories.listed(record.unit, at))
    return "\n".join(f"{duty.title}, {duty.user.name}" for duty in held if duty)
