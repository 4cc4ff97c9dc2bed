"""Which periods a person can open now, by one press."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from kinerja.models import Agreement, Assignment, Quarter, Unit, latest_closed_quarter
from workflow import permissions, rules
from workflow.models import Sop, Submission
from workflow.seats import Seats


@dataclass(frozen=True)
class Opening:
    """A period that can be opened now, by one press."""

    unit: Unit
    year: int
    quarter: int

    @property
    def title(self) -> str:
        return f"{Quarter(self.quarter).label} {self.year}"


@dataclass(frozen=True)
class Openable:
    """Units whose periods a person may open: as the own work, or as the superior."""

    own: tuple[Unit, ...]
    above: tuple[Unit, ...]


def openings(held: Sequence[Assignment], *, at: datetime) -> list[Opening]:
    """List the units of which the person can open the latest closed quarter, not open yet."""
    year, quarter = latest_closed_quarter(timezone.localdate(at))
    units = {unit.pk: unit for unit in may_open(held, at=at).own}
    ready = Agreement.objects.filter(unit__in=units, year=year, lines__schedule__contains=quarter)
    taken = Submission.objects.alive().filter(period__year=year, period__quarter=quarter)
    due = ready.exclude(unit__in=taken.values("unit")).values_list("unit", flat=True).distinct()
    return [Opening(units[pk], year, quarter) for pk in due.order_by("unit__name")] if units else []


def may_open(held: Sequence[Assignment], *, at: datetime) -> Openable:
    """Find the units whose periods the person may open, by the SOP in force there."""
    units = {duty.unit for duty in held if duty.unit}
    if not units:
        return Openable((), ())
    sops = SopsInForce(units, at)
    rule, seats = rules.RULES["open_submission"], Seats({unit.pk for unit in units}, at)
    found: dict[bool, list[Unit]] = {True: [], False: []}
    for unit in sorted(units, key=lambda unit: unit.name):
        sop = sops.of(unit)
        roles = permissions.actors(rule, sop) if sop else ()
        seat = permissions.holding(held, rule, roles, seats=seats, unit=unit)
        if seat:
            found[seat.is_own].append(unit)
    return Openable(tuple(found[True]), tuple(found[False]))


class SopsInForce:
    """The SOP in force of several units, asked for once."""

    def __init__(self, units: Iterable[Unit], at: datetime) -> None:
        effective = Sop.objects.filter(effective_on__lte=timezone.localdate(at))
        self.sops = list(effective.order_by("-effective_on", "-pk").prefetch_related("steps"))

    def of(self, unit: Unit) -> Sop | None:
        own = (sop for sop in self.sops if sop.unit_id == unit.pk)
        general = (sop for sop in self.sops if sop.unit_id is None)
        return next(own, None) or next(general, None)
