"""Render the report: one file, PDF/A-3a and PDF/UA-1, the same bytes for the same content."""

from collections.abc import Mapping, Sequence
from importlib.metadata import version

from kinerja.report import compiling, words
from kinerja.report.attaching import Attachment
from kinerja.report.compiling import TRY_AGAIN
from kinerja.report.content import content
from kinerja.report.errors import ReportError

FORMAT = "kinerja-snapshot/3"
# By which template a snapshot of each format is printed. Raise the last with every change that
# gives its reports other bytes: what was sealed is rendered again to compare. Those before print
# what they printed when they were sealed: the second format names no zone and has no sheets.
TEMPLATES = {"kinerja-snapshot/2": "1", FORMAT: "2"}
TEMPLATE = TEMPLATES[FORMAT]
TYPST = version("typst")


def render(snapshot: Mapping, *, attachments: Sequence[Attachment] = ()) -> bytes:
    """Make the PDF of a snapshot, which without an approval is a draft. Raises ReportError."""
    template = template_of(snapshot)
    if template is None:
        raise ReportError(f"{TRY_AGAIN} Isi arsip ini dari format lama, tanpa bahan laporan PDF.")
    try:
        shown = content(snapshot, attachments, f"templat {template}, typst {TYPST}")
        moment = words.last_moment(snapshot)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as fault:
        raise ReportError(f"{TRY_AGAIN} Isi arsip tidak lengkap: {fault!r}.") from fault
    shown |= {"files": [listed(each) for each in attachments]}
    return compiling.compiled(shown, moment, template="main.typ")


def template_of(snapshot: Mapping) -> str | None:
    """Say which version of the template prints a snapshot; None where none does."""
    return TEMPLATES.get(snapshot.get("format"))


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
