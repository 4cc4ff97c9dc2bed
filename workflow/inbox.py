"""Tugas: what waits for a person now, at a number of queries that does not grow."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from kinerja.models import (
    Agreement,
    Assignment,
    Line,
    Quarter,
    Realisation,
    Unit,
    latest_closed_quarter,
)
from kinerja.templatetags.office import day
from workflow import permissions
from workflow.models import FormState, SectionForm, Sop, State, Submission


@dataclass(frozen=True)
class Task:
    """One thing to do: what it is, how it stands, and the one button."""

    title: str
    line: str
    url: str
    button: str


@dataclass(frozen=True)
class Opening:
    """A period that can be opened now, by one press."""

    unit: Unit
    year: int
    quarter: int

    @property
    def title(self) -> str:
        return f"{Quarter(self.quarter).label} {self.year}"


@dataclass(frozen=True)
class Running:
    """A record that is under way, in somebody's hands."""

    submission: Submission
    actor: str


@dataclass(frozen=True)
class Inbox:
    tasks: tuple[Task, ...]
    openings: tuple[Opening, ...]
    running: tuple[Running, ...]


# The verb whose holder has the task, the words, and the screen, by the step of the record.
STEP_TASKS = {
    2: ("submit", "Input realisasi", "Buka input", "enter"),
    3: ("approve", "Koreksi", "Buka koreksi", "review"),
    4: ("file_copy", "Pendokumentasian", "Buka dokumentasi", "archive"),
}


def read(held: Sequence[Assignment], *, at: datetime) -> Inbox:
    """Collect everything that waits for the holder of these assignments."""
    units = {duty.unit_id for duty in held}
    records = list(
        Submission.objects.alive()
        .filter(unit__in=units)
        .exclude(state=State.ARCHIVED)
        .with_names()
        .prefetch_related("sop__steps", "forms__section", "forms__people")
        .order_by("period__year", "period__quarter", "unit__name")
    )
    progress = Progress(records)
    tasks = [
        task
        for record in records
        for task in (*form_tasks(record, held, progress), *step_tasks(record, held))
    ]
    running = [Running(record, record.sop.rows[record.step].actor_title) for record in records]
    return Inbox(tuple(tasks), tuple(openings(held, at=at)), tuple(running))


class Progress:
    """How many rows each form asks for and has, counted for many records at once."""

    def __init__(self, records: Iterable[Submission]) -> None:
        records = list(records)
        agreements = {record.agreement_id for record in records}
        self.lines = list(Line.objects.filter(agreement__in=agreements))
        cells = Realisation.objects.filter(
            line__agreement__in=agreements, period__in={record.period_id for record in records}
        ).exclude(status=Realisation.Status.BLANK)
        self.filled = Counter(
            cells.values_list("line__agreement", "line__section", "period", "edition")
        )

    def words(self, form: SectionForm) -> str:
        """Say "2 dari 5 terisi"."""
        record = form.submission
        asked = sum(
            line.agreement_id == record.agreement_id
            and line.section_id == form.section_id
            and line.is_measured_in(record.period)
            for line in self.lines
        )
        key = (record.agreement_id, form.section_id, record.period_id, record.edition)
        return f"{self.filled[key]} dari {asked} terisi"


def form_tasks(record: Submission, held: Sequence[Assignment], progress: Progress) -> list[Task]:
    """List the forms that wait for their section, while the record takes values."""
    if record.state not in permissions.FILLING:
        return []
    rule, actor = permissions.RULES["fill"], record.sop.rows[1].actor
    found = []
    for form in record.forms.all():
        form.submission = record
        waits = form.state != FormState.HANDED_IN
        if waits and permissions.holding(held, rule, actor, unit=record.unit, form=form):
            found.append(form_task(form, progress))
    return found


def form_task(form: SectionForm, progress: Progress) -> Task:
    due = form.due or form.submission.period.forms_back
    line = f"{form.section.name} · kembali paling lambat {day(due)}"
    if form.is_prepared:
        line, button = f"{line} · belum didistribusikan", "Siapkan dan distribusikan"
    else:
        line, button = f"{line} · {progress.words(form)}", "Isi formulir"
    title = f"Formulir {form.submission.period.short}"
    return Task(title, line, reverse("form", args=[form.pk]), button)


def step_tasks(record: Submission, held: Sequence[Assignment]) -> list[Task]:
    if record.step not in STEP_TASKS:
        return []
    verb, word, button, screen = STEP_TASKS[record.step]
    actor = record.sop.rows[record.step].actor
    if not permissions.holding(held, permissions.RULES[verb], actor, unit=record.unit):
        return []
    line = f"{record.unit.name} · laporan paling lambat {day(record.period.report_due)}"
    return [Task(f"{word} {record.period.short}", line, reverse(screen, args=[record.pk]), button)]


def openings(held: Sequence[Assignment], *, at: datetime) -> list[Opening]:
    """List the units of which the person can open the latest closed quarter, not open yet."""
    year, quarter = latest_closed_quarter(timezone.localdate(at))
    units = {unit.pk: unit for unit in may_open(held, at=at)}
    ready = Agreement.objects.filter(unit__in=units, year=year, lines__schedule__contains=quarter)
    taken = Submission.objects.alive().filter(period__year=year, period__quarter=quarter)
    due = ready.exclude(unit__in=taken.values("unit")).values_list("unit", flat=True).distinct()
    return [Opening(units[pk], year, quarter) for pk in due.order_by("unit__name")] if units else []


def may_open(held: Sequence[Assignment], *, at: datetime) -> list[Unit]:
    """List the units whose periods the person may open, by the SOP in force there."""
    units = {duty.unit for duty in held if duty.unit}
    if not units:
        return []
    sops = SopsInForce(units, at)
    rule = permissions.RULES["open_submission"]
    return [
        unit
        for unit in sorted(units, key=lambda unit: unit.name)
        if (sop := sops.of(unit))
        and permissions.holding(held, rule, sop.rows[rule.step].actor, unit=unit)
    ]


class SopsInForce:
    """The SOP in force of several units, asked for once."""

    def __init__(self, units: Iterable[Unit], at: datetime) -> None:
        effective = Sop.objects.filter(effective_on__lte=timezone.localdate(at))
        self.sops = list(effective.order_by("-effective_on", "-pk").prefetch_related("steps"))

    def of(self, unit: Unit) -> Sop | None:
        own = (sop for sop in self.sops if sop.unit_id == unit.pk)
        general = (sop for sop in self.sops if sop.unit_id is None)
        return next(own, None) or next(general, None)
