"""Keeping the scale of categories and the cap of averages, from a year on."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone

from kinerja import formula
from kinerja.keeping.change import changing
from kinerja.models import CategoryScale, CategoryStep, Unit, User, latest_closed_quarter
from kinerja.policies import Policies, Policy

# How many rows a scale can have.
LONGEST = 7
# What is typed of one row: its least percentage, its word, its sign.
Typed = tuple[Decimal | None, str, str]


def first_open_year(at: datetime) -> int:
    """Name the earliest year whose scale can still be set: that of the last closed quarter."""
    return latest_closed_quarter(timezone.localdate(at))[0]


def keep_scale(
    values: Mapping, rows: Sequence[Typed], *, unit: Unit | None, by: User, at: datetime
) -> Policy:
    """Keep a scale for one unit or for all, from a year on; years gone by keep their own.

    Raises ValidationError, each message at its field: "lower_1" is the bound of the first row.
    """
    with changing(unit, "keep_scale", by=by, at=at) as change:
        refuse_faults(values["first_year"], rows, at=at)
        kept = Policies([unit.pk] if unit else ())
        key, year = unit.pk if unit else None, values["first_year"]
        before = next((each for each in kept.listed(key) if each.first_year == year), None)
        made = policy(values, rows, is_own=unit is not None)
        if made != before:
            store(made, unit)
            change.tell(f"mulai {year}", facts(before) if before else {}, facts(made))
    return made


def refuse_faults(year: int, rows: Sequence[Typed], *, at: datetime) -> None:
    found: dict[str, list[str]] = {}
    first = first_open_year(at)
    if year < first:
        text = f"Tahun yang sudah lewat tetap memakai skalanya; pilih {first} atau sesudahnya."
        found["first_year"] = [text]
    for fault in formula.faults([(lower, label) for lower, label, _icon in rows]):
        found.setdefault(f"{fault.part}_{fault.row + 1}", []).append(fault.text)
    if found:
        raise ValidationError(found)


def policy(values: Mapping, rows: Iterable[Typed], *, is_own: bool) -> Policy:
    scale = tuple(
        formula.Category(label, icon, lower)
        for lower, label, icon in rows
        if label or lower is not None
    )
    return Policy(scale, values["cap"], values["first_year"], is_own)


def store(made: Policy, unit: Unit | None) -> None:
    kept = CategoryScale.objects.create(unit=unit, first_year=made.first_year, cap=made.cap)
    CategoryStep.objects.bulk_create(
        CategoryStep(scale=kept, order=order, lower=each.lower, label=each.label, icon=each.icon)
        for order, each in enumerate(made.scale, start=1)
    )


def facts(kept: Policy) -> dict[str, str]:
    signs = " ".join(each.icon for each in kept.scale)
    return {
        "first_year": str(kept.first_year),
        "scale": kept.scale_words,
        "signs": signs,
        "cap": kept.cap_words,
    }
