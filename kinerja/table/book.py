"""Reading a table out of the database, at a fixed number of questions, however many rows."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import partial

from django.db.models import QuerySet

from kinerja import formula
from kinerja.models import Agreement, Explanation, Line, Period, Quarter, Realisation, figure_of
from kinerja.policies import Policy
from kinerja.table import fetching
from kinerja.table.background import background
from kinerja.table.fetching import Source, cell_key
from kinerja.table.quarters import (
    adds_up,
    basis_words,
    is_level,
    is_measured,
    joined,
    measured_quarters,
    realised,
)
from kinerja.table.shape import Figure, Group, Reading, Row, Table, Words


def read(agreement: Agreement, period: Period, *, edition: int = 1) -> Table:
    """Read what stands for the period in this edition, the editions before it filling the gaps."""
    return Book(agreement, period, edition).table(period)


def read_year(agreement: Agreement, periods: Iterable[Period]) -> tuple[Table, ...]:
    """Read several periods of the agreement's year at the cost of one."""
    periods = tuple(periods)
    if not periods:
        return ()
    book = Book(agreement, max(periods, key=lambda period: period.quarter), None)
    return tuple(book.table(period) for period in periods)


def read_units(agreements: Iterable[Agreement], period: Period) -> dict[int, Table]:
    """Read one period of many units by agreement, at a fixed number of questions.

    Words, documents and the year before are left out.
    """
    agreements = tuple(agreements)
    sources = fetching.of_many(agreements, period)
    return {
        each.pk: Book(each, period, None, source=sources[each.pk]).table(period)
        for each in agreements
    }


class Book:
    """Everything that the tables of one agreement's year are made of, fetched once.

    `carried` names cells of earlier periods, of any year, that are sealed together with this one:
    they count as final, and `carried_rows` reads them beside the targets of their own period.
    """

    def __init__(
        self,
        agreement: Agreement,
        period: Period,
        edition: int | None,
        *,
        carried: QuerySet[Realisation] | None = None,
        source: Source | None = None,
    ) -> None:
        self.agreement, self.period, self.edition = agreement, period, edition
        if source is None:
            carried = Realisation.objects.none() if carried is None else carried
            source = fetching.of_one(agreement, period, edition, carried)
        self.lines, self.predicates = tuple(source.lines), source.predicates
        self.policies, self.documents = source.policies, source.documents
        self.targets = {(target.line_id, target.quarter): target for target in source.targets}
        self.carried_cells = {cell_key(cell): cell for cell in source.candidates if cell.is_carried}
        self.cells = self._cells(source.candidates)
        self.words = self._words(source.texts)

    def _cells(self, candidates: Iterable[Realisation]) -> dict[tuple[int, int, int], Realisation]:
        """Choose one edition of each cell of this year and the year before.

        Cells of a later agreement version come after those of an earlier one; the period that is
        read shows this agreement's own cells only, which are the ones that can be written.
        """
        chosen: dict[tuple[int, int, int], Realisation] = {}
        for cell in sorted(candidates, key=self._standing):
            is_own = cell.line.agreement_id == self.agreement.pk
            if self._counts(cell) and (is_own or not self._is_of_this_period(cell)):
                chosen[cell.line.indicator_id, cell.period.year, cell.period.quarter] = cell
        return chosen

    def _is_of_this_period(self, cell: Realisation | Explanation) -> bool:
        return self.edition is not None and cell.period_id == self.period.pk

    def _counts(self, cell: Realisation | Explanation) -> bool:
        return not self._is_of_this_period(cell) or cell.edition <= self.edition

    def _standing(self, cell: Realisation | Explanation) -> tuple[bool, int]:
        """Rank the editions of a cell: in the period read by number, elsewhere final ones first."""
        is_final = cell.confirmed_at is not None or cell_key(cell) in self.carried_cells
        return is_final and not self._is_of_this_period(cell), cell.edition

    def _words(self, texts: Iterable[Explanation]) -> dict[tuple[str, int, int], Words]:
        found: dict[tuple[str, int, int], Words] = {}
        for text in sorted(texts, key=self._standing):
            if self._counts(text):
                about = ("line", text.line_id) if text.line_id else ("objective", text.objective_id)
                found[(*about, text.period.quarter)] = Words(
                    drivers=text.drivers,
                    obstacles=text.obstacles,
                    follow_up=text.follow_up,
                    evidence_note=text.evidence_note,
                    version=text.version,
                )
        return found

    def table(self, period: Period) -> Table:
        groups: dict[int, list[Line]] = {}
        for line in self.lines:
            if line.agreement_id == self.agreement.pk:
                groups.setdefault(line.objective_id, []).append(line)
        return Table(
            unit=self.agreement.unit.name,
            period=period,
            agreement=self.agreement,
            edition=self.edition or 1,
            groups=tuple(self._group(lines, period) for lines in groups.values()),
            judged_by=partial(self.policy_of, period),
        )

    def policy_of(self, period: Period) -> Policy:
        return self.policies.of(self.agreement.unit_id, period.year)

    def carried_rows(self) -> dict[int, Row]:
        """Read each carried cell as a row of its own period, by the cell's key."""
        lines = {line.pk: line for line in self.lines}
        found = self.carried_cells.values()
        return {cell.pk: self._row(lines[cell.line_id], cell.period) for cell in found}

    def _group(self, lines: Sequence[Line], period: Period) -> Group:
        objective = lines[0].objective
        return Group(
            objective_id=objective.pk,
            number=objective.number,
            text=objective.text,
            words=self.words.get(("objective", objective.pk, period.quarter), Words()),
            rows=tuple(self._row(line, period) for line in lines),
        )

    def _row(self, line: Line, period: Period) -> Row:
        cell = self.cells.get((line.indicator_id, period.year, period.quarter))
        quarters = measured_quarters(line, period)
        target, upper = self._target(line, period, quarters)
        year_target, year_upper = self._year_target(line, period)
        realised, realised_formula = self._realised(line, period, quarters)
        return Row(
            line_id=line.pk,
            indicator_id=line.indicator_id,
            objective_id=line.objective_id,
            section_id=line.section_id,
            section=line.section.name if line.section else "",
            code=line.code,
            indicator=line.indicator.name,
            satuan=line.satuan,
            kind=line.kind,
            kind_words=line.get_kind_display(),
            measure=line.measure,
            basis_words=basis_words(line, period),
            schedule_words=line.schedule_words,
            choices=self.predicates.get(line.scale_id, ()),
            is_asked=line.is_measured_in(period),
            is_complete=self._is_complete(line, period, quarters),
            target=target,
            upper=upper,
            previous=self._previous(line, period),
            last_year=self._figure(line, period.year - 1, period.quarter),
            reading=reading_of(cell, line) if cell else None,
            realised=realised,
            realised_formula=realised_formula,
            words=self.words.get(("line", line.pk, period.quarter), Words()),
            asks_evidence=line.asks_evidence,
            documents=self.documents.get((line.pk, period.pk), ()),
            judged_by=partial(self.policy_of, period),
            year_target=year_target,
            year_upper=year_upper,
            background=background(line, period, self.cells),
        )

    def _figure(self, line: Line, year: int, quarter: int) -> Figure:
        cell = self.cells.get((line.indicator_id, year, quarter))
        return figure_of(cell, cell.line) if cell else None

    def _previous(self, line: Line, period: Period) -> Figure:
        """Give the figure of the quarter before; of the fourth of last year in the first."""
        if period.quarter == Quarter.YEAR:
            return self._figure(line, period.year - 1, Quarter.YEAR)
        before = (period.year, period.quarter - 1) if period.quarter > 1 else (period.year - 1, 4)
        return self._figure(line, *before)

    def _realised(self, line: Line, period: Period, quarters: Sequence[int]) -> tuple[Figure, str]:
        """Give the figure up to this period, and in writing how quarters became it."""
        return realised(
            line, [self.cells.get((line.indicator_id, period.year, q)) for q in quarters]
        )

    def _is_complete(self, line: Line, period: Period, quarters: Sequence[int]) -> bool:
        """Say whether every quarter that the figure is made of has its number."""
        if not adds_up(line):
            return True
        cells = (self.cells.get((line.indicator_id, period.year, q)) for q in quarters[:-1])
        return all(is_measured(cell) for cell in cells)

    def _target(
        self, line: Line, period: Period, quarters: Sequence[int]
    ) -> tuple[Figure, Decimal | None]:
        """Give the target up to this period and, for a range, its upper bound.

        Without a target for the quarter the year's target holds, except where quarters are added.
        """
        is_sum = line.accumulation == formula.Accumulation.SUM and not is_level(line)
        of_year = self.targets.get((line.pk, Quarter.YEAR))
        fallback = None if is_sum and period.quarter != Quarter.YEAR else of_year
        chosen = [self.targets.get((line.pk, quarter), fallback) for quarter in quarters]
        if not adds_up(line) or is_level(line):
            chosen = chosen[-1:]
        if not chosen or None in chosen:
            return None, None
        return (
            joined(line, [target.figure for target in chosen]),
            joined(line, [target.upper for target in chosen]),
        )

    def _year_target(self, line: Line, period: Period) -> tuple[Figure, Decimal | None]:
        """Give the year's own target and upper bound; in Tahunan it is the target itself."""
        of_year = self.targets.get((line.pk, Quarter.YEAR))
        if of_year is None or period.is_year:
            return None, None
        return of_year.figure, of_year.upper


def reading_of(cell: Realisation, line: Line) -> Reading:
    return Reading(
        status=cell.status,
        figure=figure_of(cell, line),
        value=cell.value,
        numerator=cell.numerator,
        denominator=cell.denominator,
        choice=cell.predicate.label if cell.predicate else "",
        reason=cell.reason,
        promised_on=cell.promised_on,
        source=cell.source,
        source_words=cell.get_source_display(),
        version=cell.version,
        edition=cell.edition,
        entered_by=cell.entered_by.name,
        entered_at=cell.entered_at,
        is_confirmed=cell.confirmed_at is not None,
        replaces_section=cell.replaces_section,
    )
