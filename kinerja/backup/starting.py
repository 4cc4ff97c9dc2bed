"""A backup begun from a page: in a process of its own, which goes on when the page was answered."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from django.conf import settings

from kinerja import upkeep

# How long the page waits for a small one to be finished; how long any may take.
PATIENCE, LIMIT = 10, 3600
MADE = 0


@dataclass(frozen=True)
class Started:
    """What became of it as far as the page waited; `said` is the command's own last line."""

    is_running: bool
    is_made: bool
    said: str


def start() -> Started:
    """Begin a backup to BACKUP_DIR, and wait a little for its end."""
    words = ["backup", str(settings.BACKUP_DIR), "--within", str(LIMIT), "--no-color"]
    log = upkeep.folder() / "backup.log"
    log.parent.mkdir(exist_ok=True, mode=0o700)
    with log.open("wb") as out:
        process = subprocess.Popen(  # noqa: S603  (our own program; nothing of it is typed)
            [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), *words],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ},
            # A worker that is restarted does not take the backup with it.
            start_new_session=True,
        )
    try:
        code = process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        Thread(target=process.wait, daemon=True).start()
        return Started(is_running=True, is_made=False, said="")
    lines = log.read_text(errors="replace").strip().splitlines() or [""]
    said = lines[-1].removeprefix("CommandError: ")
    return Started(is_running=False, is_made=code == MADE, said=said)
