"""Rincian waktu: every round of a record with the spans that counted and those that did not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from kinerja.models import Assignment
from kinerja.templatetags.office import short_moment
from workflow.calendars.calendar import Calendar, Span
from workflow.calendars.disruptions import named
from workflow.models import SectionForm, StepRun, Submission
from workflow.rules import told as told_verb
from workflow.screens.clocks import ClockFace, face
from workflow.screens.rounds import offered
from workflow.seats import Seats
from workflow.timing import afterwards, words
from workflow.timing.clock import Clock, Clocks, FillingClock


@dataclass(frozen=True)
class SpanRow:
    """One span as a line: how long it counted or did not, and why."""

    span: Span

    @property
    def counted(self) -> str:
        return words.exact(self.span.length) if self.span.counts else ""

    @property
    def not_counted(self) -> str:
        return "" if self.span.counts else words.exact(self.span.length)


@dataclass(frozen=True)
class Stretch:
    """Time that was measured: its spans, of which those that count add up to `total`."""

    name: str
    spans: tuple[Span, ...]
    total: timedelta

    @property
    def rows(self) -> tuple[SpanRow, ...]:
        return tuple(map(SpanRow, self.spans))

    @property
    def total_words(self) -> str:
        return words.exact(self.total)


@dataclass(frozen=True)
class RoundTimes:
    """One round: its clock, how it came to it, and what this person can do with it."""

    run: StepRun
    title: str
    clock: Clock
    face: ClockFace
    ending: str
    stretches: tuple[Stretch, ...]
    afterwards: tuple[str, ...]
    verbs: frozenset[str]


@dataclass(frozen=True)
class FillingTimes:
    """How long a section had its form: a clock of its own, of no step of the SOP."""

    form: SectionForm
    clock: FillingClock
    sentence: str
    stretch: Stretch


def read(record: Submission, held: Iterable[Assignment], *, seats: Seats) -> tuple[RoundTimes, ...]:
    """Read all rounds of all editions, the latest edition first."""
    runs = record.runs.select_related("form__section", "started_by", "finished_by").with_times()
    runs = runs.prefetch_related("pauses__recorded_by", "extensions__by")
    runs = runs.order_by("-edition", "step", "form__section__order", "form", "round")
    clocks = Clocks([record.unit_id], at=seats.at)
    held = tuple(held)
    return tuple(round_times(record, run, clocks, held, seats=seats) for run in runs)


def round_times(
    record: Submission,
    run: StepRun,
    clocks: Clocks,
    held: tuple[Assignment, ...],
    *,
    seats: Seats,
) -> RoundTimes:
    run.submission = record
    if run.form:
        run.form.submission = record
    clock, calendar = clocks.of(run, record.unit_id), clocks.calendar_of(run, record.unit_id)
    return RoundTimes(
        run=run,
        title=title(record, run),
        clock=clock,
        face=face(clock, calendar),
        ending=told_verb(run.outcome) if run.outcome else "",
        stretches=stretches(clock, clocks),
        afterwards=(*late_pauses(clock, calendar), *late_disruptions(clock, clocks)),
        verbs=offered(clock, held, seats=seats) if run.is_open else frozenset(),
    )


def title(record: Submission, run: StepRun) -> str:
    """Name a round: "2. Input realisasi, putaran 2"."""
    of_form = f", {run.form.section}" if run.form else ""
    again = f", putaran {run.round}" if run.round > 1 else ""
    return f"{record.sop.rows[run.step]}{of_form}{again}"


def late_pauses(clock: Clock, calendar: Calendar) -> Iterator[str]:
    """Tell who noted a pause afterwards, and whether the standard had been passed by then."""
    for each in afterwards.pauses(clock, calendar):
        pause = each.pause
        until = short_moment(pause.until) if pause.until else "sekarang"
        over = f"; saat dicatat, standar sudah lewat {words.duration(each.overrun)}"
        yield (
            f"Jeda ({pause}) {short_moment(pause.since)} s.d. {until} dicatat sesudahnya oleh "
            f"{pause.recorded_by.name}, {short_moment(pause.recorded_at)}"
            f"{over if each.overrun else ''}."
        )


def late_disruptions(clock: Clock, clocks: Clocks) -> Iterator[str]:
    for each in afterwards.disruptions(clock, clocks):
        yield (
            f"Gangguan kerja ({named(each)}) dibenarkan {short_moment(each.confirmed_at)}, "
            "sesudah putaran ini selesai: catatan saja, hitungannya tetap."
        )


def stretches(clock: Clock, clocks: Clocks) -> tuple[Stretch, ...]:
    """Divide the round's time: waiting until it started, working from then on."""
    run = clock.run
    calendar = clocks.calendar_of(run, run.submission.unit_id)
    began = run.started_at or clock.at
    found = [Stretch("Menunggu", calendar.spans(run.arrived_at, began), clock.waited)]
    if clock.is_measured:
        pauses = [(each.since, each.until, str(each)) for each in run.pauses.all()]
        spans = calendar.spans(began, clock.at, pauses=pauses)
        found.append(Stretch("Dikerjakan", spans, clock.worked))
    return tuple(each for each in found if each.spans)


def read_forms(record: Submission, *, at: datetime) -> tuple[FillingTimes, ...]:
    """Read how long each section had its form."""
    clocks = Clocks([record.unit_id], at=at)
    forms = record.forms.select_related("section")
    found = ((form, clocks.of_form(form, record.unit_id)) for form in forms)
    return tuple(
        FillingTimes(form, clock, words.told_filling(clock), filling_stretch(clock, clocks))
        for form, clock in found
        if clock
    )


def filling_stretch(clock: FillingClock, clocks: Clocks) -> Stretch:
    calendar = clocks.calendar_of_form(clock.form, clock.form.submission.unit_id)
    return Stretch("Pengisian formulir", calendar.spans(clock.since, clock.until), clock.spent)
