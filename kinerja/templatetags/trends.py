"""A line through the periods, legible in black and white; the table beside it says the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django import template

register = template.Library()

# What still has its words side by side on a phone and on paper; the table has all periods.
DRAWN = 8
WIDTH, HEIGHT = 400, 120
SIDE, TOP, FOOT = 28, 22, 92
AXIS, WORDS_AT = 98, 114


@dataclass(frozen=True)
class Point:
    """One period: how high its value and its target are drawn, and both in words.

    None where there is no number, or no target.
    """

    label: str
    value: Decimal | None
    target: Decimal | None
    figure: str
    aim: str
    is_final: bool


@dataclass(frozen=True)
class Place:
    """A point in the units of the view box; what has no number has no place."""

    point: Point
    across: int
    value_at: int | None
    target_at: int | None

    @property
    def figure_at(self) -> int | None:
        return None if self.value_at is None else self.value_at - 8


@register.inclusion_tag("parts/value_trend.html")
def value_trend(points: Iterable[Point]) -> dict:
    """Draw the last periods as a line, with their targets dashed; its words are read aloud."""
    points = tuple(points)
    places = placed(points[-DRAWN:])
    told = "; ".join(told_of(each.point) for each in places)
    return {
        "places": places,
        "values": path((each.across, each.value_at) for each in places),
        "targets": path((each.across, each.target_at) for each in places),
        "told": told,
        "is_long": len(points) > DRAWN,
        "size": {"width": WIDTH, "height": HEIGHT, "axis": AXIS, "words_at": WORDS_AT},
    }


def told_of(point: Point) -> str:
    state = "final" if point.is_final else "sementara"
    return f"{point.label}: {point.figure}, target {point.aim} ({state})"


def placed(points: Sequence[Point]) -> tuple[Place, ...]:
    """Spread the points over the width, and their figures between the least and the greatest."""
    known = [each for point in points for each in (point.value, point.target) if each is not None]
    least, greatest = min(known, default=Decimal(0)), max(known, default=Decimal(0))
    step = (WIDTH - 2 * SIDE) // max(len(points) - 1, 1)
    return tuple(
        Place(
            point,
            SIDE + number * step,
            level(point.value, least, greatest),
            level(point.target, least, greatest),
        )
        for number, point in enumerate(points)
    )


def level(figure: Decimal | None, least: Decimal, greatest: Decimal) -> int | None:
    """Place a figure from the foot up; where all are alike, in the middle."""
    if figure is None:
        return None
    if least == greatest:
        return (TOP + FOOT) // 2
    return FOOT - int((figure - least) * (FOOT - TOP) / (greatest - least))


def path(places: Iterable[tuple[int, int | None]]) -> str:
    """Write the line through the places; where one is missing, it is broken.

    >>> path([(0, 5), (10, 6), (20, None), (30, 7)])
    'M0 5L10 6M30 7'
    """
    drawn, pen = "", "M"
    for across, at in places:
        if at is None:
            pen = "M"
            continue
        drawn += f"{pen}{across} {at}"
        pen = "L"
    return drawn
