"""Parts of uploads under way: what a browser has sent so far, per user and document.

They lie under DATA_DIR/uploads until the document is attached, or too old.
"""

import fcntl
import os
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from kinerja.evidence.refusing import TooLarge, Unfit
from kinerja.evidence.storing import TOO_LARGE, blocks
from kinerja.models import User
from kinerja.models.evidence import LARGEST

CHUNK = 256 * 1024
# What one person may have lying there.
MOST_PARTS, MOST_BYTES = 20, 4 * LARGEST
KEY = re.compile(r"[0-9a-f]{16,64}")


class WrongOffset(Exception):
    """A chunk that does not go on where the part ends: `have` says where that is."""

    def __init__(self, have: int) -> None:
        super().__init__(f"the part has {have} bytes")
        self.have = have


def folder(user: User) -> Path:
    return Path(settings.DATA_DIR) / "uploads" / str(user.pk)


def located(user: User, key: str) -> Path:
    """Find the part of a user; a key is the browser's word for one document."""
    if not KEY.fullmatch(key):
        raise Unfit("Unggahan ini tidak dikenal. Pilih berkasnya lagi.")
    return folder(user) / f"{key}.part"


def received(user: User, key: str) -> int:
    """Count the bytes that have arrived."""
    path = located(user, key)
    return path.stat().st_size if path.exists() else 0


def add(user: User, key: str, chunk: bytes, *, offset: int) -> int:
    """Add a chunk where the part ends; count what it has then. Raises WrongOffset or TooLarge."""
    path = located(user, key)
    if len(chunk) > CHUNK or offset + len(chunk) > LARGEST:
        raise TooLarge(TOO_LARGE)
    refuse_hoard(user, path, more=len(chunk))
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        # Two windows of one person may send the same document.
        fcntl.flock(file, fcntl.LOCK_EX)
        have = file.seek(0, os.SEEK_END)
        if have != offset:
            raise WrongOffset(have)
        file.write(chunk)
        return file.tell()


def refuse_hoard(user: User, path: Path, *, more: int) -> None:
    others = [part for part in folder(user).glob("*.part") if part != path]
    held = sum(part.stat().st_size for part in (*others, path) if part.exists())
    if len(others) >= MOST_PARTS or held + more > MOST_BYTES:
        raise TooLarge(
            "Terlalu banyak unggahan Anda yang belum selesai. Lampirkan dahulu yang sudah ada."
        )


def read(user: User, key: str) -> Iterator[bytes]:
    """Read a part from its beginning. Raises Unfit where nothing has arrived."""
    path = located(user, key)
    if not path.exists():
        raise Unfit("Unggahan ini sudah tidak ada. Pilih berkasnya lagi.")
    return blocks(path)


def drop(user: User, key: str) -> None:
    located(user, key).unlink(missing_ok=True)
