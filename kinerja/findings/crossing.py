"""Putting an office's own cross-checks to the figures of a table."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from kinerja.models import CheckTerm, CrossCheck, Indicator, Line, Unit
from kinerja.relations import Missing, Sign, judge
from kinerja.table import Row, Table


@dataclass(frozen=True)
class Skipped:
    """A check that could not be put to a table, and why."""

    name: str
    reason: str


@dataclass(frozen=True)
class Check:
    """A cross-check with its indicators, left and right of its sign."""

    stored: CrossCheck
    left: tuple[Indicator, ...]
    right: tuple[Indicator, ...]

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        return self.left + self.right

    def words(self, codes: Mapping[int, str]) -> str:
        """Write the relation by codes; an indicator without one by its name."""
        sides = (
            " + ".join(codes.get(each.pk, f"“{each.name}”") for each in side)
            for side in (self.left, self.right)
        )
        return f" {self.stored.sign} ".join(sides)


@dataclass(frozen=True)
class Crossed:
    """What became of a check: the numbers where it does not hold, with the lines it is about."""

    name: str
    lines: tuple[int, ...] = ()
    text: str = ""
    holds: bool | None = None
    skipped: Skipped | None = None


def standing_checks(unit: int | Unit) -> tuple[Check, ...]:
    """Read the unit's checks that nobody withdrew, by name, at one question."""
    return checks(CheckTerm.objects.filter(cross_check__unit=unit, cross_check__withdrawn_at=None))


def checks(terms: QuerySet[CheckTerm]) -> tuple[Check, ...]:
    ordered = terms.select_related("cross_check", "indicator").order_by(
        "cross_check__name", "cross_check", "order"
    )
    found: dict[int, list[CheckTerm]] = {}
    for term in ordered:
        found.setdefault(term.cross_check_id, []).append(term)
    return tuple(
        Check(
            each[0].cross_check,
            tuple(term.indicator for term in each if term.is_left),
            tuple(term.indicator for term in each if not term.is_left),
        )
        for each in found.values()
    )


def cross(check: Check, table: Table) -> Crossed:
    """Compare the figures up to the period; a check that cannot be put is skipped, with reason."""
    rows = {row.indicator_id: row for row in table.rows}
    name = check.stored.name
    if reason := hindrance(check, rows, table):
        return Crossed(name, skipped=Skipped(name, reason))
    verdict = judge(
        [rows[each.pk].realised for each in check.left],
        Sign(check.stored.sign),
        [rows[each.pk].realised for each in check.right],
        missing=Missing(check.stored.missing),
    )
    lines = tuple(rows[each.pk].line_id for each in check.indicators)
    return Crossed(name, lines, verdict.text, verdict.holds)


def hindrance(check: Check, rows: Mapping[int, Row], table: Table) -> str:
    """Say why the check cannot be put to the table; "" where it can."""
    agreement = f"{table.agreement.title} {table.agreement.year}"
    for each in check.indicators:
        row = rows.get(each.pk)
        if row is None:
            return f"indikator “{each.name}” tidak ada pada {agreement}"
        if row.measure == Line.Measure.CHOICE:
            return f"{row.code} diukur dengan predikat, bukan angka"
        if not row.is_asked:
            return f"{row.code} tidak diukur pada {table.period}"
    return ""
