"""The papers beside a record as they stood at its approval: letters, and the Lembar Kendali."""

from datetime import datetime

from kinerja.models import JournalEntry
from workflow.models import Submission
from workflow.papers import control_sheet, cover_letter
from workflow.papers.control_sheet import ControlRow, FillingRow
from workflow.papers.cover_letter import CoverLetter


def letters(submission: Submission, last: JournalEntry | None) -> list[dict]:
    """Write the surat pengantar of every hand-over up to that entry, the oldest first."""
    found = cover_letter.read(submission)
    return [letter(each) for each in found if last and each.entry <= last.number]


def letter(each: CoverLetter) -> dict:
    return {
        "number": each.number,
        "entry": each.entry,
        "section": each.section,
        "moment": each.moment,
        "title": each.sender_title,
        "name": each.sender_name,
        "rank": each.sender_rank,
        "identity": each.sender_identity,
        "to_title": each.to_title,
        "what": each.what,
        "count": each.rows,
    }


def control(submission: Submission, until: datetime) -> dict:
    """Write the rounds that the approval ended or found over; step 4 comes after it."""
    sheet = control_sheet.read(submission, at=until)
    rounds = [row for row in sheet.rows if is_covered(row, submission, until)]
    return {
        "rounds": [round_content(row) for row in rounds],
        "fillings": [filling(row) for row in sheet.fillings],
        "title": sheet.signer_title,
        "name": sheet.signer.user.name if sheet.signer else "",
    }


def is_covered(row: ControlRow, submission: Submission, until: datetime) -> bool:
    is_later = row.run.edition == submission.edition and row.step.number == LAST_STEP
    return not is_later and row.run.arrived_at <= until


LAST_STEP = 4


def round_content(row: ControlRow) -> dict:
    run = row.run
    return {
        "edition": run.edition,
        "step": row.step.number,
        "step_title": row.step.title,
        "section": run.form.section.name if run.form else "",
        "actor": row.actor,
        "round": run.round,
        "arrived_at": run.arrived_at,
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "waited": row.waited,
        "worked": row.worked,
        "standard": row.standard,
        "remarks": list(row.remarks),
    }


def filling(row: FillingRow) -> dict:
    return {
        "section": row.section,
        "since": row.clock.since,
        "handed_in_at": row.handed_in_at,
        "spent": row.spent,
        "due": row.clock.due,
        "remark": row.remark,
    }
