"""Reading the chapter out of the tables of its year, of the years before and the version before."""

from collections.abc import Iterable, Iterator, Sequence

from kinerja import summary
from kinerja.chapter.judging import absorption, aim, efficiency, of_indicator, remark
from kinerja.chapter.shape import Chapter, ChapterGroup, ChapterRow, Explained, Past
from kinerja.models import Agreement, Indicator, Line, Period, Quarter
from kinerja.policies import Policy
from kinerja.table import Row, Table, Words, read_year
from kinerja.templatetags.office import bounds

# A Renstra has five years: this one and four before it.
EARLIER_YEARS = 4


def read(agreement: Agreement, last: int = Quarter.YEAR) -> Chapter | None:
    """Read the chapter up to this quarter; None where the year has no value up to it.

    It asks the database a fixed number of questions for each year that it looks back on.
    """
    tables = tables_of(agreement, last)
    begun = [table for table in tables if has_values(table)]
    if not begun:
        return None
    facts = Facts(agreement, tables, begun)
    rows = {row.indicator_id: facts.chapter_row(row) for row in tables[-1].rows}
    policy = begun[-1].policy
    return Chapter(
        agreement=agreement,
        years=tuple(facts.years),
        groups=tuple(groups(tables[-1], rows, begun, policy)),
        up_to=begun[-1].period.up_to,
        missing=tuple(missing(tables)),
        is_final=all(summary.is_final(table) for table in begun),
        policy=policy,
    )


def tables_of(agreement: Agreement, last: int = Quarter.YEAR) -> tuple[Table, ...]:
    """Read the periods of an agreement's year up to this quarter, those never opened included."""
    opened = {period.quarter: period for period in Period.objects.filter(year=agreement.year)}
    named = (each for each in Quarter if each <= last)
    return read_year(
        agreement,
        [opened.get(each) or Period(year=agreement.year, quarter=each) for each in named],
    )


def has_values(table: Table) -> bool:
    return any(not row.is_blank for row in table.rows)


def missing(tables: Iterable[Table]) -> Iterator[str]:
    """Name the periods in which something is measured and nothing was filled in."""
    for table in tables:
        if table.asked and not has_values(table):
            yield table.period.get_quarter_display()


class Facts:
    """What the rows of a chapter are held against, fetched once."""

    def __init__(
        self, agreement: Agreement, tables: Sequence[Table], begun: Sequence[Table]
    ) -> None:
        self.tables, self.begun = tables, begun
        held = Agreement.objects.filter(unit=agreement.unit_id).select_related("unit")
        self.years = years_before(agreement, held)
        self.before = version_before(agreement, held, last=tables[-1].period.quarter)
        lines = Line.objects.filter(agreement=agreement)
        self.indicators = Indicator.objects.filter(pk__in=lines.values("indicator")).in_bulk()

    def chapter_row(self, row: Row) -> ChapterRow:
        """Gather what is known of one indicator."""
        named = row.indicator_id
        found = standing(self.tables, named)
        table, stands = found or (self.begun[-1], of_indicator(self.begun[-1], named))
        indicator = self.indicators[named]
        return ChapterRow(
            row=stands,
            up_to=table.period.up_to if found else "",
            has_number=found is not None,
            remark=remark(self.begun, stands, since=table.period.quarter if found else 0),
            target_before=self.target_before(stands, table.period),
            past=tuple(past(year, tables, named) for year, tables in self.years.items()),
            plan=aim(stands, indicator.plan_target, indicator.plan_year),
            standard=aim(stands, indicator.national_standard),
            explained=explained(
                (each.period, of_indicator(each, named).words) for each in self.begun
            ),
        )

    def target_before(self, row: Row, period: Period) -> str:
        """Write what the version before asked up to this period; "" where it was the same."""
        of_period = (each for each in self.before if each.period.quarter == period.quarter)
        old = next((of_indicator(each, row.indicator_id) for each in of_period), None)
        if old is None or (old.target, old.upper) == (row.target, row.upper):
            return ""
        return bounds(old.target, old.upper)


def years_before(agreement: Agreement, held: Iterable[Agreement]) -> dict[int, tuple[Table, ...]]:
    """Read the years before, the latest first, each by the version in force at its end."""
    latest = {each.year: each for each in sorted(held, key=lambda each: each.version)}
    first = agreement.year - EARLIER_YEARS
    years = sorted((year for year in latest if first <= year < agreement.year), reverse=True)
    return {year: tables_of(latest[year]) for year in years}


def version_before(
    agreement: Agreement, held: Iterable[Agreement], *, last: int
) -> tuple[Table, ...]:
    """Read the year as the version before asked for it; nothing where there was none."""
    earlier = [
        each for each in held if each.year == agreement.year and each.version < agreement.version
    ]
    found = max(earlier, key=lambda each: each.version, default=None)
    return tables_of(found, last) if found else ()


def standing(tables: Iterable[Table], indicator: int) -> tuple[Table, Row] | None:
    """Find the last period in which the indicator has its number."""
    rows = [(table, of_indicator(table, indicator)) for table in tables]
    measured = [each for each in rows if each[1] and each[1].reading]
    return next((each for each in reversed(measured) if each[1].reading.is_measured), None)


def past(year: int, tables: Iterable[Table], indicator: int) -> Past | None:
    found = standing(tables, indicator)
    if found is None:
        return None
    table, row = found
    return Past(year, table.period.up_to, row.realised, row.achievement)


def explained(texts: Iterable[tuple[Period, Words]]) -> Explained | None:
    """Find the explanation that was written last."""
    written = [Explained(str(period), words) for period, words in texts if words.explains]
    return written[-1] if written else None


def groups(
    table: Table, rows: dict[int, ChapterRow], begun: Sequence[Table], policy: Policy
) -> Iterator[ChapterGroup]:
    of_unit = absorption(rows.values())
    for place, group in enumerate(table.groups):
        own = tuple(rows[row.indicator_id] for row in group.rows)
        texts = ((each.period, each.groups[place].words) for each in begun)
        yield ChapterGroup(
            number=group.number,
            text=group.text,
            rows=own,
            explained=explained(texts),
            efficiency=efficiency(own, absorption(own) or of_unit, policy),
        )
