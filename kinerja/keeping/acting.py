"""An official who will be away names a Plh: who acts in the own place, from when to when."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from kinerja import access
from kinerja.keeping import people
from kinerja.keeping.assignments import ASSIGNMENT_FIELDS, AT_FIELD
from kinerja.keeping.change import NotKeeper, changing, facts, filled, save
from kinerja.models import ACTING, SINGLE_SEATS, Assignment, Tenure, Unit, User


def own_seats(user: User, at: datetime) -> list[Assignment]:
    """List the seats that the person sits on now, and may leave to another for some days."""
    return [duty for duty in access.duties(user, at) if duty.unit_id and duty.role in SINGLE_SEATS]


def candidates(unit: Unit, by: User) -> QuerySet[User]:
    return people.kept(unit).filter(is_active=True).exclude(pk=by.pk)


def named_from(seat: Assignment, at: datetime) -> QuerySet[Assignment]:
    """List who acts on this seat, or will, from the day of `at` on."""
    day = timezone.localdate(at)
    found = Assignment.objects.filter(position=seat.position_id, tenure__in=ACTING, end__gte=day)
    return found.select_related("user", "position").order_by("start", "pk")


def name_acting(seat: Assignment, values: Mapping, *, by: User, at: datetime) -> Assignment:
    """Let another act on the own seat on these days: `user`, `start`, `end`, `letter`.

    Who acts there himself gives only days that are his own, and ceases with the day before.
    Raises NotKeeper where the seat is not the person's now, ValidationError at the field.
    """
    unit, who = seat.unit, {"by": by, "at": at}
    with changing(unit, "name_acting", **who, right=lambda: title_of(seat, **who)) as change:
        refuse_days(seat, values, timezone.localdate(at))
        refuse_person(unit, values["user"], by)
        if seat.tenure in ACTING:
            cease(seat, values["start"] - timedelta(days=1))
        made = Assignment(
            unit=unit,
            position=seat.position,
            role=seat.role,
            section=seat.section,
            tenure=Tenure.PLH,
        )
        made = filled(made, ("user", "start", "end", "letter"), values)
        save(made, ASSIGNMENT_FIELDS, change, at_field=AT_FIELD)
        if seat.tenure in ACTING:
            change.after["own_end"] = facts(seat, ["end"])["end"]
    return made


def title_of(seat: Assignment, *, by: User, at: datetime) -> str:
    """Give the capacity of who names; the right is read once the office's changes are locked."""
    if seat.pk not in {duty.pk for duty in own_seats(by, at)}:
        raise NotKeeper(seat.unit)
    return seat.title


def cease(seat: Assignment, last: date) -> None:
    seat.end = last
    seat.save(update_fields=["end"])


def refuse_days(seat: Assignment, values: Mapping, today: date) -> None:
    """Refuse days gone by, and days on which the seat is not the giver's own."""
    start, end = values["start"], values["end"]
    if start < today:
        raise ValidationError({"start": "Mulai paling cepat hari ini."})
    if seat.end and (end > seat.end or start > seat.end):
        text = f"Penugasan Anda sendiri berakhir {seat.end:%d-%m-%Y}: sampai hari itu paling lama."
        raise ValidationError({"end": text})
    if seat.tenure in ACTING and start <= seat.start:
        raise ValidationError({"start": "Anda sendiri bertindak pada hari itu: mulai hari lain."})


def refuse_person(unit: Unit, user: User, by: User) -> None:
    if not candidates(unit, by).filter(pk=user.pk).exists():
        raise ValidationError({"user": "Pilih orang lain yang aktif di perangkat daerah ini."})
