"""Values that follow their indicator from one agreement version to the next."""

from collections.abc import Iterable, Mapping

from django.db.models import BigIntegerField, Case, F, OuterRef, Q, Subquery, Value, When

from kinerja import evidence
from kinerja.models import Agreement, Explanation, Line, Period, Realisation


def follow(
    lines: Iterable[int],
    *,
    into: Agreement,
    objectives: Mapping[int, int],
    anew: Iterable[int],
    period: Period,
    edition: int,
) -> None:
    """Move the cells of these lines (by key), explained and documented, to the other version's.

    They move, and are not copied, so that there is one cell still.
    `objectives` leads from each sasaran to the one whose explanation it becomes. `anew` names those
    of the lines whose cells become a new row version: what was seen or marked no longer holds.
    """
    place = {"period": period, "edition": edition, "confirmed_at": None}
    lines = list(lines)
    is_anew = When(line__in=list(anew), then=Value(1))
    Realisation.objects.filter(line__in=lines, **place).update(
        line=counterpart(into), version=F("version") + Case(is_anew, default=Value(0))
    )
    moved = [When(objective=old, then=Value(new)) for old, new in objectives.items()]
    about = Q(line__in=lines) | Q(objective__in=list(objectives))
    objective = Case(*moved, default=F("objective"), output_field=BigIntegerField())
    Explanation.objects.filter(about, **place).update(line=counterpart(into), objective=objective)
    evidence.follow(lines, into=counterpart(into), period=period, edition=edition)


def counterpart(into: Agreement) -> Subquery:
    """Find, for a row about a line, the line of the other version for the same indicator."""
    found = Line.objects.filter(agreement=into, indicator__lines=OuterRef("line_id"))
    return Subquery(found.values("pk")[:1])
