"""Keeping what an office is warned of: rules switched on and off, and its own cross-checks."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from kinerja.findings.crossing import Check, checks, standing_checks
from kinerja.findings.rules import RULES
from kinerja.keeping import agreements
from kinerja.keeping.change import Change, changing, facts, filled, save
from kinerja.models import (
    Agreement,
    CheckTerm,
    CrossCheck,
    Indicator,
    Line,
    RuleSwitch,
    Unit,
    User,
)
from kinerja.relations import RelationError, Written, read

CHECK_FIELDS = ("name", "sign", "missing")
AT_FIELD = {"standing_check_named_once": "name"}
WITHDRAWN = "Uji silang ini sudah dicabut; buat yang baru."
Sides = tuple[Sequence[Indicator], Sequence[Indicator]]


def switch_rule(code: str, *, unit: Unit, is_on: bool, by: User, at: datetime) -> str:
    """Switch a rule of the unit; give its title. Raises ValidationError for one that always is."""
    rule = next((each for each in RULES if each.code == code and each.may_be_switched), None)
    if rule is None:
        raise ValidationError("Peringatan ini tidak dapat dimatikan.")
    with changing(unit, "switch_rule", by=by, at=at) as change:
        off = RuleSwitch.objects.filter(unit=unit, code=code)
        was_on = not off.exists()
        if is_on:
            off.delete()
        elif was_on:
            RuleSwitch.objects.create(unit=unit, code=code)
        change.tell(rule.title, {"switch": switched(was_on)}, {"switch": switched(is_on)})
    return rule.title


def switched(is_on: bool) -> str:
    return "menyala" if is_on else "mati"


def add_check(values: Mapping, *, unit: Unit, by: User, at: datetime) -> CrossCheck:
    with changing(unit, "add_check", by=by, at=at) as change:
        return keep_check(CrossCheck(unit=unit), values, change, at=at)


def edit_check(check: CrossCheck, values: Mapping, *, by: User, at: datetime) -> CrossCheck:
    with changing(check.unit, "edit_check", by=by, at=at) as change:
        refuse_withdrawn(check)
        return keep_check(check, values, change, at=at)


def withdraw_check(check: CrossCheck, *, by: User, at: datetime) -> None:
    """Withdraw a check: it is put to no table any more, and stays to be read."""
    with changing(check.unit, "withdraw_check", by=by, at=at) as change:
        refuse_withdrawn(check)
        CrossCheck.objects.filter(pk=check.pk).update(withdrawn_at=at, withdrawn_by=by)
        codes = codes_of(agreements.current(check.unit, at))
        change.tell(check, facts(check, ("name",)) | relation_of(check, codes), {})


def keep_check(check: CrossCheck, values: Mapping, change: Change, *, at: datetime) -> CrossCheck:
    """Add or change a check. Raises ValidationError, each message at its field."""
    agreement = agreements.current(check.unit, at)
    relation, (left, right) = resolve(values["relation"], agreement)
    made = filled(check, CHECK_FIELDS, {**values, "sign": relation.sign.value})
    refuse_twin(made, left, right)
    codes = codes_of(agreement)
    before = relation_of(check, codes) if check.pk else {}
    save(made, CHECK_FIELDS, change, at_field=AT_FIELD)
    made.terms.all().delete()
    CheckTerm.objects.bulk_create([*terms(made, left, True), *terms(made, right, False)])
    change.tell(made, before, relation_of(made, codes))
    return made


def terms(check: CrossCheck, side: Sequence[Indicator], is_left: bool) -> list[CheckTerm]:
    return [
        CheckTerm(cross_check=check, indicator=each, is_left=is_left, order=order)
        for order, each in enumerate(side)
    ]


def refuse_withdrawn(check: CrossCheck) -> None:
    if CrossCheck.objects.filter(pk=check.pk, withdrawn_at__isnull=False).exists():
        raise ValidationError({NON_FIELD_ERRORS: WITHDRAWN})


def resolve(text: str, agreement: Agreement | None) -> tuple[Written, Sides]:
    """Read a relation of codes as one of indicators, by the lines of an agreement."""
    try:
        relation = read(text)
    except RelationError as error:
        raise refusal(str(error)) from error
    if agreement is None:
        raise refusal("Belum ada perjanjian kinerja; buat dahulu di Indikator dan target.")
    lines = {
        folded(line.code): line
        for line in agreement.lines.select_related("indicator").order_by("order")
    }
    given = [folded(code) for code in (*relation.left, *relation.right)]
    for code, name in zip(given, (*relation.left, *relation.right), strict=True):
        refuse_misfit(name, lines.get(code), agreement, lines.values())
        if given.count(code) > 1:
            raise refusal(f"Kode {name} tertulis lebih dari sekali.")
    left, right = (
        [lines[folded(code)].indicator for code in side] for side in (relation.left, relation.right)
    )
    return relation, (left, right)


def refuse_misfit(
    name: str, line: Line | None, agreement: Agreement, lines: Iterable[Line]
) -> None:
    if line is None:
        known = ", ".join(each.code for each in lines) or "belum ada"
        of = f"{agreement.title} {agreement.year}"
        raise refusal(f"Kode {name} tidak ada pada {of}. Kode yang ada: {known}.")
    if line.measure == Line.Measure.CHOICE:
        text = f"Kode {line.code} diisi dengan predikat; uji silang hanya membandingkan angka."
        raise refusal(text)


def refuse_twin(check: CrossCheck, left: Sequence[Indicator], right: Sequence[Indicator]) -> None:
    """Refuse a check that says what another standing one says."""
    sides = frozenset(left), check.sign, frozenset(right)
    for other in standing_checks(check.unit):
        said = frozenset(other.left), other.stored.sign, frozenset(other.right)
        if other.stored.pk != check.pk and said == sides:
            raise refusal(f"Uji silang “{other.stored}” sudah menguji hal yang sama.")


def refusal(text: str) -> ValidationError:
    return ValidationError({"relation": text})


def folded(code: str) -> str:
    return " ".join(code.split()).casefold()


def codes_of(agreement: Agreement | None) -> dict[int, str]:
    """Lead from each indicator of an agreement to its code there."""
    return dict(agreement.lines.values_list("indicator", "code")) if agreement else {}


def stored_check(check: CrossCheck) -> Check:
    [found] = checks(CheckTerm.objects.filter(cross_check=check))
    return found


def relation_of(check: CrossCheck, codes: Mapping[int, str]) -> dict[str, str]:
    """Write the relation as the journal keeps it."""
    return {"relation": stored_check(check).words(codes)}


def written(check: CrossCheck, at: datetime) -> str:
    """Write the relation as the operator would type it today."""
    return stored_check(check).words(codes_of(agreements.current(check.unit, at)))
