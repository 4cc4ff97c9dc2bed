"""Charts as SVG, legible in black and white; the table beside them says the same in figures."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Protocol

from django import template

from kinerja.templatetags.office import percent

register = template.Library()

WIDTH, NARROWEST = 480, 26
TREND_WIDTH, TREND_HEIGHT, EDGE = 80, 26, 4
LOWEST, HIGHEST = Decimal(50), Decimal(150)


class Part(Protocol):
    """What a bar is made of; `pattern` ends the class that draws it."""

    word: str
    pattern: str
    count: int


class Achieved(Protocol):
    """What a trend is made of: a period's word, and its achievement, None without a number."""

    period: str
    percent: Decimal | None


@dataclass(frozen=True)
class Segment:
    """One part at its place in the bar; its number is written where there is room."""

    part: Part
    start: int
    width: int

    @property
    def middle(self) -> int:
        return self.start + self.width // 2

    @property
    def has_room(self) -> bool:
        return self.width >= NARROWEST


@register.inclusion_tag("parts/stacked_bar.html")
def stacked_bar(parts: Iterable[Part]) -> dict:
    """Draw parts of a whole as one bar; its words are read to those who do not see it."""
    parts = [part for part in parts if part.count]
    words = ", ".join(f"{part.word} {part.count}" for part in parts)
    return {"segments": list(segments(parts)), "words": words or "tidak ada"}


@dataclass(frozen=True)
class Point:
    """One point of a trend, in the units of its view box."""

    place: int
    x: int
    y: int


@register.inclusion_tag("parts/trend_line.html")
def trend_line(periods: Sequence[Achieved]) -> dict:
    """Draw achievements from period to period around the dashed line of 100 per cent.

    All trends have the same height for 50 to 150 per cent; what is beyond lies on the edge. Where a
    period has no number the line is broken.
    """
    points = list(placed(periods))
    words = ", ".join(f"{each.period} {percent(each.percent)}" for each in periods)
    return {
        "points": points,
        "lines": list(unbroken(points)),
        "words": f"Capaian: {words}",
        "width": TREND_WIDTH,
        "height": TREND_HEIGHT,
        "aim": height_of(Decimal(100)),
    }


def placed(periods: Sequence[Achieved]) -> Iterator[Point]:
    """Give each period its place from left to right, whether or not it has a number."""
    apart = (TREND_WIDTH - 2 * EDGE) // max(len(periods) - 1, 1)
    for place, each in enumerate(periods):
        if each.percent is not None:
            yield Point(place, EDGE + place * apart, height_of(each.percent))


def height_of(value: Decimal) -> int:
    within = min(max(value, LOWEST), HIGHEST) - LOWEST
    return TREND_HEIGHT - EDGE - int(within * (TREND_HEIGHT - 2 * EDGE) / (HIGHEST - LOWEST))


def unbroken(points: Sequence[Point]) -> Iterator[str]:
    """Give the stretches of neighbouring points, each as a line."""
    for _, run in groupby(enumerate(points), key=lambda each: each[1].place - each[0]):
        stretch = [point for _at, point in run]
        if len(stretch) > 1:
            yield " ".join(f"{point.x},{point.y}" for point in stretch)


def segments(parts: list[Part]) -> Iterator[Segment]:
    """Place the parts; cuts are rounded from the sum, so that they meet and fill the bar."""
    whole, before = sum(part.count for part in parts), 0
    for part in parts:
        start = before * WIDTH // whole
        before += part.count
        yield Segment(part, start, before * WIDTH // whole - start)
