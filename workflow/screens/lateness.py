"""What of a unit's year is late and where: which open record, at which step, since when."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from kinerja.models import Unit
from kinerja.templatetags.office import day
from workflow.models import ArchiveCopy, SectionForm, State, StepRun, Submission
from workflow.models.section_form import DONE
from workflow.rules import FILLING
from workflow.timing import words
from workflow.timing.clock import Clock, Clocks, Stage


@dataclass(frozen=True)
class Late:
    """One thing that is late: in whose hands, by title, since when, and what has passed."""

    record: Submission
    where: str
    since: datetime
    passed: str


@dataclass(frozen=True)
class Lateness:
    """The year's records that are under way, and what of them is late."""

    records: tuple[Submission, ...]
    late: tuple[Late, ...]

    def of_period(self, quarter: int) -> Submission | None:
        """Find the record of a period that is under way."""
        return next((each for each in self.records if each.period.quarter == quarter), None)


def read(unit: Unit, year: int, *, at: datetime) -> Lateness:
    """Read the records of a year that are not archived, at a fixed number of questions."""
    sealed = ArchiveCopy.objects.filter(submission=OuterRef("pk"), edition=OuterRef("edition"))
    records = tuple(
        Submission.objects.alive()
        .filter(unit=unit, period__year=year)
        .exclude(state=State.ARCHIVED)
        .annotate(is_sealed=Exists(sealed))
        .with_names()
        .prefetch_related("sop__steps")
        .order_by("period__quarter")
    )
    clocks = Clocks([unit.pk], at=at)
    rounds, forms = open_rounds(records), forms_out(records)
    found = [
        late
        for record in records
        for late in (
            *late_steps(record, [clocks.of(run, unit.pk) for run in rounds[record.pk]], at=at),
            *late_forms(record, forms[record.pk], clocks),
        )
    ]
    return Lateness(records, tuple(sorted(found, key=lambda each: each.since)))


def open_rounds(records: Iterable[Submission]) -> dict[int, list[StepRun]]:
    found: dict[int, list[StepRun]] = defaultdict(list)
    runs = StepRun.objects.filter(submission__in=[each.pk for each in records], finished_at=None)
    for run in runs.with_times().select_related("form__section").order_by("arrived_at", "pk"):
        found[run.submission_id].append(run)
    return found


def forms_out(records: Iterable[Submission]) -> dict[int, list[SectionForm]]:
    found: dict[int, list[SectionForm]] = defaultdict(list)
    forms = SectionForm.objects.filter(submission__in=[each.pk for each in records])
    for form in forms.exclude(state__in=DONE).select_related("section").order_by("section__order"):
        found[form.submission_id].append(form)
    return found


def late_steps(record: Submission, clocks: Iterable[Clock], *, at: datetime) -> Iterator[Late]:
    """Tell the rounds over their standard; where none is, a report that is due all the same.

    Once sealed the report is made, and only its paper is on its way.
    """
    of_step = [clock for clock in clocks if clock.run.step == record.step]
    over = [clock for clock in of_step if clock.is_over]
    for clock in over:
        yield Late(record, where(record, clock.run), clock.run.started_at, words.left(clock))
    due = record.period.report_due
    if due < localdate(at) and not (over or record.is_sealed):
        since = min((clock.run.arrived_at for clock in of_step), default=record.opened_at)
        yield Late(record, where(record, None), since, f"batas laporan {day(due)} lewat")


def where(record: Submission, run: StepRun | None) -> str:
    """Name the step and who is to act, by title or, of a form, by its section."""
    step = record.sop.rows[record.step]
    who = run.form.section.name if run and run.form else step.actor_title
    return f"{step.title}, {who}"


def late_forms(record: Submission, forms: Iterable[SectionForm], clocks: Clocks) -> Iterator[Late]:
    for form in forms if record.state in FILLING else ():
        form.submission = record
        clock = clocks.of_form(form, record.unit_id)
        if clock and clock.stage is Stage.OVER:
            due = f"batas formulir {day(form.due or record.period.forms_back)} lewat"
            yield Late(record, f"Formulir, {form.section.name}", clock.since, due)
