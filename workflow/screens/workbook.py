"""The form as a workbook on screen: which forms go out, and what an upload would change."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from kinerja.forms import CellTexts, words_print
from kinerja.models import Section
from kinerja.recording import TEXT_FIELDS
from kinerja.table import Row
from kinerja.templatetags.office import day
from kinerja.workbook import CellError, FormReading, FormRow, FormShape, form_shape, texts_of
from kinerja.workbook.columns import COLUMNS, STATUS_WORDS
from workflow.standing import Standing, StandingRow

CONFLICT = "Dua berkas memberi isian yang berbeda untuk baris ini. Unggah yang benar saja."
LABELS = {column.key: column.head for column in COLUMNS}


@dataclass(frozen=True)
class FileReading:
    """One uploaded file: what its sheets gave, or why it was not read."""

    name: str
    readings: tuple[FormReading, ...] = ()
    error: str = ""
    is_too_large: bool = False


@dataclass(frozen=True)
class Change:
    """What would change in one cell, and how an unclear number was read."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class PreviewRow:
    """One row that would change, with the inputs that the form's own page would post for it."""

    row: FormRow
    file: str
    place: str
    changes: tuple[Change, ...]
    echoes: tuple[str, ...]
    is_newer: bool
    asks_reason: bool
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Preview:
    """What an upload would do: nothing of it is kept on the server."""

    files: tuple[FileReading, ...]
    rows: tuple[PreviewRow, ...]
    refused: tuple[tuple[str, CellError], ...]
    same: int

    @property
    def is_read(self) -> bool:
        return any(file.readings for file in self.files)

    @property
    def mismatches(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (file.name, text)
            for file in self.files
            for text in dict.fromkeys(t for each in file.readings for t in each.mismatches)
        )

    @property
    def notes(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (file.name, text)
            for file in self.files
            for each in file.readings
            for text in each.notes
        )

    @property
    def status(self) -> int:
        """Answer 400 or 413 where not one file could be read."""
        if self.is_read:
            return 200
        return 413 if all(file.is_too_large for file in self.files) else 400


def section_shape(
    standing: Standing, section: Section | None, *, is_open: Callable[[StandingRow], bool]
) -> FormShape:
    """Describe one section's form; `is_open` says of a standing row whether it can be filled."""
    by_code = standing.by_code

    def may_fill(row: Row) -> bool:
        return is_open(by_code[row.code])

    return form_shape(standing.book, section, is_open=may_fill)


def unit_shapes(
    standing: Standing, *, is_open: Callable[[StandingRow], bool]
) -> tuple[FormShape, ...]:
    """Describe the forms of all sections that are asked something, and the rows of none."""
    asked = {each.row.section_id for each in standing.rows}
    found = {line.section_id: line.section for line in standing.book.lines}
    sections = sorted(
        (found[key] for key in asked if key), key=lambda section: (section.order, section.name)
    )
    of_none = [None] if None in asked else []
    return tuple(
        section_shape(standing, section, is_open=is_open) for section in (*sections, *of_none)
    )


def preview(
    files: Iterable[FileReading], shapes: Iterable[FormShape], *, asks_reason: Callable[[str], bool]
) -> Preview:
    """Lay together what the files would change; `asks_reason` names values that need one."""
    files = tuple(files)
    rows = {row.code: row for shape in shapes for row in shape.rows}
    found: dict[str, PreviewRow] = {}
    refused = [(file.name, error) for file, each in sheets(files) for error in each.errors]
    conflicts, same = set(), set()
    for file, reading in sheets(files):
        for code in reading.places:
            if code in reading.refused or code in reading.untouched:
                same |= {code} & reading.untouched
                continue
            made = preview_row(rows[code], reading, file.name, asks_reason=asks_reason)
            if not made.changes:
                same.add(code)
            elif code in found and found[code].fields != made.fields:
                conflicts.add(code)
                refused.append((file.name, CellError(reading.sheet, made.place, CONFLICT, code)))
            else:
                found.setdefault(code, made)
    changed = {code: row for code, row in found.items() if code not in conflicts}
    return Preview(
        files=files,
        rows=tuple(changed[code] for code in rows if code in changed),
        refused=tuple(refused),
        same=len(same - set(found)),
    )


def sheets(files: Iterable[FileReading]) -> Iterator[tuple[FileReading, FormReading]]:
    for file in files:
        for reading in file.readings:
            yield file, reading


def preview_row(
    row: FormRow, reading: FormReading, file: str, *, asks_reason: Callable[[str], bool]
) -> PreviewRow:
    entry, text = reading.values.get(row.code), reading.words.get(row.code)
    texts = replace(texts_of(entry), source="") if entry else row.texts
    asks = texts != row.texts and not texts.reason and asks_reason(row.code)
    changes = [*cell_changes(row, texts)]
    fields = [*cell_fields(row, texts, asks=asks)] if changes else []
    if text and words_print(text) != words_print(row.words):
        parts = {name: getattr(text, name) for name in TEXT_FIELDS}
        changes += changed({name: getattr(row.words, name) for name in TEXT_FIELDS}, parts)
        fields += [(f"{name}-{row.code}", part) for name, part in parts.items()]
        fields += [
            (f"wseen-{row.code}", str(row.words.version)),
            (f"wshown-{row.code}", words_print(row.words)),
        ]
    return PreviewRow(
        row=row,
        file=file,
        place=f"{reading.sheet}!{reading.places[row.code]}",
        changes=tuple(changes),
        echoes=reading.echoes.get(row.code, ()),
        is_newer=row.code in reading.newer,
        asks_reason=asks,
        fields=tuple(fields),
    )


def cell_changes(row: FormRow, texts: CellTexts) -> Iterator[Change]:
    return changed(words_of(row.texts), words_of(texts))


def words_of(texts: CellTexts) -> dict[str, str]:
    """Say what a cell's inputs hold, as people read it."""
    promised = date.fromisoformat(texts.promised_on) if texts.promised_on else None
    return {
        "value": texts.value,
        "numerator": texts.numerator,
        "denominator": texts.denominator,
        "status": STATUS_WORDS.get(texts.status, ""),
        "reason": texts.reason,
        "promised_on": day(promised) if promised else "",
    }


def changed(old: dict[str, str], new: dict[str, str]) -> Iterator[Change]:
    for key, text in new.items():
        if text != old[key]:
            yield Change(LABELS[key], old[key], text)


def cell_fields(row: FormRow, texts: CellTexts, *, asks: bool) -> Iterator[tuple[str, str]]:
    """Name the inputs that the form's own page would post for a cell, its versions with it."""
    for name in ("value", "numerator", "denominator", "status", "reason", "promised_on"):
        if not (asks and name == "reason"):
            yield f"{name}-{row.code}", getattr(texts, name)
    yield f"seen-{row.code}", str(row.version)
    yield f"shown-{row.code}", row.texts.print
