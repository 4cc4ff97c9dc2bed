"""Many units beside each other in one period: what each reached, and how final that is."""

from collections.abc import Iterable
from dataclasses import dataclass

from kinerja import formula, summary
from kinerja.models import Agreement, Period, Unit
from kinerja.summary import Average, Summary
from kinerja.table import read_units
from kinerja.year import has_readings


@dataclass(frozen=True)
class Part:
    """One part of the bar of a unit: its word, its pattern, how many rows."""

    word: str
    pattern: str
    count: int


@dataclass(frozen=True)
class UnitStanding:
    """One unit; without a summary, the words say why there is none."""

    unit: Unit
    summary: Summary | None
    words: str

    @property
    def average(self) -> Average | None:
        return self.summary and self.summary.average

    @property
    def percent(self) -> formula.Number:
        return self.average.mean.percent if self.average else None

    @property
    def parts(self) -> tuple[Part, ...]:
        return parts(self.summary)

    @property
    def order(self) -> tuple:
        """Sort the lowest average first, and what has none after it."""
        return self.percent is None, self.percent or 0, self.unit.name


@dataclass(frozen=True)
class Comparison:
    """The units of a period, the lowest first, with what they come to together."""

    period: Period
    rows: tuple[UnitStanding, ...]

    @property
    def summed(self) -> tuple[Summary, ...]:
        return tuple(row.summary for row in self.rows if row.summary)

    @property
    def reached(self) -> int:
        return sum(each.reached for each in self.summed)

    @property
    def missed(self) -> int:
        return sum(each.missed for each in self.summed)

    @property
    def unknown(self) -> int:
        return sum(each.unknown for each in self.summed)

    @property
    def legend(self) -> tuple[Part, ...]:
        """Name the parts of a bar: those of all units together."""
        return parts(self)

    @property
    def scales(self) -> tuple[str, ...]:
        """Write every scale that was used, each once."""
        return tuple(dict.fromkeys(each.table.policy.scale_words for each in self.summed))

    @property
    def is_final(self) -> bool:
        """Say whether every unit that measures something has sealed it all."""
        return bool(self.summed) and all(each.is_final for each in self.summed)

    @property
    def word(self) -> str:
        return "FINAL" if self.is_final else "SEMENTARA"


def parts(found: Summary | Comparison) -> tuple[Part, ...]:
    return (
        Part("tercapai", "on-time", found.reached),
        Part("tidak tercapai", "over", found.missed),
        Part("belum ada data", "rest", found.unknown),
    )


def read(units: Iterable[Unit], year: int, quarter: int) -> Comparison:
    """Compare units in a period, at a fixed number of questions however many there are."""
    units = list(units)
    period = Period.objects.filter(year=year, quarter=quarter).first()
    period = period or Period(year=year, quarter=quarter)
    held = Agreement.objects.filter(unit__in=[each.pk for each in units], year=year)
    # Of several versions the last one holds, as on the page of the year.
    latest = {each.unit_id: each for each in held.select_related("unit").order_by("version")}
    tables = read_units(latest.values(), period)
    rows = (
        standing(unit, tables[latest[unit.pk].pk] if unit.pk in latest else None) for unit in units
    )
    return Comparison(period, tuple(sorted(rows, key=lambda row: row.order)))


def standing(unit: Unit, table: summary.Table | None) -> UnitStanding:
    if table is None:
        return UnitStanding(unit, None, "belum ada Perjanjian Kinerja")
    if not table.asked:
        return UnitStanding(unit, None, "tidak ada yang diukur")
    found = summary.read(table)
    return UnitStanding(unit, found, found.word if has_readings(table) else "belum ada realisasi")
