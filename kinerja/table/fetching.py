"""Fetching what tables are made of, at a fixed number of questions, of one unit or of many."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from kinerja.models import (
    Agreement,
    Explanation,
    Line,
    Period,
    Predicate,
    Quarter,
    Realisation,
    Target,
    User,
)
from kinerja.policies import Policies
from kinerja.table import documents
from kinerja.table.shape import Document


@dataclass
class Source:
    """What one agreement's tables are made of, as it lies in the database.

    `candidates` are all editions of the unit's cells, an earlier agreement version's first.
    """

    policies: Policies
    lines: list[Line] = field(default_factory=list)
    predicates: dict[int, tuple[str, ...]] = field(default_factory=dict)
    targets: list[Target] = field(default_factory=list)
    candidates: list[Realisation] = field(default_factory=list)
    texts: list[Explanation] = field(default_factory=list)
    documents: dict[int, tuple[Document, ...]] = field(default_factory=dict)


def of_one(
    agreement: Agreement, period: Period, edition: int | None, carried: QuerySet[Realisation]
) -> Source:
    """Fetch the year of an agreement and the year before, with the carried cells of any year."""
    agreements = Q(agreement=agreement) | Q(agreement__in=carried.values("line__agreement"))
    lines = list(lines_of(agreements))
    targets = Target.objects.filter(line__in=[line.pk for line in lines])
    candidates = list(candidates_of(agreement, carried))
    own = Q(line__agreement=agreement) | Q(objective__agreement=agreement)
    texts = Explanation.objects.filter(own | Q(line__in=carried.values("line")))
    return Source(
        policies=Policies([agreement.unit_id]),
        lines=lines,
        predicates=predicates_of(lines),
        targets=list(targets.select_related("predicate")),
        candidates=candidates,
        texts=list(texts.select_related("period")),
        documents=documents.read(
            agreement,
            period,
            edition,
            carried={cell_key(cell) for cell in candidates if cell.is_carried},
        ),
    )


def cell_key(cell: Realisation | Explanation) -> tuple[int | None, int, int]:
    """Name a cell: line, period and edition; an explanation of a line has the key of its cell."""
    return cell.line_id, cell.period_id, cell.edition


def lines_of(asked: Q) -> QuerySet[Line]:
    lines = Line.objects.filter(asked).select_related("objective", "indicator", "section")
    return lines.order_by("objective__number", "order", "code")


def predicates_of(lines: Iterable[Line]) -> dict[int, tuple[str, ...]]:
    """List the words of each predicate scale that these lines use."""
    scales = {line.scale_id for line in lines if line.scale_id}
    found: dict[int, list[str]] = {}
    for predicate in Predicate.objects.filter(scale__in=scales) if scales else ():
        found.setdefault(predicate.scale_id, []).append(predicate.label)
    return {scale: tuple(labels) for scale, labels in found.items()}


def candidates_of(agreement: Agreement, carried: QuerySet[Realisation]) -> QuerySet[Realisation]:
    years = Q(period__year__in=(agreement.year - 1, agreement.year))
    is_carried = ExpressionWrapper(Q(pk__in=carried.values("pk")), output_field=BooleanField())
    return (
        Realisation.objects.filter(line__indicator__unit=agreement.unit_id)
        .filter(years | Q(period__year__in=carried.values("period__year")))
        .select_related("line", "period", "predicate", "entered_by")
        .annotate(is_carried=is_carried)
        .order_by("line__agreement__version")
    )


def of_many(agreements: Iterable[Agreement], period: Period) -> dict[int, Source]:
    """Fetch one period of a year of many units, by agreement: without words and documents.

    The year before is left out, and so are quarters that no figure up to this one is made of.
    """
    agreements = list(agreements)
    units = {agreement.unit_id: agreement.pk for agreement in agreements}
    policies = Policies(units)
    found = {agreement.pk: Source(policies) for agreement in agreements}
    # Cells of earlier versions belong to lines of their own, which are read but make no rows.
    of_year = {"agreement__unit__in": units, "agreement__year": period.year}
    lines = {line.pk: line for line in lines_of(Q(**of_year))}
    predicates = predicates_of(lines.values())
    for line in lines.values():
        if line.agreement_id in found:
            found[line.agreement_id].lines.append(line)
            found[line.agreement_id].predicates = predicates
    asked = {"line__agreement__in": list(found), "quarter__in": quarters_for(period, year=True)}
    for target in Target.objects.filter(**asked).select_related("predicate"):
        found[lines[target.line_id].agreement_id].targets.append(target)
    for cell in cells_of_many(units, period, lines):
        found[units[cell.line.indicator.unit_id]].candidates.append(cell)
    return found


def quarters_for(period: Period, *, year: bool = False) -> list[int]:
    """Name the quarters that a figure of the period is made of; its targets also of the year."""
    if period.is_year:
        return [Quarter.YEAR]
    return [*range(1, period.quarter + 1), *([Quarter.YEAR] if year else [])]


def cells_of_many(
    units: Iterable[int], period: Period, lines: dict[int, Line]
) -> Iterable[Realisation]:
    """Fetch the cells, each with the line, period and person that were read already."""
    periods = {
        each.pk: each
        for each in Period.objects.filter(year=period.year, quarter__in=quarters_for(period))
    }
    cells = Realisation.objects.filter(
        period__in=list(periods), line__agreement__unit__in=units
    ).order_by("line__agreement__version", "pk")
    # Asked by the cells, not by a list of keys, which databases take in pieces.
    writers = User.objects.filter(pk__in=cells.order_by().values("entered_by"))
    people = {person.pk: person for person in writers}
    held = list(cells.select_related("predicate"))
    for cell in held:
        cell.line, cell.period = lines[cell.line_id], periods[cell.period_id]
        cell.entered_by, cell.is_carried = people[cell.entered_by_id], False
    return held
