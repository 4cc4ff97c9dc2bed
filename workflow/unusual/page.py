"""The page of Riwayat: counts per kind, the lines that were asked for, letters still to come."""

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from kinerja import roster
from kinerja.models import Assignment, Unit
from workflow.unusual import reading
from workflow.unusual.filters import Filters
from workflow.unusual.reading import Fact, Happening
from workflow.unusual.rules import RULES, Rule

LINES_A_PAGE = 50
LETTERS_SHOWN = 20


@dataclass(frozen=True)
class Count:
    """How often a kind happened in the year, and the address that shows it alone."""

    rule: Rule
    count: int
    address: str


@dataclass(frozen=True)
class History:
    """The year as it is shown; `facts` are those that the filters let through, on every page."""

    filters: Filters
    seen: tuple[Unit, ...]
    counts: tuple[Count, ...]
    total: int
    facts: tuple[Fact, ...]
    lines: tuple[Happening, ...]
    page: Page
    letters: tuple[Assignment, ...]

    @property
    def has_others(self) -> bool:
        return len(self.seen) > 1

    @property
    def unit_words(self) -> str:
        unit = self.filters.unit or (self.seen[0] if len(self.seen) == 1 else None)
        return unit.name if unit else f"{len(self.seen)} perangkat daerah"

    @property
    def paper(self) -> str:
        return self.seen[0].paper if len(self.seen) == 1 else Unit.Paper.F4

    @property
    def letters_shown(self) -> tuple[Assignment, ...]:
        return self.letters[:LETTERS_SHOWN]

    @property
    def more_letters(self) -> int:
        return len(self.letters) - len(self.letters_shown)

    @property
    def before(self) -> str:
        return self.to(self.page.previous_page_number()) if self.page.has_previous() else ""

    @property
    def after(self) -> str:
        return self.to(self.page.next_page_number()) if self.page.has_next() else ""

    def to(self, page: int) -> str:
        return self.filters.address(page=str(page))


def read(units: QuerySet[Unit], asked: Filters) -> History:
    """Read the year of these units, in constant queries."""
    chosen = units.filter(pk=asked.unit.pk) if asked.unit else units
    found = reading.read(chosen, year=asked.year)
    facts = tuple(fact for fact in found if asked.rule in (None, fact.rule))
    a_page = max(len(facts), 1) if asked.shows_all else LINES_A_PAGE
    page = Paginator(facts, a_page).get_page(asked.page)
    return History(
        filters=asked,
        seen=tuple(units),
        counts=tuple(counts(found, asked)),
        total=len(found),
        facts=facts,
        lines=reading.placed(page),
        page=page,
        letters=tuple(roster.acting_without_letter(chosen, asked.year)),
    )


def counts(found: list[Fact], asked: Filters) -> list[Count]:
    """Count every kind that happened, in the order of the rules."""
    often = Counter(fact.rule.key for fact in found)
    return [
        Count(rule, often[rule.key], asked.address(rule=rule)) for rule in RULES if often[rule.key]
    ]
