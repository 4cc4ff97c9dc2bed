"""Whether a later agreement version could be taken for a record, and what it would change."""

from collections.abc import Iterable
from dataclasses import dataclass

from kinerja.models import Agreement, Assignment
from workflow import permissions, rules
from workflow.models import Submission
from workflow.permissions import Capacity
from workflow.seats import Seats

VERB = "adopt_agreement"


@dataclass(frozen=True)
class Later:
    """The latest version of the record's year, which the record does not use yet."""

    agreement: Agreement
    capacity: Capacity | None

    @property
    def is_open(self) -> bool:
        """Say whether taking it is the person's own work, and not only a superior's right."""
        return self.capacity is not None and self.capacity.is_own

    @property
    def label(self) -> str:
        return rules.RULES[VERB].label


def later(record: Submission, held: Iterable[Assignment], *, seats: Seats) -> Later | None:
    """Find the version; None where there is none, or the record can take none any more."""
    rule = rules.RULES[VERB]
    if record.state not in rule.states or record.edition > 1:
        return None
    own = record.agreement
    versions = Agreement.objects.filter(unit=own.unit_id, year=own.year, version__gt=own.version)
    found = versions.order_by("-version").first()
    if found is None:
        return None
    roles = permissions.actors(rule, record.sop)
    return Later(found, permissions.holding(held, rule, roles, seats=seats, unit=record.unit))
