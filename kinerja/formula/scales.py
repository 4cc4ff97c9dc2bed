"""Put an achievement into words: a scale of categories, how it is cut, and its faults."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja.formula.kinds import Number
from kinerja.numbers import exact


@dataclass(frozen=True)
class Category:
    """One row of a scale; `lower` is its least percentage, None in the row below all cuts."""

    label: str
    icon: str
    lower: Decimal | None


Scale = Sequence[Category]
# What may stand beside a word: colour is never the only sign, and these differ in shape.
ICONS = {"●": "baik", "▲": "perhatian", "■": "kurang"}

# Permendagri 86/2017. Its printed whole-number bands leave holes (90,5 is in none), so a category
# begins at its lower bound and is chosen on the unrounded percentage.
DEFAULT_SCALE: tuple[Category, ...] = (
    Category("Sangat Tinggi", "●", Decimal(91)),
    Category("Tinggi", "●", Decimal(76)),
    Category("Sedang", "▲", Decimal(66)),
    Category("Rendah", "■", Decimal(51)),
    Category("Sangat Rendah", "■", None),
)


def category(achievement: Number, scale: Sequence[Category] = DEFAULT_SCALE) -> Category | None:
    """Choose the category of an unrounded achievement in percent; None has none.

    The scale is ordered from its highest row down; its last row takes all that is below the cuts.

    >>> category(Decimal("90.999")).label
    'Tinggi'
    """
    if achievement is None:
        return None
    cuts = (row for row in scale if row.lower is not None and achievement >= row.lower)
    return next(cuts, scale[-1])


@dataclass(frozen=True)
class Fault:
    """What is wrong with a scale: at which row (from 0), in its "lower" or its "label"."""

    row: int
    part: str
    text: str


def faults(rows: Sequence[tuple[Number, str]]) -> tuple[Fault, ...]:
    """Find what is wrong with a scale that is to be: (lower bound, word) a row, empty ones too.

    A scale goes down without a hole, each cut below the one before, to a row without a bound.

    >>> rows = [(Decimal(90), "Baik"), (Decimal(95), "Cukup"), (None, "Kurang")]
    >>> [(fault.row, fault.text) for fault in faults(rows)]
    [(1, 'Batas bawah harus di bawah batas baris sebelumnya.')]
    """
    filled = [at for at, (lower, label) in enumerate(rows) if lower is not None or label]
    if len(filled) < 2:
        return (Fault(0, "label", "Skala memerlukan sedikitnya dua kategori."),)
    return (*_holes(rows, filled[-1]), *_wrong_rows(rows, filled), *_bottom(rows, filled[-1]))


def _holes(rows: Sequence[tuple[Number, str]], last: int) -> Iterator[Fault]:
    for at, (lower, label) in enumerate(rows[:last]):
        if lower is None and not label:
            yield Fault(at, "label", "Baris kosong di tengah skala: isi, atau geser yang di bawah.")


def _wrong_rows(rows: Sequence[tuple[Number, str]], filled: Sequence[int]) -> Iterator[Fault]:
    before: Number = None
    words: set[str] = set()
    for at in filled:
        lower, label = rows[at]
        if not label:
            yield Fault(at, "label", "Isi sebutan kategori ini.")
        elif label.casefold() in words:
            yield Fault(at, "label", "Sebutan ini sudah dipakai baris di atasnya.")
        words.add(label.casefold())
        if lower is None and at != filled[-1]:
            yield Fault(at, "lower", "Isi batas bawah; hanya baris terbawah yang tanpa batas.")
        if lower is not None and before is not None and lower >= before:
            yield Fault(at, "lower", "Batas bawah harus di bawah batas baris sebelumnya.")
        before = before if lower is None else lower


def _bottom(rows: Sequence[tuple[Number, str]], last: int) -> Iterator[Fault]:
    if rows[last][0] is not None:
        text = "Baris terbawah menampung semua yang tersisa: kosongkan batas bawahnya."
        yield Fault(last, "lower", text)


def in_words(scale: Scale) -> str:
    """Write a scale out in a footnote, with how it is cut.

    >>> in_words((Category("Baik", "●", Decimal(80)), Category("Kurang", "■", None)))
    '≥ 80 Baik, di bawahnya Kurang; batas bawah, tanpa pembulatan'
    """
    cuts = [f"≥ {exact(row.lower)} {row.label}" for row in scale if row.lower is not None]
    return f"{', '.join(cuts)}, di bawahnya {scale[-1].label}; batas bawah, tanpa pembulatan"
