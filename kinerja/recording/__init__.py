"""The only writer of values: realisations and explanations change here and nowhere else.

Callers hold the lock of the record that the rows belong to, and write the journal entry.
"""

from kinerja.recording.cells import write
from kinerja.recording.editions import confirm, reopen, take_over
from kinerja.recording.entry import (
    PARTS,
    TEXT_FIELDS,
    Changes,
    Entry,
    Overtaken,
    Text,
    Unfit,
    sourced,
)
from kinerja.recording.following import follow
from kinerja.recording.words import explain

__all__ = [
    "PARTS",
    "TEXT_FIELDS",
    "Changes",
    "Entry",
    "Overtaken",
    "Text",
    "Unfit",
    "confirm",
    "explain",
    "follow",
    "reopen",
    "sourced",
    "take_over",
    "write",
]
