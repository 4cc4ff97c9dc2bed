"""Who may do what next, and by when: the record on its way."""

from workflow.models.archive_copy import ArchiveCopy, PaperCopy
from workflow.models.press import Press
from workflow.models.section_form import FormState, SectionForm
from workflow.models.sop import STEP_NUMBERS, Sop, SopStep
from workflow.models.step_run import StepRun
from workflow.models.submission import STEP_STATES, Condition, RowMark, State, Submission

__all__ = [
    "STEP_NUMBERS",
    "STEP_STATES",
    "ArchiveCopy",
    "Condition",
    "FormState",
    "PaperCopy",
    "Press",
    "RowMark",
    "SectionForm",
    "Sop",
    "SopStep",
    "State",
    "StepRun",
    "Submission",
]
