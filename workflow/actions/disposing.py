"""Lembar disposisi: the Camat's one act, and what its addressees do with a sheet."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils import timezone

from kinerja.models import Assignment, JournalEntry, Position, User
from workflow import sheets
from workflow.actions.door import Act, door
from workflow.actions.issuing import sender
from workflow.models import Cause, Forwarding, Instruction, Sheet, Submission, Urgency
from workflow.refused import Incomplete, NotNow
from workflow.seats import Seats
from workflow.sheets import Addressee, Order

# The office's own fields on the head of a sheet.
HEAD = ("agenda_number", "letter_number", "letter_date", "received_on")


def dispose(
    submission: Submission,
    *,
    to: Position | None = None,
    instructions: Iterable[str] = (),
    note: str = "",
    due: date | None = None,
    row: str = "",
    urgency: str = Urgency.NORMAL,
    by: User,
    at: datetime,
) -> JournalEntry:
    """Instruct on a record, or on the row of that code; the seat of step 3 unless `to` is named.

    Raises Incomplete with `errors` by field.
    """
    with door("dispose", submission, by=by, at=at) as act:
        order = ordered(act, instructions, note, due)
        if row and row not in act.submission.standing.by_code:
            refuse("row", f"Baris {row} tidak ada dalam berkas ini.")
        if urgency not in Urgency.values:
            refuse("urgency", "Pilih sifat dari daftar.")
        duty = holder(act, to) if to else reviewer(act)
        refuse_oneself(act, duty)
        sheet = sheets.issue(
            act.submission,
            Cause.INSTRUCTION,
            order,
            subject=subject(act, row),
            to=[Addressee.holding(duty)],
            sender=sender(act),
            row=row,
            urgency=urgency,
        )
        after = {"row": row, "urgency": urgency} if row else {"urgency": urgency}
        return act.write_down(after=after | described(sheet, duty, order), note=order.note)


def subject(act: Act, row: str) -> str:
    what = f"Data realisasi kinerja {act.submission.period}"
    return f"{what}, baris {row}" if row else what


def forward(
    sheet: Sheet,
    *,
    to: Position,
    instructions: Iterable[str] = (),
    note: str = "",
    due: date | None = None,
    by: User,
    at: datetime,
) -> JournalEntry:
    """Pass an open sheet on to another position of the unit; the own answer is still owed."""
    with door("forward", sheet.submission, sheet=sheet, by=by, at=at) as act:
        link = open_link(act)
        order = ordered(act, instructions, note, due)
        duty = holder(act, to)
        refuse_oneself(act, duty)
        if to.pk in act.sheet.addressees:
            refuse("to", f"Lembar ini sudah diteruskan kepada {duty.title}.")
        sheets.read(link, by=by, at=at)
        last = max(each.number for each in act.sheet.forwardings.all())
        to_whom = [Addressee.holding(duty)]
        sheets.forward(act.sheet, order, to=to_whom, sender=sender(act), after=last)
        return act.write_down(after=described(act.sheet, duty, order), note=order.note)


def acknowledge(sheet: Sheet, *, by: User, at: datetime) -> None:
    """Note that the addressee has read the sheet, or its sender the answers to it."""
    with door("acknowledge", sheet.submission, sheet=sheet, by=by, at=at) as act:
        mine = act.capacity.duty.position
        link = act.sheet.addressed_to(mine.pk)
        if link:
            sheets.read(link, by=by, at=at)
        sheets.answers_read(act.sheet, sender=mine, by=by, at=at)


def respond(sheet: Sheet, *, answer: str, by: User, at: datetime) -> JournalEntry:
    """Answer what was ordered, in words; the order is then carried out."""
    with door("respond", sheet.submission, sheet=sheet, by=by, at=at) as act:
        link = open_link(act)
        if not answer.strip():
            refuse("answer", "Tuliskan jawabannya.")
        links = Forwarding.objects.filter(pk=link.pk)
        sheets.carry_out(links, by=by, at=at, answer=answer.strip())
        return act.write_down(after={"sheet": act.sheet.number}, note=answer.strip())


def file_agenda(
    sheet: Sheet, *, fields: Mapping[str, str | date | None], by: User, at: datetime
) -> JournalEntry:
    """Write the office's own fields of the head (`HEAD`), as its agenda book has them."""
    with door("file_agenda", sheet.submission, sheet=sheet, by=by, at=at) as act:
        refuse_cancelled(act.sheet)
        unknown = set(fields) - set(HEAD)
        if unknown:
            raise ValueError(f"not fields of the head: {unknown}")
        before = {name: getattr(act.sheet, name) for name in fields}
        changed = {name: value for name, value in fields.items() if value != before[name]}
        if not changed:
            raise Incomplete("Tidak ada isian yang berubah.")
        sheets.file_head(act.sheet, changed)
        return act.write_down(
            before={name: worded(before[name]) for name in changed},
            after={"sheet": act.sheet.number}
            | {name: worded(value) for name, value in changed.items()},
        )


def worded(value: str | date | None) -> str:
    """Write a field for the journal, whose texts are plain."""
    return value.isoformat() if isinstance(value, date) else value or ""


def described(sheet: Sheet, duty: Assignment, order: Order) -> dict[str, str]:
    words = ", ".join(Instruction(each).label for each in order.instructions)
    due = {"deadline": order.due.isoformat()} if order.due else {}
    return {"sheet": sheet.number, "to": duty.title, "instructions": words} | due


def ordered(act: Act, instructions: Iterable[str], note: str, due: date | None) -> Order:
    """Read an order. Refuses unknown words, an empty order, a date that is over."""
    ticked, known = set(instructions), list(Instruction)
    if ticked - set(known):
        refuse("instructions", "Pilih perintah dari daftar.")
    if not ticked and not note.strip():
        refuse("note", "Centang perintah atau tuliskan catatan.")
    if due and due < timezone.localdate(act.at):
        refuse("due", "Batas waktu sudah lewat.")
    return Order([each for each in known if each in ticked], note.strip(), due)


def holder(act: Act, position: Position) -> Assignment:
    """Find who holds a position of the unit; nobody else can be ordered to do anything."""
    seats = Seats([act.submission.unit_id], act.at)
    held = [duty for duty in seats.duties if duty.position_id == position.pk]
    if not held:
        refuse("to", f"{position.title} belum dijabat orang yang mempunyai akun.")
    return held[0]


def reviewer(act: Act) -> Assignment:
    """Find who holds the seat of step 3, to whom an instruction goes by default."""
    record, row = act.submission, act.submission.sop.rows[3]
    held = Seats([record.unit_id], act.at).holders(row.actor, record.unit)
    if not held:
        refuse("to", f"{row.actor_title} belum dijabat orang yang mempunyai akun.")
    return held[0]


def refuse_oneself(act: Act, duty: Assignment) -> None:
    if duty.position_id == act.capacity.duty.position_id:
        refuse("to", "Disposisi tidak dapat ditujukan kepada diri sendiri.")


def open_link(act: Act) -> Forwarding:
    """Find the link addressed to who acts, while it is open."""
    refuse_cancelled(act.sheet)
    link = act.sheet.addressed_to(act.capacity.duty.position_id)
    if link.is_acted:
        raise NotNow(f"Lembar {act.sheet} sudah ditindaklanjuti.")
    return link


def refuse_cancelled(sheet: Sheet) -> None:
    if sheet.is_cancelled:
        raise NotNow(f"Lembar {sheet} sudah dibatalkan; nomornya tetap.")


def refuse(field: str, text: str) -> None:
    raise Incomplete(text, errors={field: text})
