"""Keeping agreements: the next year's and the next version, copied from what stands; sasaran."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, Max, Model, OuterRef, QuerySet
from django.utils import timezone

from kinerja.keeping.change import Change, changing, filled, save
from kinerja.models import Agreement, Line, Objective, Target, Unit, User
from kinerja.usage import is_used, unused_agreements

HEAD_FIELDS = ("title", "date", "reason")
OBJECTIVE_FIELDS = ("number", "text")
AT_FIELD = {
    "agreement_version_once": "year",
    "agreement_changes_for_a_reason": "reason",
    "objective_number_once": "number",
}
USED = "Perjanjian kinerja ini sudah dipakai sebuah berkas, maka tidak lagi berubah."


def kept(unit: Unit) -> QuerySet[Agreement]:
    return unit.agreements.select_related("unit").order_by("-year", "-version")


def latest(unit: Unit) -> Agreement | None:
    return kept(unit).first()


def current(unit: Unit, at: datetime) -> Agreement | None:
    """Find the last version of the year's agreement, or of the latest there is."""
    year, held = timezone.localdate(at).year, list(kept(unit))
    return next((each for each in held if each.year == year), held[0] if held else None)


def with_standing(unit: Unit) -> QuerySet[Agreement]:
    """List the unit's agreements and tell, as `may_change`, which of them nothing uses yet."""
    unused = unused_agreements().filter(pk=OuterRef("pk"))
    return kept(unit).annotate(may_change=Exists(unused), line_count=Count("lines"))


def next_year(source: Agreement | None, at: datetime) -> dict:
    """Fill in what the next year's agreement most likely is."""
    year = source.year + 1 if source else timezone.localdate(at).year
    return {"year": year, "title": "PK murni", "date": date(year, 1, 2)}


def next_number(agreement: Agreement) -> int:
    return (agreement.objectives.aggregate(last=Max("number"))["last"] or 0) + 1


@contextmanager
def changing_agreement(
    agreement: Agreement, verb: str, *, by: User, at: datetime
) -> Iterator[Change]:
    """Change an agreement that nothing uses yet. Raises ValidationError for a used one."""
    with changing(agreement.unit, verb, by=by, at=at) as change:
        # A record that is being opened on it waits for this lock, by its foreign key.
        Agreement.objects.select_for_update().get(pk=agreement.pk)
        if is_used(agreement):
            raise ValidationError(f"{USED} Buat perubahan: versi berikutnya.")
        yield change


def begin_year(
    values: Mapping, *, unit: Unit, with_targets: bool, by: User, at: datetime
) -> Agreement:
    """Make version 1 of a year, with the sasaran and lines of the unit's latest agreement."""
    made = Agreement(unit=unit, year=values["year"], title=values["title"], date=values["date"])
    with changing(unit, "begin_agreement", by=by, at=at) as change:
        source = latest(unit)
        save(made, ("year", "version", "title", "date"), change, at_field=AT_FIELD)
        if source:
            copied = copy_lines(source, made, with_targets=with_targets)
            change.after |= {"copied from": str(source), "lines": str(copied)}
    return made


def amend(agreement: Agreement, values: Mapping, *, by: User, at: datetime) -> Agreement:
    """Make the next version of a year: everything copied from this one, with date and reason."""
    with changing(agreement.unit, "amend_agreement", by=by, at=at) as change:
        versions = Agreement.objects.filter(unit=agreement.unit, year=agreement.year)
        number = versions.aggregate(last=Max("version"))["last"] + 1
        begun = Agreement(unit=agreement.unit, year=agreement.year, version=number)
        made = filled(begun, HEAD_FIELDS, values)
        save(made, ("year", "version", *HEAD_FIELDS), change, at_field=AT_FIELD)
        copied = copy_lines(agreement, made, with_targets=True)
        change.after |= {"copied from": str(agreement), "lines": str(copied)}
    return made


def edit_head(agreement: Agreement, values: Mapping, *, by: User, at: datetime) -> None:
    with changing_agreement(agreement, "edit_agreement", by=by, at=at) as change:
        save(filled(agreement, HEAD_FIELDS, values), HEAD_FIELDS, change, at_field=AT_FIELD)


def keep_objective(objective: Objective, values: Mapping, *, by: User, at: datetime) -> None:
    """Add or change a sasaran. Raises ValidationError, each message at its field."""
    verb = "edit_objective" if objective.pk else "add_objective"
    with changing_agreement(objective.agreement, verb, by=by, at=at) as change:
        made = filled(objective, OBJECTIVE_FIELDS, values)
        save(made, OBJECTIVE_FIELDS, change, at_field=AT_FIELD)


def copy_lines(source: Agreement, into: Agreement, *, with_targets: bool) -> int:
    """Copy sasaran and lines with their codes, and targets where asked; count the lines."""
    objectives = {each.pk: fresh(each, agreement=into) for each in source.objectives.all()}
    Objective.objects.bulk_create(objectives.values())
    lines = {
        each.pk: fresh(each, agreement=into, objective=objectives[each.objective_id])
        for each in source.lines.all()
    }
    Line.objects.bulk_create(lines.values())
    if with_targets:
        held = Target.objects.filter(line__agreement=source)
        Target.objects.bulk_create(fresh(each, line=lines[each.line_id]) for each in held)
    return len(lines)


def fresh(thing: Model, **changes) -> Model:
    """Copy a row as a new one that belongs elsewhere."""
    made = copy(thing)
    made._state.adding, made.pk = True, None
    for name, value in changes.items():
        setattr(made, name, value)
    return made
