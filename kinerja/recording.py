"""The only writer of values: realisations and explanations change here and nowhere else.

Callers hold the lock of the record that the rows belong to, and write the journal entry.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q

from kinerja import numbers
from kinerja.models import Explanation, Line, Period, Predicate, Realisation, User

PARTS = ("value", "numerator", "denominator")
CELL_FIELDS = ("status", *PARTS, "predicate", "reason", "promised_on", "source")
TEXT_FIELDS = ("drivers", "obstacles", "follow_up")


@dataclass(frozen=True)
class Entry:
    """What a person gives for one cell: a number, two, a choice, or a status with its reason.

    `seen` is the row version that the person had on screen; None writes over whatever stands.
    """

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    choice: str = ""
    status: str = ""
    reason: str = ""
    promised_on: date | None = None
    source: str = ""
    seen: int | None = None

    @property
    def holds_number(self) -> bool:
        return bool(self.choice) or any(getattr(self, part) is not None for part in PARTS)


@dataclass(frozen=True)
class Text:
    """What a person writes to explain one line or one sasaran."""

    drivers: str = ""
    obstacles: str = ""
    follow_up: str = ""
    seen: int | None = None


@dataclass(frozen=True)
class Changes:
    """What a writing changed, by code: for the journal, as plain texts."""

    before: dict[str, dict[str, str]] = field(default_factory=dict)
    after: dict[str, dict[str, str]] = field(default_factory=dict)
    versions: dict[int, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.after)


class Unfit(Exception):
    """Values that the lines cannot take: `errors` leads from each code to an Indonesian message."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{code}: {text}" for code, text in errors.items()))
        self.errors = dict(errors)


class Overtaken(Exception):
    """Rows that another person changed after they were shown: `codes` names them."""

    def __init__(self, codes: Iterable[str]) -> None:
        self.codes = tuple(codes)
        super().__init__(", ".join(self.codes))


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
    present = {
        row.line_id: row
        for row in Realisation.objects.filter(
            line__in=[lines[code].pk for code in values], period=period, edition=edition
        ).select_related("predicate")
    }
    refuse_overtaken(
        {code: entry.seen for code, entry in values.items()},
        {code: versions_of(present.get(lines[code].pk)) for code in values},
    )
    predicates = choices_of(lines[code] for code in values)
    errors = {
        code: message
        for code, entry in values.items()
        if (message := misfit(lines[code], entry, predicates, present.get(lines[code].pk)))
    }
    if errors:
        raise Unfit(errors)
    rows = {}
    changes = Changes()
    for code, entry in values.items():
        line = lines[code]
        new = cell(line, entry, predicates, period=period, edition=edition, by=by, at=at)
        old = present.get(line.pk)
        if described(old) == described(new):
            continue
        new.version = versions_of(old) + 1
        changes.before[code], changes.after[code] = described(old), described(new)
        changes.versions[line.pk] = new.version
        rows[code] = new
    upsert(Realisation, rows.values(), CELL_FIELDS, stamps=("entered_at", "entered_by"))
    return changes


def misfit(
    line: Line,
    entry: Entry,
    predicates: Mapping[tuple[int, str], Predicate],
    present: Realisation | None,
) -> str | None:
    """Say in Indonesian why the line cannot take the entry, or None."""
    if replaces(present, entry) and not entry.reason.strip():
        return "Tuliskan alasan mengganti nilai dari seksi."
    if entry.status in (Realisation.Status.NOT_YET, Realisation.Status.NOT_MEASURED):
        return status_misfit(entry)
    if not entry.holds_number:
        return None
    return MISFITS[line.measure](line, entry, predicates)


def replaces(present: Realisation | None, entry: Entry) -> bool:
    """Say whether a value typed at step 2 would stand in the place of a section's."""
    section = Realisation.Source.SECTION
    if present is None or not described(present) or present.source != section:
        return False
    choice = present.predicate.label if present.predicate else ""
    same = choice == entry.choice and all(
        getattr(present, part) == getattr(entry, part) for part in PARTS
    )
    return entry.source not in ("", section) and not same


def status_misfit(entry: Entry) -> str | None:
    if entry.holds_number:
        return "Pilih salah satu: isi nilainya, atau pilih statusnya."
    if not entry.reason.strip():
        return "Tuliskan alasannya."
    if entry.status == Realisation.Status.NOT_YET and entry.promised_on is None:
        return "Isi tanggal yang dijanjikan."
    return None


def number_misfit(line: Line, entry: Entry, _predicates: Mapping) -> str | None:
    if entry.value is None:
        return "Isi satu angka."
    if entry.value < 0 and not line.allows_negative:
        return f"Terbaca {numbers.exact(entry.value)}: nilai tidak boleh negatif."
    if entry.value > 100 and line.at_most_100:
        return f"Terbaca {numbers.exact(entry.value)}: paling tinggi 100."
    return None


def ratio_misfit(line: Line, entry: Entry, _predicates: Mapping) -> str | None:
    if entry.numerator is None or entry.denominator is None:
        return "Isi pembilang dan penyebut."
    if entry.denominator < 0 or (entry.numerator < 0 and not line.allows_negative):
        return "Pembilang dan penyebut tidak boleh negatif."
    if line.at_most_100 and entry.numerator > entry.denominator:
        return "Pembilang lebih besar daripada penyebut: paling tinggi 100%."
    return None


def choice_misfit(line: Line, entry: Entry, predicates: Mapping) -> str | None:
    if (line.scale_id, entry.choice) not in predicates:
        return f"“{entry.choice}” tidak ada dalam skala. Pilih dari daftar."
    return None


MISFITS = {
    Line.Measure.NUMBER: number_misfit,
    Line.Measure.RATIO: ratio_misfit,
    Line.Measure.CHOICE: choice_misfit,
}


def choices_of(lines: Iterable[Line]) -> dict[tuple[int, str], Predicate]:
    scales = {line.scale_id for line in lines if line.scale_id}
    if not scales:
        return {}
    return {(p.scale_id, p.label): p for p in Predicate.objects.filter(scale__in=scales)}


def cell(
    line: Line,
    entry: Entry,
    predicates: Mapping[tuple[int, str], Predicate],
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
        **{part: getattr(entry, part) for part in PARTS},
    )


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
    present = {
        (row.line_id, row.objective_id): row
        for row in Explanation.objects.filter(period=period, edition=edition)
    }
    old = {key: present.get((row.line_id, row.objective_id)) for key, row in subjects.items()}
    refuse_overtaken(
        {key: text.seen for key, text in texts.items()},
        {key: versions_of(old[key]) for key in texts},
    )
    changes, of_lines, of_objectives = Changes(), [], []
    for key, text in texts.items():
        new = subjects[key]
        new.period, new.edition, new.written_at, new.written_by = period, edition, at, by
        for name in TEXT_FIELDS:
            setattr(new, name, getattr(text, name).strip())
        if worded(old[key]) == worded(new):
            continue
        new.version = versions_of(old[key]) + 1
        changes.before[key], changes.after[key] = worded(old[key]), worded(new)
        (of_lines if new.line_id else of_objectives).append(new)
    stamps = ("written_at", "written_by")
    upsert(Explanation, of_lines, TEXT_FIELDS, stamps=stamps)
    upsert(Explanation, of_objectives, TEXT_FIELDS, stamps=stamps, subject="objective")
    return changes


def worded(row: Explanation | None) -> dict[str, str]:
    return {name: getattr(row, name) for name in TEXT_FIELDS if row and getattr(row, name)}


def refuse_overtaken(seen: Mapping[str, int | None], present: Mapping[str, int]) -> None:
    late = [key for key, version in seen.items() if version not in (None, present[key])]
    if late:
        raise Overtaken(late)


def versions_of(row: Realisation | Explanation | None) -> int:
    return row.version if row else 0


def upsert(
    model: type, rows: Iterable, fields: tuple, *, stamps: tuple, subject: str = "line"
) -> None:
    """Insert or overwrite the rows of one edition in one statement, however many they are."""
    rows = list(rows)
    if not rows:
        return
    model.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=[subject, "period", "edition"],
        update_fields=[*fields, *stamps, "version"],
    )


def confirm(lines: Iterable[int], *, period: Period, edition: int, by: User, at: datetime) -> None:
    """Make the edition's rows of these lines (by key) final; only sealing does this."""
    lines = list(lines)
    stamp = {"confirmed_at": at, "confirmed_by": by}
    of_edition = {"period": period, "edition": edition, "confirmed_at": None}
    Realisation.objects.filter(line__in=lines, **of_edition).update(**stamp)
    Explanation.objects.filter(
        Q(line__in=lines) | Q(objective__lines__in=lines), **of_edition
    ).update(**stamp)


def reopen(lines: Iterable[Line], *, period: Period, edition: int) -> None:
    """Copy the rows of the edition into the next one, to be changed there.

    Where an abandoned next edition left rows, they take the confirmed content again.
    """
    lines = list(lines)
    objectives = {line.objective_id for line in lines}
    of_edition = {"period": period, "edition": edition}
    cells = Realisation.objects.filter(line__in=lines, **of_edition)
    upsert(Realisation, copies(cells), CELL_FIELDS, stamps=("entered_at", "entered_by"))
    stamps = ("written_at", "written_by")
    of_lines = Explanation.objects.filter(line__in=lines, **of_edition)
    upsert(Explanation, copies(of_lines), TEXT_FIELDS, stamps=stamps)
    of_objectives = Explanation.objects.filter(objective__in=objectives, **of_edition)
    upsert(Explanation, copies(of_objectives), TEXT_FIELDS, stamps=stamps, subject="objective")


def copies(rows: Iterable[Realisation | Explanation]) -> Iterable[Realisation | Explanation]:
    for row in rows:
        row.pk, row._state.adding = None, True
        row.edition += 1
        row.version += 1
        row.confirmed_at = row.confirmed_by = None
        yield row


def sourced(entry: Entry, source: str) -> Entry:
    """Give the entry a source where the person named none."""
    return entry if entry.source else replace(entry, source=source)
