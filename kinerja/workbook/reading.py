"""The form back: what each row gives, what is refused by its cell, what is left aside."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from kinerja.models import Quarter
from kinerja.recording import Entry, Text
from kinerja.spreadsheet import cells
from kinerja.spreadsheet.cells import Kind, Patience
from kinerja.spreadsheet.errors import CellError, WorkbookError
from kinerja.spreadsheet.figures import shown
from kinerja.workbook.locating import Found, best, forms_in, is_named
from kinerja.workbook.rows import CLOSED, RowReading, print_of, read_row, texts_of
from kinerja.workbook.shape import FormRow, FormShape, Identity, whole_unit

NO_FORM = (
    "Tidak ada lembar formulir di berkas ini: judul kolom “Kode” dan “Realisasi” tidak ditemukan. "
    "Unduh formulirnya di halaman ini, isi, lalu unggah lagi."
)
NO_ROW = (
    "Tidak ada baris yang kodenya cocok dengan formulir ini, jadi tidak ada yang dapat dipakai."
)


@dataclass(frozen=True)
class FormReading:
    """What one sheet gave, by code of its rows.

    `untouched` names rows that are as they were downloaded, `newer` those that somebody changed in
    the program since; `mismatches` says in what this is another form; `notes` what was left aside.
    """

    sheet: str
    values: dict[str, Entry] = field(default_factory=dict)
    words: dict[str, Text] = field(default_factory=dict)
    errors: tuple[CellError, ...] = ()
    notes: tuple[str, ...] = ()
    mismatches: tuple[str, ...] = ()
    echoes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    untouched: frozenset[str] = frozenset()
    newer: frozenset[str] = frozenset()

    @property
    def refused(self) -> frozenset[str]:
        """The rows of which a cell is refused: none of their cells is taken."""
        return frozenset(error.code for error in self.errors if error.code)


def read_form(
    file: bytes | BinaryIO, form: FormShape, *, patience: Patience | None = None
) -> FormReading:
    """Read a section's form out of any bytes. Raises WorkbookError, and nothing else."""
    found = found_in(file, patience)
    chosen = best(found, form)
    reading = read_sheet(chosen, form)
    others = [each.sheet.name for each in found if each is not chosen]
    if not others:
        return reading
    note = f"Lembar lain diabaikan: {', '.join(map(shown, others))}."
    return replace(reading, notes=(*reading.notes, note))


def read_unit(
    file: bytes | BinaryIO, forms: Iterable[FormShape], *, patience: Patience | None = None
) -> tuple[FormReading, ...]:
    """Read every form of a unit that the file holds. Raises WorkbookError, and nothing else."""
    forms = tuple(forms)
    found = found_in(file, patience)
    readings, refusals = [], []
    for each in found:
        try:
            readings.append(read_sheet(each, form_of(each, forms)))
        except WorkbookError as error:
            refusals.append(error)
    if not readings:
        raise refusals[0]
    return tuple(readings)


def found_in(file: bytes | BinaryIO, patience: Patience | None) -> tuple[Found, ...]:
    content = file if isinstance(file, bytes) else file.read()
    found = forms_in(cells.read(content, patience=patience))
    if not found:
        raise WorkbookError(NO_FORM)
    return found


def form_of(found: Found, forms: tuple[FormShape, ...]) -> FormShape:
    """Say which of a unit's forms a sheet is; one that is none by key or name may be all of it."""
    section = found.origin.identity.section if found.origin else None
    known = (form for form in forms if form.identity.section == section)
    named = (form for form in forms if is_named(found, form))
    return next(known, None) or next(named, None) or whole_unit(forms)


def read_sheet(found: Found, form: FormShape) -> FormReading:
    """Read one sheet as this form, as far as its rows fit."""
    lines, errors, notes = lines_of(found, form)
    if not lines:
        raise WorkbookError(" ".join((*mismatches(found, form), NO_ROW)))
    origin = found.origin if is_same_form(found, form) else None
    prints, versions = (origin.prints, origin.versions) if origin else ({}, {})
    by_code = form.by_code
    given = [read_row(found, line, by_code[code]) for code, line in lines.items()]
    untouched = frozenset(each.code for each in given if is_untouched(each, prints))
    rows = [
        each
        if each.code in untouched
        else settled(each, by_code[each.code], found, is_known=each.code in prints)
        for each in given
    ]
    taken = [each for each in rows if not each.errors]
    return FormReading(
        sheet=found.sheet.name,
        values={each.code: each.entry for each in taken if each.entry},
        words={each.code: each.text for each in taken if each.text},
        errors=(*errors, *(error for each in rows for error in each.errors)),
        notes=(*notes, *notes_on(found, form, rows)),
        mismatches=mismatches(found, form),
        echoes={each.code: each.echoes for each in rows if each.echoes},
        places={each.code: each.place for each in rows},
        untouched=untouched,
        newer=frozenset(
            code for code in lines if versions.get(code, "") not in ("", by_code[code].version)
        ),
    )


def is_untouched(reading: RowReading, prints: Mapping[str, str]) -> bool:
    """Say whether a row came back as it was given out."""
    was = prints.get(reading.code)
    return not reading.errors and was == print_of(reading.entry, reading.text)


def settled(reading: RowReading, row: FormRow, found: Found, *, is_known: bool) -> RowReading:
    """Refuse what a closed row would change, and see where a row was emptied on purpose.

    A row that the workbook gave out filled and that came back empty was emptied; of a workbook
    without memory nothing is known, and an empty cell changes nothing.
    """
    if not row.is_open:
        return closed(reading, row, found)
    if not is_known or reading.errors:
        return reading
    entry, text = reading.entry, reading.text
    if entry is None and texts_of(None) != row.texts:
        entry = Entry(seen=row.version)
    if text is None and row.words:
        text = Text(seen=row.words.version)
    return replace(reading, entry=entry, text=text)


def closed(reading: RowReading, row: FormRow, found: Found) -> RowReading:
    """Leave a closed row as it is; refuse it where the workbook would change it."""
    would_change = (reading.entry or reading.text) and print_of(
        reading.entry, reading.text
    ) != row.print
    error = CellError(found.sheet.name, reading.place, CLOSED, row.code)
    return replace(reading, entry=None, text=None, errors=(error,) if would_change else ())


def lines_of(found: Found, form: FormShape) -> tuple[dict[str, int], list[CellError], list[str]]:
    """Lead from each code to its line of the sheet; say which lines are nobody's or told twice."""
    lines: dict[str, int] = {}
    errors: list[CellError] = []
    notes: list[str] = []
    for line in found.rows():
        try:
            row = row_at(found, line, form)
        except ValueError as error:
            errors.append(CellError(found.sheet.name, found.address(line, "code"), str(error)))
            continue
        if row is None:
            if found.is_given(line):
                notes.append(
                    f"{found.sheet.name}, baris {line} diabaikan: kodenya tidak ada di sini."
                )
        elif row.code not in lines:
            lines[row.code] = line
        elif found.is_given(line):
            text = f"Kode {row.code} sudah ada di baris {lines[row.code]}. Hapus salah satunya."
            place = found.address(line, "code")
            errors.append(CellError(found.sheet.name, place, text, row.code))
    return lines, errors, notes


def row_at(found: Found, line: int, form: FormShape) -> FormRow | None:
    """Find the row of a line: by the hidden key beside it, else by the printed code.

    Raises ValueError where the two name different rows: somebody pasted one over the other.
    """
    code = found.sheet.text(line, found.columns["code"]).strip()
    by_code = form.by_code.get(code)
    key = found.sheet.text(line, found.columns.get("key", 0)).strip()
    if not (key and is_same_agreement(found, form)):
        return by_code
    by_key = next((row for row in form.rows if row.key == key), None)
    # A code that is a number was made one by Excel, which takes 1.10 for 1.1: it says nothing.
    is_said = found.cell(line, "code") and found.cell(line, "code").kind == Kind.TEXT
    if by_key and by_code and by_key is not by_code and is_said:
        raise ValueError(
            f"Baris ini milik {by_key.code} tetapi berkode {code}. Kembalikan kodenya, atau unduh "
            "formulirnya lagi."
        )
    return by_key or by_code


def is_same_agreement(found: Found, form: FormShape) -> bool:
    return bool(found.origin) and found.origin.identity.agreement == form.identity.agreement


def is_same_form(found: Found, form: FormShape) -> bool:
    return bool(found.origin) and place(found.origin.identity) == place(form.identity)


def place(identity: Identity) -> tuple[str, int, int]:
    return identity.unit, identity.year, identity.quarter


def mismatches(found: Found, form: FormShape) -> tuple[str, ...]:
    """Say in what the sheet is another form than this one."""
    if found.origin is None:
        return ()
    theirs, own = found.origin.identity, form.identity
    period = f"{Quarter(theirs.quarter).label if theirs.quarter in Quarter else '?'} {theirs.year}"
    rules = (
        (theirs.unit != own.unit, f"Berkas ini dari perangkat daerah lain ({shown(theirs.unit)})."),
        (
            (theirs.year, theirs.quarter) != (own.year, own.quarter),
            f"Berkas ini formulir {period}, sedangkan yang dibuka {form.period}.",
        ),
        (
            bool(form.short_label) and theirs.section != own.section,
            f"Lembar “{shown(found.origin.title)}” milik seksi lain, bukan {form.section}.",
        ),
        (
            theirs.unit == own.unit and theirs.agreement != own.agreement,
            f"Berkas ini menurut perjanjian kinerja versi {theirs.version}, sedangkan yang berlaku "
            f"di sini versi {own.version} ({form.agreement}); baris dicocokkan menurut kodenya.",
        ),
        (
            theirs.edition != own.edition and place(theirs) == place(own),
            f"Berkas ini diunduh untuk edisi {theirs.edition}; sekarang edisi {own.edition}.",
        ),
    )
    return tuple(text for is_so, text in rules if is_so)


def notes_on(found: Found, form: FormShape, readings: Iterable[RowReading]) -> tuple[str, ...]:
    """Say what of the sheet was left aside, and what of the form is not in it."""
    readings = tuple(readings)
    read = {each.code for each in readings}
    missing = [row.code for row in form.rows if row.is_open and row.code not in read]
    rules = (
        (not found.origin, "Tanda pengenal formulir tidak ada; baris dicocokkan menurut kodenya."),
        (found.added, f"Kolom tambahan diabaikan: {', '.join(map(shown, found.added))}."),
        (missing, f"Tidak ada di berkas, jadi tetap seperti semula: {', '.join(missing)}."),
        (found.sheet.is_cut, "Lembar terlalu panjang: baris sesudah 10.000 tidak dibaca."),
    )
    return tuple(text for is_so, text in rules if is_so)
