"""The record's chains: its journal with texts and hashes, and its lembar disposisi."""

from datetime import datetime

from kinerja.models import JournalEntry
from workflow import rules
from workflow.models import Forwarding, Sheet, Submission


def entry_content(entry: JournalEntry) -> dict:
    """Write an entry: its hash is that of the hash before it, a line feed, and its text."""
    return {
        "number": entry.number,
        "name": entry.name,
        "capacity": entry.capacity,
        "moment": entry.moment,
        "verb": entry.verb,
        "told": rules.told(entry.verb),
        "note": entry.note,
        "text": entry.text,
        "hash": entry.hash,
    }


def sheets(submission: Submission, until: datetime) -> list[dict]:
    """Write the sheets as they stood at that moment, the oldest first."""
    found = submission.sheets.filter(created_at__lte=until).with_chain()
    return [sheet_content(sheet, until) for sheet in found.order_by("created_at", "pk")]


def sheet_content(sheet: Sheet, until: datetime) -> dict:
    return {
        "number": sheet.number,
        "cause": sheet.get_cause_display(),
        "urgency": sheet.get_urgency_display(),
        "subject": sheet.subject,
        "letter_number": sheet.letter_number,
        "letter_date": sheet.letter_date,
        "received_on": sheet.received_on,
        "agenda_number": sheet.agenda_number,
        "row": sheet.row,
        "created_at": sheet.created_at,
        "cancelled_at": before(sheet.cancelled_at, until),
        "forwardings": [
            forwarding(each, until) for each in sheet.forwardings.all() if each.at <= until
        ],
    }


def forwarding(each: Forwarding, until: datetime) -> dict:
    acted_at = before(each.acted_at, until)
    return {
        "number": each.number,
        "from_title": each.from_title,
        "from_name": each.from_name,
        "from_rank": each.from_rank,
        "from_identity": each.from_identity,
        "to_title": each.to_title,
        "instructions": each.instruction_words,
        "note": each.note,
        "due": each.due,
        "at": each.at,
        "read_at": before(each.read_at, until),
        "acted_at": acted_at,
        "answer": each.answer if acted_at else "",
    }


def before(moment: datetime | None, until: datetime) -> datetime | None:
    return moment if moment and moment <= until else None
