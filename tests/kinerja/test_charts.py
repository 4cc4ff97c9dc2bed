"""Charts: bars that say the same as their words, also in black and white."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from kinerja.templatetags.charts import NARROWEST, WIDTH, segments, stacked_bar


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
