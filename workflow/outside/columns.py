"""The columns that an outside application can ask for: a row per column."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from kinerja import numbers
from kinerja.table import Figure, Group, Row
from kinerja.tables_out import Column
from kinerja.tables_out.as_csv import written as written_out
from kinerja.tables_out.file import Value, figure


@dataclass(frozen=True)
class Placed:
    """One row under its sasaran."""

    group: Group
    row: Row


@dataclass(frozen=True)
class OutsideColumn:
    """One column: its key, its head, and how its values go out, as a text and into a workbook."""

    key: str
    head: str
    value: Callable[[Placed], Value]
    width: int = 14
    is_figure: bool = False
    places: int | None = None

    def text(self, each: Placed) -> str:
        """Write a value as one line, the way the office types it."""
        value = self.value(each)
        if isinstance(value, Decimal):
            return typed(value, self.places)
        return " ".join(str("" if value is None else value).split())

    @property
    def out(self) -> Column:
        return Column(self.head, self.width, self.value, self.places)


def typed(value: Decimal, places: int | None) -> str:
    """Write a number without groups: as it was typed, or a quotient without end to two decimals.

    >>> typed(Decimal("1250.5"), None), typed(Decimal(2) / Decimal(3), None), typed(Decimal(90), 2)
    ('1250,5', '0,67', '90,00')
    """
    if places is None and len(value.normalize().as_tuple().digits) <= numbers.MAX_DIGITS:
        return numbers.exact(value).replace(".", "")
    return written_out(value, 2 if places is None else places)


def state(each: Placed) -> str:
    """Say why there is no number; "" where there is one."""
    row = each.row
    if row.is_blank or row.reading.is_measured:
        return ""
    return f"{row.reading.status_words}: {row.reading.reason}"


def of_period(each: Placed) -> Figure:
    return figure(each.row.figure)


COLUMNS = (
    OutsideColumn("objective", "Sasaran strategis", lambda each: each.group.text, 36),
    OutsideColumn("code", "Kode", lambda each: each.row.code, 8),
    OutsideColumn("indicator", "Indikator kinerja", lambda each: each.row.indicator, 44),
    OutsideColumn("satuan", "Satuan", lambda each: each.row.satuan, 10),
    OutsideColumn("target", "Target", lambda each: figure(each.row.target), is_figure=True),
    OutsideColumn("realised", "Realisasi", lambda each: figure(each.row.realised), is_figure=True),
    OutsideColumn("own", "Nilai periode ini", of_period, is_figure=True),
    OutsideColumn(
        "achievement", "Capaian (%)", lambda each: each.row.achievement, is_figure=True, places=2
    ),
    OutsideColumn(
        "category", "Kategori", lambda each: each.row.category and each.row.category.label
    ),
    OutsideColumn("state", "Keadaan nilai", state, 30),
    OutsideColumn("section", "Seksi/subbagian", lambda each: each.row.section, 22),
    OutsideColumn("drivers", "Faktor pendorong", lambda each: each.row.words.drivers, 40),
    OutsideColumn("obstacles", "Faktor penghambat", lambda each: each.row.words.obstacles, 40),
    OutsideColumn("follow_up", "Tindak lanjut", lambda each: each.row.words.follow_up, 40),
)
BY_KEY = {column.key: column for column in COLUMNS}


def ordered(text: str) -> tuple[OutsideColumn, ...]:
    """Read an order of columns: keys with commas between them; unknown ones are left out."""
    return tuple(BY_KEY[key] for key in text.split(",") if key in BY_KEY)


def written(keys: Iterable[str]) -> str:
    """Write an order of columns; each stands once, at its first place."""
    return ",".join(dict.fromkeys(key for key in keys if key))
