"""The four-step strip on top of every record: who, in what round, how long, and the way back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from workflow.models import FormState, SectionForm, SopStep, StepRun, Submission
from workflow.screens.clocks import ClockFace, face, worst
from workflow.timing import words
from workflow.timing.clock import Clock, Clocks

PAST_THE_STEPS = 5


@dataclass(frozen=True)
class StripStep:
    """One field of the strip; `state` is done, now or next."""

    number: int
    title: str
    state: str
    lines: tuple[str, ...]
    back: str = ""
    clock: ClockFace | None = None


def strip(submission: Submission, *, at: datetime) -> tuple[StripStep, ...]:
    """Make the strip of a record at that moment."""
    runs = submission.runs.filter(edition=submission.edition).select_related("form__section")
    runs = tuple(runs.with_times().order_by("arrived_at", "pk"))
    forms = tuple(submission.forms.all())
    clocks = Clocks([submission.unit_id], at=at)
    return tuple(
        strip_step(submission, step, runs, forms, clocks)
        for _, step in sorted(submission.sop.rows.items())
    )


def strip_step(
    submission: Submission,
    step: SopStep,
    runs: Sequence[StepRun],
    forms: Sequence[SectionForm],
    clocks: Clocks,
) -> StripStep:
    unit, state = submission.unit_id, progress(submission, step.number)
    read = [clocks.of(run, unit) for run in runs if run.step == step.number]
    last = worst(read) if step.number == 1 else (read[-1] if read else None)
    moves = state == "now" and last is not None
    return StripStep(
        number=step.number,
        title=step.title,
        state=state,
        lines=(
            step.actor_title,
            *(counted(forms) if step.number == 1 else again(last, runs)),
            *(told(last, step) if last and not moves else ()),
            *(beside(last, step) if moves else ()),
            *(() if last else (f"standar {step.time_words}",)),
        ),
        back=back(runs) if step.number == 3 else "",
        clock=face(last, clocks.calendar_of(last.run, unit)) if moves else None,
    )


def progress(submission: Submission, number: int) -> str:
    if submission.is_cancelled:
        return "next"
    present = submission.step or PAST_THE_STEPS
    if number == present:
        return "now"
    return "done" if number < present else "next"


def counted(forms: Sequence[SectionForm]) -> tuple[str, ...]:
    if not forms:
        return ("tanpa formulir",)
    out = sum(form.state != FormState.PREPARED for form in forms)
    return (f"{out} dari {len(forms)} formulir didistribusikan",)


def again(last: Clock | None, runs: Sequence[StepRun]) -> tuple[str, ...]:
    returns = returned_before(last.run, runs) if last else 0
    return (f"perbaikan ke-{returns}",) if returns else ()


def returned_before(run: StepRun, runs: Iterable[StepRun]) -> int:
    """Count the returns that led to the round: a withdrawal makes a round, but no perbaikan."""
    return sum(each.outcome == "send_back" and each.finished_at <= run.arrived_at for each in runs)


def beside(clock: Clock, step: SopStep) -> tuple[str, ...]:
    """Say what a clock that moves does not: whose it is, and the standard that awaits a start."""
    whose = (f"terlama {clock.run.form.section.short_label}",) if clock.run.form else ()
    return whose if clock.is_started else (*whose, f"standar {step.time_words}")


def told(clock: Clock, step: SopStep) -> tuple[str, ...]:
    """Tell how long it took and how long it waited; of step 1 the slowest section."""
    slowest = f"terlama {clock.run.form.section.short_label}: " if clock.run.form else ""
    if not clock.is_started:
        return (f"{slowest}{words.told(clock)}", f"standar {step.time_words}")
    return (
        f"{slowest}{clock.stage.sign} {clock.stage.word}, {words.told(clock)}",
        f"menunggu {words.duration(clock.waited)} sebelumnya",
    )


def back(runs: Sequence[StepRun]) -> str:
    times = sum(run.outcome == "send_back" for run in runs)
    return f"↩ dikembalikan {times}×, tambahan dari SOP" if times else ""
