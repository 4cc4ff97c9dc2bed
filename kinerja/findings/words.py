"""What the rules say of one row: short, with the row's own numbers."""

from decimal import Decimal

from kinerja import numbers
from kinerja.findings.odd import HUNDRED, TOO_HIGH, TOO_LOW
from kinerja.formula import Choice, Figure
from kinerja.table import Row

PLACES = 4


def very_high(row: Row) -> str:
    return f"capaian {beside(row.achievement, TOO_HIGH)}%, di atas 150%"


def very_low(row: Row) -> str:
    return f"capaian {beside(row.achievement, TOO_LOW)}%, di bawah 50%"


def easier_target(row: Row) -> str:
    side = "di atas" if row.is_lower_better else "di bawah"
    target, last = apart(row.target, row.background.last_year)
    return f"target {target}, {side} realisasi tahun lalu ({last})"


def jump(row: Row) -> str:
    of = row.background
    way = "naik" if of.alone > of.alone_before else "turun"
    subject = "tambahannya " if of.is_running_total else ""
    before, this = apart(of.alone_before, of.alone)
    percent = share(of.alone, of.alone_before)
    return f"{subject}{way}{percent} dari {of.before_words} ({before} → {this})"


def fall(row: Row) -> str:
    before, this = apart(row.background.total_before, row.background.total)
    return f"nilai s.d. turun ({before} → {this})"


def repeated(row: Row) -> str:
    return f"sama persis dengan {row.background.before_words} ({plain(row.figure)})"


def over_100(row: Row) -> str:
    return f"realisasi {plain(row.figure)}%, di atas 100%"


def share(this: Decimal, before: Decimal) -> str:
    """Write a change in per cent; from nothing there is none."""
    if not before:
        return ""
    return f" {plain(abs(this - before) / abs(before) * HUNDRED, 1)}%"


def beside(value: Decimal, border: Decimal) -> str:
    """Write a percentage with as many decimals as tell it from the border that it is beyond."""
    return numbers.show(value, telling_places(value, border))


def apart(one: Figure, other: Figure) -> tuple[str, str]:
    """Write two figures that differ, with as many decimals as let that be seen."""
    if isinstance(one, Choice):
        return one.label, other.label
    places = telling_places(one, other)
    return plain(one, places), plain(other, places)


def telling_places(one: Decimal, other: Decimal) -> int:
    differ = (p for p in (2, 4, 8) if numbers.rounded(one, p) != numbers.rounded(other, p))
    return next(differ, 15)


def plain(figure: Figure, places: int = PLACES) -> str:
    """Write a figure without zeros at its end, rounded half-up; a predicate by its label."""
    if isinstance(figure, Choice):
        return figure.label
    return numbers.exact(numbers.rounded(figure, places)).replace("-", "−")
