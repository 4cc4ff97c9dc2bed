"""How the report writes numbers, moments and values: from the snapshot's texts to the office's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation

from kinerja import zone
from kinerja.numbers import exact, show
from kinerja.templatetags.office import DAYS, day

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


@dataclass(frozen=True)
class Clock:
    """The zone that a report tells its times in: its word, and how far it is from UTC."""

    word: str
    zone: timezone

    @classmethod
    def of(cls, snapshot: Mapping) -> "Clock":
        """Read it out of a snapshot: no setting and no table of zones has a say."""
        told = snapshot.get("zone")
        if told is None:
            return cls(zone.WORDS[zone.FIRST], timezone(zone.FIRST_OFFSET))
        return cls(told["word"], timezone(timedelta(minutes=told["offset"])))

    def moment(self, text: str) -> str:
        """Write a moment: "Selasa, 24 November 2026, pukul 10.15 WIB"."""
        local = self.local(text)
        return f"{DAYS[local.weekday()]}, {calendar_day(local)}, pukul {local:%H.%M} {self.word}"

    def short_moment(self, text: str | None) -> str:
        """Write a moment in a table, in one piece: "24 November 2026 10.15"."""
        if text is None:
            return "–"
        local = self.local(text)
        return f"{calendar_day(local)}{TOGETHER}{local:%H.%M}"

    def day(self, text: str) -> str:
        return calendar_day(self.local(text))

    def local(self, text: str) -> datetime:
        return datetime.fromisoformat(text).astimezone(self.zone)


def calendar_day(value: date) -> str:
    return day(value).replace(" ", TOGETHER)


def written_day(text: str) -> str:
    return calendar_day(date.fromisoformat(text))


def last_moment(snapshot: Mapping) -> int:
    """Give the seconds of the approval; of a draft those of its last entry."""
    return seconds((snapshot["approval"] or snapshot["entries"][-1])["moment"])


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
