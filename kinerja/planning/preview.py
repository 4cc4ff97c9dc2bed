"""What a planning document would change against the unit's last version, shown before it does."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kinerja.models import Agreement, Unit
from kinerja.planning.columns import COLUMNS
from kinerja.planning.plan import PlannedLine, plan_of
from kinerja.planning.twins import Matching, Twin, choice_key, matching

NOTHING = "–"


@dataclass(frozen=True)
class ValueChange:
    """What a column said before, and says in the document."""

    head: str
    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """One indicator of both: what of it changes."""

    line: PlannedLine
    changes: tuple[ValueChange, ...]


@dataclass(frozen=True)
class Option:
    """One indicator that a row may be the same as, and what changes of it then."""

    twin: Twin
    changes: tuple[ValueChange, ...]


@dataclass(frozen=True)
class TwinRow:
    """A row about which a person must say which indicator it measures, and what was said."""

    line: PlannedLine
    options: tuple[Option, ...]
    choice: str

    @property
    def key(self) -> str:
        return choice_key(self.line)


@dataclass(frozen=True)
class Preview:
    """Everything that a person sees before a plan becomes a version."""

    base: Agreement | None
    added: tuple[PlannedLine, ...]
    changed: tuple[RowChange, ...]
    dropped: tuple[PlannedLine, ...]
    twins: tuple[TwinRow, ...]
    same: int


def last_version(unit: Unit, year: int) -> Agreement | None:
    """Find the year's latest version, which the next one follows; None: the year begins."""
    return unit.agreements.filter(year=year).order_by("-version").first()


def compared_with(unit: Unit, year: int) -> Agreement | None:
    """Find what a document is compared with: the year's latest version, else the unit's latest."""
    latest = unit.agreements.order_by("-year", "-version")
    return last_version(unit, year) or latest.filter(year__lt=year).first()


def preview(
    lines: Sequence[PlannedLine], unit: Unit, year: int, *, choices: Mapping[str, str] = {}
) -> Preview:
    """Compare a document with the version before, at a number of questions that does not grow."""
    base = compared_with(unit, year)
    match = matching(base, unit.indicators.all())
    before = {line.indicator: line for line in plan_of(base)}
    twins = tuple(twin_rows(lines, match, before, choices))
    asked = {each.key for each in twins}
    found = [(line, before.get(line.indicator)) for line in lines]
    changes = [RowChange(line, differences(old, line)) for line, old in found if old]
    return Preview(
        base=base,
        added=tuple(line for line, old in found if not old and choice_key(line) not in asked),
        changed=tuple(each for each in changes if each.changes),
        dropped=dropped(before.values(), lines, twins),
        twins=twins,
        same=sum(not each.changes for each in changes),
    )


def dropped(
    before: Iterable[PlannedLine], lines: Iterable[PlannedLine], twins: Iterable[TwinRow]
) -> tuple[PlannedLine, ...]:
    """List what the document leaves out; what may be the same as one of its rows is still open."""
    kept = {line.indicator for line in lines}
    kept |= {option.twin.indicator.name for each in twins for option in each.options}
    return tuple(line for line in before if line.indicator not in kept)


def twin_rows(
    lines: Iterable[PlannedLine],
    match: Matching,
    before: Mapping[str, PlannedLine],
    choices: Mapping[str, str],
) -> Iterator[TwinRow]:
    for line in lines:
        options = tuple(Option(twin, of_twin(twin, before)) for twin in match.twins(line))
        if options:
            yield TwinRow(line, options, choices.get(choice_key(line), ""))


def of_twin(twin: Twin, before: Mapping[str, PlannedLine]) -> tuple[ValueChange, ...]:
    """Say what changes where the row is the same indicator, which then keeps its name."""
    old = before.get(twin.indicator.name)
    return differences(old, twin.line.named(old.indicator)) if old else ()


def differences(old: PlannedLine, new: PlannedLine) -> tuple[ValueChange, ...]:
    return tuple(
        ValueChange(
            column.head,
            column.show(old[column.key]) or NOTHING,
            column.show(new[column.key]) or NOTHING,
        )
        for column in COLUMNS
        if old[column.key] != new[column.key]
    )
