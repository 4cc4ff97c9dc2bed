"""Writing the snapshot: sorted keys, no white space, decimals as text, moments in UTC."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from kinerja import formula, numbers, zone
from kinerja.formula import Choice
from kinerja.models import JournalEntry
from kinerja.policies import Policy
from kinerja.table import Row, Table
from kinerja.templatetags.office import day
from workflow import remarks
from workflow.models import Sop, Submission
from workflow.snapshot import chain, papers, people, rows

FORMAT = "kinerja-snapshot/3"
# The verbs that say whether an edition is approved: the last of them holds.
APPROVING = "approve"
UNDOING = ("revoke_approval", "return_from_archiving")


def write(
    submission: Submission, *, register_number: str = "", code: str = "", address: str = ""
) -> str:
    """Write the record; `address` is the public page of its `code`, where it has one."""
    entries = list(submission.journal().order_by("number"))
    own = [entry for entry in entries if entry.number >= submission.edition_began]
    approving = approval(own)
    until = approving.moment if approving else last_moment(submission, entries)
    covered = [entry for entry in entries if not approving or entry.number <= approving.number]
    own = [entry for entry in own if not approving or entry.number <= approving.number]
    content = {
        "format": FORMAT,
        "register_number": register_number,
        "code": code,
        "address": address,
        "approval": approval_content(approving),
        "remarks": list(remarks.read(submission, own)),
        "corrections": people.corrections(submission, own, until),
        "steps": people.steps(submission, own),
        "signatories": people.signatories(submission, until),
        "zone": zone.told(until),
        "chain": submission.chain_key,
        "entries": [chain.entry_content(entry) for entry in covered],
        "sheets": chain.sheets(submission, until),
        "letters": papers.letters(submission, covered[-1] if covered else None),
        "control": papers.control(submission, until),
    }
    return canonical(content | identity(submission) | measured(submission))


def approval(entries: Sequence[JournalEntry]) -> JournalEntry | None:
    """Find this edition's approving entry, whose hash binds the chain; None in a draft."""
    decided = (entry for entry in reversed(entries) if entry.verb in (APPROVING, *UNDOING))
    last = next(decided, None)
    return last if last and last.verb == APPROVING else None


def last_moment(submission: Submission, entries: Sequence[JournalEntry]) -> datetime:
    return entries[-1].moment if entries else submission.opened_at


def approval_content(entry: JournalEntry | None) -> dict | None:
    return entry and {
        "number": entry.number,
        "hash": entry.hash,
        "name": entry.name,
        "capacity": entry.capacity,
        "moment": entry.moment,
    }


def identity(submission: Submission) -> dict:
    """Say which record of whom this is, and on what paper its report is printed."""
    unit, period = submission.unit, submission.period
    return {
        "unit": unit.name,
        "unit_code": unit.code,
        "regency": unit.regency,
        "paper": unit.paper,
        "period": str(period),
        "year": period.year,
        "quarter": period.quarter,
        "edition": submission.edition,
        "agreement": str(submission.agreement),
        "agreement_date": submission.agreement.date,
        "sop": sop_words(submission.sop),
    }


def sop_words(sop: Sop) -> str:
    """Name the revision; the cover has the word SOP already."""
    number = f" nomor {sop.number}" if sop.number else ""
    return f"{sop.name.removeprefix('SOP ')}{number}, berlaku {day(sop.effective_on)}"


def measured(submission: Submission) -> dict:
    """Write the table by sasaran with its means, and the late values that come with it."""
    table: Table = submission.standing.table
    policy = table.policy
    return {
        "scale": policy.scale_words,
        "cap": policy.cap_words,
        "mean": mean(table.rows, policy),
        "objectives": [
            rows.objective(group) | {"mean": mean(group.rows, policy)} for group in table.groups
        ],
        "late": [rows.late(each) for each in submission.standing.late_rows],
    }


def mean(found: Iterable[Row], policy: Policy) -> dict:
    """Average the rows that are asked in this period."""
    made = formula.mean((row for row in found if row.is_asked), cap=policy.cap)
    return {"percent": made.percent, "counted": made.counted, "left_out": made.left_out}


def canonical(content: dict) -> str:
    return json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=plain
    )


def plain(value: object) -> object:
    """Write what JSON has no word for. Raises TypeError for anything unforeseen."""
    if isinstance(value, Decimal):
        return numbers.canonical(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Choice):
        return value.label
    raise TypeError(f"{value!r} has no canonical form")
