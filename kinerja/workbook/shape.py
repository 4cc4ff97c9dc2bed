"""The form as a workbook shows it: a frozen description, read from kinerja.table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from kinerja.forms import CellTexts, shown, words_print
from kinerja.models import Line, Section
from kinerja.recording import TEXT_FIELDS, Text
from kinerja.spreadsheet.texts import kept
from kinerja.table import Book, Figure, Row, Words
from kinerja.templatetags.office import day, figure

WITHOUT_SECTION = "Tanpa seksi"


@dataclass(frozen=True)
class Identity:
    """Which form this is: what a workbook remembers of where it came from."""

    unit: str
    year: int
    quarter: int
    agreement: int
    version: int
    section: int
    edition: int


@dataclass(frozen=True)
class FormRow:
    """One row of the form: what is printed, what may be given, and what stands now.

    `measure`, `scale_id`, `allows_negative` and `at_most_100` are the line's, so that the rules of
    `kinerja.recording.fitting` can be asked about a row.
    """

    key: str
    code: str
    objective: str
    indicator: str
    satuan: str
    basis: str
    kind: str
    kind_words: str
    measure: str
    scale_id: int | None
    choices: tuple[str, ...]
    allows_negative: bool
    at_most_100: bool
    target: str
    previous: str
    texts: CellTexts
    words: Words
    version: int
    is_open: bool

    @property
    def is_ratio(self) -> bool:
        return self.measure == Line.Measure.RATIO

    @property
    def is_choice(self) -> bool:
        return self.measure == Line.Measure.CHOICE

    @property
    def is_percentage(self) -> bool:
        return self.satuan in ("%", "persen")

    @property
    def print(self) -> str:
        """Fingerprint what the row gives out, to know later whether it was touched."""
        return row_print(self.texts, self.words)


@dataclass(frozen=True)
class FormShape:
    """One section's form for one period, or that of the rows without a section."""

    identity: Identity
    unit: str
    regency: str
    paper: str
    period: str
    section: str
    short_label: str
    agreement: str
    previous_head: str
    rows: tuple[FormRow, ...]

    @property
    def by_code(self) -> dict[str, FormRow]:
        return {row.code: row for row in self.rows}

    @property
    def has_ratios(self) -> bool:
        return any(row.is_ratio for row in self.rows)


def form_shape(book: Book, section: Section | None, *, is_open: Callable[[Row], bool]) -> FormShape:
    """Describe the form of a section in the book's period; `is_open` says what may be filled."""
    table = book.table(book.period)
    agreement, period = table.agreement, table.period
    lines = {line.pk: line for line in book.lines}
    named = {group.objective_id: f"{group.number}. {group.text}" for group in table.groups}
    section_id = section.pk if section else None
    return FormShape(
        identity=Identity(
            unit=agreement.unit.code,
            year=period.year,
            quarter=period.quarter,
            agreement=agreement.pk,
            version=agreement.version,
            section=section_id or 0,
            edition=table.edition,
        ),
        unit=agreement.unit.name,
        regency=agreement.unit.regency,
        paper=agreement.unit.paper,
        period=str(period),
        section=section.name if section else WITHOUT_SECTION,
        short_label=section.short_label if section else WITHOUT_SECTION,
        agreement=f"{agreement.title}, {day(agreement.date)}",
        previous_head=period.previous_words,
        rows=tuple(
            form_row(row, lines[row.line_id], named[row.objective_id], is_open=is_open(row))
            for row in table.asked
            if row.section_id == section_id
        ),
    )


def form_row(row: Row, line: Line, objective: str, *, is_open: bool) -> FormRow:
    return FormRow(
        key=str(row.line_id),
        code=row.code,
        objective=objective,
        indicator=row.indicator,
        satuan=row.satuan,
        basis=row.basis_words,
        kind=row.kind,
        kind_words=row.kind_words if row.is_lower_better else "",
        measure=row.measure,
        scale_id=line.scale_id,
        choices=row.choices,
        allows_negative=line.allows_negative,
        at_most_100=line.at_most_100,
        target=target_words(row.target, row.upper),
        previous=figure(row.previous),
        texts=kept_texts(shown(row.reading)),
        words=kept_words(row.words),
        version=row.version,
        is_open=is_open,
    )


def target_words(target: Figure, upper: Decimal | None) -> str:
    return figure(target) if upper is None else f"{figure(target)}–{figure(upper)}"


def whole_unit(shapes: Iterable[FormShape]) -> FormShape:
    """Lay the forms of a unit together as one, for sheets that nobody knows to be one of them."""
    shapes = tuple(shapes)
    rows = tuple(row for shape in shapes for row in shape.rows)
    return replace(shapes[0], section=shapes[0].unit, short_label="", rows=rows)


def kept_texts(texts: CellTexts) -> CellTexts:
    return replace(texts, reason=kept(texts.reason).strip())


def kept_words(words: Words) -> Words:
    return replace(words, **{name: kept(getattr(words, name)).strip() for name in TEXT_FIELDS})


def row_print(texts: CellTexts, words: Words | Text) -> str:
    return f"{replace(texts, source='').print}-{words_print(words)}"
