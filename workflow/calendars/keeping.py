"""Keeping the calendar: hours and holidays are recorded, withdrawn and replaced, never changed.

One change is one transaction and one entry, in the unit's chain or, of what stands for all units,
in `sistem`. What is refused is a ValidationError with each message at its field.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from kinerja.keeping.change import Change, changing, facts
from kinerja.models import Unit, User
from kinerja.templatetags.office import day as shown
from workflow.calendars import judging
from workflow.models import WEEKDAYS, Holiday, WorkHours

HOURS_FIELDS = ("name", "starts_on", *WEEKDAYS)
SPECIAL_FIELDS = ("name", "starts_on", "ends_on", *WEEKDAYS)
HOLIDAY_FIELDS = ("day", "name", "kind")
ALL_FIELDS = {WorkHours: SPECIAL_FIELDS, Holiday: (*HOLIDAY_FIELDS, "is_estimate")}
# What the journal calls a change, by the table; hours come in two kinds.
HOURS, SPECIAL_HOURS, HOLIDAY = "hours", "special_hours", "holiday"

Kept = WorkHours | Holiday


def record_hours(values: Mapping, *, unit: Unit | None, by: User | None, at: datetime) -> WorkHours:
    """Record the usual hours of a week from a day on, of one unit or of all."""
    return record(WorkHours(unit=unit), HOURS_FIELDS, values, by=by, at=at)


def record_special_hours(
    values: Mapping, *, unit: Unit | None, by: User | None, at: datetime
) -> WorkHours:
    """Record the hours of a range of days, such as Ramadan; inside it they are the hours."""
    judging.require_last_day(values)
    return record(WorkHours(unit=unit), SPECIAL_FIELDS, values, by=by, at=at)


def record_holiday(values: Mapping, *, unit: Unit | None, by: User | None, at: datetime) -> Holiday:
    """Record a day on which nobody works."""
    return record(Holiday(unit=unit), HOLIDAY_FIELDS, values, by=by, at=at)


def record(
    made: Kept, names: Iterable[str], values: Mapping, *, by: User | None, at: datetime
) -> Kept:
    fill(made, names, values)
    with changing(made.unit, f"record_{kind_of(made)}", by=by, at=at) as change:
        made.recorded_at, made.recorded_by = at, by
        judging.judge(made, today=timezone.localdate(at))
        made.save(force_insert=True)
        tell(change, made, after=made)
    return made


def replace(fact: Kept, values: Mapping, *, by: User, at: datetime) -> Kept:
    """Withdraw a fact and record another in its place, as one change."""
    with changing(fact.unit, f"replace_{kind_of(fact)}", by=by, at=at) as change:
        old = taken_back(fact, by=by, at=at)
        made = type(old)(unit=old.unit)
        names = names_of(old)
        fill(made, names, {**{name: getattr(old, name) for name in names}, **values})
        made.recorded_at, made.recorded_by = at, by
        judging.judge(made, today=timezone.localdate(at))
        made.save(force_insert=True)
        tell(change, made, before=old, after=made)
    return made


def withdraw(fact: Kept, *, by: User, at: datetime) -> None:
    """Withdraw a fact: it stays for those who knew it, and counts no more for the others."""
    with changing(fact.unit, f"withdraw_{kind_of(fact)}", by=by, at=at) as change:
        tell(change, fact, before=taken_back(fact, by=by, at=at))


def confirm_holidays(
    holidays: Iterable[Holiday], *, unit: Unit | None, by: User, at: datetime
) -> int:
    """Confirm that estimated days are the decreed ones; say how many were still open."""
    with changing(unit, "confirm_holidays", by=by, at=at) as change:
        chosen = unconfirmed(unit).filter(pk__in=[each.pk for each in holidays])
        told = [named(each) for each in chosen]
        if told:
            chosen.update(confirmed_at=at, confirmed_by=by)
            change.tell(", ".join(told), {}, {"holidays": told})
    return len(told)


def unconfirmed(unit: Unit | None) -> QuerySet[Holiday]:
    """List the estimates of a unit, or of all, that nobody has confirmed yet."""
    return Holiday.objects.standing().filter(unit=unit, is_estimate=True, confirmed_at=None)


def taken_back(fact: Kept, *, by: User | None, at: datetime) -> Kept:
    """Stamp a fact as withdrawn. The chain of its owner must be locked."""
    stamped = type(fact)._default_manager.filter(pk=fact.pk, withdrawn_at=None)
    if not stamped.update(withdrawn_at=at, withdrawn_by=by):
        raise ValidationError({NON_FIELD_ERRORS: "Sudah dicabut orang lain."})
    return type(fact)._default_manager.select_related("unit").get(pk=fact.pk)


def fill(made: Kept, names: Iterable[str], values: Mapping) -> None:
    for name in names:
        setattr(made, name, values[name])


def names_of(fact: Kept) -> tuple[str, ...]:
    names = {HOURS: HOURS_FIELDS, SPECIAL_HOURS: SPECIAL_FIELDS, HOLIDAY: HOLIDAY_FIELDS}
    return names[kind_of(fact)]


def kind_of(fact: Kept) -> str:
    if isinstance(fact, Holiday):
        return HOLIDAY
    return SPECIAL_HOURS if fact.is_special else HOURS


def tell(
    change: Change, about: Kept, *, before: Kept | None = None, after: Kept | None = None
) -> None:
    names = ALL_FIELDS[type(about)]
    change.tell(
        named(about), facts(before, names) if before else {}, facts(after, names) if after else {}
    )


def named(fact: Kept) -> str:
    """Name a fact with its days: "Natal, 25 Desember 2026"."""
    return f"{fact.name}, {days_of(fact)}"


def days_of(fact: Kept) -> str:
    if isinstance(fact, Holiday):
        return shown(fact.day)
    if fact.is_special:
        return f"{shown(fact.starts_on)} s.d. {shown(fact.ends_on)}"
    return f"sejak {shown(fact.starts_on)}"
