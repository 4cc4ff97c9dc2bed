"""The writer of serah terima: the list is fixed with the first of the two who acknowledge it."""

from datetime import datetime

from workflow.handing_over.changes import Change
from workflow.handing_over.items import Items, plain
from workflow.handing_over.parties import SIDES, Party
from workflow.models import Handover


def acknowledge(change: Change, party: Party, *, at: datetime) -> Handover | None:
    """Write down that one side acknowledges; None where it has already done so."""
    side, made = SIDES[party.verb], change.made or begun(change, at=at)
    if getattr(made, f"{side}_at"):
        return None
    said = {"at": at, "by": party.user, "as": party.capacity.title}
    for name, value in said.items():
        setattr(made, f"{side}_{name}", value)
    made.save()
    return made


def begun(change: Change, *, at: datetime) -> Handover:
    return Handover(
        assignment=change.assignment,
        day=change.day,
        unit=change.assignment.unit,
        items=plain(Items([change]).of(change)),
        made_at=at,
    )
