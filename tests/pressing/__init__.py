"""The same presses as the clerk's, asked of the program: by verb, with what the clerk dealt."""

from pressing import archive, aside, steps  # noqa: F401 (their presses)
from pressing.press import PRESSING, AtWork, Pressing

__all__ = ["PRESSING", "AtWork", "Pressing"]
