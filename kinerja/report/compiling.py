"""Let typst set a document: in a process of its own, without environment, with our own letters."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from kinerja.report import fonts
from kinerja.report.errors import ReportError

FOLDER = Path(__file__).parent / "template"
CHILD = Path(__file__).parent / "child.py"
# Ample: 500 pages take half a minute.
SECONDS = 600
TRY_AGAIN = (
    "Laporan tidak dapat dibuat; tidak ada yang berubah. Coba lagi, atau beri tahu pengelola."
)


def compiled(shown: Mapping, moment: int, *, template: str) -> bytes:
    """Set what is shown as PDF/A-3a and PDF/UA-1, made at `moment`. Raises ReportError."""
    fonts.check()
    command = [sys.executable, "-I", str(CHILD), str(FOLDER / template), str(fonts.FOLDER)]
    asked = json.dumps({"content": shown, "moment": moment}).encode()
    try:
        made = subprocess.run(  # noqa: S603  the program is ours, and it has no shell
            command, input=asked, capture_output=True, env={}, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise ReportError(f"{TRY_AGAIN} Penyusunnya tidak selesai: {fault}.") from fault
    if made.returncode or not made.stdout:
        told = made.stderr.decode(errors="replace").strip()[-500:]
        raise ReportError(f"{TRY_AGAIN} Penyusunnya berhenti ({made.returncode}): {told}")
    return made.stdout
