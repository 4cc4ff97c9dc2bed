"""Lembar Kendali SOP: every round of a record on one sheet, by positions and never by name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from kinerja.models import Assignment
from kinerja.templatetags.office import short_moment
from workflow.calendars.calendar import Calendar
from workflow.models import SopStep, StepRun, Submission
from workflow.papers.cover_letter import Holders
from workflow.timing import afterwards, words
from workflow.timing.clock import Clock, Clocks, FillingClock, Stage

# The step whose actor answers for the record, and signs for it.
SIGNED_BY = 3
NOT_MEASURED = "–"


@dataclass(frozen=True)
class ControlRow:
    """One round as a line of the sheet; `actor` is the title of a position."""

    run: StepRun
    step: SopStep
    actor: str
    clock: Clock
    remarks: tuple[str, ...]

    @property
    def waited(self) -> str:
        return words.duration(self.clock.waited)

    @property
    def worked(self) -> str:
        return words.duration(self.clock.worked) if self.clock.is_measured else NOT_MEASURED

    @property
    def standard(self) -> str:
        return words.standard(self.run) if self.clock.is_started else NOT_MEASURED


@dataclass(frozen=True)
class FillingRow:
    """How long one section had its form."""

    section: str
    clock: FillingClock
    remark: str

    @property
    def handed_in_at(self) -> datetime | None:
        return self.clock.until if self.clock.form.is_handed_in else None

    @property
    def spent(self) -> str:
        return words.duration(self.clock.spent)


@dataclass(frozen=True)
class ControlSheet:
    """The whole sheet; `signer` is None where the seat is empty, then its name stays blank."""

    rows: tuple[ControlRow, ...]
    fillings: tuple[FillingRow, ...]
    day: date
    signer_title: str
    signer: Assignment | None

    @property
    def has_editions(self) -> bool:
        return any(row.run.edition > 1 for row in self.rows)


def read(record: Submission, *, at: datetime) -> ControlSheet:
    """Read all rounds of all editions, in the order of the steps."""
    clocks, holders, day = Clocks([record.unit_id], at=at), Holders(record), localdate(at)
    runs = record.runs.select_related("form__section").with_times()
    runs = runs.order_by("edition", "step", "form__section__order", "form", "round")
    return ControlSheet(
        rows=tuple(control_row(record, run, clocks, holders) for run in runs),
        fillings=filling_rows(record, clocks),
        day=day,
        signer_title=holders.title(SIGNED_BY, day),
        signer=holders.holder(SIGNED_BY, day),
    )


def control_row(record: Submission, run: StepRun, clocks: Clocks, holders: Holders) -> ControlRow:
    run.submission = record
    clock = clocks.of(run, record.unit_id)
    section = run.form.section_id if run.form else None
    day = localdate(run.started_at or run.finished_at or clock.at)
    return ControlRow(
        run=run,
        step=record.sop.rows[run.step],
        actor=holders.title(run.step, day, section),
        clock=clock,
        remarks=remarks(clock, clocks, clocks.calendar_of(run, record.unit_id)),
    )


def remarks(clock: Clock, clocks: Clocks, calendar: Calendar) -> tuple[str, ...]:
    """Say how the round kept its standard, what it stood still for, and how it ended."""
    found = (
        *kept(clock),
        *pauses(clock, calendar),
        *extensions(clock),
        *ending(clock),
        *disruptions(clock, clocks),
    )
    return tuple(filter(None, found))


def kept(clock: Clock) -> Iterable[str]:
    yield next(tell(clock) for holds, tell in KEPT if holds(clock))


KEPT: tuple[tuple[Callable[[Clock], bool], Callable[[Clock], str]], ...] = (
    (lambda clock: clock.run.is_by_standing_order, lambda _: "atas perintah tetap"),
    (lambda clock: clock.is_finished and not clock.is_started, lambda _: "tidak dimulai"),
    (lambda clock: clock.is_over, lambda clock: f"melampaui, {words.left(clock)}"),
    (lambda clock: clock.is_on_time, lambda _: "sesuai"),
    (lambda clock: clock.is_measured, lambda clock: f"berjalan, {words.left(clock)}"),
    (lambda _: True, lambda clock: clock.stage.word),
)


def pauses(clock: Clock, calendar: Calendar) -> Iterable[str]:
    late = {each.pause.pk: noted_late(each) for each in afterwards.pauses(clock, calendar)}
    for each in clock.run.pauses.all():
        taken = words.duration(calendar.between(each.since, each.until or clock.at))
        yield f"jeda: {each}, {taken}{late.get(each.pk, '')}"


def noted_late(late: afterwards.LatePause) -> str:
    """Say that a pause was noted afterwards, when, and what it may have undone."""
    over = f", ketika standar sudah lewat {words.duration(late.overrun)}" if late.overrun else ""
    return f" (dicatat sesudahnya, {short_moment(late.pause.recorded_at)}{over})"


def disruptions(clock: Clock, clocks: Clocks) -> Iterable[str]:
    for each in afterwards.disruptions(clock, clocks):
        yield f"gangguan kerja ({each}) dibenarkan sesudah selesai, tidak dihitung"


def extensions(clock: Clock) -> Iterable[str]:
    for each in clock.run.extensions.all():
        yield f"perpanjangan {each.minutes} menit: {each.reason}"


def ending(clock: Clock) -> Iterable[str]:
    yield ENDINGS.get(clock.run.outcome, "")


# How a round ended otherwise than by handing on.
ENDINGS = {
    "send_back": "dikembalikan",
    "return_from_archiving": "dikembalikan",
    "revoke_approval": "persetujuan dibatalkan",
    "withdraw": "ditarik kembali",
    "skip_form": "formulir dilewati",
    "reopen": "berkas dibuka kembali",
    "cancel": "dibatalkan",
}
FILLED = {
    Stage.WITHIN: "sesuai",
    Stage.NEAR: "mendekati batas",
    Stage.OVER: "melampaui batas",
}


def filling_rows(record: Submission, clocks: Clocks) -> tuple[FillingRow, ...]:
    forms = record.forms.select_related("section")
    found = ((form, clocks.of_form(form, record.unit_id)) for form in forms)
    return tuple(
        FillingRow(form.section.name, clock, filled(clock)) for form, clock in found if clock
    )


def filled(clock: FillingClock) -> str:
    """Say how a form kept its deadline; without one there is nothing to keep."""
    word = FILLED[clock.stage] if clock.due else "tanpa batas"
    return word if clock.form.is_handed_in else f"di seksi, {word}"
