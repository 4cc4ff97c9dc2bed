"""Which buttons a screen shows: asked from the machine, with the reason why one is grey."""

from collections.abc import Iterable
from dataclasses import dataclass

from kinerja.models import Assignment, Section
from workflow import permissions
from workflow.actions.door import unmet
from workflow.models import SectionForm, Sheet, Sop, Submission
from workflow.permissions import Capacity
from workflow.rules import RULES
from workflow.seats import Seats


@dataclass(frozen=True)
class Offer:
    """One act that the person could do with the record now; with reasons it is grey."""

    verb: str
    label: str
    capacity: Capacity
    reasons: tuple[str, ...] = ()

    @property
    def is_own(self) -> bool:
        """Say whether it is the person's own work, and not only a superior's right."""
        return self.capacity.is_own

    @property
    def is_open(self) -> bool:
        return not self.reasons


# Verbs that are transitions of the record, whose conditions tell why they are grey.
TRANSITIONS = (
    "submit",
    "send_back",
    "withdraw",
    "approve",
    "revoke_approval",
    "return_from_archiving",
    "seal",
    "file_copy",
    "reopen",
)
# Verbs that are done on a form's own page.
FORM_VERBS = (
    "order_form",
    "reassign",
    "distribute_form",
    "fill",
    "hand_in",
    "take_back",
    "return_form",
    "skip_form",
)
# Verbs that are done on a sheet's own page.
SHEET_VERBS = ("forward", "acknowledge", "respond", "file_agenda")
# Verbs of a section, whose state is not asked.
SECTION_VERBS = ("give_standing_order", "revoke_standing_order")
# Verbs of a round, which are done beside its clock.
ROUND_VERBS = ("start", "pause", "resume", "extend")
# Done on pages of their own, which say what they change.
OWN_PAGE = ("adopt_agreement", "upload_signed", "correct_description")
# Verbs of documents, open to whoever may write the rows that they support.
DOCUMENT_VERBS = ("attach", "replace_evidence", "attach_late", "replace_late_evidence")
# Verbs of what was archived, each on a page of its own.
FILED_VERBS = ("move_copy", "mark_superseded", "file_receipt")
# Verbs of a position that changed hands.
HAND_OVER_VERBS = ("release_duty", "receive_duty")
ELSEWHERE = (
    *("open_submission", *OWN_PAGE, *ROUND_VERBS, *FORM_VERBS, *SHEET_VERBS, *SECTION_VERBS),
    *DOCUMENT_VERBS,
    *FILED_VERBS,
    *HAND_OVER_VERBS,
)


def read(record: Submission, held: Iterable[Assignment], *, seats: Seats) -> dict[str, Offer]:
    """List the record's acts that are this person's in this state, by verb.

    The record's standing must have been read.
    """
    verbs = [verb for verb in RULES if verb not in ELSEWHERE]
    return offered(verbs, record, tuple(held), seats=seats)


def read_form(form: SectionForm, held: Iterable[Assignment], *, seats: Seats) -> dict[str, Offer]:
    """List the form's acts that are this person's in the record's state, by verb."""
    return offered(FORM_VERBS, form.submission, tuple(held), seats=seats, form=form)


def read_section(
    section: Section, held: Iterable[Assignment], *, sop: Sop, seats: Seats
) -> dict[str, Offer]:
    """List the section's own acts that are this person's, by verb."""
    found = {}
    for verb in SECTION_VERBS:
        roles = permissions.actors(RULES[verb], sop)
        whose = {"unit": section.unit, "section": section, "seats": seats}
        capacity = permissions.holding(held, RULES[verb], roles, **whose)
        if capacity:
            found[verb] = Offer(verb, RULES[verb].label, capacity)
    return found


def read_sheet(sheet: Sheet, held: Iterable[Assignment], *, seats: Seats) -> dict[str, Offer]:
    """List the sheet's acts that are this person's in the record's state, by verb."""
    return offered(SHEET_VERBS, sheet.submission, tuple(held), seats=seats, sheet=sheet)


def offered(
    verbs: Iterable[str],
    record: Submission,
    held: tuple[Assignment, ...],
    *,
    seats: Seats,
    form: SectionForm | None = None,
    sheet: Sheet | None = None,
) -> dict[str, Offer]:
    entered = permissions.entered([record])[record.pk] if record.step == 3 else ()
    found = {}
    for verb in verbs:
        rule = RULES[verb]
        if record.state not in rule.states:
            continue
        capacity = permissions.holding(
            held,
            rule,
            permissions.actors(rule, record.sop),
            seats=seats,
            unit=record.unit,
            form=form,
            sheet=sheet,
            barred=permissions.barred(verb, record, entered),
        )
        if capacity:
            reasons = tuple(unmet(record, verb)) if verb in TRANSITIONS else ()
            found[verb] = Offer(verb, rule.label, capacity, reasons)
    return found
