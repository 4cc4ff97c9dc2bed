"""Dokumen pendukung: the only keeper of their bytes and the only writer of their rows.

Bytes are received, hashed and kept outside of a transaction; the rows are written inside one, by
callers that hold the lock of the record and write the journal entry.
"""

from kinerja.evidence.links import link_of
from kinerja.evidence.previewing import Preview, preview
from kinerja.evidence.refusing import TooLarge, Unfit
from kinerja.evidence.storing import (
    Kept,
    content_type,
    discard,
    faults,
    file_name,
    has_content,
    keep,
    known,
    located,
    title_of,
)
from kinerja.evidence.sweeping import sweep
from kinerja.evidence.writing import (
    attach,
    carry,
    confirm,
    ever,
    follow,
    forget,
    remove,
    standing,
    take_over,
)

__all__ = [
    "Kept",
    "Preview",
    "TooLarge",
    "Unfit",
    "attach",
    "carry",
    "confirm",
    "content_type",
    "discard",
    "ever",
    "faults",
    "file_name",
    "follow",
    "forget",
    "has_content",
    "keep",
    "known",
    "link_of",
    "located",
    "preview",
    "remove",
    "standing",
    "sweep",
    "take_over",
    "title_of",
]
