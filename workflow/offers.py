"""Which buttons a screen shows: asked from the machine, with the reason why one is grey."""

from collections.abc import Iterable
from dataclasses import dataclass

from kinerja.models import Assignment
from workflow import permissions
from workflow.actions.door import unmet
from workflow.models import Submission


@dataclass(frozen=True)
class Offer:
    """One act that the person could do with the record now; with reasons it is grey."""

    verb: str
    label: str
    reasons: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        return not self.reasons


TRANSITIONS = ("submit", "send_back", "approve", "seal", "file_copy", "reopen")


def read(record: Submission, held: Iterable[Assignment]) -> dict[str, Offer]:
    """List the record's acts that are this person's in this state, by verb.

    The record's standing must have been read.
    """
    held = tuple(held)
    return {
        verb: Offer(verb, rule.label, tuple(unmet(record, verb)) if verb in TRANSITIONS else ())
        for verb, rule in permissions.RULES.items()
        if rule.step in record.sop.rows
        and record.state in rule.states
        and holds(record, rule, held)
    }


def holds(record: Submission, rule: permissions.Rule, held: Iterable[Assignment]) -> bool:
    actor = record.sop.rows[rule.step].actor
    return permissions.holding(held, rule, actor, unit=record.unit) is not None
