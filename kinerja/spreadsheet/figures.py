"""One cell of a workbook as what a person meant by it; every refusal says what to do.

A text is read as the browser reads it, by `kinerja.numbers`. A number is the text that the file
holds: Excel keeps 15 digits and writes up to 17, so it is rounded to 15 and never made a float.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext

from kinerja import numbers
from kinerja.spreadsheet.cells import Cell, Kind
from kinerja.spreadsheet.texts import kept
from kinerja.templatetags.office import MONTHS, day

STORED = re.compile(
    r"[-+]?(?:[0-9]{1,40}(?:\.[0-9]{0,400})?|\.[0-9]{1,400})(?:[eE][-+]?[0-9]{1,4})?"
)
FIFTEEN = Context(prec=numbers.MAX_DIGITS, rounding=ROUND_HALF_EVEN)
# What a double adds beside a decimal of 15 digits, at most: more than this was really rounded.
NOISE = Decimal("3E-16")
LONGEST_SHOWN = 40

RETYPE = "Ketik angkanya lagi di sel itu, dengan format sel Teks."


@dataclass(frozen=True)
class Figure:
    """A number that was read, and what is to be said about the reading."""

    value: Decimal
    echo: str = ""


def figure(cell: Cell, *, is_percentage: bool) -> Figure:
    """Read a cell as one number. Raises ValueError with an Indonesian message."""
    return FIGURES[cell.kind](cell.text, is_percentage)


def written(text: str, _is_percentage: bool) -> Figure:
    value = numbers.parse(kept(text))
    if not numbers.ambiguous(text):
        return Figure(value)
    return Figure(value, f"{text.strip()} = {numbers.words(value)}")


def stored(text: str, _is_percentage: bool) -> Figure:
    exact = decimal(text)
    value = FIFTEEN.plus(exact)
    if value.adjusted() >= numbers.MAX_DIGITS:
        raise ValueError(f"Terbaca “{shown(text)}”: lebih dari 15 angka, atau terlalu besar.")
    if -plain(value).as_tuple().exponent > numbers.MAX_DIGITS:
        raise ValueError(
            f"Terbaca “{shown(text)}”: lebih dari 15 angka di belakang koma. Bulatkan."
        )
    echo = f"{numbers.exact(value)}, dibulatkan ke 15 angka" if is_rounded(exact, value) else ""
    return Figure(plain(value), echo)


def is_rounded(exact: Decimal, value: Decimal) -> bool:
    with localcontext(prec=500):
        return abs(exact - value) > abs(exact) * NOISE


def of_percent(text: str, is_percentage: bool) -> Figure:
    """Read a number that the sheet shows in per cent: 0.825 is what shows as 82,5%."""
    if not is_percentage:
        raise ValueError(
            f"Terbaca “{shown(text)}” berformat persen, padahal satuannya bukan persen. {RETYPE}"
        )
    hundredfold = FIFTEEN.scaleb(decimal(text), Decimal(2))
    value = stored(str(hundredfold), is_percentage).value
    return Figure(value, f"{numbers.exact(value)}% dari sel berformat persen")


def no_date(text: str, _is_percentage: bool) -> Figure:
    raise ValueError(f"Excel menjadikan isian ini tanggal ({date_words(text)}). {RETYPE}")


def no_truth(text: str, _is_percentage: bool) -> Figure:
    raise ValueError(f"Terbaca {truth_words(text)}, bukan angka. {RETYPE}")


def no_fault(text: str, _is_percentage: bool) -> Figure:
    raise ValueError(
        f"Terbaca “{shown(text)}”: galat rumus. Perbaiki rumusnya, atau ketik angkanya."
    )


def no_result(_text: str, _is_percentage: bool) -> Figure:
    raise ValueError(
        "Rumus di sel ini belum dihitung. Buka berkasnya di Excel, simpan, lalu unggah lagi; atau "
        "ketik angkanya."
    )


FIGURES: dict[Kind, Callable[[str, bool], Figure]] = {
    Kind.TEXT: written,
    Kind.NUMBER: stored,
    Kind.PERCENT: of_percent,
    Kind.DATE: no_date,
    Kind.TRUTH: no_truth,
    Kind.FAULT: no_fault,
    Kind.UNCOUNTED: no_result,
}


def decimal(text: str) -> Decimal:
    """Read a number as a file stores it; a file can hold anything in its place."""
    if not STORED.fullmatch(text):
        raise ValueError(f"Terbaca “{shown(text)}”: angka di sel ini rusak. {RETYPE}")
    return Decimal(text)


def plain(value: Decimal) -> Decimal:
    """Give the number without an exponent or idle zeros."""
    return Decimal(numbers.canonical(value) or 0)


def words(cell: Cell) -> str:
    """Read a cell as what it says. Raises ValueError where a formula says nothing."""
    if cell.kind in (Kind.FAULT, Kind.UNCOUNTED):
        FIGURES[cell.kind](cell.text, False)
    if cell.kind in (Kind.NUMBER, Kind.PERCENT):
        return numbers.exact(figure(cell, is_percentage=True).value)
    if cell.kind == Kind.DATE:
        return date_words(cell.text)
    return truth_words(cell.text) if cell.kind == Kind.TRUTH else kept(cell.text).strip()


def truth_words(text: str) -> str:
    return "BENAR" if text in ("1", "true") else "SALAH"


def date_words(text: str) -> str:
    found = of_iso(text)
    return day(found) if found else shown(text)


WRITTEN_DATES = (
    re.compile(r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})"),
    re.compile(r"(?P<day>[0-9]{1,2})\s*[-/.]\s*(?P<month>[0-9]{1,2})\s*[-/.]\s*(?P<year>[0-9]{4})"),
    re.compile(r"(?P<day>[0-9]{1,2})[\s-]+(?P<name>[A-Za-z]{3,9})\.?[\s-]+(?P<year>[0-9]{4})"),
)
MONTH_NUMBERS = {
    name: number
    for number, month in enumerate(MONTHS, start=1)
    for name in (month.lower(), month[:3].lower())
}


def promised(cell: Cell) -> date:
    """Read a date, the day before the month. Raises ValueError with an Indonesian message."""
    if cell.kind not in (Kind.TEXT, Kind.DATE):
        raise ValueError(f"Terbaca “{shown(cell.text)}”: tulis tanggal seperti 15-11-2026.")
    for pattern in WRITTEN_DATES:
        found = pattern.fullmatch(cell.text.strip())
        if found and (made := date_of(found)):
            return made
    raise ValueError(f"Terbaca “{shown(cell.text)}”: tulis tanggal seperti 15-11-2026.")


def of_iso(text: str) -> date | None:
    found = WRITTEN_DATES[0].match(text)
    return date_of(found) if found else None


def date_of(found: re.Match) -> date | None:
    parts = found.groupdict()
    month = parts.get("month") or MONTH_NUMBERS.get((parts.get("name") or "").lower(), 0)
    try:
        return date(int(parts["year"]), int(month), int(parts["day"]))
    except ValueError:
        return None


def shown(text: str) -> str:
    """Make a text fit to stand in a message: one line, printable, not endless."""
    line = " ".join(text[: 2 * LONGEST_SHOWN].split())
    printable = "".join(sign if sign.isprintable() else "�" for sign in line)
    return printable if len(text) <= LONGEST_SHOWN else printable[:LONGEST_SHOWN] + "…"
