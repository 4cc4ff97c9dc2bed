"""Charts as SVG, legible in black and white; the table beside them says the same in figures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from django import template

register = template.Library()

WIDTH, NARROWEST = 480, 26


class Part(Protocol):
    """What a bar is made of; `pattern` ends the class that draws it."""

    word: str
    pattern: str
    count: int


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


def segments(parts: list[Part]) -> Iterator[Segment]:
    """Place the parts; cuts are rounded from the sum, so that they meet and fill the bar."""
    whole, before = sum(part.count for part in parts), 0
    for part in parts:
        start = before * WIDTH // whole
        before += part.count
        yield Segment(part, start, before * WIDTH // whole - start)
