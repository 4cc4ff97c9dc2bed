"""A clerk with a pencil: the SOP as a small model, read from the SOP and the design alone.

The clerk judges a press before the program does, and writes down what it changes. What stands here
is not read from `workflow.rules`, which it tests.
"""

from clerk import archive, aside, filling, input_review, office_wide  # noqa: F401 (their presses)
from clerk.desk import Deal, Desk
from clerk.judging import PRESSES, judge

__all__ = ["PRESSES", "Deal", "Desk", "judge"]
