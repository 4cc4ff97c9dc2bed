"""The sheets that other acts bring into being: an order, a return, a return to a section."""

from collections.abc import Iterable

from kinerja.models import Assignment
from workflow import sheets
from workflow.actions.door import Act
from workflow.models import Cause, Forwarding, Instruction, Sheet
from workflow.seats import Seats
from workflow.sheets import Addressee, Order, Sender

# The usual order; its sheet ticks it, and so has no note.
INSTRUCTION = "Siapkan dan distribusikan formulir data kinerja."


def sender(act: Act) -> Sender:
    return Sender(act.capacity.duty, act.author, act.at)


def issue_order(act: Act, duties: Iterable[Assignment]) -> Sheet:
    """Give out the order of step 1 on a form; one that changed takes the place of the last."""
    form = act.form
    note = "" if form.instruction == INSTRUCTION else form.instruction
    order = Order([Instruction.PREPARE], note, form.due)
    to = [Addressee.holding(duty) for duty in duties] or [Addressee(f"Pelaksana {form.section}")]
    before = sheets.living_order(form) if form.ordered_at else []
    if before and says_the_same(before, order, to):
        return before[0].sheet
    if before:
        sheets.cancel(Sheet.objects.filter(pk=before[0].sheet_id), by=act.by, at=act.at)
    subject = f"Penyiapan dan distribusi formulir data kinerja {form.section}, {period(act)}"
    return sheets.issue(
        act.submission, Cause.ORDER, order, subject=subject, to=to, sender=sender(act), form=form
    )


def says_the_same(before: list[Forwarding], order: Order, to: list[Addressee]) -> bool:
    """Compare with the order as its maker gave it."""
    first = before[0]
    given = [each for each in before if each.at == first.at]  # the rest was passed on since
    return (first.note, first.due, {each.to_title for each in given}) == (
        order.note,
        order.due,
        {each.title for each in to},
    )


def issue_return(act: Act, rows: Iterable[str], reason: str) -> Sheet:
    """Give out the sheet by which step 3 returns the record to step 2."""
    return sheets.issue(
        act.submission,
        Cause.RETURN,
        Order([Instruction.MEND], returned_note(rows, reason)),
        subject=f"Perbaikan data realisasi kinerja {period(act)}",
        to=[seat_of(act, 2)],
        sender=sender(act),
    )


def issue_section_return(act: Act, rows: Iterable[str], reason: str) -> Sheet:
    """Give a form back to its section: on the sheet that returned the record, while it is open."""
    order = Order([Instruction.MEND], returned_note(rows, reason))
    to = seat_of(act, 1)
    open_return = sheets.open_return(act.submission)
    if open_return and all(each.to_title != to.title for each in open_return):
        last = open_return[-1]
        links = {"to": [to], "sender": sender(act), "form": act.form, "after": last.number}
        sheets.forward(last.sheet, order, **links)
        return last.sheet
    return sheets.issue(
        act.submission,
        Cause.SECTION_RETURN,
        order,
        subject=f"Perbaikan formulir data kinerja {act.form.section}, {period(act)}",
        to=[to],
        sender=sender(act),
        form=act.form,
    )


def seat_of(act: Act, step: int) -> Addressee:
    """Address who holds the seat of a step; where nobody does, the seat by its name."""
    row, form = act.submission.sop.rows[step], act.form if step == 1 else None
    unit, section = act.submission.unit, form.section if form else None
    seats = Seats([unit.pk], act.at)
    held = seats.holders(row.actor, unit, section)
    if held:
        return Addressee.holding(held[0])
    seat = seats.seat(row.actor, unit, section)
    if seat:
        return Addressee(seat.title, seat)
    return Addressee(f"Kepala {section}" if section else row.actor_title)


def returned_note(rows: Iterable[str], reason: str) -> str:
    return f"Baris {', '.join(rows)}: {reason.strip()}"


def period(act: Act) -> str:
    return str(act.submission.period)
