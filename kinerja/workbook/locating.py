"""Finding the form in what came back: which sheet it is, where its head stands, which rows it has.

Nothing is taken by its place alone. Columns are known by their heads, rows by the hidden key beside
them, else by their printed code, sheets by the key in A1, else by their name.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from kinerja.spreadsheet.cells import CellSheet
from kinerja.spreadsheet.heads import Headed, folded, headed
from kinerja.workbook.columns import COLUMNS, GIVEN_KEYS
from kinerja.workbook.shape import FormShape, Identity
from kinerja.workbook.writing import FORM_MARK, HIDDEN, ROW_MARK

HEADS = {folded(column.head): column.key for column in COLUMNS if column.key != "previous"}
COUNTED = re.compile("[0-9]{1,9}")
# The column of the figures before has a head that depends on the period.
PRINTED = frozenset(map(folded, ("Lalu", "Triw. lalu", "Tahun lalu")))


@dataclass(frozen=True)
class Origin:
    """What a workbook remembers of one of its sheets, as it was written out."""

    key: str
    title: str
    identity: Identity
    codes: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, int] = field(default_factory=dict)
    prints: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Found(Headed):
    """One sheet that is a form, and where it came from."""

    origin: Origin | None

    def is_given(self, row: int) -> bool:
        """Say whether the row holds anything where the form asks for something."""
        return any(self.cell(row, key) for key in GIVEN_KEYS)


def forms_in(sheets: Iterable[CellSheet]) -> tuple[Found, ...]:
    """List the sheets that have the head of a form."""
    sheets = tuple(sheets)
    origins = origins_in(sheets)
    found = (found_in(sheet, origins) for sheet in sheets if sheet.name != HIDDEN)
    return tuple(each for each in found if each)


def found_in(sheet: CellSheet, origins: Iterable[Origin]) -> Found | None:
    found = headed(sheet, HEADS, is_head=is_head, printed=PRINTED)
    return found and Found(**vars(found), origin=origin_of(sheet, origins))


def is_head(keys: Collection[str]) -> bool:
    return "code" in keys and not set(keys).isdisjoint(GIVEN_KEYS)


def origin_of(sheet: CellSheet, origins: Iterable[Origin]) -> Origin | None:
    """Find where a sheet came from: by its own key, which it keeps when it is renamed."""
    origins = tuple(origins)
    by_key = (each for each in origins if each.key == sheet.text(1, 1))
    by_title = (each for each in origins if folded(each.title) == folded(sheet.name))
    return next(by_key, None) or next(by_title, None)


def origins_in(sheets: Iterable[CellSheet]) -> tuple[Origin, ...]:
    """Read the very hidden sheet; whatever does not fit in it is as if it were not there."""
    hidden = next((sheet for sheet in sheets if sheet.name == HIDDEN), None)
    if hidden is None:
        return ()
    found: dict[str, Origin] = {}
    for row in sorted({row for row, _ in hidden.cells}):
        mark, key, *said = (hidden.text(row, column) for column in range(1, 11))
        if mark == FORM_MARK and all(map(COUNTED.fullmatch, said[2:8])):
            title, unit, *rest = said[:8]
            found[key] = Origin(key, title, Identity(unit, *map(int, rest)), {}, {}, {})
        elif mark == ROW_MARK and key in found and COUNTED.fullmatch(said[2]):
            line, code, version, was = said[:4]
            found[key].codes[line] = code
            found[key].versions[code] = int(version)
            found[key].prints[code] = was
    return tuple(found.values())


def best(found: Iterable[Found], form: FormShape) -> Found | None:
    """Choose the sheet that is this form, or is nearest to it."""
    return max(found, key=lambda each: nearness(each, form), default=None)


def nearness(found: Found, form: FormShape) -> tuple[bool, ...]:
    """Rank a sheet: the same section, then period and office, then the name."""
    own, theirs = form.identity, found.origin.identity if found.origin else None
    return (
        bool(theirs) and theirs.unit == own.unit and theirs.section == own.section,
        bool(theirs) and (theirs.year, theirs.quarter) == (own.year, own.quarter),
        is_named(found, form),
        any(found.is_given(row) for row in found.rows()),
    )


def is_named(found: Found, form: FormShape) -> bool:
    return folded(found.sheet.name) in (folded(form.short_label), folded(form.section))
