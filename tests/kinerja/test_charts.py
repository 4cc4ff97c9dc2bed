"""Charts: bars that say the same as their words, also in black and white."""

from dataclasses import dataclass
from decimal import Decimal

from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from kinerja.templatetags.charts import NARROWEST, WIDTH, segments, stacked_bar, trend_line


@dataclass(frozen=True)
class Part:
    word: str
    pattern: str
    count: int


def drawn(*counts: int) -> dict:
    names = ("tepat waktu", "melampaui batas", "belum")
    return stacked_bar([Part(names[at], names[at][:5], count) for at, count in enumerate(counts)])


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=9))
def test_the_parts_meet_and_fill_the_bar(counts):
    found = list(segments([Part("", "", count) for count in counts]))
    assert found[0].start == 0
    assert [each.start + each.width for each in found] == [
        *(each.start for each in found[1:]),
        WIDTH,
    ]


def test_the_words_say_every_part_that_is_there():
    assert drawn(3, 0, 2)["words"] == "tepat waktu 3, belum 2"


def test_a_bar_of_nothing_says_so():
    assert drawn(0, 0)["words"] == "tidak ada"
    assert drawn(0, 0)["segments"] == []


def test_a_number_is_written_only_where_there_is_room():
    wide, narrow = drawn(400, 1)["segments"]
    assert (wide.has_room, narrow.has_room) == (True, False)
    assert narrow.width < NARROWEST


def test_a_bar_is_read_aloud():
    page = render_to_string("parts/stacked_bar.html", drawn(3, 1))
    assert 'role="img" aria-label="tepat waktu 3, melampaui batas 1"' in page
    assert page.count("url(#pola-") == 2


# The trend of a row


@dataclass(frozen=True)
class Achieved:
    period: str
    percent: Decimal | None


def trend(*percents: str | None) -> dict:
    names = ("Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV")
    return trend_line(
        [
            Achieved(name, None if percent is None else Decimal(percent))
            for name, percent in zip(names, percents, strict=False)
        ]
    )


def test_a_trend_says_in_words_what_it_draws():
    words = "Capaian: Triwulan I 90,00%, Triwulan II –, Triwulan III 101,50%"
    page = render_to_string("parts/trend_line.html", trend("90", None, "101.5"))
    assert f'role="img" aria-label="{words}"' in page
    assert page.count("<circle") == 2


def test_a_trend_is_broken_where_a_period_has_no_number():
    assert len(trend("90", "95", "100", "105")["lines"]) == 1
    assert len(trend("90", "95", None, "105")["lines"]) == 1
    assert trend("90", None, "100", None)["lines"] == []


@given(st.lists(st.none() | st.decimals(-1000, 100_000, places=2), max_size=4))
def test_every_point_of_a_trend_lies_inside(percents):
    drawn = trend(*percents)
    assert len(drawn["points"]) == sum(each is not None for each in percents)
    for point in drawn["points"]:
        assert 0 < point.x < drawn["width"]
        assert 0 < point.y < drawn["height"]


@given(st.decimals(51, 149, places=2))
def test_a_point_lies_above_the_dashed_line_exactly_where_the_target_is_passed(percent):
    drawn = trend(str(percent))
    y = drawn["points"][0].y
    assert y <= drawn["aim"] if percent >= 100 else y >= drawn["aim"]


def test_a_row_without_a_number_has_no_trend():
    assert "<svg" not in render_to_string("parts/trend_line.html", trend(None, None))
