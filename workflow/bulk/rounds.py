"""The rounds and pauses of one generated record, as `workflow.timing.rounds` writes them."""

from datetime import datetime

from kinerja.models import Assignment
from workflow.bulk.ledger import Ledger
from workflow.models import Pause, SectionForm, Sop, SopStep, StepRun, Submission


class Rounds:
    """The latest round of each step, and of step 1 of each form; one pause may be open."""

    submission: Submission

    def __init__(self, ledger: Ledger, sop: Sop, *, forms: int) -> None:
        self.ledger, self.sop, self.forms = ledger, sop, forms
        self.latest: dict[tuple[int, str], StepRun] = {}
        self.open_pause: Pause | None = None

    def of(self, step: int, form: SectionForm | None = None) -> StepRun:
        return self.latest[step, form.section.name if form else ""]

    def number(self, step: int) -> int:
        return self.of(step).round

    def arrive(self, step: int, at: datetime, form: SectionForm | None = None) -> None:
        key = step, form.section.name if form else ""
        before = self.latest.get(key)
        run = StepRun(
            submission=self.submission,
            form=form,
            edition=1,
            step=step,
            round=before.round + 1 if before else 1,
            arrived_at=at,
        )
        self.latest[key] = self.ledger.add(run)

    def begin(self, run: StepRun, duty: Assignment, at: datetime) -> None:
        """Start a round with its actor's first own act, with the standard that it is judged by."""
        if run.started_at:
            return
        standard = self.sop.rows[run.step]
        run.started_at, run.started_by = at, duty.user
        run.standard_amount, run.standard_unit = standard.amount, standard.amount_unit
        run.standard_meaning = standard.day_meaning
        run.standard_factor = self.forms if standard.basis == SopStep.Basis.PER_SECTION else 1

    def finish(self, run: StepRun, duty: Assignment, at: datetime, outcome: str) -> None:
        self.begin(run, duty, at)
        self.end_pause(at)
        run.finished_at, run.finished_by, run.outcome = at, duty.user, outcome

    def pause(self, step: int, reason: Pause.Reason, duty: Assignment, at: datetime) -> None:
        stamp = {"recorded_at": at, "recorded_by": duty.user}
        row = Pause(run=self.of(step), since=at, reason=reason, **stamp)
        self.open_pause = self.ledger.add(row)

    def end_pause(self, at: datetime) -> None:
        if self.open_pause:
            self.open_pause.until, self.open_pause = at, None
