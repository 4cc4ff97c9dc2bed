"""What a morning's digest is made of: a table of sources, each with its lines for some people."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.timezone import localdate

from kinerja.models import User
from kinerja.templatetags.office import day, moment
from workflow import handing_over
from workflow.calendars import warnings
from workflow.models import Correction, SectionForm, Submission
from workflow.reminding.morning import Desk
from workflow.rules import FILLING
from workflow.timing import words
from workflow.timing.clock import Clock, Stage

# How many working days before a report is due its missing is warned of.
REPORT_WARNED = 3
# The verb whose holder has the step, and its screen.
STEPS = {1: "distribute_form", 2: "submit", 3: "approve", 4: "file_copy"}
SCREENS = {2: "enter", 3: "review", 4: "archive"}


@dataclass(frozen=True)
class Line:
    """One line of a digest: what waits, the page where it is done, and a word besides."""

    text: str
    url: str
    note: str = ""


Lines = Iterator[tuple[User, Line]]


def read(desk: Desk) -> dict[User, list[Line]]:
    """Collect the lines of everybody at the desk, each line once."""
    found: dict[User, list[Line]] = {}
    for source in SOURCES:
        for user, line in source(desk):
            if line not in found.setdefault(user, []):
                found[user].append(line)
    return found


def for_all(users: Iterable[User], text: str, url: str, note: str = "") -> Lines:
    line = Line(text, url, note)
    return ((user, line) for user in users)


def reports(desk: Desk) -> Lines:
    """Warn in the SOP's own words where a report will miss its day, or has missed it."""
    for record in desk.records:
        due = record.period.report_due
        if record.edition > 1 or due > desk.calendar.working_day_after(desk.today, REPORT_WARNED):
            continue
        whose = [duty.user for duty in desk.seats.holders(record.sop.rows[3].actor, desk.unit)]
        for form in in_hand(record):
            whose += desk.workers(STEPS[record.step], record, form=form)
        text = (
            f"{desk.unit.name}, {record.period.short}: laporan paling lambat {day(due)}, berkas "
            f"masih pada {record.get_state_display()}."
        )
        url = reverse("submission", args=[record.pk])
        yield from for_all(whose, text, url, note=record.sop.warning)


def rounds(desk: Desk) -> Lines:
    """Tell whoever holds a step of a clock near its limit, due today, over, or not started."""
    for record in desk.records:
        for clock in desk.open_rounds(record):
            told = None if clock.pause else TOLD.get(clock.stage, on_the_way)(clock, desk)
            if told:
                users = desk.workers(STEPS[clock.run.step], record, form=clock.run.form)
                yield from for_all(users, f"{named(clock, record)}: {told}", address(clock, record))


def over(clock: Clock, _desk: Desk) -> str:
    return f"{clock.stage.word}, {words.left(clock)}"


def near(clock: Clock, _desk: Desk) -> str:
    return f"{clock.stage.word}, {words.left(clock)}; batas {moment(clock.due)}"


def waiting(clock: Clock, _desk: Desk) -> str:
    return f"belum dimulai, {words.told(clock)}"


def on_the_way(clock: Clock, desk: Desk) -> str:
    """Tell of a clock within its standard only on the day on which it ends."""
    is_today = clock.due and localdate(clock.due) <= desk.today
    return f"batas {moment(clock.due)}" if is_today else ""


TOLD = {Stage.OVER: over, Stage.NEAR: near, Stage.WAITING: waiting}


def named(clock: Clock, record: Submission) -> str:
    whose = f", {clock.run.form.section.name}" if clock.run.form else ""
    return f"{record.sop.rows[clock.run.step].title} {record.period.short}{whose}"


def address(clock: Clock, record: Submission) -> str:
    if clock.run.form_id:
        return reverse("form", args=[clock.run.form_id])
    return reverse(SCREENS[clock.run.step], args=[record.pk])


def pauses(desk: Desk) -> Lines:
    """Tell whoever holds a step of a jeda that was left open over night: its clock stands."""
    for record in desk.records:
        for clock in desk.open_rounds(record):
            if clock.pause and localdate(clock.pause.since) < desk.today:
                users = desk.workers(STEPS[clock.run.step], record, form=clock.run.form)
                text = f"jeda ({clock.pause}) sejak {moment(clock.pause.since)} belum diakhiri"
                yield from for_all(users, f"{named(clock, record)}: {text}", address(clock, record))


def forms(desk: Desk) -> Lines:
    """Tell a section of its form that is due today or on the next working day, or is over."""
    for record, form in forms_due(desk):
        users = desk.workers("fill", record, form=form)
        when = ", sudah lewat" if form.due < desk.today else ""
        text = f"Formulir {record.period.short}, {form.section.name}: kembali {day(form.due)}{when}"
        yield from for_all(users, text, reverse("form", args=[form.pk]))


def forms_due(desk: Desk) -> Iterator[tuple[Submission, SectionForm]]:
    for record in desk.records:
        for form in record.forms.all() if record.state in FILLING else ():
            if form.is_fillable and form.due and form.due <= desk.tomorrow:
                yield record, form


def overruns(desk: Desk) -> Lines:
    """Tell the superior of whoever let a standard or a deadline pass."""
    for record in desk.records:
        url = reverse("submission", args=[record.pk])
        for clock in desk.open_rounds(record):
            if clock.is_over and not clock.pause:
                row, form = record.sop.rows[clock.run.step], clock.run.form
                users = desk.superiors(row.actor, form.section if form else None)
                text = f"{row.actor_title} melampaui batas: {named(clock, record)}"
                yield from for_all(users, f"{text}, {words.left(clock)}", url)
    for record, form in forms_due(desk):
        if form.due < desk.today:
            users = desk.superiors(record.sop.rows[1].actor, form.section)
            text = f"{form.section.name} belum menyerahkan formulir {record.period.short}"
            url = reverse("form", args=[form.pk])
            yield from for_all(users, f"{text}, batas {day(form.due)}", url)


def late_values(desk: Desk) -> Lines:
    """Tell step 2 of the missing values that were promised for today or before."""
    for record, days in desk.owed:
        text = f"Susulan {record.period.short}: {len(days)} nilai dijanjikan {day(min(days))}"
        users = desk.workers("enter_late", record)
        yield from for_all(users, text, reverse("late", args=[record.pk]))


def old_papers(desk: Desk) -> Lines:
    """Tell step 4 of the paper copies of editions gone by that do not bear the word DIGANTI."""
    for copy in desk.unmarked:
        record = copy.submission
        text = (
            f"Tandai DIGANTI: salinan manual {record.period.short}, edisi {copy.edition}, "
            f"di {copy.places[0]}"
        )
        users = desk.workers("mark_superseded", record)
        yield from for_all(users, text, reverse("paper_copies", args=[record.pk]))


def answers(desk: Desk) -> Lines:
    """Tell step 2 of the values that were corrected and wait for its answer."""
    records = {record.pk: record for record in desk.records}
    waiting = Correction.objects.unanswered(records.values())
    for pk, count in Counter(waiting.values_list("submission", flat=True)).items():
        text = f"Koreksi {records[pk].period.short}: {count} nilai menunggu jawaban"
        users = desk.workers("answer", records[pk])
        yield from for_all(users, text, reverse("review", args=[pk]))


def handovers(desk: Desk) -> Lines:
    """Tell both sides of a position that changed hands with something open, until each has said."""
    for change, count in desk.handed:
        duty = change.assignment
        url = reverse("handover", args=[duty.pk, change.day.isoformat()])
        text = f"Serah terima tugas {duty.title} sejak {day(change.day)}: {count} hal terbuka"
        for each in handing_over.own(change, desk.seats):
            if (count or change.made) and not handing_over.is_said(each.verb, change):
                yield each.user, Line(text, url)


def sheets(desk: Desk) -> Lines:
    """Tell each addressee how many sheets lie unread; a single one is named."""
    for user, held in desk.held.items():
        mine = {duty.position_id for duty in held}
        unread = [link for link in desk.sheets if link.to_position_id in mine]
        if len(unread) == 1:
            sheet = unread[0].sheet
            text = f"Lembar disposisi {sheet} belum dibaca"
            yield user, Line(text, reverse("disposition", args=[sheet.pk]))
        elif unread:
            text = f"{len(unread)} lembar disposisi belum dibaca"
            yield user, Line(text, reverse("inbox"))


def calendars(desk: Desk) -> Lines:
    """Tell the keeper of the office what the calendar lacks."""
    for user, held in desk.held.items():
        for task in warnings.tasks(held, at=desk.at):
            yield user, Line(f"{task.title}: {task.line}", task.url)


def in_hand(record: Submission) -> list[SectionForm | None]:
    """List what keeps the record where it is: forms not distributed, or the step as a whole."""
    if record.step != 1:
        return [None]
    return [form for form in record.forms.all() if form.is_prepared]


# In the order in which they stand in a digest.
SOURCES: tuple[Callable[[Desk], Lines], ...] = (
    reports,
    rounds,
    pauses,
    forms,
    overruns,
    late_values,
    answers,
    old_papers,
    handovers,
    sheets,
    calendars,
)
