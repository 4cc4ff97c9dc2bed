"""Render the report: one file, PDF/A-3a and PDF/UA-1, the same bytes for the same content."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from kinerja.report import fonts, words
from kinerja.report.attaching import Attachment
from kinerja.report.content import content
from kinerja.report.errors import ReportError

FORMAT = "kinerja-snapshot/2"
# Raise it with every change that gives other bytes: what was sealed is rendered again to compare.
TEMPLATE = "1"
TYPST = version("typst")
FOLDER = Path(__file__).parent / "template"
CHILD = Path(__file__).parent / "child.py"
# Ample: 500 pages take half a minute.
SECONDS = 600
TRY_AGAIN = (
    "Laporan tidak dapat dibuat; tidak ada yang berubah. Coba lagi, atau beri tahu pengelola."
)


def render(snapshot: Mapping, *, attachments: Sequence[Attachment] = ()) -> bytes:
    """Make the PDF of a snapshot, which without an approval is a draft. Raises ReportError."""
    if snapshot.get("format") != FORMAT:
        raise ReportError(f"{TRY_AGAIN} Isi arsip ini dari format lama, tanpa bahan laporan PDF.")
    try:
        shown = content(snapshot, attachments, f"templat {TEMPLATE}, typst {TYPST}")
        moment = words.seconds(last_moment(snapshot))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as fault:
        raise ReportError(f"{TRY_AGAIN} Isi arsip tidak lengkap: {fault!r}.") from fault
    return compiled(shown | {"files": [listed(each) for each in attachments]}, moment)


def last_moment(snapshot: Mapping) -> str:
    """Give the moment of the approval; of a draft that of its last entry."""
    return (snapshot["approval"] or snapshot["entries"][-1])["moment"]


def compiled(shown: Mapping, moment: int) -> bytes:
    """Let typst set it, in a process of its own that has no environment."""
    fonts.check()
    command = [sys.executable, "-I", str(CHILD), str(FOLDER), str(fonts.FOLDER)]
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


def listed(attachment: Attachment) -> dict:
    """Hand an attachment to the template: as its text, or where it is none as its bytes."""
    try:
        inside: str | list[int] = attachment.content.decode()
    except UnicodeDecodeError:
        inside = list(attachment.content)
    return {
        "name": attachment.name,
        "content": inside,
        "mime": attachment.mime,
        "description": attachment.description,
        "relationship": attachment.relationship,
    }
