"""What a new fact of the calendar must be: rules as rows, each with the field of its message."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q

from kinerja.templatetags.office import day as shown
from workflow.calendars.hours import HoursError, parse_hours, show_hours
from workflow.models import WEEKDAYS, Holiday, WorkHours

FARTHEST_YEARS = 10

Fault = tuple[str, str]
Rule = Callable[[WorkHours | Holiday, date], Iterator[Fault]]


def judge(made: WorkHours | Holiday, *, today: date) -> None:
    """Check a new fact, its hours rewritten in one way. Raises ValidationError, all at once."""
    faults: dict[str, list[str]] = {}
    for name, text in field_faults(made):
        faults.setdefault(name, []).append(text)
    # What is not readable is not compared.
    for rule in () if faults else RULES[type(made)]:
        for name, text in rule(made, today):
            faults.setdefault(name, []).append(text)
    if faults:
        raise ValidationError(faults)


def field_faults(made: WorkHours | Holiday) -> Iterator[Fault]:
    if isinstance(made, WorkHours):
        yield from hours_faults(made)
    try:
        made.clean_fields(exclude=("unit", "recorded_at", "recorded_by"))
    except ValidationError as error:
        for name, texts in error.message_dict.items():
            for text in texts:
                yield name, text


def hours_faults(made: WorkHours) -> Iterator[Fault]:
    """Read the hours of each day, and write them back as they are always written."""
    for name in WEEKDAYS:
        try:
            setattr(made, name, show_hours(parse_hours(getattr(made, name))))
        except HoursError as error:
            yield name, str(error)


def require_last_day(values: Mapping) -> None:
    if values.get("ends_on") is None:
        raise ValidationError({"ends_on": "Isi hari terakhirnya."})


def some_hours(made: WorkHours, _today: date) -> Iterator[Fault]:
    if not any(getattr(made, name) for name in WEEKDAYS):
        yield "monday", "Isi jam kerja sedikitnya untuk satu hari."


def in_order(made: WorkHours, _today: date) -> Iterator[Fault]:
    if made.ends_on and made.ends_on < made.starts_on:
        yield "ends_on", "Hari terakhir mendahului hari pertama."


def near_days(made: WorkHours | Holiday, today: date) -> Iterator[Fault]:
    names = ("day",) if isinstance(made, Holiday) else ("starts_on", "ends_on")
    for name in names:
        day = getattr(made, name)
        if day and abs(day.year - today.year) > FARTHEST_YEARS:
            yield name, f"Tanggal ini lebih dari {FARTHEST_YEARS} tahun dari sekarang."


def one_usual_week_a_day(made: WorkHours, _today: date) -> Iterator[Fault]:
    if made.is_special:
        return
    standing = WorkHours.objects.standing().filter(unit=made.unit, ends_on=None)
    twin = standing.filter(starts_on=made.starts_on).first()
    if twin:
        yield "starts_on", f"Sejak hari ini sudah berlaku “{twin}”. Cabut atau ganti itu dahulu."


def special_ranges_apart(made: WorkHours, _today: date) -> Iterator[Fault]:
    if not made.is_special:
        return
    near = WorkHours.objects.standing().filter(
        unit=made.unit, starts_on__lte=made.ends_on, ends_on__gte=made.starts_on
    )
    for other in near[:1]:
        days = f"{shown(other.starts_on)} s.d. {shown(other.ends_on)}"
        yield "starts_on", f"Bertindih dengan jam kerja khusus “{other}” ({days})."


def holiday_once(made: Holiday, _today: date) -> Iterator[Fault]:
    """A unit's own day is not one that is everybody's already."""
    owners = Q(unit=made.unit) | Q(unit=None)
    twin = Holiday.objects.standing().filter(owners, day=made.day).first()
    if twin:
        yield "day", f"{shown(made.day)} sudah hari libur: {twin} ({twin.get_kind_display()})."


RULES: dict[type, tuple[Rule, ...]] = {
    WorkHours: (some_hours, in_order, near_days, one_usual_week_a_day, special_ranges_apart),
    Holiday: (near_days, holiday_once),
}
