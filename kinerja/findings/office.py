"""What the operator reads about warnings: rules with their switch and loudness, cross-checks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kinerja.findings.crossing import Check, Crossed, checks
from kinerja.findings.loudness import Loudness, latest_table, measure, put
from kinerja.findings.rules import RULES, Rule
from kinerja.models import Agreement, CheckTerm, Period, RuleSwitch, Unit


@dataclass(frozen=True)
class RuleLine:
    """One rule as the office has it; `fired` is None where no quarter has values yet."""

    rule: Rule
    is_on: bool
    fired: int | None
    is_too_loud: bool


@dataclass(frozen=True)
class CheckLine:
    """One cross-check as it is written today, and what became of it in the latest quarter."""

    check: Check
    words: str
    missing_now: str
    crossed: Crossed | None


@dataclass(frozen=True)
class Overview:
    period: Period | None
    rows: int
    rules: tuple[RuleLine, ...]
    standing: tuple[CheckLine, ...]
    withdrawn: tuple[CheckLine, ...]


def read(unit: Unit, agreement: Agreement | None, *, at: datetime) -> Overview:
    """Read everything; codes are those of the agreement, figures of the latest closed quarter."""
    shown = latest_table(unit, at)
    loudness = measure(shown) if shown else None
    codes = dict(agreement.lines.values_list("indicator", "code")) if agreement else {}
    terms = CheckTerm.objects.filter(cross_check__unit=unit)
    found = checks(terms.select_related("cross_check__withdrawn_by"))
    standing = tuple(each for each in found if each.stored.withdrawn_at is None)
    outcomes = put(standing, shown)
    of = f"{agreement.title} {agreement.year}" if agreement else "perjanjian kinerja"
    lines = {
        each: CheckLine(
            each, each.words(codes), gone(each, codes, of), outcomes.get(each.stored.pk)
        )
        for each in found
    }
    return Overview(
        period=loudness and loudness.period,
        rows=loudness.rows if loudness else 0,
        rules=rule_lines(unit, loudness),
        standing=tuple(lines[each] for each in standing),
        withdrawn=tuple(line for each, line in lines.items() if each.stored.withdrawn_at),
    )


def rule_lines(unit: Unit, loudness: Loudness | None) -> tuple[RuleLine, ...]:
    off = set(RuleSwitch.objects.filter(unit=unit).values_list("code", flat=True))
    return tuple(
        RuleLine(
            rule,
            is_on=rule.code not in off or not rule.may_be_switched,
            fired=loudness.counts.get(rule.code, 0) if loudness else None,
            is_too_loud=bool(loudness) and loudness.is_too_loud(rule),
        )
        for rule in RULES
    )


def gone(check: Check, codes: Mapping[int, str], of: str) -> str:
    """Name the check's indicators that the present agreement does not have; "" where it has all."""
    lost = [f"“{each.name}”" for each in check.indicators if each.pk not in codes]
    return f"indikator {', '.join(lost)} tidak ada pada {of}" if lost else ""
