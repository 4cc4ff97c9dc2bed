"""Daftar arsip: every archive of some units, narrowed by the address, its retention judged."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404

from kinerja.models import Quarter, Unit
from workflow import searching
from workflow.filing import copies, describing
from workflow.models import ArchiveCopy

ALL = "semua"
OVER = "lewat"
LINES_A_PAGE = 50
YEARS = range(2000, 2200)
NAMES = ("submission__unit", "submission__period", "submission__sop", "superseded_mark")


@dataclass(frozen=True)
class Asked:
    """What the address asks for; what is misnamed is left out."""

    text: str = ""
    year: int | None = None
    quarter: int | None = None
    unit: Unit | None = None
    is_over: bool = False
    page: str = ""

    @property
    def shows_all(self) -> bool:
        return self.page == ALL

    @property
    def is_narrowed(self) -> bool:
        return any((self.text, self.year, self.quarter, self.unit, self.is_over))

    def address(self, **changed: object) -> str:
        """Write the address with something changed; a change begins at page one."""
        other = replace(self, **{"page": "", **changed})
        asked = {
            "q": other.text,
            "tahun": other.year,
            "periode": other.quarter,
            "unit": other.unit and other.unit.code,
            "retensi": OVER if other.is_over else "",
            "hal": other.page,
        }
        return f"?{urlencode({name: value for name, value in asked.items() if value})}"

    @property
    def everything(self) -> str:
        return self.address(page=ALL)

    @property
    def over(self) -> str:
        return self.address(is_over=True)

    @property
    def take_along(self) -> str:
        return f"{self.address()}&"


def read_asked(asked: Mapping[str, str], units: QuerySet[Unit]) -> Asked:
    """Read the address. Raises Http404 for a unit that is not among these."""
    code = asked.get("unit", "").replace("\0", "")
    unit = units.filter(code=code).first() if code else None
    if code and unit is None:
        raise Http404(f"no unit {code} is seen")
    year, quarter = asked.get("tahun", ""), asked.get("periode", "")
    return Asked(
        text=asked.get("q", "").replace("\0", " ").strip()[:200],
        year=next((each for each in YEARS if str(each) == year), None),
        quarter=next((each.value for each in Quarter if str(each.value) == quarter), None),
        unit=unit,
        is_over=asked.get("retensi") == OVER,
        page=asked.get("hal", ""),
    )


@dataclass(frozen=True)
class Register:
    """The archives that were asked for, a page of them; `over` counts those past retention."""

    asked: Asked
    seen: tuple[Unit, ...]
    page: Page
    over: int
    found: QuerySet[ArchiveCopy]

    @property
    def has_others(self) -> bool:
        return len(self.seen) > 1

    @property
    def unit_words(self) -> str:
        unit = self.asked.unit or (self.seen[0] if len(self.seen) == 1 else None)
        return unit.name if unit else f"{len(self.seen)} perangkat daerah"

    @property
    def paper(self) -> str:
        return self.seen[0].paper if len(self.seen) == 1 else Unit.Paper.F4

    @property
    def before(self) -> str:
        return self.to(self.page.previous_page_number()) if self.page.has_previous() else ""

    @property
    def after(self) -> str:
        return self.to(self.page.next_page_number()) if self.page.has_next() else ""

    def to(self, page: int) -> str:
        return self.asked.address(page=str(page))


def read(units: QuerySet[Unit], asked: Asked, today: date) -> Register:
    """Read the archives of these units, in constant questions."""
    chosen = units.filter(pk=asked.unit.pk) if asked.unit else units
    named = searching.find(chosen.order_by(), asked.text, year=asked.year, quarter=asked.quarter)
    over = named.filter(descriptions__in=describing.expired(today))
    found = searching.with_successors(over if asked.is_over else named)
    found = copies.with_papers(found.select_related(*NAMES))
    count = found.count()
    paginator = Paginator(found, max(count, 1) if asked.shows_all else LINES_A_PAGE)
    paginator.count = count
    return Register(asked, tuple(units), paginator.get_page(asked.page), over.count(), found)
