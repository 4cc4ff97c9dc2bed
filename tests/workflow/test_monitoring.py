"""Pemantauan: every unit of a period at a glance, for people who read more than one."""

from datetime import datetime

import make
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from make import Office
from overview import MORNING, TODAY, later, many_units, read, read_by, started_review
from play import Player

from workflow.measuring import filters

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(office, neighbour) -> tuple[Office, Office]:
    """Two units, both read by one auditor."""
    read_by(office, neighbour)
    return office, neighbour


@pytest.fixture
def auditor(both) -> Player:
    return Player(both[0].apip)


def see(player: Player, asked: str = "", at: datetime = MORNING) -> str:
    with time_machine.travel(at, tick=False):
        return player.see(f"/pemantauan/?tahun=2026&triwulan=3{asked}")


# Who reads it


def test_who_reads_several_units_finds_it_in_the_menu(auditor):
    page = see(auditor)
    assert page.count('<a href="/pemantauan/"') == 1
    assert page.split("<nav")[1].split("</nav>")[0].count("<a ") <= 4


def test_who_reads_one_unit_is_led_to_its_records(office):
    player = Player(office.sekcam)
    response = player.client.get("/pemantauan/", follow=True)
    assert response.redirect_chain == [("/berkas/", 302)]
    page = response.content.decode()
    assert "berkas Anda ada di sini" in page
    assert 'href="/pemantauan/"' not in page


def test_the_administrator_reads_all_units(both):
    page = see(Player(both[0].administrator))
    assert both[0].unit.name in page
    assert both[1].unit.name in page


def test_the_administrator_of_one_unit_has_no_use_for_it(office):
    assert 'href="/pemantauan/"' not in Player(office.administrator).see("/berkas/")


def test_units_of_others_stay_hidden(both, auditor):
    make.agreement(make.unit("Kecamatan Jauh"))
    assert "Kecamatan Jauh" not in see(auditor)
    assert "Kecamatan Jauh" not in see(auditor, "&cari=Jauh")


def test_the_page_tells_what_was_not_measured(both, auditor):
    both[0].archived(when=MORNING)
    assert "1 tidak terukur" in see(auditor)


# Filters and the page


def test_filters_narrow_the_table_but_not_the_figures(both):
    started_review(both[0])
    for asked in ({"langkah": "3"}, {"keadaan": "melampaui"}):
        shown = read(later(100), **asked)
        assert [each.row.unit for each in shown.rows] == [both[0].unit]
        assert shown.figures[0].expected == 2
    assert [each.row.unit for each in read(later(10), keadaan="besok").rows] == [both[0].unit]


def test_what_the_address_misnames_is_left_out():
    asked = {"tahun": "x", "triwulan": "9", "langkah": "7", "keadaan": "<b>", "hal": "-1"}
    assert filters.read(asked, TODAY) == filters.Filters(2026, 3, page="-1")


def test_an_address_says_what_is_shown():
    asked = filters.read({"keadaan": "menunggu", "cari": "Suak Midai"}, TODAY)
    assert asked.address(page="2") == (
        "?tahun=2026&triwulan=3&keadaan=menunggu&cari=Suak+Midai&hal=2"
    )


@pytest.mark.parametrize("asked", ["", "&hal=99", "&hal=semua", "&cari=%01", "&triwulan=2"])
def test_the_page_opens_whatever_is_asked(auditor, asked):
    assert "Pemantauan" in see(auditor, asked)


def test_nothing_found_says_so(auditor):
    assert "Tidak ada perangkat daerah dengan “xyz”" in see(auditor, "&cari=xyz")
    assert "dalam keadaan ini" in see(auditor, "&keadaan=jeda")


def test_the_page_leads_to_the_record_and_its_times(both, auditor):
    record = started_review(both[0])
    page = see(auditor, at=later(100))
    assert f'href="/berkas/{record.pk}/"' in page
    assert f'href="/berkas/{record.pk}/waktu/"' in page
    assert "■</span>melampaui batas" in page
    assert "<svg" in page


def test_fifty_units_stand_on_a_page(both):
    many_units(51)
    shown = read()
    assert (len(shown.rows), shown.page.paginator.num_pages) == (50, 2)
    assert shown.after == "?tahun=2026&triwulan=3&hal=2"
    assert len(read(hal="semua").rows) == 53


def test_twenty_units_ask_no_more_than_two(both, auditor):
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            see(auditor, at=later(30))
        return len(captured)

    both[0].entering(when=MORNING)
    started_review(both[1])
    two = asked()
    for number, each in enumerate(many_units(18)):
        read_by(both[0], each)
        if number % 2:
            each.entering(when=MORNING)
        else:
            started_review(each)
    assert asked() == two
    assert two <= 25


def test_who_is_awaited_can_be_copied(office, neighbour):
    office.reviewing(when=make.at("2026-10-05 08:00"))
    with time_machine.travel(make.at("2026-10-05 09:00"), tick=False):
        page = Player(office.administrator).see("/pemantauan/?tahun=2026&triwulan=3")
    assert "Menunggu Triwulan III 2026 (SEMENTARA, Senin, 5 Oktober 2026" in page
    assert f"1. {office.unit.name}: 3. Koreksi, Sekretaris Camat" in page
