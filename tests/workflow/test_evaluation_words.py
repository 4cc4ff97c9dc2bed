"""What an evaluation says and draws: percentiles, sentences by rule, and columns beside a line."""

import doctest
from datetime import timedelta

import make
import pytest
import time_machine
from ran import ran
from reading import page

from workflow.measuring import percentiles, sentences, trend
from workflow.measuring.line import Line
from workflow.measuring.percentiles import Spread, nearest_rank

URL = "/sop/evaluasi/?dari=2026-1&sampai=2026-3"


def span(minutes: int) -> timedelta:
    return timedelta(minutes=minutes)


def line(**counted) -> Line:
    """Make a line of step 2 whose rounds took 10 to 190 minutes and did not wait."""
    defaults = {
        "number": 2,
        "name": "Input realisasi",
        "standards": ("1 hari kerja",),
        "measured": 11,
        "judged": 11,
        "on_time": 9,
        "working": Spread(span(190), span(400), span(500)),
        "waiting": Spread(span(0), span(0), span(0)),
    }
    return Line(**defaults | counted)


@pytest.mark.parametrize("module", [percentiles, trend])
def test_worked_examples_are_true(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("percent", "minutes"), [(0, 15), (5, 15), (30, 20), (40, 20), (50, 35), (90, 50), (100, 50)]
)
def test_a_percentile_is_the_nearest_rank_of_what_was_measured(percent, minutes):
    """Hyndman and Fan 1996, definition 1: of five values the ranks ⌈5p⌉."""
    measured = [span(each) for each in (50, 15, 40, 20, 35)]
    assert nearest_rank(measured, percent) == span(minutes)


def test_without_rounds_there_is_no_percentile():
    assert Spread.of([]) is None


@pytest.mark.parametrize(
    ("counted", "sentence"),
    [
        (
            {"waiting": Spread(span(5), span(60), span(900))},
            "Langkah 2 selesai dalam standar pada 9 dari 11 putaran; setengahnya dalam 3 jam 10 "
            "menit; yang terlama menunggu 15 jam.",
        ),
        (
            {"returned": 2, "reviewed": 11},
            "Langkah 2 selesai dalam standar pada 9 dari 11 putaran; setengahnya dalam 3 jam 10 "
            "menit; 2 dari 11 dikembalikan pada pemeriksaan pertama.",
        ),
        (
            {"on_time": 11},
            "Langkah 2 selesai dalam standar pada semua 11 putaran; setengahnya dalam 3 jam 10 "
            "menit.",
        ),
        (
            {"on_time": 0},
            "Langkah 2 melampaui standar pada semua 11 putaran; setengahnya dalam 3 jam 10 menit.",
        ),
        (
            {"measured": 4, "judged": 4, "on_time": 4},
            "Langkah 2 selesai dalam standar pada 4 dari 4 putaran; terlalu sedikit untuk dinilai.",
        ),
        (
            {"measured": 0, "judged": 0, "on_time": 0, "unmeasured": 3, "working": None},
            "Langkah 2 selesai pada 3 putaran, tetapi waktu kerjanya tidak terukur.",
        ),
        (
            {"measured": 0, "judged": 0, "on_time": 0, "working": None, "waiting": None},
            "Langkah 2 belum selesai satu kali pun pada rentang ini.",
        ),
        (
            {"measured": 0, "judged": 0, "on_time": 0, "by_order": 7, "working": None},
            "Langkah 2 berjalan atas perintah tetap pada 7 putaran; tidak ada yang diukur.",
        ),
        (
            {"number": None, "name": "Pengisian formulir", "judged": 0, "on_time": 0},
            "Pengisian formulir selesai pada 11 formulir tanpa batas; setengahnya dalam 3 jam 10 "
            "menit.",
        ),
    ],
)
def test_each_case_has_its_sentence(counted, sentence):
    assert sentences.tell(line(**counted)) == sentence


def test_no_time_at_all_names_no_bottleneck():
    nothing = (span(0), span(0))
    assert sentences.bottleneck([line()] * 4, [nothing] * 4) == ""


def test_of_two_equal_steps_the_earlier_is_named():
    even = (span(30), span(30))
    steps = [line(number=number) for number in (1, 2, 3, 4)]
    told = sentences.bottleneck(steps, [even] * 4)
    assert told.startswith("Waktu terbanyak ada pada langkah 1, Input realisasi: 25% ")
    assert told.endswith("sebagian besar dikerjakan.")


# The drawing


@pytest.fixture
def drawn(office) -> str:
    """The page of two periods: step 3 within its standard, then over it."""
    for quarter, worked in ((2, 45), (3, 180)):
        ran(make.fresh(office.opened(quarter=quarter)), 3, worked=worked)
    with time_machine.travel(make.at("2026-12-07 09:00"), tick=False):
        return page(URL, of=office.camat)


def test_a_period_over_its_standard_is_drawn_in_two_parts(drawn):
    figure = next(part for part in drawn.split("<figure")[1:] if "3. Koreksi" in part)
    assert figure.count("trend-within") == 2
    assert figure.count("trend-over") == 1
    # 180 minutes fill the height of 72; the standard of 90 is half of it, 45 minutes a quarter.
    heights = [part.split('height="')[1].split('"')[0] for part in figure.split("<rect")[1:]]
    assert heights == ["18", "36", "36"]


def test_the_drawing_is_told_in_words(drawn):
    assert (
        "Median waktu kerja langkah 3. Koreksi: Triwulan II 2026 45 menit dari 1 jam 30 menit; "
        "Triwulan III 2026 3 jam dari 1 jam 30 menit." in drawn
    )


def test_the_table_beside_says_the_same_with_a_sign(drawn):
    assert "■ melampaui 1 jam 30 menit · 1 putaran" in drawn
    assert "standar 1 jam 30 menit · 1 putaran" in drawn


def test_the_standard_of_a_period_is_without_extensions(office):
    run = ran(make.fresh(office.opened()), 3, worked=100)
    run.extensions.create(minutes=60, reason="Jaringan", at=run.started_at, by=office.sekcam)
    with time_machine.travel(make.at("2026-12-07 09:00"), tick=False):
        html = page(URL, of=office.camat)
    assert "■ melampaui 1 jam 30 menit · 1 putaran" in html
    assert "100,00%" in html
