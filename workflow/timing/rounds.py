"""The writer of rounds: when each arrived, started, paused and finished, and by whose hand."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from kinerja.models import User
from workflow.models import (
    Extension,
    FormState,
    Pause,
    SectionForm,
    Sop,
    SopStep,
    StepRun,
    Submission,
)


def current_run(
    submission: Submission, step: int, *, at: datetime, form: SectionForm | None = None
) -> StepRun:
    """Fetch the step's round that is not finished, or make the edition's next, not saved yet."""
    place = {"submission": submission, "edition": submission.edition, "step": step, "form": form}
    paused = Pause.objects.filter(run=OuterRef("pk"), until=None).order_by()
    runs = StepRun.objects.filter(**place).annotate(paused=Subquery(paused.values("pk")))
    runs = list(runs.order_by())
    run = next((run for run in runs if run.is_open), None)
    run = run or StepRun(**place, round=len(runs) + 1, arrived_at=at)
    run.submission = submission
    return run


def arrive(submission: Submission, step: int, *, at: datetime) -> None:
    """Begin the waiting time of a step, with a new round unless one is open."""
    current_run(submission, step, at=at).save()


def arrive_once(submission: Submission, step: int, *, at: datetime) -> None:
    """Begin the waiting time of a step that has had no round in this edition."""
    first = StepRun(
        submission=submission, edition=submission.edition, step=step, round=1, arrived_at=at
    )
    StepRun.objects.bulk_create([first], ignore_conflicts=True)


def unarrive(submission: Submission, step: int) -> None:
    """Take the first round away again while it waits: what it waited for is to come again."""
    StepRun.objects.filter(
        submission=submission, step=step, round=1, started_at=None, finished_at=None
    ).delete()


def arrive_forms(submission: Submission, forms: Iterable[SectionForm], *, at: datetime) -> None:
    """Begin the waiting time of step 1, which runs once per form."""
    StepRun.objects.bulk_create(
        StepRun(
            submission=submission,
            form=form,
            edition=submission.edition,
            step=1,
            round=1,
            arrived_at=at,
        )
        for form in forms
    )


def begin(run: StepRun, sop: Sop, *, by: User | None, at: datetime) -> None:
    """Begin the working time of a round, not saved yet, with the standard that it is judged by.

    `by` is None where a standing order does it.
    """
    standard = sop.rows[run.step]
    run.started_at, run.started_by = at, by
    run.standard_amount, run.standard_unit = standard.amount, standard.amount_unit
    run.standard_meaning = standard.day_meaning
    run.standard_factor = factor(standard, run.submission)


def factor(standard: SopStep, submission: Submission) -> int:
    """Count how often the standard holds: "per Perangkat Daerah" once, as a record is one unit."""
    if standard.basis != SopStep.Basis.PER_SECTION:
        return 1
    reporting = submission.forms.exclude(state=FormState.SKIPPED)
    return reporting.count() or 1


def pause(
    run: StepRun, *, reason: str, since: datetime, until: datetime | None, by: User, at: datetime
) -> None:
    """Note a span that does not count; without an end it lasts until the next act of the step."""
    Pause.objects.create(
        run=run, reason=reason, since=since, until=until, recorded_at=at, recorded_by=by
    )


def end_pause(run: StepRun, *, at: datetime) -> None:
    """End the round's open pause."""
    Pause.objects.filter(pk=run.paused).update(until=at)
    run.paused = None


def paused_by(run: StepRun, user: User) -> bool:
    """Say whether the person noted the round's open pause."""
    return Pause.objects.filter(pk=run.paused, recorded_by=user).exists()


def extend(run: StepRun, *, minutes: int, reason: str, by: User, at: datetime) -> None:
    Extension.objects.create(run=run, minutes=minutes, reason=reason, by=by, at=at)


def finish(run: StepRun, *, by: User | None, at: datetime, outcome: str) -> None:
    """End a round, and the pause it is in; `outcome` is the verb that ended it."""
    if run.paused:
        end_pause(run, at=at)
    run.finished_at, run.finished_by, run.outcome = at, by, outcome
    run.save()


def finish_all(submission: Submission, *, by: User, at: datetime, outcome: str) -> None:
    """End every round that is still open, because the record leaves its step another way."""
    end(StepRun.objects.filter(submission=submission), by=by, at=at, outcome=outcome)


def finish_forms(forms: Iterable[SectionForm], *, by: User, at: datetime, outcome: str) -> None:
    """End the open rounds of these forms, which are asked for no longer."""
    end(StepRun.objects.filter(form__in=list(forms)), by=by, at=at, outcome=outcome)


def end(runs: QuerySet[StepRun], *, by: User, at: datetime, outcome: str) -> None:
    left = runs.filter(finished_at=None)
    Pause.objects.filter(until=None, run__in=left).update(until=at)
    left.update(finished_at=at, finished_by=by, outcome=outcome)
