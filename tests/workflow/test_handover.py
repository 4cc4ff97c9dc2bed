"""Berita acara serah terima tugas: the page, the print, and Tugas until both have acknowledged."""

import html
import re
from datetime import date

import make
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from handing import AWAY, INSIDE, plh, sekcam_away
from play import Player

from kinerja.models import Assignment
from workflow.models import Handover


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(INSIDE, tick=False):
        yield


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.unescape(page)).split())


def address(assignment: Assignment, day: date = AWAY) -> str:
    return f"/serah-terima/{assignment.pk}/{day.isoformat()}/"


def test_both_find_it_in_tugas_until_both_have_pressed(office):
    seat, second = sekcam_away(office)
    office.reviewing()
    first, other, url = Player(office.sekcam), Player(second.user), address(seat)
    for player in (first, other):
        assert "Serah terima tugas Sekretaris Camat" in text(player.see("/"))
        assert url in player.see("/")
    page = text(first.does(url, "release_duty"))
    assert "Penyerahan tugas dicatat." in page
    assert "Dinyatakan di aplikasi" in page
    assert "menunggu pernyataan pihak lain" in text(first.see("/"))
    other.does(url, "receive_duty")
    for player in (first, other):
        assert "Serah terima" not in player.see("/")


def test_where_nothing_lay_open_nothing_waits_but_the_page_is_there(office):
    seat, second = sekcam_away(office)
    assert "Serah terima" not in Player(office.sekcam).see("/")
    assert "Nihil." in Player(second.user).see(address(seat))


def test_sheet_names_both_sides_and_every_open_thing_on_the_unit_s_paper(office):
    seat, second = sekcam_away(office)
    office.sekcam.rank, office.sekcam.identity_kind = "Penata, III/c", "nip"
    office.sekcam.identity_number = "198003152005011002"
    office.sekcam.save()
    office.reviewing()
    page = Player(second.user).see(address(seat))
    assert 'class="handover handover-f4"' in page
    for field in (
        "Terhitung sejak 6 Oktober 2026 tugas jabatan Sekretaris Camat",
        "Pihak Pertama, yang menyerahkan Sekcam , NIP 198003152005011002 Sekretaris Camat",
        "Pihak Kedua, yang menerima Bahar Plh. Sekretaris Camat",
        "1. langkah Koreksi, Triwulan III Tahun 2026",
        "Belum dinyatakan di aplikasi.",
    ):
        assert field in text(page), text(page)
    office.unit.paper = "a4"
    office.unit.save()
    assert "handover-a4" in Player(second.user).see(address(seat))


def test_who_left_the_office_for_good_still_acknowledges(office):
    """Without any other assignment he sees this sheet, and nothing else of the office."""
    seat, second = sekcam_away(office)
    office.reviewing()
    Assignment.objects.filter(pk=seat.pk).update(end=date(2026, 10, 5))
    player = Player(office.sekcam)
    assert "Serah terima tugas Sekretaris Camat" in player.see("/")
    player.does(address(seat), "release_duty")
    player.see(f"/serah-terima/{second.pk}/2026-10-09/", status=404)


def test_strangers_and_days_without_a_change_are_not_found(office, neighbour):
    seat, _ = sekcam_away(office)
    for user in (neighbour.sekcam, neighbour.camat, make.person("nobody")):
        Player(user).see(address(seat), status=404)
    mine = Player(office.sekcam)
    for url in (address(seat, date(2026, 10, 7)), f"/serah-terima/{seat.pk}/kemarin/"):
        mine.see(url, status=404)
    mine.see(f"/serah-terima/{seat.pk}/2026-10-32/", status=404)


def test_others_of_the_office_read_it_without_a_button(office):
    seat, _ = sekcam_away(office)
    office.reviewing()
    assert "Saya menerima" not in Player(office.kasubag).see(address(seat))
    answer = Player(office.kasubag).client.post(address(seat), {"verb": "receive_duty"})
    assert answer.status_code == 403
    assert not Handover.objects.exists()


def test_superior_asks_before_he_releases_for_who_is_away(office):
    seat, _ = sekcam_away(office)
    office.reviewing()
    camat = Player(office.camat)
    assert "Serah terima" not in camat.see("/")
    assert "Kerjakan sebagai atasan langsung" in camat.see(address(seat))
    assert "oleh atasan langsung" in camat.does(f"{address(seat)}?atasan=1", "release_duty")


def test_operator_finds_the_sheets_on_the_assignment_s_page(office):
    seat, _ = sekcam_away(office)
    assert address(seat) in Player(office.operator).see(f"/kantor/penugasan/{seat.pk}/")


def test_tugas_asks_no_more_for_more_positions_that_changed_hands(office):
    seat, _ = sekcam_away(office)
    office.reviewing()
    player = Player(office.camat)
    player.see("/")
    few = asked(player)
    for number, duty in enumerate(office.unit.assignments.filter(tenure="definitive")[:5]):
        if duty != seat and duty.role != "auditor":
            plh(make.person(f"plh{number}"), duty)
    assert asked(player) <= few


def asked(player: Player) -> int:
    with CaptureQueriesContext(connection) as captured:
        player.see("/")
    return len(captured)
