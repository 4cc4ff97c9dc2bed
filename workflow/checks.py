"""System checks: every step of the SOP has a state, an actor, a verb that ends it, a screen."""

from django.core.checks import CheckMessage, Error, register
from django.urls import NoReverseMatch, reverse

from workflow.models import STEP_NUMBERS, STEP_STATES
from workflow.rules import RULES

# The screen on which each step is worked, and the verb that ends it.
STEP_SCREENS = {1: "form", 2: "enter", 3: "review", 4: "archive"}
STEP_ENDS = {1: "distribute_form", 2: "submit", 3: "approve", 4: "file_copy"}


@register()
def every_step_is_whole(**_options) -> list[CheckMessage]:
    """Prove that the program has all that the sheet's four steps ask of it."""
    return [
        Error(f"SOP step {step}: {fault}", id="workflow.E001")
        for step in STEP_NUMBERS
        for fault in step_faults(step)
    ]


def step_faults(step: int) -> list[str]:
    faults = []
    if step not in STEP_STATES:
        faults.append("has no state")
    rule = RULES.get(STEP_ENDS.get(step, ""))
    if rule is None or rule.step != step:
        faults.append("has no verb of its actor that ends it")
    try:
        reverse(STEP_SCREENS.get(step, ""), args=[1])
    except NoReverseMatch:
        faults.append("has no screen")
    return faults
