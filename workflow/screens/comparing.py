"""What changed: the values of a record as they were at an earlier moment, against those of now.

The journal tells them: each entry that wrote values says what they became.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kinerja.models import JournalEntry
from kinerja.recording import TEXT_FIELDS
from workflow.models import Submission
from workflow.screens.history import worded
from workflow.standing import Standing

Cell = Mapping[str, str]
Cells = Mapping[str, Cell]

CELL = ("value", "numerator", "denominator", "choice", "status", "reason", "promised_on", "source")
# Where a value came from, and the words beside a number, are no difference of the value.
UNTOLD = ("source", "reason")


@dataclass(frozen=True)
class Difference:
    """What one row held then and holds now, and the act that changed it last."""

    code: str
    before: str
    after: str
    who: str
    moment: datetime
    note: str


@dataclass(frozen=True)
class Comparison:
    """One way of comparing: what it is called, and the rows that differ, by code."""

    key: str
    label: str
    rows: Mapping[str, Difference]


def read(record: Submission) -> tuple[Comparison, ...]:
    """Compare in every way that the record has: its standing must have been read."""
    entries = list(record.journal().order_by("number"))
    now, latest = states(entries)[-1], last_writers(entries)
    found = []
    for key, (label, base_of) in WAYS.items():
        base = base_of(record, entries)
        if base is not None:
            found.append(Comparison(key, label, differences(base, now, latest)))
    return tuple(found)


def differences(
    base: Cells, now: Cells, latest: Mapping[str, JournalEntry]
) -> dict[str, Difference]:
    """List the rows whose value, status or explanation is another one now."""
    found = {}
    for code, cell in now.items():
        if code in base and told(base[code]) != told(cell):
            last = latest[code]
            found[code] = Difference(
                code=code,
                before=worded(told(base[code])) or "–",
                after=worded(told(cell)) or "–",
                who=last.name or last.capacity,
                moment=last.moment,
                note=last.note or cell.get("reason", ""),
            )
    return found


def told(cell: Cell) -> Cell:
    """Leave out what is no difference; the reason of a status stays, it says why."""
    untold = ("source",) if "status" in cell else UNTOLD
    return {name: text for name, text in cell.items() if name not in untold}


def states(entries: Iterable[JournalEntry]) -> list[dict[str, Cell]]:
    """Replay the journal: what every row held before the first entry, and after each."""
    cells: dict[str, Cell] = {}
    found = [cells]
    for entry in entries:
        cells = cells | dict(written(entry, cells))
        found.append(cells)
    return found


def written(entry: JournalEntry, cells: Cells) -> Iterator[tuple[str, Cell]]:
    """Tell what an entry made of the rows that it wrote: the value, the explanation, or both."""
    before = entry.before.get("rows", {})
    for code, after in entry.after.get("rows", {}).items():
        cell = dict(cells.get(code, {}))
        for part in (CELL, TEXT_FIELDS):
            if any(name in after or name in before.get(code, {}) for name in part):
                cell = {name: text for name, text in cell.items() if name not in part}
                cell |= {name: after[name] for name in part if name in after}
        yield code, cell


def last_writers(entries: Iterable[JournalEntry]) -> dict[str, JournalEntry]:
    return {code: entry for entry in entries for code in entry.after.get("rows", {})}


def before_this_round(record: Submission, entries: Sequence[JournalEntry]) -> Cells | None:
    """Give what stood when the edition was last returned; None where it never was."""
    returns = [
        place
        for place, entry in enumerate(entries)
        if entry.verb == "send_back" and entry.number >= record.edition_began
    ]
    return standing_at(entries, returns[-1]) if returns else None


def before_this_edition(record: Submission, entries: Sequence[JournalEntry]) -> Cells | None:
    """Give what stood before this edition; None in the first."""
    if record.edition == 1:
        return None
    earlier = sum(entry.number < record.edition_began for entry in entries)
    return standing_at(entries, earlier)


def standing_at(entries: Sequence[JournalEntry], count: int) -> Cells:
    """Give every row as it stood after so many entries, {} where it was not written yet."""
    every = states(entries)
    return {code: every[count].get(code, {}) for code in every[-1]}


def handed_in(record: Submission, entries: Sequence[JournalEntry]) -> Cells | None:
    """Give what each section handed in, last; None where none did."""
    standing: Standing = record.standing
    section_of = {each.row.code: each.row.section for each in standing.rows}
    found: dict[str, Cell] = {}
    for entry, cells in zip(entries, states(entries)[1:], strict=True):
        if entry.verb == "hand_in":
            section = entry.after.get("form")
            own = (code for code in section_of if section_of[code] == section)
            found |= {code: cells.get(code, {}) for code in own}
    return found or None


WAYS: dict[str, tuple[str, Callable[[Submission, Sequence[JournalEntry]], Cells | None]]] = {
    "putaran": ("sejak putaran lalu", before_this_round),
    "edisi": ("sejak edisi lalu", before_this_edition),
    "serahan": ("sejak diserahkan seksi", handed_in),
}


def since_return(record: Submission) -> tuple[Difference, ...]:
    """List the rows that changed since the edition was last returned; none without a return."""
    found = next((each for each in read(record) if each.key == "putaran"), None)
    return tuple(found.rows.values()) if found else ()
