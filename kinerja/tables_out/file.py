"""What a table is before it is written: its head, columns, rows and footnotes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import BinaryIO

from kinerja import formula
from kinerja.models import Unit
from kinerja.table import Figure, Row
from kinerja.templatetags.office import bounds

Value = str | int | Decimal | None


@dataclass(frozen=True)
class Column:
    """One column: its head, how wide it is in characters, and what it takes from a row.

    `places` rounds its numbers where they are written as text; None keeps all they have.
    """

    head: str
    width: int
    value: Callable[..., Value]
    places: int | None = None


@dataclass(frozen=True)
class TableFile:
    """One table on its way out; `rows` may be a generator that is read once, row by row."""

    title: str
    heads: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Iterable[object]
    notes: tuple[str, ...]
    file_name: str
    paper: str = Unit.Paper.F4


@dataclass(frozen=True)
class BookFile:
    """Several tables on their way out as one workbook, a sheet each."""

    tables: tuple[TableFile, ...]
    file_name: str


@dataclass(frozen=True)
class Format:
    """One way to write a table: how its files are called, and the writer."""

    suffix: str
    content_type: str
    write: Callable[[TableFile, BinaryIO, datetime], None]


def figure(value: Figure) -> Value:
    """Give a figure as a cell: a number, or the word of a predicate."""
    return value.label if isinstance(value, formula.Choice) else value


def target(row: Row) -> Value:
    """Give a target as one cell: a number, a predicate, or both bounds of a range."""
    return figure(row.target) if row.upper is None else bounds(row.target, row.upper)
