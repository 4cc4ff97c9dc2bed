"""What the address of Pemantauan asks for: a period, and which units of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from kinerja.models import Quarter, latest_closed_quarter
from workflow.measuring.steps import Progress
from workflow.models import STEP_NUMBERS

ALL = "semua"
TOMORROW = "besok"
LONGEST_SEARCH = 100
STATES = {TOMORROW: "melampaui batas besok"} | {
    each.key: each.word for each in Progress if each is not Progress.NEXT
}


@dataclass(frozen=True)
class Filters:
    """A period, and what narrows it; what the address does not name, or misnames, is left out."""

    year: int
    quarter: int
    step: int | None = None
    state: str = ""
    search: str = ""
    page: str = ""

    @property
    def quarter_words(self) -> str:
        return Quarter(self.quarter).label

    @property
    def shows_all(self) -> bool:
        return self.page == ALL

    def address(self, **changed: object) -> str:
        """Write the address of this page with something changed; a change begins at page one."""
        other = replace(self, **{"page": "", **changed})
        asked = {
            "tahun": other.year,
            "triwulan": other.quarter,
            "langkah": other.step,
            "keadaan": other.state,
            "cari": other.search,
            "hal": other.page,
        }
        return f"?{urlencode({name: value for name, value in asked.items() if value})}"

    @property
    def everything(self) -> str:
        return self.address(page=ALL)

    @property
    def tomorrow(self) -> str:
        return self.address(state=TOMORROW, step=None)


def read(asked: Mapping[str, str], today: date) -> Filters:
    """Read the address; without a period the latest closed quarter is meant."""
    year, quarter = latest_closed_quarter(today)
    state = asked.get("keadaan", "")
    return Filters(
        year=number(asked.get("tahun"), range(2000, 2200)) or year,
        quarter=number(asked.get("triwulan"), Quarter.values) or quarter,
        step=number(asked.get("langkah"), STEP_NUMBERS),
        state=state if state in STATES else "",
        # PostgreSQL takes no NUL in a text.
        search=asked.get("cari", "").replace("\0", "").strip()[:LONGEST_SEARCH],
        page=asked.get("hal", ""),
    )


def number(text: str | None, known: range | tuple[int, ...] | list[int]) -> int | None:
    """Read one of the known numbers; None for anything else."""
    return next((each for each in known if str(each) == text), None)
