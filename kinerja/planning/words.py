"""One cell of a planning document as what was meant; every refusal is Indonesian and says what."""

import re
from collections.abc import Iterable, Mapping

from kinerja import numbers
from kinerja.models import Line, Quarter
from kinerja.planning.plan import YES, Known
from kinerja.spreadsheet import figures
from kinerja.spreadsheet.cells import Cell, Kind
from kinerja.spreadsheet.figures import shown
from kinerja.spreadsheet.heads import folded

NO = ("tidak", "-", "–", "0")
LONGEST = 4_000
PER_CENT = ("%", "persen")
QUARTERS = {
    **{numeral: str(each) for each, numeral in enumerate(("i", "ii", "iii", "iv"), start=1)},
    **{str(quarter): str(quarter) for quarter in Quarter.values},
    "tahunan": str(Quarter.YEAR.value),
}
EVERY = "1234"
IDLE = ("triwulan", "tw", "dan")


def text(cell: Cell, longest: int | None = None) -> str:
    """Read a text on one or several lines. Raises ValueError for one that is too long."""
    found, most = figures.words(cell), longest or LONGEST
    if len(found) > most:
        raise ValueError(f"Terlalu panjang: {len(found)} huruf, paling banyak {most}.")
    return found


def code(cell: Cell, longest: int) -> str:
    """Read a code; Excel takes 1.1 for a number, and 1.5.2026 for a date."""
    if cell.kind == Kind.DATE:
        figures.figure(cell, is_percentage=False)
    if cell.kind == Kind.NUMBER:
        return numbers.canonical(figures.figure(cell, is_percentage=False).value)
    return text(cell, longest)


def figure(cell: Cell, row: Mapping[str, str]) -> str:
    is_percentage = row.get("satuan") in PER_CENT
    return numbers.canonical(figures.figure(cell, is_percentage=is_percentage).value)


def whole(cell: Cell, most: int) -> str:
    found = figure(cell, {})
    if not found.isdecimal() or not 1 <= int(found) <= most:
        raise ValueError(f"Terbaca “{shown(cell.text)}”: tulis bilangan bulat 1 sampai {most}.")
    return found


def target(cell: Cell, row: Mapping[str, str], known: Known) -> str:
    """Read a target: a predicate of the row's scale, else a number."""
    if row.get("measure") != Line.Measure.CHOICE:
        return figure(cell, row)
    scale = known.scales.get(row.get("scale", ""))
    # A row without a scale is refused as a whole, and that says more than every target of it.
    return text(cell) if scale is None else named(cell, scale, "predikat")


def flag(cell: Cell) -> str:
    said = folded(figures.words(cell))
    if said in (YES, "benar", "1", "v", "✓"):
        return YES
    if said in (*NO, "salah"):
        return ""
    raise ValueError(f"Terbaca “{shown(cell.text)}”: tulis ya atau tidak.")


def one_of(cell: Cell, choices: Iterable[tuple[str, str]]) -> str:
    values = {folded(label): value for value, label in choices}
    found = values.get(folded(figures.words(cell)))
    if found is None:
        raise ValueError(f"Terbaca “{shown(cell.text)}”: pilih {', '.join(values)}.")
    return str(found)


def named(cell: Cell, names: Iterable[str], what: str) -> str:
    said = folded(figures.words(cell))
    if said in NO:
        return ""
    found = next((name for name in names if folded(name) == said), None)
    if found is None:
        listed = ", ".join(names) or "belum ada satu pun"
        raise ValueError(f"Terbaca “{shown(cell.text)}”: {what} ini tidak dikenal ({listed}).")
    return found


def schedule(cell: Cell) -> str:
    """Read when a line is measured: "setiap triwulan", "Triwulan II dan Triwulan IV", "24"."""
    said = folded(figures.words(cell)).replace(".", "")
    if said == "setiap triwulan":
        return EVERY
    parts = re.findall("[^ ,;+&/]+", said)
    if len(parts) == 1 and parts[0].isdecimal():
        parts = list(parts[0])
    found = {QUARTERS.get(part) for part in parts if part not in IDLE}
    if not found or None in found:
        raise ValueError(
            f"Terbaca “{shown(cell.text)}”: tulis setiap triwulan, Tahunan, atau triwulannya, "
            "misalnya Triwulan II dan Triwulan IV."
        )
    return "".join(sorted(found))
