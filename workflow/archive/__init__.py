"""The only sealer: a report rendered and stored outside of any transaction, then its row in one.

The bytes stand on the disk, whole and read-only, before the row that names them is committed: a
kill at any instant leaves either no archive, and at most a file that no row names, or all of it.
"""

from workflow.archive.files import Damaged, fingerprint_of, is_sealed, located, read, strays, sweep
from workflow.archive.papers import file_copy, last_register_number
from workflow.archive.preparing import Prepared, discard, new_code, prepare, render, snapshot
from workflow.archive.sealing import earlier, fingerprint, is_overtaken, seal

__all__ = [
    "Damaged",
    "Prepared",
    "discard",
    "earlier",
    "file_copy",
    "fingerprint",
    "fingerprint_of",
    "is_overtaken",
    "is_sealed",
    "last_register_number",
    "located",
    "new_code",
    "prepare",
    "read",
    "render",
    "seal",
    "snapshot",
    "strays",
    "sweep",
]
