"""Rounds of the SOP's steps: when each arrived, started and finished, and by whose hand."""

from collections.abc import Iterable
from datetime import datetime

from kinerja.models import User
from workflow.models import SectionForm, Sop, StepRun, Submission


def current_run(
    submission: Submission, step: int, *, at: datetime, form: SectionForm | None = None
) -> StepRun:
    """Fetch the step's round that is not finished, or make the edition's next, not saved yet."""
    place = {"submission": submission, "edition": submission.edition, "step": step, "form": form}
    runs = list(StepRun.objects.filter(**place))
    return next((run for run in runs if run.is_open), None) or StepRun(
        **place, round=len(runs) + 1, arrived_at=at
    )


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
    """Take a waiting round away again: what it waited for was taken back."""
    StepRun.objects.filter(
        submission=submission, step=step, started_at=None, finished_at=None
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


def begin(run: StepRun, sop: Sop, *, by: User, at: datetime) -> None:
    """Begin the working time of a round, not saved yet, with the standard that it is judged by.

    "Per Perangkat Daerah" counts once: a record is one unit.
    """
    standard = sop.rows[run.step]
    run.started_at, run.started_by = at, by
    run.standard_amount, run.standard_unit = standard.amount, standard.amount_unit


def finish(run: StepRun, *, by: User, at: datetime, outcome: str) -> None:
    """End a round; `outcome` is the verb that ended it."""
    run.finished_at, run.finished_by, run.outcome = at, by, outcome
    run.save()


def finish_all(submission: Submission, *, by: User, at: datetime, outcome: str) -> None:
    """End every round that is still open, because the record leaves its step another way."""
    StepRun.objects.filter(submission=submission, finished_at=None).update(
        finished_at=at, finished_by=by, outcome=outcome
    )
