"""One change of an office's reference data: one transaction, one entry in the unit's chain."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils.text import normalize_newlines

from kinerja import access, journal, numbers
from kinerja.models import Unit, User

Facts = Mapping[str, str | list[str]]
# The chain of what belongs to no unit, and the capacity of the program itself.
SYSTEM = "sistem"


class NotKeeper(Exception):
    """The person does not keep this unit's office, or, without a unit, what stands for all."""

    def __init__(self, unit: Unit | None) -> None:
        super().__init__(f"not a keeper of {unit}")
        self.unit = unit


@dataclass
class Change:
    """What a change has come to: the facts before and after it, and whom or what it concerns."""

    before: dict = field(default_factory=dict)
    after: dict = field(default_factory=dict)
    about: str = ""

    def tell(self, about: object, before: Facts, after: Facts) -> None:
        """Keep the facts that differ; a change without any is none, and is not written."""
        names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
        self.about = str(about)
        self.before |= {name: before[name] for name in names if name in before}
        self.after |= {name: after[name] for name in names if name in after}


@contextmanager
def changing(
    unit: Unit | None,
    verb: str,
    *,
    by: User | None,
    at: datetime,
    right: Callable[[], str] | None = None,
) -> Iterator[Change]:
    """Lock the unit's chain, let the caller write and tell, and add the entry.

    Without a unit: what stands for all of them; `by` is None for the system, there alone. `right`
    gives the capacity where it is not the keeper's, or raises NotKeeper.

    Raises NotKeeper, and ClockFault where `at` is before the chain's last entry.
    """
    with transaction.atomic():
        # The lock keeps two changes in a queue, so that each check sees what the other wrote.
        chain = journal.locked_chain(chain_key(unit))
        capacity = right() if right else capacity_to_keep(unit, by, at)
        change = Change()
        yield change
        if change.before or change.after:
            journal.append(
                chain,
                verb,
                by=by,
                capacity=capacity,
                at=at,
                before=change.before,
                after=change.after,
                note=change.about,
            )


def capacity_to_keep(unit: Unit | None, by: User | None, at: datetime) -> str:
    if by is None and unit is None:
        return SYSTEM
    held = () if by is None else access.duties(by, at)
    duty = access.keeps(held, unit, at) if unit else access.keeps_for_all(held)
    if duty is None:
        raise NotKeeper(unit)
    return duty.title


def chain_key(unit: Unit | None) -> str:
    return f"unit:{unit.pk}" if unit else SYSTEM


def facts(thing: models.Model, names: Iterable[str]) -> dict[str, str]:
    """Write fields as plain texts, as the journal keeps them; what is empty is ""."""
    return {name: text_of(getattr(thing, name)) for name in names}


def stored(thing: models.Model, names: Iterable[str]) -> dict[str, str]:
    """Write the fields as the database holds them; nothing for what is new."""
    if thing.pk is None:
        return {}
    return facts(type(thing)._default_manager.get(pk=thing.pk), names)


def text_of(value: object) -> str:
    if isinstance(value, Decimal):
        return numbers.exact(value)
    return "" if value is None else str(value)


def save(thing: models.Model, names: Iterable[str], change: Change, *, at_field: Mapping) -> None:
    """Check a thing as a whole, save it, and tell the change of these fields.

    `at_field` leads from the name of a constraint to the field where its message belongs.
    """
    names = tuple(names)
    before = stored(thing, names)
    check(thing, names, at_field=at_field)
    thing.save()
    change.tell(thing, before, facts(thing, names))


def filled(thing: models.Model, names: Iterable[str], values: Mapping) -> models.Model:
    """Copy a thing with these fields filled in: what is refused leaves the given one as it was."""
    made = copy(thing)
    for name in names:
        value = values[name]
        # Browsers end lines in their own way; that is no change.
        setattr(made, name, normalize_newlines(value) if isinstance(value, str) else value)
    return made


def check(thing: models.Model, names: Iterable[str], *, at_field: Mapping[str, str]) -> None:
    """Check these fields and the thing as a whole; raise ValidationError, messages at fields."""
    faults: dict[str, list] = {}
    untyped = {field.name for field in thing._meta.fields} - set(names)
    try:
        thing.full_clean(exclude=untyped, validate_constraints=False)
    except ValidationError as error:
        faults = error.update_error_dict(faults)
    for constraint in thing._meta.constraints:
        try:
            constraint.validate(type(thing), thing, exclude=set(faults))
        except ValidationError as error:
            place = at_field.get(constraint.name, NON_FIELD_ERRORS)
            faults.setdefault(place, []).extend(error.error_list)
    if faults:
        raise ValidationError(faults)
