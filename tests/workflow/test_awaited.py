"""Salin pengingat: beside each list of who is awaited, a text to send to the office's group."""

import html

import make
import pytest
import time_machine
from django.urls import reverse
from play import Player

from workflow import actions
from workflow.screens.awaited import Awaited, text

pytestmark = pytest.mark.django_db
AT = make.at("2026-10-05 09:10")


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(AT, tick=False):
        yield


def test_nobody_awaited_is_no_text():
    assert text("Triwulan III 2026", [], at=AT) == ""


def test_list_is_numbered_and_says_that_it_is_for_now():
    seksi = Awaited("Seksi PMD", "petugas Adi", AT.date())
    assert text("Triwulan III 2026", [seksi, Awaited("Seksi Kesos", "", None)], at=AT) == (
        "Menunggu Triwulan III 2026 (SEMENTARA, Senin, 5 Oktober 2026, pukul 09.10 WIB):\n"
        "1. Seksi PMD, petugas Adi, batas 5 Oktober 2026\n"
        "2. Seksi Kesos"
    )


def reminder(office, url: str) -> str:
    """Read the list that the page would copy."""
    page = html.unescape(Player(office.kasubag).see(url))
    found = [part for part in page.split('data-copy="') if part.startswith("Menunggu ")]
    return found[0].split('"')[0] if found else ""


@pytest.mark.parametrize("screen", ["submission", "enter"])
def test_sections_that_have_not_handed_in_are_listed(office, screen):
    record = office.opened()
    first, second = office.form(record), office.form(record, 1)
    actions.distribute_form(first, people=[office.filler], by=office.kasi, at=make.at())
    actions.distribute_form(second, people=[], by=office.heads[1], at=make.at())
    url = reverse(screen, args=[record.pk])
    assert reminder(office, url).splitlines()[1:] == [
        "1. Seksi 1, petugas Petugas, batas 7 Oktober 2026",
        "2. Seksi 2, petugas belum ditunjuk, batas 7 Oktober 2026",
    ]
    actions.hand_in(first, by=office.kasi, at=make.at())
    assert reminder(office, url).splitlines()[1:] == [
        "1. Seksi 2, petugas belum ditunjuk, batas 7 Oktober 2026"
    ]


@pytest.mark.parametrize("screen", ["submission", "enter"])
@pytest.mark.parametrize("stage", ["filled", "reviewing"])
def test_nothing_is_copied_where_nobody_is_awaited(office, stage, screen):
    record = getattr(office, stage)()
    assert reminder(office, reverse(screen, args=[record.pk])) == ""


def test_records_under_way_are_listed_with_whose_hands_they_are_in(office):
    office.reviewing()
    assert reminder(office, "/").splitlines()[1:] == [
        "1. Kecamatan Suak Midai, Triwulan III 2026: Koreksi, Sekcam, batas 14 Oktober 2026"
    ]


def test_without_a_script_the_text_stands_open_to_be_copied_by_hand(office):
    record = office.entering()
    page = Player(office.kasubag).see(reverse("submission", args=[record.pk]))
    assert "<summary" in page
    assert "Menunggu Triwulan III 2026 (SEMENTARA" in page.split("Teks pengingat</summary>")[1]


def test_the_list_takes_as_many_queries_for_many_sections(django_assert_max_num_queries):
    counts = []
    for sections in (2, 6):
        office = make.office(f"Kecamatan {sections}", prefix=f"k{sections}.", sections=sections)
        record = office.entering()
        player = Player(office.kasubag)
        with django_assert_max_num_queries(90) as captured:
            player.see(reverse("enter", args=[record.pk]))
        counts.append(len(captured))
    assert counts[0] == counts[1]
