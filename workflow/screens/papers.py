"""All of a record's sheets and letters as one chain: what went down, and what went up."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from workflow.models import Forwarding, Sheet, Submission
from workflow.papers import cover_letter
from workflow.papers.cover_letter import CoverLetter


@dataclass(frozen=True)
class Link:
    """One way that a paper went: from whom to whom, with what order, and what came of it."""

    sender: str
    to: str
    words: tuple[str, ...]
    note: str
    forwarding: Forwarding | None = None


@dataclass(frozen=True)
class Paper:
    """One sheet or letter of the chain."""

    kind: str
    number: str
    moment: datetime
    subject: str
    url: str
    links: tuple[Link, ...]
    is_cancelled: bool = False


def read(record: Submission) -> tuple[Paper, ...]:
    """List the papers of a record, oldest first."""
    papers = [of_sheet(sheet) for sheet in record.sheets.with_chain()]
    papers += [of_letter(record, letter) for letter in cover_letter.read(record)]
    return tuple(sorted(papers, key=lambda paper: paper.moment))


def of_sheet(sheet: Sheet) -> Paper:
    return Paper(
        kind="Lembar disposisi",
        number=sheet.number,
        moment=sheet.created_at,
        subject=sheet.subject,
        url=reverse("disposition", args=[sheet.pk]),
        links=tuple(
            Link(
                sender=each.from_title,
                to=each.to_title,
                words=tuple(each.instruction_words),
                note=each.note,
                forwarding=each,
            )
            for each in sheet.forwardings.all()
        ),
        is_cancelled=sheet.is_cancelled,
    )


def of_letter(record: Submission, letter: CoverLetter) -> Paper:
    return Paper(
        kind="Surat pengantar",
        number=letter.number,
        moment=letter.moment,
        subject=f"{letter.what}, {record.period}",
        url=reverse("cover_letter", args=[record.pk, letter.entry]),
        links=(Link(letter.sender_title, letter.to_title, (), f"{letter.rows} baris"),),
    )
