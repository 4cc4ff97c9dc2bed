"""The columns of a planning document, in their order: one table for writing and reading back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kinerja import numbers
from kinerja.models import Indicator, Line, Objective, Quarter
from kinerja.models.line import ACCUMULATIONS, BASES, KINDS
from kinerja.planning import words
from kinerja.planning.plan import TARGETS, UPPERS, Known
from kinerja.spreadsheet.cells import Cell

Read = Callable[[Cell, Mapping[str, str], Known], str]


@dataclass(frozen=True)
class Column:
    """One column: its head, its width in characters, how a cell is read, how a value is shown.

    `read` gets the cell, what was read of the row so far, and what the unit knows; it raises
    ValueError with an Indonesian message. `choices` fills the list that a cell offers.
    """

    key: str
    head: str
    width: int
    read: Read
    show: Callable[[str], str] = str
    is_required: bool = False
    choices: Callable[[Known], tuple[str, ...]] | None = None


def labels(choices: list[tuple[str, str]]) -> Callable[[Known], tuple[str, ...]]:
    return lambda _known: tuple(label for _, label in choices)


def chosen(key: str, head: str, width: int, choices: list[tuple[str, str]]) -> Column:
    """Make a required column whose cells hold one of these words."""
    return Column(
        key,
        head,
        width,
        lambda cell, _row, _known: words.one_of(cell, choices),
        lambda value: dict(choices).get(value, value),
        is_required=True,
        choices=labels(choices),
    )


def texts(key: str, head: str, width: int, longest: int | None, **options) -> Column:
    return Column(key, head, width, lambda cell, _row, _known: words.text(cell, longest), **options)


def flag(key: str, head: str) -> Column:
    return Column(
        key,
        head,
        9,
        lambda cell, _row, _known: words.flag(cell),
        choices=lambda _known: ("ya", "tidak"),
    )


def figures(key: str, head: str) -> Column:
    return Column(key, head, 11, lambda cell, row, _known: words.figure(cell, row), shown_figure)


def shown_figure(value: str) -> str:
    """Show a figure as people type it; the word of a predicate as it is."""
    try:
        return numbers.exact(Decimal(value)) if value else ""
    except ArithmeticError:
        return value


def longest(model: type, name: str) -> int:
    return model._meta.get_field(name).max_length


SHORT = {1: "TW I", 2: "TW II", 3: "TW III", 4: "TW IV", 5: "Tahunan"}

COLUMNS = (
    Column(
        "objective_number",
        "No. sasaran",
        8,
        lambda cell, _row, _known: words.whole(cell, 32_767),
        is_required=True,
    ),
    texts("objective", "Sasaran strategis", 34, longest(Objective, "text"), is_required=True),
    Column(
        "code",
        "Kode",
        8,
        lambda cell, _row, _known: words.code(cell, longest(Line, "code")),
        is_required=True,
    ),
    texts("indicator", "Indikator kinerja", 44, longest(Indicator, "name"), is_required=True),
    texts("satuan", "Satuan", 10, longest(Line, "satuan"), is_required=True),
    chosen("kind", "Jenis", 24, KINDS),
    chosen("measure", "Cara mengisi", 20, Line.Measure.choices),
    chosen("accumulation", "Akumulasi", 14, ACCUMULATIONS),
    chosen("basis", "Dasar", 18, BASES),
    Column(
        "schedule",
        "Jadwal ukur",
        20,
        lambda cell, _row, _known: words.schedule(cell),
        lambda value: Line(schedule=value).schedule_words if value else "",
        is_required=True,
    ),
    Column(
        "scale",
        "Skala predikat",
        16,
        lambda cell, _row, known: words.named(cell, known.scales, "skala predikat"),
        choices=lambda known: tuple(known.scales),
    ),
    Column(
        "section",
        "Seksi/subbagian",
        24,
        lambda cell, _row, known: words.named(cell, known.sections, "seksi/subbagian"),
        choices=lambda known: known.sections,
    ),
    texts("person_in_charge", "Penanggung jawab", 20, longest(Line, "person_in_charge")),
    *(
        Column(
            TARGETS[quarter],
            f"Target {SHORT[quarter]}",
            11,
            lambda cell, row, known: words.target(cell, row, known),
            shown_figure,
        )
        for quarter in Quarter.values
    ),
    *(figures(UPPERS[quarter], f"Batas atas {SHORT[quarter]}") for quarter in Quarter.values),
    flag("stock_denominator", "Penyebut berupa stok"),
    flag("allows_negative", "Boleh negatif"),
    flag("at_most_100", "Paling tinggi 100"),
    flag("asks_evidence", "Dokumen pendukung diminta"),
    texts("definition", "Definisi operasional", 40, None),
    texts("formula_text", "Rumus penghitungan", 40, None),
    texts("data_source", "Sumber data", 24, longest(Indicator, "data_source")),
    figures("plan_target", "Target akhir Renstra"),
    Column(
        "plan_year", "Tahun akhir Renstra", 9, lambda cell, _row, _known: words.whole(cell, 2999)
    ),
    figures("national_standard", "Standar nasional"),
)
