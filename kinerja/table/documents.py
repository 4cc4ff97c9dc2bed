"""Which documents support the cells of a period, asked for once."""

from kinerja.models import Agreement, EvidenceRow, Period
from kinerja.table.shape import Document


def read(
    agreement: Agreement, period: Period, edition: int | None
) -> dict[int, tuple[Document, ...]]:
    """Lead from each line to the documents of its cell in this edition; none for a whole year."""
    if edition is None:
        return {}
    rows = EvidenceRow.objects.filter(
        line__agreement=agreement, evidence__period=period, edition=edition, removed_at=None
    )
    found: dict[int, list[Document]] = {}
    for row in rows.select_related("evidence__file").order_by("evidence"):
        found.setdefault(row.line_id, []).append(document(row))
    return {line: tuple(documents) for line, documents in found.items()}


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
