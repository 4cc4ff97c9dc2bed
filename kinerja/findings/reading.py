"""Reading what the rules and the checks of a unit find in a table, at two questions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kinerja.findings.crossing import Crossed, Skipped, cross, standing_checks
from kinerja.findings.rules import LOOK_RULES, Finding, Level, Rule, found, must_mend
from kinerja.models import RuleSwitch, Unit
from kinerja.table import Row, Table

CROSS_CHECK = "cross_check"


@dataclass(frozen=True)
class Found:
    """What is found in the rows of one table, as its unit wants to be told."""

    rules: tuple[Rule, ...]
    failing: Mapping[int, tuple[Finding, ...]]  # by line
    skipped: tuple[Skipped, ...]

    def of(self, row: Row) -> tuple[Finding, ...]:
        """List what is found in a row of the table, what must be mended first."""
        crossed = self.failing.get(row.line_id, ()) if row.is_asked else ()
        return (*self.of_itself(row), *crossed)

    def of_itself(self, row: Row) -> tuple[Finding, ...]:
        """List what is found in a row whatever table it is of: without the cross-checks."""
        return (*must_mend(row), *found(row, self.rules))


def read(table: Table) -> Found:
    unit = table.agreement.unit_id
    rules = standing_rules(unit)
    crossed = [cross(check, table) for check in standing_checks(unit)]
    return Found(
        rules,
        failing(crossed),
        tuple(each.skipped for each in crossed if each.skipped),
    )


def standing_rules(unit: int | Unit) -> tuple[Rule, ...]:
    off = frozenset(RuleSwitch.objects.filter(unit=unit).values_list("code", flat=True))
    return tuple(rule for rule in LOOK_RULES if rule.code not in off)


def failing(crossed: Iterable[Crossed]) -> dict[int, tuple[Finding, ...]]:
    found: dict[int, tuple[Finding, ...]] = {}
    for each in crossed:
        if each.text:
            text = f"uji silang {each.name}: {each.text}"
            for line in each.lines:
                known = found.get(line, ())
                found[line] = (*known, Finding(CROSS_CHECK, Level.LOOK, text))
    return found
