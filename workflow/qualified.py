"""Which steps of the SOP have a holder with all the qualifications that the SOP asks for."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from kinerja.models import Assignment, Unit
from kinerja.templatetags.office import lines
from workflow.models import STEP_NUMBERS, Sop, SopStep


@dataclass(frozen=True)
class StepHolders:
    """One step: who acts in it now, and who of them has every qualification ticked."""

    step: SopStep
    holders: tuple[Assignment, ...]
    qualified: tuple[Assignment, ...]

    @property
    def words(self) -> str:
        if not self.holders:
            return "belum ada pemegang"
        if not self.qualified:
            return "belum ada pemegang yang memenuhi"
        if len(self.qualified) < len(self.holders):
            return f"{len(self.qualified)} dari {len(self.holders)} pemegang memenuhi"
        return "terpenuhi"

    @property
    def is_met(self) -> bool:
        return bool(self.holders) and len(self.qualified) == len(self.holders)


def asked(unit: Unit, at: datetime) -> tuple[str, ...]:
    """List the qualifications of the SOP in force for the unit."""
    return tuple(lines(Sop.objects.in_force(unit, timezone.localdate(at)).qualifications))


def read(sop: Sop, unit: Unit | None, at: datetime) -> tuple[StepHolders, ...]:
    """Compare each step's holders with what this revision asks, at two questions."""
    if unit is None:
        return ()
    needed = set(lines(sop.qualifications))
    held = (
        Assignment.objects.in_force(at)
        .filter(unit=unit)
        .select_related("user", "position")
        .prefetch_related("qualifications")
        .order_by("position__title", "pk")
    )
    ticked = {duty: {each.text for each in duty.qualifications.all()} for duty in held}
    return tuple(step_holders(sop.rows[number], ticked, needed) for number in STEP_NUMBERS)


def step_holders(
    step: SopStep, ticked: dict[Assignment, set[str]], needed: set[str]
) -> StepHolders:
    holders = tuple(duty for duty in ticked if duty.role == step.actor)
    return StepHolders(step, holders, tuple(each for each in holders if needed <= ticked[each]))
