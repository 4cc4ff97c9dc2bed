"""How achievements are judged in a year: the scale of categories, and the cap of averages."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import Q

from kinerja import formula
from kinerja.models import CategoryScale, CategoryStep


@dataclass(frozen=True)
class Policy:
    """A scale and a cap; `first_year` is None where nobody has kept one: Permendagri 86/2017."""

    scale: formula.Scale = formula.DEFAULT_SCALE
    cap: formula.Number = None
    first_year: int | None = None
    is_own: bool = False

    @property
    def scale_words(self) -> str:
        return formula.in_words(self.scale)

    @property
    def cap_words(self) -> str:
        """Say how high an achievement counts in an average."""
        return "tanpa batas atas" if self.cap is None else f"paling tinggi {self.cap}% per baris"


class Policies:
    """The policies of several units, asked for once, and only where one is needed."""

    def __init__(self, units: Iterable[int]) -> None:
        self.units = set(units)

    @cached_property
    def kept(self) -> dict[int | None, dict[int, list[CategoryStep]]]:
        """The steps of each scale, by unit (None: for all) and scale, the earliest year first."""
        found: dict[int | None, dict[int, list[CategoryStep]]] = {}
        steps = CategoryStep.objects.filter(Q(scale__unit__in=self.units) | Q(scale__unit=None))
        for step in steps.select_related("scale").order_by("scale__first_year", "scale", "order"):
            found.setdefault(step.scale.unit_id, {}).setdefault(step.scale_id, []).append(step)
        return found

    def of(self, unit: int, year: int) -> Policy:
        """Give a unit's own latest policy up to the year, else that of all, else the default."""
        return self.latest(unit, year) or self.latest(None, year) or Policy()

    def latest(self, unit: int | None, year: int) -> Policy | None:
        scales = self.kept.get(unit, {}).values()
        begun = [steps for steps in scales if steps[0].scale.first_year <= year]
        return policy_of(begun[-1]) if begun else None

    def listed(self, unit: int | None) -> list[Policy]:
        """List what was kept for a unit, or for all, the latest year first; each year once."""
        found = (policy_of(steps) for steps in self.kept.get(unit, {}).values())
        by_year = {policy.first_year: policy for policy in found}
        return [by_year[year] for year in sorted(by_year, reverse=True)]


def policy_of(steps: list[CategoryStep]) -> Policy:
    scale: CategoryScale = steps[0].scale
    return Policy(
        scale=tuple(step.category for step in steps),
        cap=None if scale.cap is None else Decimal(scale.cap),
        first_year=scale.first_year,
        is_own=scale.unit_id is not None,
    )
