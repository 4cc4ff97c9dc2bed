"""An agreement as its keeper reads it: every sasaran, with or without lines."""

from dataclasses import dataclass

from django.db.models import Prefetch

from kinerja.models import Agreement, Line, Objective, Quarter, Target
from kinerja.targets import TargetCell, cell


@dataclass(frozen=True)
class OutlinedLine:
    """One line with its five targets."""

    line: Line
    targets: tuple[TargetCell, ...]

    @property
    def has_targets(self) -> bool:
        return any(each.target is not None for each in self.targets)


@dataclass(frozen=True)
class OutlinedObjective:
    """One sasaran with its lines."""

    objective: Objective
    lines: tuple[OutlinedLine, ...]


def outline(agreement: Agreement) -> tuple[OutlinedObjective, ...]:
    """Read all sasaran with lines and targets, at three questions to the database."""
    targets = Prefetch("targets", Target.objects.select_related("predicate"))
    lines = Line.objects.select_related("indicator", "section").order_by("order", "code")
    held = agreement.objectives.order_by("number").prefetch_related(
        Prefetch("lines", lines.prefetch_related(targets))
    )
    return tuple(
        OutlinedObjective(each, tuple(outlined(line) for line in each.lines.all())) for each in held
    )


def outlined(line: Line) -> OutlinedLine:
    held = {each.quarter: each for each in line.targets.all()}
    return OutlinedLine(line, tuple(cell(quarter, held.get(quarter)) for quarter in Quarter))
