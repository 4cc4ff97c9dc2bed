"""What an evaluation looks at: which units of those that the person reads, and which periods."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils.timezone import localdate

from kinerja import access
from kinerja.models import Period, Quarter, Unit
from kinerja.models.period import latest_closed_quarter
from workflow.models import Submission

ALL_UNITS = "semua"
# Without another wish the year that lies behind is evaluated.
USUAL_PERIODS = 4
KEY = re.compile(r"(\d{4})-([1-5])")


@dataclass(frozen=True, order=True)
class PeriodKey:
    """A period as an address names it: "2026-3"; the fifth of a year is Tahunan."""

    year: int
    quarter: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read it back. Raises Http404 for anything else."""
        found = KEY.fullmatch(text)
        if found is None:
            raise Http404(f"no period {text}")
        return cls(*map(int, found.groups()))

    @classmethod
    def of(cls, period: Period) -> Self:
        return cls(period.year, period.quarter)

    def __str__(self) -> str:
        return f"{self.year}-{self.quarter}"

    @property
    def words(self) -> str:
        return f"{Quarter(self.quarter).label} {self.year}"

    @property
    def numeral(self) -> str:
        """Write it in Roman: "2026-III", "2026-Tahunan"."""
        return f"{self.year}-{Quarter(self.quarter).label.removeprefix('Triwulan ')}"

    @property
    def brief(self) -> str:
        """Write it under a column: "III/26", "Th/26"."""
        quarter = Quarter(self.quarter)
        return f"{'Th' if quarter == Quarter.YEAR else quarter.name}/{self.year % 100:02}"


@dataclass(frozen=True)
class Scope:
    """The choice, and all that could be chosen; `unit` is None where all of them are meant."""

    unit: Unit | None
    seen: tuple[Unit, ...]
    first: PeriodKey
    last: PeriodKey
    periods: tuple[PeriodKey, ...]

    @property
    def has_others(self) -> bool:
        return len(self.seen) > 1

    @property
    def unit_words(self) -> str:
        if self.unit:
            return self.unit.name
        return f"{len(self.seen)} perangkat daerah" if self.seen else "tanpa perangkat daerah"

    @property
    def period_words(self) -> str:
        if self.first == self.last:
            return self.first.words
        return f"{self.first.words} s.d. {self.last.words}"

    @property
    def paper(self) -> str:
        return self.unit.paper if self.unit else Unit.Paper.F4

    @property
    def unit_key(self) -> str:
        if self.unit:
            return self.unit.code
        return ALL_UNITS if self.seen else ""

    @property
    def records(self) -> QuerySet[Submission]:
        """Give the records of the units and periods; those cancelled are none."""
        units = [self.unit] if self.unit else self.seen
        first, last = self.first, self.last
        from_first = Q(period__year=first.year, period__quarter__gte=first.quarter)
        to_last = Q(period__year=last.year, period__quarter__lte=last.quarter)
        return Submission.objects.alive().filter(
            from_first | Q(period__year__gt=first.year),
            to_last | Q(period__year__lt=last.year),
            unit__in=[unit.pk for unit in units],
        )


def choose(request: HttpRequest) -> Scope:
    """Choose by ?unit=, ?dari= and ?sampai=; a range written backwards is turned round.

    Raises Http404 for a unit that the person does not read, and for what names no period.
    """
    seen = tuple(access.units(request.duties))
    known = known_periods(request)
    since, until = chosen_period(request, "dari"), chosen_period(request, "sampai")
    last = until or max(filter(None, (since, *known[-1:])), default=latest_closed(request.now))
    usual = [key for key in known if key <= last][-USUAL_PERIODS:] or [last]
    first, last = sorted((since or usual[0], last))
    periods = tuple(sorted({*known, first, last}))
    return Scope(chosen_unit(request, seen), seen, first, last, periods)


def chosen_unit(request: HttpRequest, seen: tuple[Unit, ...]) -> Unit | None:
    code = request.GET.get("unit") or None
    if code == ALL_UNITS and len(seen) > 1:
        return None
    chosen = next((unit for unit in seen if code in (None, ALL_UNITS, unit.code)), None)
    if chosen is None and code is not None:
        raise Http404(f"no unit {code} is seen")
    return chosen


def chosen_period(request: HttpRequest, name: str) -> PeriodKey | None:
    text = request.GET.get(name)
    return PeriodKey.parse(text) if text else None


def known_periods(request: HttpRequest) -> tuple[PeriodKey, ...]:
    """List the periods of which a record is seen, oldest first."""
    records = Submission.objects.alive().filter(unit__in=access.units(request.duties).order_by())
    found = records.order_by("period__year", "period__quarter").distinct()
    return tuple(PeriodKey(*each) for each in found.values_list("period__year", "period__quarter"))


def latest_closed(at: datetime) -> PeriodKey:
    return PeriodKey(*latest_closed_quarter(localdate(at)))
