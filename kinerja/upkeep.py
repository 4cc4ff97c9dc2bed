"""When the installation was last backed up, verified and served by its timer; how that went.

Small files in DATA_DIR and no table: a restored database would tell of the time before.
"""

import contextlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from django.conf import settings

BACKUP, VERIFY, DAILY = "backup", "verify", "daily"


@dataclass(frozen=True)
class Note:
    """How one kind of upkeep went the last time, in Indonesian words for the administrator."""

    at: datetime
    is_well: bool
    words: str


def folder() -> Path:
    return Path(settings.DATA_DIR) / "upkeep"


def note(kind: str, *, at: datetime, is_well: bool, words: str) -> None:
    """Write down how it went, in one piece; a full disk leaves the note before."""
    content = {"at": at.isoformat(), "is_well": is_well, "words": words}
    draft = folder() / f"{kind}.{uuid4().hex[:8]}.tmp"
    try:
        folder().mkdir(exist_ok=True, mode=0o700)
        draft.write_text(json.dumps(content, ensure_ascii=False))
        draft.replace(folder() / f"{kind}.json")
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink()


def last(kind: str) -> Note | None:
    """Read how it went; None where it was never done, or the note is not readable."""
    try:
        content = json.loads((folder() / f"{kind}.json").read_text())
        moment = datetime.fromisoformat(content["at"])
        return Note(moment, content["is_well"], content["words"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
