"""Every verb of the office itself, ready to be pressed: what belongs to no record.

As in deeds.py, who may do it is read from the design, not from `workflow.permissions`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import make
from deeds import LATER
from make import Office

from kinerja.models import Unit, User
from workflow import actions
from workflow.models import Disruption, StandingOrder


@dataclass(frozen=True)
class OfficeDeed:
    """A verb: by whom (an attribute of the office), on what, and how it is done."""

    doer: str
    ready: Callable[[Office], object]
    do: Callable[[object, User, datetime], object]
    also: tuple[str, ...] = ()

    def press(
        self, office: Office, thing: object, *, by: User | None = None, at: datetime = LATER
    ) -> object:
        return self.do(thing, by or getattr(office, self.doer), at)


def standing_order(office: Office) -> StandingOrder:
    """The standing order of the first section."""
    actions.give_standing_order(office.sections[0], by=office.kasi, at=make.at())
    return StandingOrder.objects.order_by("-pk")[0]


def disruption(office: Office) -> Disruption:
    """Two hours without electricity, recorded and not confirmed."""
    record_disruption(office.unit, by=office.kasubag, at=make.at("2026-10-05 11:00"))
    return Disruption.objects.order_by("-pk")[0]


def record_disruption(unit: Unit, *, by: User, at: datetime) -> object:
    hours = {"starts_at": make.at("2026-10-05 09:00"), "ends_at": make.at("2026-10-05 11:00")}
    return actions.record_disruption(unit, **hours, reason="Listrik padam", by=by, at=at)


OFFICE_DEEDS = {
    "give_standing_order": OfficeDeed(
        "kasi",
        lambda office: office.sections[0],
        lambda section, by, at: actions.give_standing_order(section, by=by, at=at),
    ),
    "revoke_standing_order": OfficeDeed(
        "kasi",
        standing_order,
        lambda order, by, at: actions.revoke_standing_order(order, by=by, at=at),
    ),
    "record_disruption": OfficeDeed(
        "kasubag",
        lambda office: office.unit,
        lambda unit, by, at: record_disruption(unit, by=by, at=at),
    ),
    "confirm_disruption": OfficeDeed(
        "sekcam",
        disruption,
        lambda found, by, at: actions.confirm_disruption(found, by=by, at=at),
    ),
    "withdraw_disruption": OfficeDeed(
        "kasubag",
        disruption,
        lambda found, by, at: actions.withdraw_disruption(found, by=by, at=at),
        also=("sekcam",),
    ),
}
