"""Keeping indicators, and the lines of an agreement with their targets."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Max, QuerySet

from kinerja import numbers
from kinerja.keeping.agreements import changing_agreement
from kinerja.keeping.change import Change, changing, check, filled, save
from kinerja.keys import key
from kinerja.models import Agreement, Indicator, Line, Quarter, Target, Unit, User
from kinerja.usage import unused_agreements

INDICATOR_FIELDS = (
    "name",
    "definition",
    "formula_text",
    "data_source",
    "plan_target",
    "plan_year",
    "national_standard",
    "usual_step",
)
LINE_FIELDS = (
    "objective",
    "indicator",
    "section",
    "code",
    "order",
    "satuan",
    "kind",
    "measure",
    "accumulation",
    "basis",
    "schedule",
    "scale",
    "stock_denominator",
    "allows_negative",
    "at_most_100",
    "asks_evidence",
    "person_in_charge",
)
TARGET_FIELDS = ("value", "upper", "predicate")
AT_FIELD = {
    "indicator_named_once": "name",
    "line_code_once": "code",
    "line_indicator_once": "indicator",
    "predicate_is_chosen_from_a_scale": "scale",
    "percentages_are_never_added": "accumulation",
    "schedule_names_periods": "schedule",
    "range_goes_upwards": "upper",
}
Targets = Mapping[int, Mapping]


def kept_indicators(unit: Unit) -> QuerySet[Indicator]:
    return unit.indicators.order_by("name")


def offered(agreement: Agreement, indicator: str | None) -> dict:
    """Fill in a new line: its place after the others and, where one is named, its indicator."""
    first = {"order": (agreement.lines.aggregate(last=Max("order"))["last"] or 0) + 1}
    if not key(indicator):
        return first
    return first | {"indicator": agreement.unit.indicators.filter(pk=key(indicator)).first()}


def is_measured(indicator: Indicator) -> bool:
    """Say whether a used agreement measures the indicator: its name then stays."""
    lines = Line.objects.filter(indicator=indicator)
    return lines.exclude(agreement__in=unused_agreements()).exists()


def keep_indicator(indicator: Indicator, values: Mapping, *, by: User, at: datetime) -> Indicator:
    """Add or change an indicator. Raises ValidationError, each message at its field."""
    verb = "edit_indicator" if indicator.pk else "add_indicator"
    with changing(indicator.unit, verb, by=by, at=at) as change:
        if indicator.pk and values["name"] != indicator.name and is_measured(indicator):
            text = "Indikator ini sudah diukur, maka namanya tetap; tambahkan indikator baru."
            raise ValidationError({"name": text})
        made = filled(indicator, INDICATOR_FIELDS, values)
        save(made, INDICATOR_FIELDS, change, at_field=AT_FIELD)
    return made


def keep_line(line: Line, values: Mapping, targets: Targets, *, by: User, at: datetime) -> Line:
    """Add or change a line with its targets, by quarter; a target without content is none.

    Raises ValidationError, each message at its field; a target's is at "target-<quarter>-<field>".
    """
    verb = "edit_line" if line.pk else "add_line"
    with changing_agreement(line.agreement, verb, by=by, at=at) as change:
        made = filled(line, LINE_FIELDS, values)
        save(made, LINE_FIELDS, change, at_field=AT_FIELD)
        keep_targets(made, targets, change)
    return made


def keep_targets(line: Line, targets: Targets, change: Change) -> None:
    held = {each.quarter: each for each in line.targets.select_related("predicate")}
    before = target_words(held)
    faults: dict[str, list] = {}
    for quarter, values in targets.items():
        target = held.get(quarter) or Target(quarter=quarter)
        # A part of the line as it is now, which may not have been stored like this before.
        target.line = line
        for name in TARGET_FIELDS:
            setattr(target, name, values.get(name))
        if all(values.get(name) is None for name in TARGET_FIELDS):
            held.pop(quarter, None)
            continue
        held[quarter] = target
        faults |= target_faults(target)
    if faults:
        raise ValidationError(faults)
    line.targets.exclude(quarter__in=held).delete()
    for target in held.values():
        target.save()
    change.tell(line, before, target_words(held))


def target_faults(target: Target) -> dict[str, list]:
    """Find what is wrong with a target, at the names that its inputs have on the page."""
    try:
        check(target, TARGET_FIELDS, at_field=AT_FIELD)
    except ValidationError as error:
        found = error.update_error_dict({})
        return {
            f"target-{target.quarter}-{'value' if name == NON_FIELD_ERRORS else name}": messages
            for name, messages in found.items()
        }
    return {}


def target_words(targets: Mapping[int, Target]) -> dict[str, str]:
    """Write targets as the journal keeps them."""
    return {
        f"target {Quarter(quarter).label}": words(each) for quarter, each in sorted(targets.items())
    }


def words(target: Target) -> str:
    if target.predicate:
        return target.predicate.label
    bounds: tuple[Decimal | None, ...] = (target.value, target.upper)
    return " – ".join(numbers.exact(bound) for bound in bounds if bound is not None)
