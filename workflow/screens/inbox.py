"""Tugas: what waits for a person now, at a number of queries that does not grow."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from kinerja.models import Assignment, User
from kinerja.templatetags.office import day
from workflow import late, permissions, rules
from workflow.calendars import warnings
from workflow.filing import copies
from workflow.models import (
    Cause,
    Correction,
    Forwarding,
    SectionForm,
    StandingOrder,
    State,
    Submission,
)
from workflow.permissions import Capacity
from workflow.screens import handover, standing_order
from workflow.screens.clocks import ClockFace, Faces
from workflow.screens.openings import Opening, openings
from workflow.screens.progress import Progress
from workflow.seats import Seats


@dataclass(frozen=True)
class Task:
    """One thing to do: what it is, how it stands, and the one button."""

    title: str
    line: str
    url: str
    button: str
    clock: ClockFace | None = None


@dataclass(frozen=True)
class Running:
    """A record that is under way, in somebody's hands, with the clock of its slowest round."""

    submission: Submission
    actor: str
    clock: ClockFace | None


@dataclass(frozen=True)
class Inbox:
    tasks: tuple[Task, ...]
    openings: tuple[Opening, ...]
    running: tuple[Running, ...]


VACANT = "sebagai atasan langsung"

# The verb whose holder has the task, the words, and the screen, by the step of the record.
STEP_TASKS = {
    2: ("submit", "Input realisasi", "Buka input", "enter"),
    3: ("approve", "Koreksi", "Buka koreksi", "review"),
    4: ("file_copy", "Pendokumentasian", "Buka dokumentasi", "archive"),
}


def read(held: Sequence[Assignment], *, at: datetime, by: User | None = None) -> Inbox:
    """Collect everything that waits for the holder of these assignments.

    `by` is who that is: a position given up may still have to be handed over.
    """
    units = {duty.unit_id for duty in held}
    records = list(
        Submission.objects.alive()
        .filter(unit__in=units)
        .exclude(state=State.ARCHIVED)
        .with_names()
        .prefetch_related("sop__steps", "forms__section", "forms__people")
        .order_by("period__year", "period__quarter", "unit__name")
    )
    progress, seats = Progress(records), Seats(units, at)
    resting = standing_order.resting(records, seats)
    faces = Faces(records, at=at)
    entered = permissions.entered(records)
    tasks = [
        task
        for record in records
        for task in (
            *form_tasks(record, held, progress, seats=seats, resting=resting, faces=faces),
            *step_tasks(record, held, seats=seats, entered=entered[record.pk], faces=faces),
        )
    ]
    tasks += answer_tasks(records, held, seats=seats)
    tasks += sheet_tasks(held, at=at)
    tasks += superseded_tasks(held, seats=seats)
    tasks += late_tasks(held, seats=seats, at=at)
    tasks += calendar_tasks(held, at=at)
    tasks += handover_tasks(by, held, at=at) if by else []
    running = [
        Running(record, record.sop.rows[record.step].actor_title, faces.of_record(record))
        for record in records
    ]
    return Inbox(tuple(tasks), tuple(openings(held, at=at)), tuple(running))


def form_tasks(
    record: Submission,
    held: Sequence[Assignment],
    progress: Progress,
    *,
    seats: Seats,
    resting: Mapping[int, StandingOrder],
    faces: Faces,
) -> list[Task]:
    """List the forms that wait for their section, while the record takes values."""
    if record.state not in rules.FILLING:
        return []
    found = []
    for form in record.forms.all():
        form.submission = record
        seat = None if form.is_done else own_seat("fill", record, held, seats=seats, form=form)
        if seat:
            order = resting.get(form.section_id)
            found.append(form_task(form, progress, seat, order, faces=faces))
    return found


def own_seat(
    verb: str,
    record: Submission,
    held: Sequence[Assignment],
    *,
    seats: Seats,
    form: SectionForm | None = None,
    entered: Collection[int] = (),
) -> Capacity | None:
    """Find the capacity in which the verb is the own work: the own step, or a vacant seat."""
    rule = rules.RULES[verb]
    found = permissions.holding(
        held,
        rule,
        permissions.actors(rule, record.sop),
        seats=seats,
        unit=record.unit,
        form=form,
        barred=permissions.barred(verb, record, entered),
    )
    return found if found and found.is_own else None


def form_task(
    form: SectionForm,
    progress: Progress,
    seat: Capacity,
    resting: StandingOrder | None,
    *,
    faces: Faces,
) -> Task:
    due = form.due or form.submission.period.forms_back
    line = f"{form.section.name} · kembali paling lambat {day(due)}"
    if seat.is_superior:
        line = f"{line} · {VACANT}"
    if form.is_prepared:
        line, button = f"{line} · belum didistribusikan", "Siapkan dan distribusikan"
        if resting and not form.ordered_at:
            line = f"{line}; perintah tetap {resting} tidak berjalan"
    else:
        line, button = f"{line}{faces.deadline(form)} · {progress.words(form)}", "Isi formulir"
    title = f"Formulir {form.submission.period.short}"
    return Task(title, line, reverse("form", args=[form.pk]), button, faces.of_form(form))


def step_tasks(
    record: Submission,
    held: Sequence[Assignment],
    *,
    seats: Seats,
    entered: Collection[int],
    faces: Faces,
) -> list[Task]:
    if record.step not in STEP_TASKS:
        return []
    verb, word, button, screen = STEP_TASKS[record.step]
    seat = own_seat(verb, record, held, seats=seats, entered=entered)
    if seat is None:
        return []
    line = f"{record.unit.name} · laporan paling lambat {day(record.period.report_due)}"
    if seat.is_superior:
        line = f"{line} · {VACANT}"
    title, url = f"{word} {record.period.short}", reverse(screen, args=[record.pk])
    return [Task(title, line, url, button, faces.of_record(record))]


def answer_tasks(
    records: Iterable[Submission], held: Sequence[Assignment], *, seats: Seats
) -> list[Task]:
    """List the records with corrected values that wait for an answer."""
    records = {record.pk: record for record in records}
    waiting = Correction.objects.unanswered(records.values())
    counts = Counter(waiting.values_list("submission", flat=True))
    return [
        Task(
            title=f"Jawab koreksi {records[pk].period.short}",
            line=f"{records[pk].unit.name} · {count} nilai dikoreksi",
            url=reverse("review", args=[pk]),
            button="Lihat koreksi",
        )
        for pk, count in counts.items()
        if records[pk].state in rules.RULES["answer"].states
        and own_seat("answer", records[pk], held, seats=seats)
    ]


def sheet_tasks(held: Sequence[Assignment], *, at: datetime) -> list[Task]:
    """List the sheets that wait with the positions held, and the answers that came back.

    A head's instruction waits until it is answered; other orders until they are read, or lapse.
    """
    mine = {duty.position_id for duty in held}
    unread = Q(read_at=None, sheet__submission__state__in=rules.FILLING)
    ordered = Q(to_position__in=mine, acted_at=None)
    answered = Q(from_position__in=mine, answer_read_at=None) & ~Q(answer="")
    links = Forwarding.objects.filter(
        ordered & (unread | Q(sheet__cause=Cause.INSTRUCTION)) | answered,
        sheet__cancelled_at=None,
        sheet__submission__state__in=rules.LIVING,
    )
    links = links.select_related("sheet__submission__period").order_by("due", "sheet", "number")
    return [sheet_task(link, today=timezone.localdate(at)) for link in links]


def sheet_task(link: Forwarding, *, today: date) -> Task:
    sheet, url = link.sheet, reverse("disposition", args=[link.sheet_id])
    if link.answer:
        line = f"{link.to_title}: {link.answer}"
        return Task(f"Jawaban atas {sheet}", line, url, "Baca jawaban")
    line = f"{link.from_title} · {sheet.subject}"
    if link.due:
        late = ", sudah lewat" if link.due < today else ""
        line = f"{line} · batas waktu {day(link.due)}{late}"
    return Task(f"Lembar disposisi {sheet}", line, url, "Buka lembar")


def late_tasks(held: Sequence[Assignment], *, seats: Seats, at: datetime) -> list[Task]:
    """List the records whose missing values were promised for today or before."""
    found = []
    for record, days in late.due(seats.units, timezone.localdate(at)).items():
        seat = own_seat("enter_late", record, held, seats=seats)
        if seat:
            title = f"Susulan {record.period.short}: {promised(days)}"
            line = f"{record.unit.name}{f' · {VACANT}' if seat.is_superior else ''}"
            found.append(Task(title, line, reverse("late", args=[record.pk]), "Isi susulan"))
    return found


def superseded_tasks(held: Sequence[Assignment], *, seats: Seats) -> list[Task]:
    """List the paper copies of editions gone by that wait for the word DIGANTI."""
    found = []
    for copy in copies.waiting(seats.units):
        record, place = copy.submission, copy.places[0]
        seat = own_seat("mark_superseded", record, held, seats=seats)
        if seat:
            title = f"Tandai DIGANTI: salinan manual {record.period.short}, edisi {copy.edition}"
            line = f"{record.unit.name} · {place}{f' · {VACANT}' if seat.is_superior else ''}"
            url = reverse("paper_copies", args=[record.pk])
            found.append(Task(title, line, url, "Buka salinan manual"))
    return found


def calendar_tasks(held: Sequence[Assignment], *, at: datetime) -> list[Task]:
    """List what a keeper must do about the calendar before it misleads."""
    found = warnings.tasks(held, at=at)
    return [Task(each.title, each.line, each.url, "Buka kalender") for each in found]


def handover_tasks(by: User, held: Sequence[Assignment], *, at: datetime) -> list[Task]:
    """List the positions that changed hands, until both sides have acknowledged it."""
    found = handover.waiting(by, held, at=at)
    return [Task(each.title, each.line, each.url, each.button) for each in found]


def promised(days: Sequence[date]) -> str:
    """Say "1 nilai dijanjikan 15 November 2026"; of several days the first."""
    since = "sejak " if len(set(days)) > 1 else ""
    return f"{len(days)} nilai dijanjikan {since}{day(min(days))}"
