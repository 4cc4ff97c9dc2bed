"""The office's arithmetic, pure: achievement and its explanation, quarters, scales and means."""

from kinerja.formula.achieving import achievement, explain, no_number, reached
from kinerja.formula.kinds import HUNDRED, Accumulation, Basis, Choice, Figure, Kind, Number
from kinerja.formula.means import CAPS, Mean, is_money, mean
from kinerja.formula.quarters import (
    UNDIVIDED,
    explain_ratio_to_date,
    explain_to_date,
    ratio,
    ratio_to_date,
    to_date,
)
from kinerja.formula.scales import (
    DEFAULT_SCALE,
    ICONS,
    Category,
    Fault,
    Scale,
    category,
    faults,
    in_words,
)

__all__ = [
    "CAPS",
    "DEFAULT_SCALE",
    "HUNDRED",
    "ICONS",
    "UNDIVIDED",
    "Accumulation",
    "Basis",
    "Category",
    "Choice",
    "Fault",
    "Figure",
    "Kind",
    "Mean",
    "Number",
    "Scale",
    "achievement",
    "category",
    "explain",
    "explain_ratio_to_date",
    "explain_to_date",
    "faults",
    "in_words",
    "is_money",
    "mean",
    "no_number",
    "ratio",
    "ratio_to_date",
    "reached",
    "to_date",
]
