"""A line through the periods says the same as the table, also in black and white."""

from decimal import Decimal

from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from kinerja.templatetags.trends import DRAWN, FOOT, TOP, WIDTH, Point, value_trend


def point(value: str | None, target: str | None = "80", *, label="I/26", is_final=True) -> Point:
    value, target = (None if each is None else Decimal(each) for each in (value, target))
    return Point(label, value, target, str(value or "–"), str(target or "–"), is_final)


FIGURES = st.none() | st.decimals(-1000, 1000, places=2).map(str)


@given(st.lists(st.tuples(FIGURES, FIGURES), min_size=1, max_size=12))
def test_every_point_lies_inside_the_drawing(figures):
    drawn = value_trend([point(*each) for each in figures])
    for place in drawn["places"]:
        assert 0 <= place.across <= WIDTH
        for at in (place.value_at, place.target_at):
            assert at is None or TOP <= at <= FOOT


def test_the_greater_figure_stands_higher():
    low, high = value_trend([point("10", None), point("20", None)])["places"]
    assert (low.value_at, high.value_at) == (FOOT, TOP)
    assert low.across < high.across


def test_figures_all_alike_stand_in_the_middle():
    (place,) = value_trend([point("80", "80")])["places"]
    assert place.value_at == place.target_at == (TOP + FOOT) // 2


def test_a_period_without_a_number_breaks_the_line():
    drawn = value_trend([point("10"), point(None), point("20")])
    assert drawn["values"].count("M") == 2
    assert drawn["targets"].count("M") == 1


def test_the_last_eight_periods_are_drawn_and_it_is_said():
    points = [point(str(number), label=str(number)) for number in range(DRAWN + 1)]
    drawn = value_trend(points)
    assert [place.point.label for place in drawn["places"]] == [str(n) for n in range(1, DRAWN + 1)]
    page = render_to_string("parts/value_trend.html", drawn)
    assert "gambar memuat delapan periode terakhir" in page
    assert "delapan" not in render_to_string("parts/value_trend.html", value_trend(points[1:]))


def test_the_line_is_read_aloud_and_a_draft_is_hollow():
    drawn = value_trend([point("90"), point("70", label="II/26", is_final=False)])
    page = render_to_string("parts/value_trend.html", drawn)
    assert 'aria-label="I/26: 90, target 80 (final); II/26: 70, target 80 (sementara)"' in page
    assert page.count("line-draft") == 1


def test_without_points_nothing_is_drawn():
    assert "<svg" not in render_to_string("parts/value_trend.html", value_trend([]))
