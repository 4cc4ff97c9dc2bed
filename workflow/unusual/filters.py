"""What the address of Riwayat asks for: a year, and what narrows it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404

from kinerja.models import Unit
from workflow.unusual.rules import BY_KEY, Rule

ALL = "semua"
YEARS = range(2000, 2200)


@dataclass(frozen=True)
class Filters:
    """A year; a unit and a kind where they are asked for; what is misnamed is left out."""

    year: int
    unit: Unit | None = None
    rule: Rule | None = None
    page: str = ""

    @property
    def shows_all(self) -> bool:
        return self.page == ALL

    def address(self, **changed: object) -> str:
        """Write the address of this page with something changed; a change begins at page one."""
        other = replace(self, **{"page": "", **changed})
        asked = {
            "tahun": other.year,
            "unit": other.unit and other.unit.code,
            "jenis": other.rule and other.rule.key,
            "hal": other.page,
        }
        return f"?{urlencode({name: value for name, value in asked.items() if value})}"

    @property
    def everything(self) -> str:
        return self.address(page=ALL)

    @property
    def every_kind(self) -> str:
        return self.address(rule=None)

    @property
    def take_along(self) -> str:
        return f"{self.address()}&"


def read(asked: Mapping[str, str], units: QuerySet[Unit], today: date) -> Filters:
    """Read the address; without a year the present one is meant.

    Raises Http404 for a unit that is not among these.
    """
    year, code = asked.get("tahun", ""), asked.get("unit", "")
    # PostgreSQL takes no NUL in a text.
    unit = units.filter(code=code.replace("\0", "")).first() if code else None
    if code and unit is None:
        raise Http404(f"no unit {code} is seen")
    return Filters(
        year=next((each for each in YEARS if str(each) == year), today.year),
        unit=unit,
        rule=BY_KEY.get(asked.get("jenis", "")),
        page=asked.get("hal", ""),
    )
