"""What a planning document says, line by line, every value as its plain canonical text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Prefetch

from kinerja import numbers
from kinerja.models import Agreement, Line, PredicateScale, Quarter, Target, Unit

# The parts of a plan by where they are kept. A flag is "ya" or "", an empty text says nothing.
OBJECTIVE_KEYS = ("objective_number", "objective")
LINE_TEXTS = ("code", "satuan", "kind", "measure", "accumulation", "basis", "schedule")
FLAGS = ("stock_denominator", "allows_negative", "at_most_100", "asks_evidence")
INDICATOR_TEXTS = ("definition", "formula_text", "data_source")
INDICATOR_FIGURES = ("plan_target", "national_standard")
TARGETS = {quarter: f"target-{quarter}" for quarter in Quarter.values}
UPPERS = {quarter: f"upper-{quarter}" for quarter in Quarter.values}
YES = "ya"


@dataclass(frozen=True)
class PlannedLine:
    """One row: `place` is where it stands in its document, `values` what it says by key."""

    place: int
    values: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.values.get(key, "")

    def named(self, indicator: str) -> "PlannedLine":
        """Give the row as it is about an indicator of another name."""
        return replace(self, values={**self.values, "indicator": indicator})

    @property
    def code(self) -> str:
        return self["code"]

    @property
    def indicator(self) -> str:
        return self["indicator"]


@dataclass(frozen=True)
class Known:
    """What a unit's documents may name: its sections, and scales with their predicates."""

    sections: tuple[str, ...]
    scales: Mapping[str, tuple[str, ...]]


def known(unit: Unit) -> Known:
    """Read what the unit's documents may name, at three questions to the database."""
    scales = PredicateScale.objects.prefetch_related("predicates")
    return Known(
        sections=tuple(unit.sections.values_list("name", flat=True)),
        scales={each.name: tuple(one.label for one in each.predicates.all()) for each in scales},
    )


def plan_of(agreement: Agreement | None) -> tuple[PlannedLine, ...]:
    """Read an agreement as a plan, at two questions to the database; nothing is an empty one."""
    if agreement is None:
        return ()
    targets = Prefetch("targets", Target.objects.select_related("predicate"))
    lines = (
        Line.objects.filter(agreement=agreement)
        .select_related("objective", "indicator", "section", "scale")
        .prefetch_related(targets)
        .order_by("objective__number", "order", "code")
    )
    return tuple(planned(place, line) for place, line in enumerate(lines, start=1))


def planned(place: int, line: Line) -> PlannedLine:
    indicator = line.indicator
    values = {
        "objective_number": str(line.objective.number),
        "objective": line.objective.text,
        "indicator": indicator.name,
        "section": line.section.name if line.section else "",
        "scale": line.scale.name if line.scale else "",
        "person_in_charge": line.person_in_charge,
        "plan_year": str(indicator.plan_year or ""),
        **{name: getattr(line, name) for name in LINE_TEXTS},
        **{name: YES if getattr(line, name) else "" for name in FLAGS},
        **{name: getattr(indicator, name) for name in INDICATOR_TEXTS},
        **{name: text(getattr(indicator, name)) for name in INDICATOR_FIGURES},
        **target_values(line.targets.all()),
    }
    return PlannedLine(place, {key: str(value) for key, value in values.items() if value})


def target_values(targets: Iterable[Target]) -> dict[str, str]:
    found = {}
    for each in targets:
        label = each.predicate.label if each.predicate else text(each.value)
        found |= {TARGETS[each.quarter]: label, UPPERS[each.quarter]: text(each.upper)}
    return found


def text(value: Decimal | None) -> str:
    return numbers.canonical(value) or ""
