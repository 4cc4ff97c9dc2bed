"""Serah terima tugas: which positions changed hands, what lay open then, and who says so."""

from workflow.handing_over.changes import Change, find, of_position, of_units
from workflow.handing_over.items import Items
from workflow.handing_over.parties import Party, parties, party
from workflow.handing_over.writing import acknowledge

__all__ = [
    "Change",
    "Items",
    "Party",
    "acknowledge",
    "find",
    "of_position",
    "of_units",
    "parties",
    "party",
]
