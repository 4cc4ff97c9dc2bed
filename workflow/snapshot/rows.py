"""The measured rows: figures unrounded, each with its formula and with what it came from."""

from kinerja.table import Document, Group, Reading, Row, Words
from workflow.late import LateRow


def objective(group: Group) -> dict:
    return {
        "number": group.number,
        "text": group.text,
        "words": worded(group.words),
        "rows": [row_content(row) for row in group.rows],
    }


def row_content(row: Row) -> dict:
    content = {
        "code": row.code,
        "indicator": row.indicator,
        "satuan": row.satuan,
        "kind": row.kind,
        "kind_words": row.kind_words,
        "basis": row.basis_words,
        "schedule": row.schedule_words,
        "section": row.section,
        "asked": row.is_asked,
    }
    return content | figures(row) if row.is_asked else content


def figures(row: Row) -> dict:
    category = row.category
    return {
        "target": row.target,
        "upper": row.upper,
        "realised": row.realised,
        "realised_formula": row.realised_formula,
        "complete": row.is_complete,
        "achievement": row.achievement,
        "reached": row.is_reached,
        "category": category.label if category else None,
        "icon": category.icon if category else None,
        "formula": row.formula,
        "year": year_content(row),
        "words": worded(row.words),
        "evidence_note": row.words.evidence_note,
        "reading": read_content(row.reading),
        "evidence": [document_content(document) for document in row.documents],
    }


def year_content(row: Row) -> dict | None:
    """Write kemajuan tahunan; None where the year asks for nothing, or for the same."""
    if row.year_target is None or row.is_year_the_same:
        return None
    return {
        "target": row.year_target,
        "upper": row.year_upper,
        "progress": row.year_progress,
        "formula": row.year_formula,
    }


def document_content(document: Document) -> dict:
    return {
        "title": document.title,
        "kind": document.kind,
        "size": document.size,
        "sha256": document.sha256,
        "link": document.link,
        "signed_form": document.is_signed_form,
    }


def late(each: LateRow) -> dict:
    """Write a value that came in late, measured against its own period."""
    origin = each.late.origin
    return row_content(each.row) | {
        "period": str(origin.period),
        "record": origin.chain_key,
        "record_edition": each.late.cell.edition,
    }


def read_content(reading: Reading | None) -> dict | None:
    return reading and {
        "status": reading.status,
        "status_words": reading.status_words,
        "value": reading.value,
        "numerator": reading.numerator,
        "denominator": reading.denominator,
        "choice": reading.choice,
        "reason": reading.reason,
        "promised_on": reading.promised_on,
        "source": reading.source,
        "source_words": reading.source_words,
        "version": reading.version,
        "entered_by": reading.entered_by,
        "entered_at": reading.entered_at,
    }


def worded(words: Words) -> dict:
    return {
        "drivers": words.drivers,
        "obstacles": words.obstacles,
        "follow_up": words.follow_up,
    }
