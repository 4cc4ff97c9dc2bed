"""What an agreement asks for, as one reads it: its indicators and targets, by sasaran."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.db.models import Prefetch

from kinerja import formula
from kinerja.models import Agreement, Line, Quarter, Target


@dataclass(frozen=True)
class TargetCell:
    """The target of one quarter or, as the last, of the year; with two bounds for a range."""

    quarter: str
    target: Decimal | formula.Choice | None
    upper: Decimal | None


@dataclass(frozen=True)
class AgreedLine:
    """One indicator as the agreement asks for it."""

    code: str
    indicator_id: int
    indicator: str
    definition: str
    formula_text: str
    data_source: str
    person_in_charge: str
    section: str
    satuan: str
    kind_words: str
    accumulation_words: str
    basis_words: str
    schedule_words: str
    targets: tuple[TargetCell, ...]
    plan_target: Decimal | None
    plan_year: int | None
    national_standard: Decimal | None


@dataclass(frozen=True)
class AgreedObjective:
    """One sasaran with the indicators that measure it."""

    number: int
    text: str
    lines: tuple[AgreedLine, ...]


def read(agreement: Agreement) -> tuple[AgreedObjective, ...]:
    """Read all lines of an agreement, at two questions to the database."""
    targets = Prefetch("targets", Target.objects.select_related("predicate"))
    lines = (
        Line.objects.filter(agreement=agreement)
        .select_related("objective", "indicator", "section")
        .prefetch_related(targets)
        .order_by("objective__number", "order", "code")
    )
    return tuple(
        AgreedObjective(objective.number, objective.text, tuple(agreed(line) for line in held))
        for objective, held in groupby(lines, key=lambda line: line.objective)
    )


def agreed(line: Line) -> AgreedLine:
    targets = {target.quarter: target for target in line.targets.all()}
    indicator = line.indicator
    return AgreedLine(
        code=line.code,
        indicator_id=indicator.pk,
        indicator=indicator.name,
        definition=indicator.definition,
        formula_text=indicator.formula_text,
        data_source=indicator.data_source,
        person_in_charge=line.person_in_charge,
        section=line.section.name if line.section else "",
        satuan=line.satuan,
        kind_words=line.get_kind_display(),
        accumulation_words=line.get_accumulation_display(),
        basis_words=line.get_basis_display(),
        schedule_words=line.schedule_words,
        targets=tuple(cell(quarter, targets.get(quarter)) for quarter in Quarter),
        plan_target=indicator.plan_target,
        plan_year=indicator.plan_year,
        national_standard=indicator.national_standard,
    )


def cell(quarter: Quarter, target: Target | None) -> TargetCell:
    if target is None:
        return TargetCell(quarter.label, None, None)
    return TargetCell(quarter.label, target.figure, target.upper)
