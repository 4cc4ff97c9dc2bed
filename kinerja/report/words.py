"""How the report writes numbers, moments and values: from the snapshot's texts to the office's."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation

from kinerja.numbers import exact, show
from kinerja.templatetags.office import DAYS, day

# Of its own, so that no setting and no table of zones has a say: WIB has no daylight saving.
WIB = timezone(timedelta(hours=7))
# Keeps together what belongs together at the end of a line.
TOGETHER = "\u00a0"


def figure(text: str | None) -> str:
    """Write a canonical number, or a predicate as it stands.

    >>> figure("1250.5"), figure("BB"), figure(None)
    ('1.250,50', 'BB', '–')
    """
    number = decimal(text)
    return show(number) if number is not None else text or "–"


def percent(text: str | None) -> str:
    """Write an achievement: "101,32%"; "–" without a number."""
    return "–" if text is None else f"{show(Decimal(text))}%"


def bounds(low: str | None, high: str | None) -> str:
    """Write a target: a number, or a range "10,00–20,00"."""
    return figure(low) if high is None else f"{figure(low)}–{figure(high)}"


def decimal(text: str | None) -> Decimal | None:
    """Read a canonical number; None for a predicate, and without any."""
    try:
        number = Decimal(text or "NaN")
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def exactly(text: str) -> str:
    """Write a number with every decimal it has."""
    return exact(Decimal(text))


def moment(text: str) -> str:
    """Write a moment: "Selasa, 24 November 2026, pukul 10.15 WIB"."""
    local = local_moment(text)
    return f"{DAYS[local.weekday()]}, {calendar_day(local)}, pukul {local:%H.%M} WIB"


def short_moment(text: str) -> str:
    """Write a moment in a table, in one piece: "24 November 2026 10.15"."""
    local = local_moment(text)
    return f"{calendar_day(local)}{TOGETHER}{local:%H.%M}"


def local_moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(WIB)


def calendar_day(value: date) -> str:
    return day(value).replace(" ", TOGETHER)


def written_day(text: str) -> str:
    return calendar_day(date.fromisoformat(text))


def seconds(text: str) -> int:
    """Count the seconds since 1970 of a moment; what is less than a second is left out."""
    return int(datetime.fromisoformat(text).astimezone(UTC).timestamp())


def cell(parts: Mapping[str, str]) -> str:
    """Write what a row held, from the journal's plain parts.

    >>> cell({"value": "90.5", "source": "section"}), cell({}), cell({"choice": "BB"})
    ('90,5', 'kosong', 'BB')
    """
    if "numerator" in parts and "denominator" in parts:
        return f"{exactly(parts['numerator'])} / {exactly(parts['denominator'])}"
    if "value" in parts:
        return exactly(parts["value"])
    return parts.get("choice") or parts.get("status_words") or parts.get("status") or "kosong"
