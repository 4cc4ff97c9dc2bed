"""Every verb of the record, and the only mover of its state.

A verb takes its object first and the rest by keyword: `by=` (the person; None for the system) and
`at=` (an aware moment). It returns its journal entry (`check` and `accept`: None, they only set
marks) or raises Refused with an Indonesian `reason`, and then has changed nothing.
"""

from kinerja.recording import Entry, Text
from workflow.actions.archiving import file_copy, reopen, seal
from workflow.actions.disposing import acknowledge, dispose, file_agenda, forward, respond
from workflow.actions.entering import accept, enter, explain, start, submit
from workflow.actions.filling import distribute_form, fill, hand_in, order_form, reassign
from workflow.actions.late import enter_late
from workflow.actions.opening import cancel, open_submission
from workflow.actions.reviewing import approve, check, send_back
from workflow.actions.ways_back import (
    return_form,
    return_from_archiving,
    revoke_approval,
    skip_form,
    take_back,
    withdraw,
)
from workflow.actions.writing import objective_key
from workflow.refused import ClockWrong, Incomplete, NotNow, NotYours, Refused, Stale

__all__ = [
    "ClockWrong",
    "Entry",
    "Incomplete",
    "NotNow",
    "NotYours",
    "Refused",
    "Stale",
    "Text",
    "accept",
    "acknowledge",
    "approve",
    "cancel",
    "check",
    "dispose",
    "distribute_form",
    "enter",
    "enter_late",
    "explain",
    "file_agenda",
    "file_copy",
    "fill",
    "forward",
    "hand_in",
    "objective_key",
    "open_submission",
    "order_form",
    "reassign",
    "reopen",
    "respond",
    "return_form",
    "return_from_archiving",
    "revoke_approval",
    "seal",
    "send_back",
    "skip_form",
    "start",
    "submit",
    "take_back",
    "withdraw",
]
