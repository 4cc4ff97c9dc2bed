"""What a row must be as a whole: a table of rules, each with the column that it is told at."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError

from kinerja.formula import Accumulation, Basis, Kind
from kinerja.models import Line, Predicate, Quarter, Target
from kinerja.planning.plan import TARGETS, UPPERS, PlannedLine
from kinerja.planning.twins import name_key

# The same must holds in the database, whose words these are.
SAID = {
    each.name: each.violation_error_message
    for model in (Line, Target)
    for each in model._meta.constraints
}
PARTS = {"value": TARGETS, "predicate": TARGETS, "upper": UPPERS}


@dataclass(frozen=True)
class Rule:
    """A message at a column, where `holds` says that something is wrong."""

    key: str
    message: str
    holds: Callable[[PlannedLine], bool]


def is_no_choice(line: PlannedLine) -> bool:
    said = (line["kind"] == Kind.PREDICATE, line["measure"] == Line.Measure.CHOICE)
    return len({*said, bool(line["scale"])}) > 1


def adds_percentages(line: PlannedLine) -> bool:
    return (
        line["accumulation"] == Accumulation.SUM
        and line["basis"] == Basis.QUARTER
        and line["satuan"] in ("%", "persen")
        and line["measure"] == Line.Measure.NUMBER
    )


RULES = (
    Rule("scale", SAID["predicate_is_chosen_from_a_scale"], is_no_choice),
    Rule("accumulation", SAID["percentages_are_never_added"], adds_percentages),
)


def faults_of(line: PlannedLine) -> Iterator[tuple[str, str]]:
    """Find what is wrong with one row: (column, message)."""
    yield from ((rule.key, rule.message) for rule in RULES if rule.holds(line))
    for quarter in Quarter.values:
        yield from target_faults(line, quarter)


def target_faults(line: PlannedLine, quarter: int) -> Iterator[tuple[str, str]]:
    """Judge a target as its screen does, by the model's own rules."""
    aim, upper = line[TARGETS[quarter]], line[UPPERS[quarter]]
    if not (aim or upper):
        return
    target = target_of(aim, upper, as_line(line))
    try:
        target.clean()
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            yield PARTS[name][quarter], " ".join(messages)
        return
    if target.upper is not None and target.upper < target.value:
        yield UPPERS[quarter], SAID["range_goes_upwards"]


def as_line(line: PlannedLine) -> Line:
    """Make the unsaved line that a target is judged by."""
    scale = 1 if line["scale"] else None
    allows = bool(line["allows_negative"])
    return Line(kind=line["kind"], measure=line["measure"], scale_id=scale, allows_negative=allows)


def target_of(aim: str, upper: str, line: Line) -> Target:
    """Make the unsaved target; its predicate was found in the scale when it was read."""
    bound = Decimal(upper) if upper else None
    if line.measure == Line.Measure.CHOICE:
        predicate = Predicate(pk=1, scale_id=line.scale_id, label=aim) if aim else None
        return Target(line=line, predicate=predicate, upper=bound)
    return Target(line=line, value=Decimal(aim) if aim else None, upper=bound)


def faults_between(lines: Iterable[PlannedLine]) -> Iterator[tuple[int, str, str]]:
    """Find what is wrong between rows: (row, column, message)."""
    codes: dict[str, int] = {}
    names: dict[str, int] = {}
    numbers: dict[str, str] = {}
    for line in lines:
        first = codes.setdefault(line.code, line.place)
        if first != line.place:
            yield line.place, "code", f"Kode {line.code} sudah dipakai pada baris {first}."
        first = names.setdefault(name_key(line.indicator), line.place)
        if first != line.place:
            yield line.place, "indicator", f"Indikator kembar: sama dengan baris {first}."
        said = numbers.setdefault(line["objective_number"], line["objective"])
        if said != line["objective"]:
            text = f"Sasaran {line['objective_number']} tertulis lain pada baris sebelumnya."
            yield line.place, "objective", text
