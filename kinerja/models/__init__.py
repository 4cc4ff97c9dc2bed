"""What is measured, by whom, and what happened."""

from kinerja.models.agreement import Agreement, Objective
from kinerja.models.assignment import ACTING, Assignment, Tenure
from kinerja.models.category_scale import CategoryScale, CategoryStep
from kinerja.models.check import CheckTerm, CrossCheck, RuleSwitch
from kinerja.models.evidence import Evidence, EvidenceRow, StoredFile
from kinerja.models.indicator import Indicator, Predicate, PredicateScale
from kinerja.models.journal import Chain, JournalEntry
from kinerja.models.line import Line, Target
from kinerja.models.period import Period, Quarter, latest_closed_quarter
from kinerja.models.qualification import Qualification
from kinerja.models.realisation import Explanation, Realisation, figure_of
from kinerja.models.role import SECTION_ROLES, SINGLE_SEATS, Role
from kinerja.models.unit import Position, Section, Unit
from kinerja.models.user import User

__all__ = [
    "ACTING",
    "SECTION_ROLES",
    "SINGLE_SEATS",
    "Agreement",
    "Assignment",
    "CategoryScale",
    "CategoryStep",
    "Chain",
    "CheckTerm",
    "CrossCheck",
    "Evidence",
    "EvidenceRow",
    "Explanation",
    "Indicator",
    "JournalEntry",
    "Line",
    "Objective",
    "Period",
    "Position",
    "Predicate",
    "PredicateScale",
    "Qualification",
    "Quarter",
    "Realisation",
    "Role",
    "RuleSwitch",
    "Section",
    "StoredFile",
    "Target",
    "Tenure",
    "Unit",
    "User",
    "figure_of",
    "latest_closed_quarter",
]
