"""What a person may do with the gangguan kerja of a unit, asked once for the whole list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from kinerja.models import Assignment, Unit
from workflow import permissions
from workflow.models import Sop
from workflow.rules import RULES
from workflow.seats import Seats


@dataclass(frozen=True)
class Rights:
    """Which acts are the person's; that who recorded does not confirm stands beside each row."""

    records: bool = False
    confirms: bool = False
    withdraws: bool = False


def rights(held: Iterable[Assignment], unit: Unit, *, at: datetime) -> Rights:
    """Read the rights by the SOP in force; none where there is no SOP."""
    try:
        sop = Sop.objects.in_force(unit, timezone.localdate(at))
    except Sop.DoesNotExist:
        return Rights()
    held, seats = tuple(held), Seats([unit.pk], at)

    def may(verb: str) -> bool:
        rule = RULES[verb]
        roles = permissions.actors(rule, sop)
        return permissions.holding(held, rule, roles, seats=seats, unit=unit) is not None

    return Rights(may("record_disruption"), may("confirm_disruption"), may("withdraw_disruption"))
