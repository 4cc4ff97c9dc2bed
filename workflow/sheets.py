"""The only writer of lembar disposisi: numbers, sheets, forwardings and their receipts.

Called inside an act, in its transaction. A sheet is two statements and its number is one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from kinerja.models import Assignment, Position, Section, User
from workflow.models import (
    Cause,
    Forwarding,
    SectionForm,
    Sheet,
    SheetSeries,
    StandingOrder,
    Submission,
    Urgency,
)


@dataclass(frozen=True)
class Sender:
    """Who gives an order, in what position, and when."""

    duty: Assignment
    by: User
    at: datetime


@dataclass(frozen=True)
class Addressee:
    """Whom an order is for: a position, or in words where there is none."""

    title: str
    position: Position | None = None

    @classmethod
    def holding(cls, duty: Assignment) -> "Addressee":
        return cls(duty.title, duty.position)


@dataclass(frozen=True)
class Order:
    """What is ordered: the ticked words, a note, the date by which it is to be done."""

    instructions: Sequence[str] = ()
    note: str = ""
    due: date | None = None


def issue(
    record: Submission,
    cause: Cause,
    order: Order,
    *,
    subject: str,
    to: Iterable[Addressee],
    sender: Sender,
    form: SectionForm | None = None,
    row: str = "",
    urgency: str = Urgency.NORMAL,
) -> Sheet:
    """Give out a new sheet with the next number of the unit and the local year."""
    today = timezone.localdate(sender.at)
    sheet = Sheet.objects.create(
        unit=record.unit,
        submission=record,
        form=form,
        row=row,
        cause=cause,
        year=today.year,
        serial=SheetSeries.objects.take(record.unit, today.year),
        urgency=urgency,
        subject=subject,
        letter_date=today,
        received_on=today,
        created_at=sender.at,
        created_by=sender.by,
    )
    forward(sheet, order, to=to, sender=sender, form=form)
    return sheet


def issue_standing(section: Section, instruction: str, *, sender: Sender) -> StandingOrder:
    """Give out a standing order, which takes its number from the same series."""
    year = timezone.localdate(sender.at).year
    return StandingOrder.objects.create(
        unit=section.unit,
        section=section,
        year=year,
        serial=SheetSeries.objects.take(section.unit, year),
        position=sender.duty.position,
        title=sender.duty.title,
        name=sender.by.name,
        rank=sender.by.rank,
        identity=sender.by.identity,
        instruction=instruction,
        made_at=sender.at,
        made_by=sender.by,
    )


def revoke_standing(order: StandingOrder, *, by: User, at: datetime) -> bool:
    """Revoke a standing order, which keeps its number; False where it was revoked already."""
    living = StandingOrder.objects.living().filter(pk=order.pk)
    return bool(living.update(revoked_at=at, revoked_by=by))


def forward(
    sheet: Sheet,
    order: Order,
    *,
    to: Iterable[Addressee],
    sender: Sender,
    form: SectionForm | None = None,
    after: int = 0,
) -> None:
    """Add links to a sheet's chain; `after` numbers its last link."""
    Forwarding.objects.bulk_create(
        Forwarding(
            sheet=sheet,
            number=number,
            form=form,
            from_position=sender.duty.position,
            from_title=sender.duty.title,
            from_name=sender.by.name,
            from_rank=sender.by.rank,
            from_identity=sender.by.identity,
            to_position=addressee.position,
            to_title=addressee.title,
            instructions=list(order.instructions),
            note=order.note,
            due=order.due,
            at=sender.at,
            by=sender.by,
        )
        for number, addressee in enumerate(distinct(to), start=after + 1)
    )


def distinct(to: Iterable[Addressee]) -> list[Addressee]:
    """Address each position once, also where two people hold it."""
    found: dict[object, Addressee] = {}
    for addressee in to:
        key = addressee.position.pk if addressee.position else addressee.title
        found.setdefault(key, addressee)
    return list(found.values())


def chain(sheets) -> list[Forwarding]:
    """Fetch the links of some sheets, each with its sheet, in order."""
    links = Forwarding.objects.filter(sheet__in=sheets, sheet__cancelled_at=None)
    return list(links.select_related("sheet").order_by("sheet", "number"))


def living_order(form: SectionForm) -> list[Forwarding]:
    """Fetch the links of the form's order that holds now; none where it was not ordered yet."""
    return chain(Sheet.objects.filter(form=form, cause=Cause.ORDER))


def open_return(record: Submission) -> list[Forwarding]:
    """Fetch the links of the sheet that returned the record, while it is not answered."""
    returned = Forwarding.objects.filter(
        sheet__submission=record, sheet__cause=Cause.RETURN, number=1, acted_at=None
    )
    return chain(returned.values("sheet"))


def cancel(sheets, *, by: User, at: datetime) -> None:
    """Cancel sheets, which keep their numbers."""
    sheets.filter(cancelled_at=None).update(cancelled_at=at, cancelled_by=by)


def cancel_order(form: SectionForm, *, by: User, at: datetime) -> None:
    """Let the order of a form lapse that goes another way, unless it was carried out."""
    cancel_orders([form], by=by, at=at)


def cancel_orders(forms: Iterable[SectionForm], *, by: User, at: datetime) -> None:
    """Do so for several forms at once."""
    sheets = Sheet.objects.filter(form__in=list(forms))
    cancel(sheets.exclude(forwardings__acted_at__isnull=False), by=by, at=at)


def cancel_open(record: Submission, *, by: User, at: datetime) -> None:
    """Let every sheet of a record lapse that nobody has carried out."""
    sheets = Sheet.objects.filter(submission=record)
    cancel(sheets.filter(forwardings__acted_at=None), by=by, at=at)


def carry_out(links, *, by: User, at: datetime, answer: str = "") -> None:
    """Note that open orders were carried out, and were read at the latest now."""
    links.filter(acted_at=None, sheet__cancelled_at=None).update(
        acted_at=at,
        acted_by=by,
        read_at=Coalesce("read_at", Value(at)),
        read_by=Coalesce("read_by", Value(by.pk)),
        answer=answer,
    )


def form_came_back(form: SectionForm, *, by: User, at: datetime) -> None:
    """Note on every order about the form that it was handed in."""
    carry_out(Forwarding.objects.filter(form=form), by=by, at=at)


def record_went_on(record: Submission, *, by: User, at: datetime) -> None:
    """Note on the sheets that returned the record that it was submitted again."""
    causes = (Cause.RETURN, Cause.SECTION_RETURN)
    links = Forwarding.objects.filter(sheet__submission=record, sheet__cause__in=causes)
    carry_out(links, by=by, at=at)


def form_was_taken_back(form: SectionForm) -> None:
    """Open again what the hand-in had carried out."""
    links = Forwarding.objects.filter(form=form, acted_at=form.handed_in_at)
    links.update(acted_at=None, acted_by=None)


def record_was_withdrawn(record: Submission, *, submitted_at: datetime) -> None:
    """Open again what the submission had carried out."""
    links = Forwarding.objects.filter(sheet__submission=record, acted_at=submitted_at, answer="")
    links.exclude(sheet__cause=Cause.ORDER).update(acted_at=None, acted_by=None)


def read(link: Forwarding, *, by: User, at: datetime) -> None:
    """Mark one link as read, once."""
    Forwarding.objects.filter(pk=link.pk, read_at=None).update(read_at=at, read_by=by)


def answers_read(sheet: Sheet, *, sender: Position, by: User, at: datetime) -> None:
    """Mark the answers to what a position ordered as read."""
    links = sheet.forwardings.filter(from_position=sender, answer_read_at=None)
    links.exclude(answer="").update(answer_read_at=at, answer_read_by=by)


def gaps() -> Iterator[str]:
    """Name the series in which a number is missing, or was given twice."""
    counted: dict[tuple[int, int], tuple[int, int]] = {}
    for model in (Sheet, StandingOrder):
        given = model.objects.order_by("unit", "year").values("unit", "year")
        for each in given.annotate(sheets=Count("pk"), highest=Max("serial")):
            sheets, highest = counted.get(key := (each["unit"], each["year"]), (0, 0))
            counted[key] = (sheets + each["sheets"], max(highest, each["highest"]))
    for series in SheetSeries.objects.select_related("unit").order_by("unit", "year"):
        sheets, highest = counted.pop((series.unit_id, series.year), (0, 0))
        if not sheets == highest == series.last:
            yield (
                f"Seri lembar disposisi {series.unit} {series.year}: nomor terakhir "
                f"{series.last}, ditemukan {sheets} lembar sampai nomor {highest}."
            )
    yield from (f"Seri lembar disposisi {year} tidak tercatat." for _, year in counted)


def file_head(sheet: Sheet, fields: dict) -> None:
    """Write the office's own fields of the head."""
    Sheet.objects.filter(pk=sheet.pk).update(**fields)
