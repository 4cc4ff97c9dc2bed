"""A table as csv, as the office's Excel opens it: UTF-8 with BOM, semicolons, decimal commas."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from io import TextIOWrapper
from typing import BinaryIO

from kinerja import numbers
from kinerja.spreadsheet.texts import readable
from kinerja.tables_out.file import Column, Format, TableFile, Value

# A text that begins with one of these would be calculated where the file is opened.
LIVE = ("=", "+", "-", "@", "\t", "\r")
# A spreadsheet keeps no more digits, and two decimals are shown everywhere.
KEPT = Context(prec=numbers.MAX_DIGITS, rounding=ROUND_HALF_UP)
LEAST_PLACES = 2
ROUNDING = Context(prec=100, rounding=ROUND_HALF_UP)


def write(table: TableFile, into: BinaryIO, _at: datetime) -> None:
    """Write the table row by row."""
    with as_text(into) as text:
        rows = csv.writer(text, delimiter=";", lineterminator="\r\n")
        rows.writerows([inert(head)] for head in table.heads)
        rows.writerow(inert(column.head) for column in table.columns)
        for row in table.rows:
            rows.writerow(cell(column, column.value(row)) for column in table.columns)
        rows.writerows([inert(note)] for note in table.notes)


@contextmanager
def as_text(into: BinaryIO) -> Iterator[TextIOWrapper]:
    text = TextIOWrapper(into, encoding="utf-8-sig", newline="", write_through=True)
    try:
        yield text
    finally:
        text.detach()


def cell(column: Column, value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return inert(value)
    return str(value) if isinstance(value, int) else written(value, column.places)


def written(value: Decimal, places: int | None) -> str:
    """Write a number without groups, so that it is read as one.

    >>> written(Decimal("1250.5"), None), written(Decimal("0.125"), None), written(Decimal(7), None)
    ('1250,50', '0,125', '7,00')
    >>> written(Decimal("101.3176"), 2), written(Decimal("-0.5"), None)
    ('101,32', '-0,50')
    """
    if places is not None:
        value = value.quantize(Decimal((0, (1,), -places)), context=ROUNDING)
    whole, _, decimals = numbers.canonical(KEPT.plus(value)).partition(".")
    return f"{whole},{decimals.ljust(LEAST_PLACES, '0')}"


def inert(text: str) -> str:
    """Write a text so that it is never a formula; a text without such a beginning stays as it is.

    >>> inert("=1+1"), inert("-5"), inert("Gotong royong")
    ("'=1+1", "'-5", 'Gotong royong')
    """
    kept = readable(text)
    return f"'{kept}" if kept.startswith(LIVE) else kept


FORMAT = Format("csv", "text/csv; charset=utf-8", write)
