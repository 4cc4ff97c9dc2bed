"""Writing explanations: one per line or sasaran, period and edition."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Q

from kinerja.models import Explanation, Period, User
from kinerja.recording.entry import EXPLAINING, TEXT_FIELDS, Changes, Text
from kinerja.recording.rows import refuse_overtaken, upsert, version_of

STAMPS = ("written_at", "written_by")


def explain(
    texts: Mapping[str, Text],
    subjects: Mapping[str, Explanation],
    *,
    period: Period,
    edition: int,
    by: User,
    at: datetime,
) -> Changes:
    """Write explanations; `subjects` leads from each key to an unsaved row about line or sasaran.

    Raises Overtaken, and then has written nothing.
    """
    present = present_words(subjects, period=period, edition=edition)
    refuse_overtaken({key: text.seen for key, text in texts.items()}, present)
    changes, rows = Changes(), []
    for key, text in texts.items():
        old, new = present[key], subjects[key]
        new.period, new.edition, new.written_at, new.written_by = period, edition, at, by
        for name in TEXT_FIELDS if new.line_id else EXPLAINING:
            setattr(new, name, getattr(text, name).strip())
        if worded(old) == worded(new):
            continue
        new.version = version_of(old) + 1
        changes.before[key], changes.after[key] = worded(old), worded(new)
        rows.append(new)
    upsert_words(rows)
    return changes


def present_words(
    subjects: Mapping[str, Explanation], *, period: Period, edition: int
) -> dict[str, Explanation | None]:
    lines = {row.line_id for row in subjects.values() if row.line_id}
    objectives = {row.objective_id for row in subjects.values() if row.objective_id}
    found = {
        (row.line_id, row.objective_id): row
        for row in Explanation.objects.filter(
            Q(line__in=lines) | Q(objective__in=objectives), period=period, edition=edition
        )
    }
    return {key: found.get((row.line_id, row.objective_id)) for key, row in subjects.items()}


def worded(row: Explanation | None) -> dict[str, str]:
    return {name: getattr(row, name) for name in TEXT_FIELDS if row and getattr(row, name)}


def upsert_words(rows: Iterable[Explanation]) -> None:
    rows = list(rows)
    for subject in ("line", "objective"):
        about = [row for row in rows if getattr(row, f"{subject}_id")]
        upsert(Explanation, about, subject=subject, keep=(*TEXT_FIELDS, *STAMPS))
