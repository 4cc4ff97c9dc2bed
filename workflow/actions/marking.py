"""Marks on cells: accepted by Kasubag, checked by Sekcam, returned by Sekcam."""

from collections.abc import Iterable, Mapping

from kinerja.models import Agreement
from kinerja.recording.following import counterpart
from workflow.actions.door import Act
from workflow.models import RowMark
from workflow.refused import Incomplete, Stale


def mark(act: Act, name: str, versions: Mapping[int, int]) -> None:
    """Set `accepted` or `checked` on lines at a row version, in one statement.

    A mark that stands keeps its moment: it says when the row was looked at.
    """
    standing = act.submission.standing.marks
    column = f"{name}_version"
    versions = {
        line_id: version
        for line_id, version in versions.items()
        if line_id not in standing or getattr(standing[line_id], column) != version
    }
    if not versions:
        return
    stamp = {f"{name}_at": act.at, f"{name}_by": act.by}
    marks = (
        RowMark(**whose(act, line_id), **stamp, **{f"{name}_version": version})
        for line_id, version in versions.items()
    )
    upsert(marks, (f"{name}_version", *stamp))


def carry_marks(act: Act, versions: Mapping[int, int]) -> None:
    """Let lines that the reviewer corrected be checked, and stay accepted, at their new version."""
    stamp = {"checked_at": act.at, "checked_by": act.by}
    marks = (
        RowMark(**whose(act, line_id), **stamp, accepted_version=version, checked_version=version)
        for line_id, version in versions.items()
    )
    upsert(marks, ("accepted_version", "checked_version", *stamp))


def mark_returned(act: Act, line_ids: Iterable[int], *, round: int) -> None:  # noqa: A002
    """Ask for lines again in a round of step 2: their acceptance and their check fall."""
    cleared = dict.fromkeys(("accepted_version", "checked_version"))
    marks = (
        RowMark(**whose(act, line_id), **cleared, returned_round=round) for line_id in line_ids
    )
    upsert(marks, (*cleared, "returned_round"))


def mark_with_section(act: Act, line_ids: Iterable[int], *, of: Iterable[int]) -> None:
    """Give lines back to their section: their acceptance falls, no other line stays with it."""
    own = RowMark.objects.filter(submission=act.submission, edition=act.submission.edition)
    own.filter(line__in=list(of)).update(is_with_section=False)
    marks = (
        RowMark(**whose(act, line_id), accepted_version=None, is_with_section=True)
        for line_id in line_ids
    )
    upsert(marks, ("accepted_version", "is_with_section"))


def carry_returned(act: Act, *, round: int) -> None:  # noqa: A002
    """Let the rows that a round of step 2 was about be those of the next round too."""
    marks = RowMark.objects.filter(submission=act.submission, edition=act.submission.edition)
    marks.filter(returned_round=round).update(returned_round=round + 1)


def clear(act: Act) -> None:
    """Begin an edition without marks, also where it was begun before and abandoned."""
    RowMark.objects.filter(submission=act.submission, edition=act.submission.edition).delete()


def follow(act: Act, line_ids: Iterable[int], *, into: Agreement) -> None:
    """Let marks go over to the lines of another agreement version; others count no longer."""
    if act.submission.standing.marks:
        marks = RowMark.objects.filter(submission=act.submission, line__in=list(line_ids))
        marks.filter(edition=act.submission.edition).update(line=counterpart(into))


def whose(act: Act, line_id: int) -> dict:
    record = act.submission
    return {"submission": record, "line_id": line_id, "edition": record.edition}


def upsert(marks: Iterable[RowMark], fields: Iterable[str]) -> None:
    RowMark.objects.bulk_create(
        marks,
        update_conflicts=True,
        unique_fields=["submission", "line", "edition"],
        update_fields=list(fields),
    )


def shown_versions(act: Act, rows: Iterable[str] | Mapping[str, int]) -> dict[int, int]:
    """Lead from each chosen line to its row version; refuse rows that are not as they were shown.

    Raises Incomplete for a code that the record does not ask for, Stale for a changed row.
    """
    seen = dict(rows) if isinstance(rows, Mapping) else dict.fromkeys(rows)
    by_code = act.submission.standing.by_code
    unknown = [code for code in seen if code not in by_code]
    if unknown or not seen:
        raise Incomplete(f"Pilih baris dari berkas ini. {', '.join(unknown)}".strip())
    changed = [
        code
        for code, version in seen.items()
        if version is not None and version != by_code[code].row.version
    ]
    if changed:
        raise Stale(
            f"Baris {', '.join(changed)} diubah orang lain setelah halaman ini dibuka.",
            errors=dict.fromkeys(changed, "Nilainya baru saja berubah; periksa lagi."),
        )
    return {by_code[code].row.line_id: by_code[code].row.version for code in seen}
