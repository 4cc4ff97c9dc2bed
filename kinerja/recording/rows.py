"""What cells and explanations share: row versions, and writing many rows in one statement."""

from collections.abc import Iterable, Mapping

from kinerja.models import Explanation, Realisation
from kinerja.recording.entry import Overtaken

Written = Realisation | Explanation


def version_of(row: Written | None) -> int:
    return row.version if row else 0


def refuse_overtaken(seen: Mapping[str, int | None], present: Mapping[str, Written | None]) -> None:
    """Raise Overtaken for the keys whose row is no longer the version that was seen."""
    late = [key for key, version in seen.items() if version not in (None, version_of(present[key]))]
    if late:
        raise Overtaken(late)


def upsert(model: type[Written], rows: Iterable[Written], *, subject: str, keep: Iterable) -> None:
    """Insert the rows of one edition, or overwrite these fields of what stands, in one statement.

    `subject` names the column that says what a row is about.
    """
    rows = list(rows)
    if not rows:
        return
    model.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=[subject, "period", "edition"],
        update_fields=[*keep, "version"],
    )
