"""Why a backup is not made, not believed, or not put back; each reason is Indonesian."""

import os
import pwd
from pathlib import Path

from django.conf import settings
from django.db import connection


class BackupError(Exception):
    """Something that stands in the way; the reason says what, and the way out."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Refused(BackupError):
    """Not begun: nothing was written."""


class Busy(Refused):
    """A backup to the same place is being made."""


class Damaged(BackupError):
    """Bytes that are not what their manifest says, or not what they were."""


class TooSlow(BackupError):
    """Given up, because the time allowed was used up."""


def refuse_bad_start() -> None:
    """Refuse what would do harm, whatever is in the backup. Raises Refused."""
    # A transaction would keep all writers out meanwhile on SQLite, and see an older state.
    if connection.in_atomic_block:
        raise RuntimeError("a backup is never made or restored inside a transaction")
    owner = Path(settings.DATA_DIR).stat().st_uid
    # What another user, even root, writes beside the data, the program could not open any more.
    if owner != os.geteuid():
        raise Refused(f"Jalankan sebagai pemilik {settings.DATA_DIR}, yaitu {name_of(owner)}.")


def name_of(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)
