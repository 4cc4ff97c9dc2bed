"""Every verb of the record, and the only mover of its state.

A verb takes its object first and the rest by keyword: `by=` (the person; None for the system) and
`at=` (an aware moment). It returns its journal entry (`check` and `accept`: None, they only set
marks) or raises Refused with an Indonesian `reason`, and then has changed nothing.
"""

from kinerja.recording import Entry, Text
from workflow.actions.adopting import adopt_agreement
from workflow.actions.archiving import file_copy, prepare_seal, reopen, seal
from workflow.actions.correcting import answer, close_note, correct, note
from workflow.actions.disposing import acknowledge, dispose, file_agenda, forward, respond
from workflow.actions.disrupting import (
    confirm_disruption,
    record_disruption,
    withdraw_disruption,
)
from workflow.actions.documenting import attach, replace_evidence
from workflow.actions.entering import accept, enter, explain, submit
from workflow.actions.filing import (
    correct_description,
    file_receipt,
    mark_superseded,
    move_copy,
)
from workflow.actions.filling import distribute_form, fill, hand_in, order_form, reassign
from workflow.actions.handing_over import receive_duty, release_duty
from workflow.actions.late import enter_late
from workflow.actions.late_documenting import attach_late, replace_late_evidence
from workflow.actions.opening import cancel, open_submission
from workflow.actions.reviewing import approve, check, send_back
from workflow.actions.signing import upload_signed
from workflow.actions.standing_orders import give_standing_order, revoke_standing_order
from workflow.actions.timekeeping import extend, pause, resume, start
from workflow.actions.ways_back import (
    return_form,
    return_from_archiving,
    revoke_approval,
    skip_form,
    take_back,
    withdraw,
)
from workflow.actions.writing import objective_key
from workflow.refused import ClockWrong, Incomplete, NotMade, NotNow, NotYours, Refused, Stale

__all__ = [
    "ClockWrong",
    "Entry",
    "Incomplete",
    "NotMade",
    "NotNow",
    "NotYours",
    "Refused",
    "Stale",
    "Text",
    "accept",
    "acknowledge",
    "adopt_agreement",
    "answer",
    "approve",
    "attach",
    "attach_late",
    "cancel",
    "check",
    "close_note",
    "confirm_disruption",
    "correct",
    "correct_description",
    "dispose",
    "distribute_form",
    "enter",
    "enter_late",
    "explain",
    "extend",
    "file_agenda",
    "file_copy",
    "file_receipt",
    "fill",
    "forward",
    "give_standing_order",
    "hand_in",
    "mark_superseded",
    "move_copy",
    "note",
    "objective_key",
    "open_submission",
    "order_form",
    "pause",
    "prepare_seal",
    "reassign",
    "receive_duty",
    "record_disruption",
    "release_duty",
    "reopen",
    "replace_evidence",
    "replace_late_evidence",
    "respond",
    "resume",
    "return_form",
    "return_from_archiving",
    "revoke_approval",
    "revoke_standing_order",
    "seal",
    "send_back",
    "skip_form",
    "start",
    "submit",
    "take_back",
    "upload_signed",
    "withdraw",
    "withdraw_disruption",
]
