"""The four-step strip on top of every record: who, in what round, since when, and the way back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kinerja.templatetags.office import short_moment
from workflow.models import FormState, SectionForm, SopStep, StepRun, Submission

PAST_THE_STEPS = 5


@dataclass(frozen=True)
class StripStep:
    """One field of the strip; `state` is done, now or next."""

    number: int
    title: str
    state: str
    lines: tuple[str, ...]
    back: str = ""


def strip(submission: Submission, *, at: datetime) -> tuple[StripStep, ...]:
    """Make the strip of a record at that moment."""
    runs = tuple(submission.runs.filter(edition=submission.edition).order_by("arrived_at", "pk"))
    forms = tuple(submission.forms.all())
    return tuple(
        StripStep(
            number=number,
            title=step.title,
            state=progress(submission, number),
            lines=(step.actor_title, *told(step, runs, forms, at=at)),
            back=back(runs) if number == 3 else "",
        )
        for number, step in sorted(submission.sop.rows.items())
    )


def progress(submission: Submission, number: int) -> str:
    if submission.is_cancelled:
        return "next"
    present = submission.step or PAST_THE_STEPS
    if number == present:
        return "now"
    return "done" if number < present else "next"


def told(
    step: SopStep, runs: Sequence[StepRun], forms: Sequence[SectionForm], *, at: datetime
) -> tuple[str, ...]:
    of_step = [run for run in runs if run.step == step.number]
    if step.number == 1:
        return (counted(forms), f"standar {step.time_words}") if forms else ("tanpa formulir",)
    if not of_step:
        return (f"standar {step.time_words}",)
    last = of_step[-1]
    return told_run(last, step, returns=returned_before(last, runs), at=at)


def counted(forms: Sequence[SectionForm]) -> str:
    out = sum(form.state != FormState.PREPARED for form in forms)
    return f"{out} dari {len(forms)} formulir didistribusikan"


def returned_before(run: StepRun, runs: Sequence[StepRun]) -> int:
    """Count the returns that led to the round: a withdrawal makes a round, but no perbaikan."""
    return sum(each.outcome == "send_back" and each.finished_at <= run.arrived_at for each in runs)


def told_run(run: StepRun, step: SopStep, *, returns: int, at: datetime) -> tuple[str, ...]:
    """Tell a round in plain clock time, beside its standard."""
    again = (f"perbaikan ke-{returns}",) if returns else ()
    if run.started_at is None:
        return (*again, f"tiba {short_moment(run.arrived_at)}", f"standar {step.time_words}")
    spent = duration((run.finished_at or at) - run.started_at)
    verb = "selesai dalam" if run.finished_at else "berjalan"
    return (*again, f"{verb} {spent}, standar {step.time_words}")


def back(runs: Sequence[StepRun]) -> str:
    times = sum(run.outcome == "send_back" for run in runs)
    return f"↩ dikembalikan {times}×, tambahan dari SOP" if times else ""


def duration(span: timedelta) -> str:
    """Write a span: "2 hari 3 jam", "5 jam 10 menit", "kurang dari 1 menit".

    >>> duration(timedelta(hours=5, minutes=10))
    '5 jam 10 menit'
    """
    minutes = int(span.total_seconds()) // 60
    days, hours = divmod(minutes // 60, 24)
    parts = ((days, "hari"), (hours, "jam"), (minutes % 60, "menit"))
    words = [f"{count} {name}" for count, name in parts if count]
    return " ".join(words[:2]) or "kurang dari 1 menit"
