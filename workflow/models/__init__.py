"""Who may do what next, and by when: the record on its way."""

from workflow.models.archive_copy import ArchiveCopy, PaperCopy
from workflow.models.attempts import Attempts
from workflow.models.calendar import WEEKDAYS, Disruption, Holiday, WorkHours
from workflow.models.conditions import Condition
from workflow.models.correction import Correction, Note
from workflow.models.disposition import (
    Cause,
    Forwarding,
    Instruction,
    Sheet,
    SheetSeries,
    Urgency,
)
from workflow.models.filing import ArchiveDescription, Classification, Fate, SupersededMark
from workflow.models.handover import Handover
from workflow.models.late_value import LateValue
from workflow.models.outside import OutsideApplication, Receipt
from workflow.models.pause import Extension, Pause
from workflow.models.press import Press
from workflow.models.reminder import Digest, Mail
from workflow.models.row_mark import RowMark
from workflow.models.section_form import FormState, SectionForm
from workflow.models.signatory import Signatory
from workflow.models.signed_copy import SignedCopy
from workflow.models.sop import STEP_NUMBERS, Sop, SopStep
from workflow.models.standing_order import StandingOrder
from workflow.models.step_run import StepRun
from workflow.models.submission import BEFORE_APPROVAL, STEP_STATES, State, Submission

__all__ = [
    "BEFORE_APPROVAL",
    "STEP_NUMBERS",
    "STEP_STATES",
    "WEEKDAYS",
    "ArchiveCopy",
    "ArchiveDescription",
    "Attempts",
    "Cause",
    "Classification",
    "Condition",
    "Correction",
    "Digest",
    "Disruption",
    "Extension",
    "Fate",
    "FormState",
    "Forwarding",
    "Handover",
    "Holiday",
    "Instruction",
    "LateValue",
    "Mail",
    "Note",
    "OutsideApplication",
    "PaperCopy",
    "Pause",
    "Press",
    "Receipt",
    "RowMark",
    "SectionForm",
    "Sheet",
    "SheetSeries",
    "Signatory",
    "SignedCopy",
    "Sop",
    "SopStep",
    "StandingOrder",
    "State",
    "StepRun",
    "Submission",
    "SupersededMark",
    "Urgency",
    "WorkHours",
]
