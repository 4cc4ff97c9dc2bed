"""How often each rule fired in the latest closed quarter: one that cries too often is not heard."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from kinerja import table
from kinerja.findings.crossing import Check, Crossed, cross
from kinerja.findings.rules import RULES, Rule, found
from kinerja.models import Period, Quarter, Realisation, Unit, latest_closed_quarter
from kinerja.table import Table


@dataclass(frozen=True)
class Loudness:
    """In how many of a quarter's asked rows each rule fired, whether it is switched on or not."""

    period: Period
    rows: int
    counts: Mapping[str, int]

    def is_too_loud(self, rule: Rule) -> bool:
        """Say whether a hint came up in more than a third of the rows; a duty is never too loud."""
        return rule.may_be_switched and 3 * self.counts.get(rule.code, 0) > self.rows


def measure(shown: Table) -> Loudness:
    counts = Counter(each.code for row in shown.asked for each in found(row, RULES))
    return Loudness(shown.period, len(shown.asked), counts)


def put(checks: tuple[Check, ...], shown: Table | None) -> dict[int, Crossed]:
    """Put the checks to the quarter, by their key."""
    return {each.stored.pk: cross(each, shown) for each in checks} if shown else {}


def latest_table(unit: Unit, at: datetime) -> Table | None:
    """Read the latest quarter that is over and has values, as its last version and edition."""
    year, quarter = latest_closed_quarter(timezone.localdate(at))
    closed = Q(period__year__lt=year) | Q(period__year=year, period__quarter__lte=quarter)
    cells = Realisation.objects.filter(
        closed,
        line__agreement__unit=unit,
        status=Realisation.Status.MEASURED,
        period__quarter__lt=Quarter.YEAR,
    )
    last = (
        cells.select_related("period", "line__agreement__unit")
        .order_by("-period__year", "-period__quarter", "-line__agreement__version", "-edition")
        .first()
    )
    return last and table.read(last.line.agreement, last.period, edition=last.edition)
