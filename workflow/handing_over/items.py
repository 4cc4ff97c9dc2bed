"""What lay open for a position when it changed hands, read at a number of questions per unit set.

Rounds, forms, sheets and gangguan kerja are told as of that instant, from their moments; what has
no such moment (susulan, DIGANTI, corrections to answer) as it stands while the list is open.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q

from workflow import late
from workflow.filing import copies
from workflow.handing_over.changes import Change
from workflow.models import (
    Correction,
    Disruption,
    FormState,
    Forwarding,
    SectionForm,
    State,
    StepRun,
    Submission,
)

CANCELLED, SKIPPED = State.CANCELLED, FormState.SKIPPED
# Promises of any day are handed over, not only those that have come.
EVER = date.max


@dataclass(frozen=True)
class Item:
    """One thing that goes over: of what kind it is, and which."""

    kind: str
    text: str


class Items:
    """The open things of some units; the questions are asked once for all changes."""

    def __init__(self, changes: Iterable[Change]) -> None:
        changes = list(changes)
        self.units = {each.assignment.unit_id for each in changes}
        self.earliest = min((each.moment for each in changes), default=None)

    def of(self, change: Change) -> tuple[Item, ...]:
        """List what lay open; once somebody has acknowledged it, the list that was acknowledged."""
        if change.made:
            return tuple(Item(**each) for each in change.made.items)
        return tuple(item for source in SOURCES for item in source(self, change))

    @cached_property
    def runs(self) -> list[StepRun]:
        names = ("submission__unit", "submission__period", "submission__sop", "form__section")
        found = StepRun.objects.filter(
            Q(finished_at=None) | Q(finished_at__gte=self.earliest),
            submission__unit__in=self.units,
        ).exclude(submission__state=CANCELLED)
        found = found.select_related(*names).prefetch_related("submission__sop__steps")
        return list(found.order_by("arrived_at", "pk"))

    @cached_property
    def forms(self) -> list[SectionForm]:
        open_then = Q(handed_in_at=None) | Q(handed_in_at__gte=self.earliest)
        found = SectionForm.objects.filter(
            open_then, distributed_at__isnull=False, submission__unit__in=self.units
        ).exclude(Q(state=SKIPPED) | Q(submission__state=CANCELLED))
        return list(found.select_related("section", "submission__period").order_by("pk"))

    @cached_property
    def links(self) -> list[Forwarding]:
        found = Forwarding.objects.filter(
            Q(acted_at=None) | Q(acted_at__gte=self.earliest),
            sheet__unit__in=self.units,
            sheet__cancelled_at=None,
        ).exclude(sheet__submission__state=CANCELLED)
        return list(found.select_related("sheet").order_by("pk"))

    @cached_property
    def disruptions(self) -> list[Disruption]:
        found = Disruption.objects.filter(
            Q(confirmed_at=None) | Q(confirmed_at__gte=self.earliest),
            withdrawn_at=None,
            unit__in=self.units,
        )
        return list(found.order_by("starts_at"))

    @cached_property
    def records(self) -> dict[int, Submission]:
        """The records that live, by key, with the SOP that says whose each step is."""
        alive = Submission.objects.alive().filter(unit__in=self.units).with_names()
        return {each.pk: each for each in alive.prefetch_related("sop__steps")}

    @cached_property
    def corrections(self) -> Counter:
        found = Correction.objects.unanswered(self.records.values())
        return Counter(found.values_list("submission", flat=True))

    @cached_property
    def owed(self) -> dict[int, list[date]]:
        return {record.pk: days for record, days in late.due(self.units, EVER).items()}

    @cached_property
    def unmarked(self) -> list:
        return copies.waiting(self.units)

    def whose(self, change: Change, step: int) -> Iterator[Submission]:
        """Name the unit's records whose step is this position's."""
        for record in self.records.values():
            same_unit = record.unit_id == change.assignment.unit_id
            if same_unit and record.sop.rows[step].actor == change.assignment.role:
                yield record


def steps(items: Items, change: Change) -> Iterator[Item]:
    duty = change.assignment
    for run in items.runs:
        record, was_open = run.submission, lay_open(run.arrived_at, run.finished_at, change)
        step = record.sop.rows[run.step]
        is_mine = record.unit_id == duty.unit_id and step.actor == duty.role
        if was_open and is_mine and (run.form is None or run.form.section_id == duty.section_id):
            section = f", {run.form.section.name}" if run.form else ""
            yield Item("langkah", f"{step.title}, {record.period}{section}")


def forms(items: Items, change: Change) -> Iterator[Item]:
    for form in items.forms:
        was_open = lay_open(form.distributed_at, form.handed_in_at, change)
        if was_open and form.section_id == change.assignment.section_id:
            yield Item("formulir", f"{form} belum diserahkan")


def sheets(items: Items, change: Change) -> Iterator[Item]:
    for link in items.links:
        is_mine = link.to_position_id == change.assignment.position_id
        if is_mine and lay_open(link.at, link.acted_at, change):
            yield Item("lembar disposisi", f"{link.sheet}: {link.sheet.subject}")


def disruptions(items: Items, change: Change) -> Iterator[Item]:
    rows = [record.sop.rows[3].actor for record in items.records.values()]
    for each in items.disruptions if change.assignment.role in rows else ():
        same_unit = each.unit_id == change.assignment.unit_id
        if same_unit and lay_open(each.recorded_at, each.confirmed_at, change):
            yield Item("gangguan kerja", f"{each.reason}, menunggu dibenarkan")


def answers(items: Items, change: Change) -> Iterator[Item]:
    for record in items.whose(change, 2):
        if count := items.corrections[record.pk]:
            yield Item("koreksi", f"{count} nilai menunggu jawaban, {record.period}")


def late_values(items: Items, change: Change) -> Iterator[Item]:
    for record in items.whose(change, 2):
        if days := items.owed.get(record.pk):
            yield Item("susulan", f"{len(days)} nilai dijanjikan, {record.period}")


def superseded(items: Items, change: Change) -> Iterator[Item]:
    mine = {record.pk for record in items.whose(change, 4)}
    for copy in items.unmarked:
        if copy.submission_id in mine:
            period = copy.submission.period
            yield Item("arsip", f"Tandai DIGANTI: salinan manual {period}, edisi {copy.edition}")


def lay_open(since: object, until: object, change: Change) -> bool:
    """Say whether something lay open at the instant of the change."""
    return since < change.moment and (until is None or until >= change.moment)


SOURCES = (steps, forms, sheets, disruptions, answers, late_values, superseded)


def plain(items: Iterable[Item]) -> list[dict[str, str]]:
    return [asdict(item) for item in items]
