"""Keeping what a planning document says: a whole new version, all or nothing, in one entry."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError

from kinerja.keeping.agreements import AT_FIELD, HEAD_FIELDS
from kinerja.keeping.change import Change, changing, filled, save
from kinerja.models import Agreement, Indicator, Line, Objective, Predicate, Target, Unit, User
from kinerja.planning.carrying import Carried
from kinerja.planning.plan import (
    FLAGS,
    INDICATOR_FIGURES,
    INDICATOR_TEXTS,
    LINE_TEXTS,
    TARGETS,
    UPPERS,
    PlannedLine,
    plan_of,
)
from kinerja.planning.preview import compared_with, differences, last_version
from kinerja.planning.twins import choice_key, matching

NEW = "new"
DETAILS = (*INDICATOR_TEXTS, *INDICATOR_FIGURES, "plan_year")
OVERTAKEN = (
    "Sejak pratinjau ini dibuat, perjanjian kinerjanya berubah. Unggah dokumennya lagi agar yang "
    "ditampilkan sesuai."
)


@dataclass(frozen=True)
class Chosen:
    """Which indicator each row measures: an existing one, or a new one that is not stored yet."""

    by_place: Mapping[int, Indicator]
    new: tuple[Indicator, ...]


def apply_document(
    plan: Carried,
    head: Mapping,
    choices: Mapping[str, str],
    *,
    unit: Unit,
    by: User,
    at: datetime,
) -> Agreement:
    """Make the next version of the plan's year, with everything in it.

    `choices` says of each twin, by its key, the key of an indicator or "new". Raises
    ValidationError, messages at the fields of the head, at twins, or at none.
    """
    with changing(unit, "apply_document", by=by, at=at) as change:
        base = compared_with(unit, plan.year)
        if (unit.pk, base and base.pk) != (plan.unit, plan.base):
            raise ValidationError(OVERTAKEN)
        before = {line.indicator: line for line in plan_of(base)}
        chosen = choose(plan.lines, choices, unit, base)
        made = next_version(unit, plan.year, head, change)
        keep_indicators(plan.lines, chosen)
        keep_lines(made, plan.lines, chosen)
        tell(change, plan.lines, chosen, before)
        change.about = str(made)
    return made


def next_version(unit: Unit, year: int, head: Mapping, change: Change) -> Agreement:
    last = last_version(unit, year)
    begun = Agreement(unit=unit, year=year, version=last.version + 1 if last else 1)
    made = filled(begun, HEAD_FIELDS, head)
    save(made, ("year", "version", *HEAD_FIELDS), change, at_field=AT_FIELD)
    return made


def choose(
    lines: Sequence[PlannedLine],
    choices: Mapping[str, str],
    unit: Unit,
    base: Agreement | None,
) -> Chosen:
    """Find each row's indicator: of the same name, as a person chose, or new."""
    match = matching(base, unit.indicators.all())
    faults: dict[str, str] = {}
    by_place: dict[int, Indicator] = {}
    new: list[Indicator] = []
    for line in lines:
        offered = {twin.value: twin.indicator for twin in match.twins(line)}
        choice = choices.get(choice_key(line), "")
        if offered and choice not in (*offered, NEW):
            faults[choice_key(line)] = f"Baris {line.code}: pilih sama atau baru."
            continue
        found = match.same(line) or offered.get(choice)
        if found is None:
            found = Indicator(unit=unit, name=line.indicator)
            new.append(found)
        by_place[line.place] = found
    faults |= doubled(lines, by_place)
    if faults:
        raise ValidationError(faults)
    return Chosen(by_place, tuple(new))


def doubled(lines: Iterable[PlannedLine], by_place: Mapping[int, Indicator]) -> dict[str, str]:
    """Refuse two rows about one indicator, which only a choice can bring about."""
    taken: dict[int, PlannedLine] = {}
    faults = {}
    for line in lines:
        found = by_place.get(line.place)
        if found is None or found.pk is None:
            continue
        first = taken.setdefault(found.pk, line)
        if first is not line:
            text = f"Baris {first.code} dan {line.code} tidak dapat mengukur indikator yang sama."
            faults[choice_key(line)] = text
    return faults


def keep_indicators(lines: Iterable[PlannedLine], chosen: Chosen) -> None:
    """Store new indicators, and details that the document says otherwise; silence changes none."""
    changed = []
    for line in lines:
        indicator = chosen.by_place[line.place]
        said = {name: detail(name, line[name]) for name in DETAILS if line[name]}
        if any(getattr(indicator, name) != value for name, value in said.items()):
            for name, value in said.items():
                setattr(indicator, name, value)
            if indicator.pk:
                changed.append(indicator)
    Indicator.objects.bulk_create(chosen.new)
    if changed:
        Indicator.objects.bulk_update(changed, DETAILS)


def detail(name: str, text: str) -> str | int | Decimal:
    if name in INDICATOR_FIGURES:
        return Decimal(text)
    return int(text) if name == "plan_year" else text


def keep_lines(made: Agreement, lines: Sequence[PlannedLine], chosen: Chosen) -> None:
    """Store sasaran, lines and targets, each table at once."""
    objectives = {
        line["objective_number"]: Objective(
            agreement=made, number=int(line["objective_number"]), text=line["objective"]
        )
        for line in lines
    }
    Objective.objects.bulk_create(objectives.values())
    sections = {section.name: section for section in made.unit.sections.all()}
    predicates = {
        (each.scale.name, each.label): each for each in Predicate.objects.select_related("scale")
    }
    scales = {name: each.scale for (name, _), each in predicates.items()}
    stored = [
        Line(
            agreement=made,
            objective=objectives[line["objective_number"]],
            indicator=chosen.by_place[line.place],
            section=sections.get(line["section"]),
            scale=scales.get(line["scale"]),
            order=order,
            person_in_charge=line["person_in_charge"],
            **{name: line[name] for name in LINE_TEXTS},
            **{name: bool(line[name]) for name in FLAGS},
        )
        for order, line in enumerate(lines, start=1)
    ]
    Line.objects.bulk_create(stored)
    Target.objects.bulk_create(
        target
        for line, row in zip(stored, lines, strict=True)
        for target in targets(line, row, predicates)
    )


def targets(
    line: Line, row: PlannedLine, predicates: Mapping[tuple[str, str], Predicate]
) -> Iterable[Target]:
    for quarter, key in TARGETS.items():
        aim, upper = row[key], row[UPPERS[quarter]]
        if not aim:
            continue
        bound = Decimal(upper) if upper else None
        if line.measure == Line.Measure.CHOICE:
            yield Target(line=line, quarter=quarter, predicate=predicates[row["scale"], aim])
        else:
            yield Target(line=line, quarter=quarter, value=Decimal(aim), upper=bound)


def tell(
    change: Change,
    lines: Sequence[PlannedLine],
    chosen: Chosen,
    before: Mapping[str, PlannedLine],
) -> None:
    """Tell the journal what the version brings, against what was compared with it."""
    named = [line.named(chosen.by_place[line.place].name) for line in lines]
    found = [(line, before.get(line.indicator)) for line in named]
    kept = {old.code for _, old in found if old}
    change.after |= {
        "lines": str(len(lines)),
        "added": listed(line.code for line, old in found if old is None),
        "changed": listed(line.code for line, old in found if old and differences(old, line)),
        "dropped": listed(old.code for old in before.values() if old.code not in kept),
        "new indicators": listed(each.name for each in chosen.new),
        "same indicators": listed(
            f"{line.code} = {chosen.by_place[line.place].name}"
            for line in lines
            if chosen.by_place[line.place].name != line.indicator
        ),
    }


def listed(texts: Iterable[str]) -> str:
    return ", ".join(texts)
