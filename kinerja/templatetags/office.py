"""How numbers, moments and words are written, everywhere alike."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import timezone

from kinerja import formula, numbers, zone

register = template.Library()

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


@register.filter
def figure(value: Decimal | formula.Choice | None) -> str:
    """Write a target or a realisation: "1.250,50", "BB", "–"."""
    if isinstance(value, formula.Choice):
        return value.label
    return numbers.show(value)


def bounds(target: Decimal | formula.Choice | None, upper: Decimal | None) -> str:
    """Write a target, of a range with both bounds: "80,00", "70,00–80,00", "BB", "–"."""
    return figure(target) if upper is None else f"{figure(target)}–{figure(upper)}"


@register.filter
def percent(value: Decimal | None) -> str:
    """Write an achievement: "101,32%", unbroken; "–" without a number."""
    return "–" if value is None else f"{numbers.show(value)}%"


TONES = {"●": "good", "▲": "warn", "■": "bad"}


@register.filter
def tone(category: formula.Category) -> str:
    """Name the colour that goes beside a category's icon and word."""
    return TONES[category.icon]


@register.filter
def day(value: date | None) -> str:
    """Write a date: "24 November 2026"."""
    return "–" if value is None else f"{value.day} {MONTHS[value.month - 1]} {value.year}"


@register.filter
def short_day(value: date) -> str:
    """Write a day of a known year: "24 Nov"."""
    return f"{value.day} {MONTHS[value.month - 1][:3]}"


@register.filter
def moment(value: datetime | None) -> str:
    """Write a moment: "Selasa, 24 November 2026, pukul 10.15 WIB"."""
    if value is None:
        return "–"
    local = timezone.localtime(value)
    return f"{DAYS[local.weekday()]}, {day(local)}, pukul {local:%H.%M} {zone.word(value)}"


@register.filter
def short_moment(value: datetime | None) -> str:
    """Write a moment in a table: "24 Nov 2026 10.15"."""
    if value is None:
        return "–"
    local = timezone.localtime(value)
    return f"{local.day} {MONTHS[local.month - 1][:3]} {local:%Y %H.%M}"


@register.filter
def to_the_second(value: datetime) -> str:
    """Write a moment of an account of time: "24 Nov 2026 10.15", with seconds where it has any."""
    seconds = f".{value:%S}" if value.second else ""
    return f"{short_moment(value)}{seconds}"


@register.filter
def clock_time(value: datetime) -> str:
    """Write the time of a moment on a known day: "10.15"."""
    return f"{timezone.localtime(value):%H.%M}"


@register.filter
def exact_moment(value: datetime) -> str:
    """Write a moment so that a form brings it back unchanged, to the microsecond."""
    return value.isoformat()


@register.filter
def lines(text: str) -> list[str]:
    """Split a box of the SOP into its items, one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]
