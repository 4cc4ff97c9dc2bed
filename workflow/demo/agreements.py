"""The sample's perjanjian kinerja: one agreement a year, its sasaran, lines and targets."""

from collections.abc import Mapping
from datetime import date

from kinerja import numbers
from kinerja.models import (
    Agreement,
    Indicator,
    Line,
    Objective,
    Position,
    Predicate,
    PredicateScale,
    Quarter,
    Target,
    Unit,
)
from kinerja.recording import Entry
from workflow.demo.figures import YearPlan
from workflow.demo.indicators import BY_CODE, OBJECTIVES, SCALES, Measured

NOTHING = "–"
PLAN_ENDS = 2029  # Renstra's last year
Plans = Mapping[str, tuple[YearPlan, YearPlan]]


def make_scales() -> None:
    """Make the predicate scales, the best predicate with the highest rank."""
    for name, predicates in SCALES.items():
        scale, is_new = PredicateScale.objects.get_or_create(name=name)
        if not is_new:
            continue
        Predicate.objects.bulk_create(
            Predicate(scale=scale, rank=rank, label=label, score=score)
            for rank, (label, score) in enumerate(reversed(predicates), start=1)
        )


def agree(unit: Unit, plans: Plans, *, year: int, plan: int) -> Agreement:
    """Make the unit's agreement of a year from one column (0 or 1) of its plans."""
    agreement = Agreement.objects.create(unit=unit, year=year, date=date(year, 1, 15))
    used = sorted({BY_CODE[code].objective for code in plans})
    objectives = {
        number: Objective.objects.create(
            agreement=agreement, number=number, text=OBJECTIVES[number - 1].text
        )
        for number in used
    }
    for order, code in enumerate(plans, start=1):
        measured = BY_CODE[code]
        line = make_line(agreement, objectives[measured.objective], measured, order=order)
        make_targets(line, plans[code][plan].targets)
    return agreement


def make_line(
    agreement: Agreement, objective: Objective, measured: Measured, *, order: int
) -> Line:
    unit = agreement.unit
    section = unit.sections.get(short_label=measured.section)
    scale = PredicateScale.objects.filter(name=measured.scale).first()
    head = Position.objects.filter(section=section).order_by("pk")[0]
    return Line.objects.create(
        agreement=agreement,
        objective=objective,
        indicator=make_indicator(unit, measured),
        section=section,
        code=measured.code,
        order=order,
        satuan=measured.satuan,
        scale=scale,
        person_in_charge=head.title,
        **measured.rules,
    )


def make_indicator(unit: Unit, measured: Measured) -> Indicator:
    indicator, _ = Indicator.objects.get_or_create(
        unit=unit,
        name=measured.name,
        defaults={
            "definition": measured.definition,
            "formula_text": measured.formula_text,
            "data_source": measured.data_source,
            "plan_target": measured.plan_target,
            "plan_year": PLAN_ENDS if measured.plan_target else None,
        },
    )
    return indicator


def make_targets(line: Line, cells: tuple[str, ...]) -> None:
    for quarter, cell in zip(Quarter.values, cells, strict=True):
        if cell != NOTHING:
            Target.objects.create(line=line, quarter=quarter, **target(line, cell))


def target(line: Line, cell: str) -> dict:
    """Read a target's cell as the fields of a Target."""
    if line.scale:
        return {"predicate": line.scale.predicates.get(label=cell)}
    lower, _, upper = cell.partition("..")
    return {"value": numbers.parse(lower), "upper": numbers.parse(upper) if upper else None}


def entry(line: Line, cell: str) -> Entry:
    """Read a realisation's cell as what a person types."""
    if line.measure == Line.Measure.CHOICE:
        return Entry(choice=cell)
    if line.measure == Line.Measure.RATIO:
        above, below = (numbers.parse(part) for part in cell.split("/"))
        return Entry(numerator=above, denominator=below)
    return Entry(value=numbers.parse(cell))
