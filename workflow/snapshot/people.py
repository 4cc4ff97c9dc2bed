"""Who did what in what capacity, who corrected what, and who signs the print."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from kinerja.models import JournalEntry, Realisation
from workflow import rules
from workflow import signatories as signing
from workflow.models import Correction, Submission

FILLING = "Pengisian formulir"
# What a section does with its form belongs to no step of the SOP.
OF_THE_SECTION = ("fill", "hand_in", "take_back")
# Acts that a person repeats within one round: told once, at the last time.
REPEATED = ("fill", "enter", "enter_late", "correct")
TOLD = (
    *("distribute_form", "skip_form", "return_form", "adopt_agreement"),
    *("submit", "withdraw", "send_back", "approve"),
    *("revoke_approval", "return_from_archiving", "reopen"),
    *OF_THE_SECTION,
    *REPEATED,
)


def steps(submission: Submission, entries: Iterable[JournalEntry]) -> list[dict]:
    """Tell who did which step, for which section and in which round, in the order of the days."""
    found: dict[tuple, dict] = {}
    current_round = 1
    for entry in entries:
        if entry.verb in TOLD:
            made = step(submission, entry, current_round)
            key = (
                entry.verb if entry.verb in REPEATED else entry.number,
                *(made[name] for name in ("name", "capacity", "section", "round")),
            )
            found.pop(key, None)
            found[key] = made
        current_round += entry.verb == "send_back"
    return list(found.values())


def step(submission: Submission, entry: JournalEntry, current_round: int) -> dict:
    number = None if entry.verb in OF_THE_SECTION else rules.RULES[entry.verb].step
    return {
        "step": number,
        "title": submission.sop.rows[number].title if number else FILLING,
        "section": entry.after.get("form", ""),
        "round": current_round,
        "verb": entry.verb,
        "told": rules.told(entry.verb),
        "name": entry.name,
        "capacity": entry.capacity,
        "moment": entry.moment,
    }


def corrections(
    submission: Submission, entries: Sequence[JournalEntry], until: datetime
) -> list[dict]:
    """List the values that the reviewer replaced; an answer after `until` is not yet one."""
    standing = submission.standing
    rows = {row.indicator_id: row for row in standing.table.rows}
    capacities = {entry.number: entry.capacity for entry in entries}
    return [
        {
            "code": rows[each.indicator_id].code,
            "indicator": rows[each.indicator_id].indicator,
            "before": in_words(each.before),
            "after": in_words(each.after),
            "reason": each.reason,
            "by": each.corrected_by.name,
            "capacity": capacities.get(each.number, ""),
            "at": each.corrected_at,
            **answer(each, until),
        }
        for each in standing.corrections
        if each.indicator_id in rows
    ]


def answer(correction: Correction, until: datetime) -> dict:
    given = bool(correction.answer) and correction.answered_at <= until
    return {
        "answer": correction.answer if given else "",
        "answer_words": correction.get_answer_display() if given else "",
        "answer_text": correction.answer_text if given else "",
        "answered_by": correction.answered_by.name if given else "",
        "answered_at": correction.answered_at if given else None,
    }


def in_words(parts: Mapping[str, str]) -> dict:
    """Add the word of a status to the plain parts of a cell."""
    if "status" not in parts:
        return dict(parts)
    return dict(parts) | {"status_words": Realisation.Status(parts["status"]).label}


def signatories(submission: Submission, at: datetime) -> list[dict]:
    """Name who holds the signing seats on that day; a vacant one has a title and no name."""
    return [signatory(seat) for seat in signing.listed(submission.unit, at)]


def signatory(seat: signing.Seat) -> dict:
    duty = seat.duty
    return {
        "heading": seat.heading,
        "title": seat.title,
        "name": duty.user.name if duty else "",
        "rank": duty.user.rank if duty else "",
        "identity": duty.user.identity if duty else "",
    }
