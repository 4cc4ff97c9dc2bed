"""One row of a form that came back: what was given in it, and what cannot be taken, by cell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kinerja import numbers
from kinerja.forms import CellTexts
from kinerja.recording import TEXT_FIELDS, Entry, Text
from kinerja.recording.fitting import misfit
from kinerja.spreadsheet import figures
from kinerja.spreadsheet.cells import Cell
from kinerja.spreadsheet.errors import CellError
from kinerja.spreadsheet.heads import folded
from kinerja.workbook.columns import (
    ALSO_MEASURED,
    NUMBER_KEYS,
    OF_RATIOS,
    STATUS_KEYS,
    STATUS_WORDS,
)
from kinerja.workbook.locating import Found
from kinerja.workbook.shape import FormRow, row_print

STATUSES = {folded(word): status for status, word in STATUS_WORDS.items()}
STATUSES |= dict.fromkeys(ALSO_MEASURED, "")
DASHES = frozenset("-–—")
CLOSED = "Baris ini tidak terbuka untuk diisi di sini; nilainya tetap."


@dataclass(frozen=True)
class RowReading:
    """What one row gave: an entry and words, None where nothing was given; or its errors."""

    code: str
    place: str
    entry: Entry | None
    text: Text | None
    echoes: tuple[str, ...] = ()
    errors: tuple[CellError, ...] = ()


def choice(cell: Cell, row: FormRow) -> str:
    said = figures.words(cell)
    for label in row.choices:
        if folded(label) == folded(said):
            return label
    raise ValueError(f"“{figures.shown(said)}” tidak ada dalam skala: {', '.join(row.choices)}.")


def status(cell: Cell, _row: FormRow) -> str:
    said = figures.words(cell)
    if folded(said) not in STATUSES:
        known = " atau ".join(f"“{word}”" for word in STATUS_WORDS.values())
        raise ValueError(f"Terbaca “{figures.shown(said)}”: pilih {known}, atau kosongkan.")
    return STATUSES[folded(said)]


def number(cell: Cell, row: FormRow) -> figures.Figure:
    return figures.figure(cell, is_percentage=row.is_percentage and not row.is_ratio)


TAKERS: Mapping[str, Callable[[Cell, FormRow], Any]] = {
    **dict.fromkeys(NUMBER_KEYS, number),
    "status": status,
    "promised_on": lambda cell, _row: figures.promised(cell),
    **dict.fromkeys(("reason", *TEXT_FIELDS), lambda cell, _row: figures.words(cell)),
}


def read_row(found: Found, line: int, row: FormRow) -> RowReading:
    """Read what was given in a line of the sheet for a row of the form."""
    taken, errors = taken_of(found, line, row)
    read = {key: each for key, each in taken.items() if isinstance(each, figures.Figure)}
    given = taken | {key: each.value for key, each in read.items()}
    entry, text = entry_of(given, row), text_of(found, given, row)
    if entry and not errors and (message := misfit(entry=entry, line=row, predicates=scale(row))):
        errors = [
            CellError(found.sheet.name, found.address(line, blamed(given)), message, row.code)
        ]
    return RowReading(
        code=row.code,
        place=found.address(line, "numerator" if row.is_ratio else "value"),
        entry=entry,
        text=text,
        echoes=tuple(each.echo for each in read.values() if each.echo),
        errors=tuple(errors),
    )


def taken_of(found: Found, line: int, row: FormRow) -> tuple[dict[str, Any], list[CellError]]:
    """Take each given cell of the row for what it means, and collect those that mean nothing."""
    taken: dict[str, Any] = {}
    errors: list[CellError] = []
    for key, take in TAKERS.items():
        cell = found.cell(line, key)
        if cell is None:
            continue
        try:
            if is_elsewhere(key, row):
                refuse_elsewhere(cell, row)
            else:
                taken[key] = (choice if row.is_choice and key == "value" else take)(cell, row)
        except ValueError as error:
            address = found.address(line, key)
            errors.append(CellError(found.sheet.name, address, str(error), row.code))
    return taken, errors


def is_elsewhere(key: str, row: FormRow) -> bool:
    """Say whether the row is asked for its number in other columns than this one."""
    return key == "value" if row.is_ratio else key in OF_RATIOS


def refuse_elsewhere(cell: Cell, row: FormRow) -> None:
    if cell.text.strip() in DASHES:
        return
    columns = "Pembilang dan Penyebut" if row.is_ratio else "Realisasi"
    raise ValueError(f"Baris {row.code} diisi pada kolom {columns}. Pindahkan angkanya ke sana.")


def entry_of(given: Mapping[str, Any], row: FormRow) -> Entry | None:
    """Make the entry of what was given; None where the row has neither number nor status."""
    parts = {key: given[key] for key in (*NUMBER_KEYS, *STATUS_KEYS) if key in given}
    if not any(parts.values()) and not set(parts) & set(NUMBER_KEYS):
        return None
    if row.is_choice and "value" in parts:
        parts["choice"] = parts.pop("value")
    return Entry(**parts, seen=row.version)


def text_of(found: Found, given: Mapping[str, Any], row: FormRow) -> Text | None:
    """Make the words of what was given; a column that is missing leaves its words as they are."""
    if not any(given.get(name) for name in TEXT_FIELDS):
        return None
    kept = {
        name: given.get(name, "") if name in found.columns else getattr(row.words, name)
        for name in TEXT_FIELDS
    }
    return Text(**kept, seen=row.words.version)


def blamed(given: Mapping[str, Any]) -> str:
    """Name the cell that stands for what does not fit."""
    if given.get("status"):
        return "status"
    return next((key for key in (*NUMBER_KEYS, *STATUS_KEYS) if key in given), "value")


def scale(row: FormRow) -> dict:
    return dict.fromkeys((row.scale_id, label) for label in row.choices)


def texts_of(entry: Entry | None) -> CellTexts:
    """Give an entry as the texts that a page's inputs hold for it."""
    if entry is None:
        return CellTexts()
    return CellTexts(
        value=entry.choice or numbers.exact(entry.value),
        numerator=numbers.exact(entry.numerator),
        denominator=numbers.exact(entry.denominator),
        status=entry.status,
        reason=entry.reason,
        promised_on=entry.promised_on.isoformat() if entry.promised_on else "",
        source=entry.source,
    )


def print_of(entry: Entry | None, text: Text | None) -> str:
    return row_print(replace(texts_of(entry), source=""), text or Text())
