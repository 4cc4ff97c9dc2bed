"""Serah terima tugas: which positions changed hands, what lay open then, and who says so."""

from workflow.handing_over.changes import (
    WINDOW,
    Change,
    find,
    of_position,
    of_units,
    unacknowledged,
)
from workflow.handing_over.items import Items
from workflow.handing_over.parties import SIDES, Party, is_said, other_side, own, parties, party
from workflow.handing_over.writing import acknowledge

__all__ = [
    "SIDES",
    "WINDOW",
    "Change",
    "Items",
    "Party",
    "acknowledge",
    "find",
    "is_said",
    "of_position",
    "of_units",
    "other_side",
    "own",
    "parties",
    "party",
    "unacknowledged",
]
