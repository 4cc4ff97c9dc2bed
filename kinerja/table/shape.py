"""The shapes that a table is read into: frozen, unrounded, and free of the database."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from kinerja import formula
from kinerja.models import Agreement, Period, Realisation
from kinerja.policies import Policy

Figure = Decimal | formula.Choice | None
# Asked only where a category or a mean is: most acts need neither.
Judging = Callable[[], Policy]


@dataclass(frozen=True)
class Reading:
    """What one cell holds, and where it came from."""

    status: str
    figure: Figure
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    choice: str
    reason: str
    promised_on: date | None
    source: str
    source_words: str
    version: int
    edition: int
    entered_by: str
    entered_at: datetime
    is_confirmed: bool
    replaces_section: bool = False

    @property
    def is_blank(self) -> bool:
        return self.status == Realisation.Status.BLANK

    @property
    def is_measured(self) -> bool:
        return self.status == Realisation.Status.MEASURED

    @property
    def is_from_section(self) -> bool:
        return self.source == Realisation.Source.SECTION

    @property
    def status_words(self) -> str:
        return Realisation.Status(self.status).label


@dataclass(frozen=True)
class Words:
    """What is written about a figure: its explanation, and a note on its documents."""

    drivers: str = ""
    obstacles: str = ""
    follow_up: str = ""
    version: int = 0
    evidence_note: str = ""

    def __bool__(self) -> bool:
        return self.explains or bool(self.evidence_note)

    @property
    def explains(self) -> bool:
        return bool(self.drivers or self.obstacles or self.follow_up)


@dataclass(frozen=True)
class Document:
    """A dokumen pendukung of a cell: a file, or a link with neither size nor hash."""

    evidence_id: int
    title: str
    kind: str
    size: int | None
    sha256: str
    link: str
    is_signed_form: bool

    @property
    def has_picture(self) -> bool:
        """Say whether a preview of its first page can be drawn."""
        return self.kind in ("pdf", "jpeg", "png")


@dataclass(frozen=True)
class Background:
    """What a row is judged by besides its target; None where there is nothing to compare with.

    A running total is a value "s.d." that holds what each quarter brought. `alone` is what this
    quarter brought by itself and `alone_before` what the measured one before did: the values
    themselves where there is no running total.
    """

    last_year: Figure = None  # up to the same period
    alone: Decimal | None = None
    alone_before: Decimal | None = None
    before_words: str = "triwulan lalu"
    total: Decimal | None = None  # of a running total: the value, of a ratio its numerator
    total_before: Decimal | None = None
    repeats: bool = False  # what was typed for the measured quarter before
    step: Decimal = Decimal(5)  # what may always change from one quarter to the next
    is_running_total: bool = False
    is_fixed: bool = False
    is_stock: bool = False
    is_percentage: bool = False
    at_most_100: bool = False
    allows_negative: bool = False


@dataclass(frozen=True)
class Row:
    """One line in one period. Figures are unrounded; None says that there is no number.

    Only the figure against the target up to this period is judged. The one against the year's
    target, *kemajuan tahunan*, has no category: an office on plan would read as failing until July.
    """

    line_id: int
    indicator_id: int
    objective_id: int
    section_id: int | None
    section: str
    code: str
    indicator: str
    satuan: str
    kind: str
    kind_words: str
    measure: str
    basis_words: str
    schedule_words: str
    choices: tuple[str, ...]
    is_asked: bool
    is_complete: bool
    target: Figure
    upper: Decimal | None
    previous: Figure
    last_year: Figure
    reading: Reading | None
    realised: Figure
    realised_formula: str
    words: Words
    asks_evidence: bool
    documents: tuple[Document, ...]
    judged_by: Judging = field(compare=False)
    year_target: Figure
    year_upper: Decimal | None
    background: Background = Background()

    @cached_property
    def achievement(self) -> Decimal | None:
        return formula.achievement(self.kind, self.target, self.realised, upper=self.upper)

    @cached_property
    def is_reached(self) -> bool | None:
        return formula.reached(self.kind, self.target, self.realised, upper=self.upper)

    @property
    def no_number(self) -> str | None:
        return self.undivided or formula.no_number(
            self.kind, self.target, self.realised, upper=self.upper
        )

    @property
    def category(self) -> formula.Category | None:
        if self.achievement is None:
            return None
        return formula.category(self.achievement, self.judged_by().scale)

    @property
    def undivided(self) -> str | None:
        """Say that a ratio was filled in, but by 0: that is not the same as not filled in."""
        has_target = self.target is not None
        is_filled = self.reading is not None and self.reading.is_measured
        return formula.UNDIVIDED if is_filled and self.realised is None and has_target else None

    @property
    def formula(self) -> str:
        return self.undivided or formula.explain(
            self.kind, self.target, self.realised, upper=self.upper
        )

    @cached_property
    def year_progress(self) -> Decimal | None:
        """Measure the figure to date against the year's target; None where there is none."""
        if self.year_target is None:
            return None
        return formula.achievement(
            self.kind, self.year_target, self.realised, upper=self.year_upper
        )

    @property
    def year_formula(self) -> str:
        return self.undivided or formula.explain(
            self.kind, self.year_target, self.realised, upper=self.year_upper
        )

    @property
    def is_year_the_same(self) -> bool:
        """Say whether the year asks for what is asked up to this period, so that figures agree."""
        return (self.year_target, self.year_upper) == (self.target, self.upper)

    @property
    def is_lower_better(self) -> bool:
        return self.kind in (formula.Kind.LOWER, formula.Kind.LOWER_RATIO)

    @property
    def is_blank(self) -> bool:
        return self.reading is None or self.reading.is_blank

    @property
    def figure(self) -> Figure:
        """Give what the one cell of the row says, of this period alone."""
        return self.reading.figure if self.reading else None

    @property
    def lacks_evidence(self) -> bool:
        """Say whether a number stands alone where its line asks for a document."""
        is_measured = self.reading is not None and self.reading.is_measured
        return self.asks_evidence and is_measured and not self.documents

    @property
    def version(self) -> int:
        """Number the state of the cell; 0 where nothing was ever written."""
        return self.reading.version if self.reading else 0

    @property
    def asks_for_words(self) -> bool:
        """Ask for an explanation below target and above 120 per cent, nowhere else."""
        too_high = self.achievement is not None and self.achievement > 120
        return self.is_asked and (self.is_reached is False or too_high)


@dataclass(frozen=True)
class Group:
    """One sasaran with its rows and its explanation."""

    objective_id: int
    number: int
    text: str
    words: Words
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Table:
    """A unit's rows in one period, by sasaran, as one agreement version asks for them."""

    unit: str
    period: Period
    agreement: Agreement
    edition: int
    groups: tuple[Group, ...]
    judged_by: Judging = field(compare=False)

    @cached_property
    def policy(self) -> Policy:
        return self.judged_by()

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def asked(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.is_asked)
