"""Finished rounds of many records, each with its clock, and what its time says of the SOP."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from django.db.models import QuerySet

from workflow.models import FormState, SectionForm, StepRun, Submission
from workflow.rules import RULES
from workflow.timing.clock import Clock, Clocks, FillingClock

# The verbs that are work of the step itself; what they end was finished by its own actor.
OWN_ENDINGS = frozenset(verb for verb, rule in RULES.items() if rule.works)


class Kind(Enum):
    """What a finished round counts as; medians and shares on time know the first alone."""

    MEASURED = auto()
    UNMEASURED = auto()
    BY_ORDER = auto()
    BROKEN_OFF = auto()


@dataclass(frozen=True)
class Finished:
    """What was finished in the records: rounds of steps, and forms that came back."""

    records: int
    rounds: tuple[Clock, ...]
    forms: tuple[FillingClock, ...]

    def of_step(self, step: int) -> tuple[Clock, ...]:
        return tuple(clock for clock in self.rounds if clock.run.step == step)


def read(records: QuerySet[Submission], *, at: datetime) -> Finished:
    """Read the records' clocks in constant queries; each round knows its record and period."""
    held = {record.pk: record for record in records.select_related("period")}
    clocks = Clocks({record.unit_id for record in held.values()}, at=at)
    chosen = records.order_by()
    runs = StepRun.objects.filter(submission__in=chosen, finished_at__isnull=False)
    forms = SectionForm.objects.filter(submission__in=chosen, state=FormState.HANDED_IN)
    return Finished(
        records=len(held),
        rounds=tuple(read_rounds(runs.with_times().order_by("finished_at", "pk"), held, clocks)),
        forms=tuple(read_forms(forms.order_by("handed_in_at", "pk"), held, clocks)),
    )


def read_rounds(
    runs: Iterable[StepRun], held: dict[int, Submission], clocks: Clocks
) -> Iterable[Clock]:
    for run in runs:
        run.submission = held[run.submission_id]
        yield clocks.of(run, run.submission.unit_id)


def read_forms(
    forms: Iterable[SectionForm], held: dict[int, Submission], clocks: Clocks
) -> Iterable[FillingClock]:
    for form in forms:
        form.submission = held[form.submission_id]
        yield clocks.of_form(form, form.submission.unit_id)


def kind(clock: Clock) -> Kind:
    """Say what a finished round counts as.

    A round that no act of its own step ended was broken off: the record was cancelled or reopened,
    the form skipped, the input withdrawn. Its time is not that of the step's work.
    """
    run = clock.run
    if run.is_by_standing_order:
        return Kind.BY_ORDER
    if not clock.is_started or run.outcome not in OWN_ENDINGS:
        return Kind.BROKEN_OFF
    return Kind.MEASURED if clock.is_measured else Kind.UNMEASURED


def of_kind(clocks: Iterable[Clock], *kinds: Kind) -> tuple[Clock, ...]:
    return tuple(clock for clock in clocks if kind(clock) in kinds)


def count(clocks: Iterable[Clock], wanted: Kind) -> int:
    return len(of_kind(clocks, wanted))
