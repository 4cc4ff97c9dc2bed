"""Which documents support the cells of a period, asked for once."""

from collections.abc import Collection

from django.db.models import Q

from kinerja.models import Agreement, EvidenceRow, Period
from kinerja.table.shape import Document


def read(
    agreement: Agreement,
    period: Period,
    edition: int | None,
    *,
    carried: Collection[tuple[int, int, int]] = (),
) -> dict[tuple[int, int], tuple[Document, ...]]:
    """Lead from line and period to the documents of the cell; none without an edition.

    `carried` names further cells, of earlier periods: (line, period, edition).
    """
    if edition is None:
        return {}
    cells = Q(line__agreement=agreement, evidence__period=period, edition=edition)
    if carried:
        lines, periods, _ = zip(*carried, strict=True)
        cells |= Q(line__in=lines, evidence__period__in=periods)
    rows = EvidenceRow.objects.filter(cells, removed_at=None)
    found: dict[tuple[int, int], list[Document]] = {}
    for row in rows.select_related("evidence__file").order_by("evidence"):
        place = row.line_id, row.evidence.period_id
        is_own = place[1] == period.pk and row.edition == edition
        if is_own or (*place, row.edition) in carried:
            found.setdefault(place, []).append(document(row))
    return {place: tuple(documents) for place, documents in found.items()}


def document(row: EvidenceRow) -> Document:
    evidence, file = row.evidence, row.evidence.file
    return Document(
        evidence_id=evidence.pk,
        title=evidence.title,
        kind=file.kind if file else "link",
        size=file.size if file else None,
        sha256=file.sha256 if file else "",
        link=evidence.link,
        is_signed_form=evidence.section_id is not None,
    )
