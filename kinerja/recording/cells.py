"""Writing cells: one realisation per line, period and edition."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from kinerja import numbers
from kinerja.models import Line, Period, Predicate, Realisation, User
from kinerja.recording.entry import PARTS, Changes, Entry, Unfit
from kinerja.recording.fitting import Predicates, misfit
from kinerja.recording.rows import refuse_overtaken, upsert, version_of

CONTENT = ("status", *PARTS, "predicate", "reason", "promised_on", "source", "replaces_section")
STAMPS = ("entered_at", "entered_by")
# A crafted entry must not leave a second figure behind the one that is shown.
PARTS_OF = {
    Line.Measure.NUMBER: ("value",),
    Line.Measure.RATIO: ("numerator", "denominator"),
    Line.Measure.CHOICE: (),
}


def write(
    lines: Mapping[str, Line],
    values: Mapping[str, Entry],
    *,
    period: Period,
    edition: int,
    by: User,
    at: datetime,
) -> Changes:
    """Write the cells named by `values` (by code) and answer what changed.

    Raises Unfit or Overtaken, and then has written nothing.
    """
    present = present_cells(lines, values, period=period, edition=edition)
    refuse_overtaken({code: entry.seen for code, entry in values.items()}, present)
    predicates = choices_of(lines[code] for code in values)
    given = {
        code: cell(lines[code], entry, predicates, period=period, edition=edition, by=by, at=at)
        for code, entry in values.items()
    }
    errors = {
        code: message
        for code, entry in values.items()
        if (message := misfit(lines[code], entry, predicates))
        or (message := unreasoned(present[code], given[code]))
    }
    if errors:
        raise Unfit(errors)
    changes, rows = Changes(), []
    for code, new in given.items():
        old = present[code]
        if described(old) == described(new) or gives_again(old, new):
            continue
        new.version = version_of(old) + 1
        new.replaces_section = hides_section(old, new)
        changes.before[code], changes.after[code] = described(old), described(new)
        changes.versions[new.line_id] = new.version
        rows.append(new)
    upsert(Realisation, rows, subject="line", keep=(*CONTENT, *STAMPS))
    return changes


def present_cells(
    lines: Mapping[str, Line], codes: Iterable[str], *, period: Period, edition: int
) -> dict[str, Realisation | None]:
    found = {
        row.line_id: row
        for row in Realisation.objects.filter(
            line__in=[lines[code].pk for code in codes], period=period, edition=edition
        ).select_related("predicate")
    }
    return {code: found.get(lines[code].pk) for code in codes}


def choices_of(lines: Iterable[Line]) -> dict[tuple[int, str], Predicate]:
    scales = {line.scale_id for line in lines if line.scale_id}
    if not scales:
        return {}
    return {(p.scale_id, p.label): p for p in Predicate.objects.filter(scale__in=scales)}


def cell(
    line: Line,
    entry: Entry,
    predicates: Predicates,
    *,
    period: Period,
    edition: int,
    by: User,
    at: datetime,
) -> Realisation:
    """Make the row that would stand for the entry."""
    status = Realisation.Status.MEASURED if entry.holds_number else entry.status
    return Realisation(
        line=line,
        period=period,
        edition=edition,
        status=status,
        predicate=predicates.get((line.scale_id, entry.choice)),
        reason=entry.reason.strip(),
        promised_on=entry.promised_on if status == Realisation.Status.NOT_YET else None,
        source=entry.source or Realisation.Source.SECTION,
        entered_at=at,
        entered_by=by,
        **{part: getattr(entry, part) for part in PARTS_OF[line.measure]},
    )


def unreasoned(old: Realisation | None, new: Realisation) -> str | None:
    """Ask for a reason where step 2 would put something else in the place of a section's value."""
    if replaces(old, new) and content(old) != content(new) and not new.reason:
        return "Tuliskan alasan mengganti nilai dari seksi."
    return None


def gives_again(old: Realisation | None, new: Realisation) -> bool:
    """Say whether what stands is given again: by step 2 of the section's, by step 3 of any."""
    is_about_it = replaces(old, new) or (bool(described(old)) and is_correction(new))
    return is_about_it and content(old) == content(new)


def replaces(old: Realisation | None, new: Realisation) -> bool:
    section = Realisation.Source.SECTION
    return bool(described(old)) and old.source == section and new.source != section


def still_replaces(old: Realisation | None, new: Realisation) -> bool:
    """Say whether a section's value stays replaced: until the section gives one again."""
    return bool(old and old.replaces_section) and new.source != Realisation.Source.SECTION


def hides_section(old: Realisation | None, new: Realisation) -> bool:
    """Say whether step 2 put its value in a section's place; a correction is told as one itself."""
    return not is_correction(new) and (replaces(old, new) or still_replaces(old, new))


def is_correction(row: Realisation) -> bool:
    return row.source == Realisation.Source.CORRECTION


def content(row: Realisation) -> dict[str, str]:
    """What a cell says, wherever it came from; the reason belongs to a status, not to a number."""
    aside = {"source"} | ({"reason"} if row.status == Realisation.Status.MEASURED else set())
    return {name: text for name, text in described(row).items() if name not in aside}


def described(row: Realisation | None) -> dict[str, str]:
    """Write down what a cell holds, empty parts left out; a blank cell is {}."""
    if row is None or row.status == Realisation.Status.BLANK:
        return {}
    texts = {part: numbers.canonical(getattr(row, part)) for part in PARTS}
    texts |= {
        "choice": row.predicate.label if row.predicate else None,
        "status": row.status if row.status != Realisation.Status.MEASURED else None,
        "reason": row.reason,
        "promised_on": row.promised_on.isoformat() if row.promised_on else None,
        "source": row.source,
    }
    return {name: text for name, text in texts.items() if text}
