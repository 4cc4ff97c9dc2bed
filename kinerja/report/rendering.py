"""Render the report: one file, PDF/A-3a and PDF/UA-1, the same bytes for the same content."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

import typst

from kinerja.report import words
from kinerja.report.attaching import Attachment
from kinerja.report.content import content
from kinerja.report.errors import ReportError
from kinerja.report.fonts import fonts

FORMAT = "kinerja-snapshot/2"
# Raise it with every change that gives other bytes: what was sealed is rendered again to compare.
TEMPLATE = "1"
TYPST = version("typst")
FOLDER = Path(__file__).parent / "template"
STANDARDS = ["a-3a", "ua-1"]
TRY_AGAIN = "Laporan tidak dapat dibuat; tidak ada yang berubah."


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
    letters = fonts()
    try:
        return typst.compile(
            main(),
            root=str(FOLDER),
            font_paths=letters,
            ignore_system_fonts=True,
            sys_inputs={"content": json.dumps(shown)},
            pdf_standards=STANDARDS,
            timestamp=moment,
        )
    except (RuntimeError, OSError) as fault:
        raise ReportError(f"{TRY_AGAIN} typst: {fault}") from fault


@cache
def main() -> bytes:
    return (FOLDER / "main.typ").read_bytes()


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
