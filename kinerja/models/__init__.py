"""What is measured, by whom, and what happened."""

from kinerja.models.agreement import (
    Agreement,
    Indicator,
    Line,
    Objective,
    Predicate,
    PredicateScale,
    Target,
)
from kinerja.models.assignment import SECTION_ROLES, Assignment, Role
from kinerja.models.journal import Chain, JournalEntry
from kinerja.models.period import Period, Quarter, latest_closed_quarter
from kinerja.models.realisation import Explanation, Realisation, figure_of
from kinerja.models.unit import Position, Section, Unit
from kinerja.models.user import User

__all__ = [
    "SECTION_ROLES",
    "Agreement",
    "Assignment",
    "Chain",
    "Explanation",
    "Indicator",
    "JournalEntry",
    "Line",
    "Objective",
    "Period",
    "Position",
    "Predicate",
    "PredicateScale",
    "Quarter",
    "Realisation",
    "Role",
    "Section",
    "Target",
    "Unit",
    "User",
    "figure_of",
    "latest_closed_quarter",
]
