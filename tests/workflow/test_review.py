"""Sekcam's screen: rows with findings first, ticks, return, and approval on a page of its own."""

import make
import pytest
import time_machine
from play import Player

from kinerja import journal
from workflow import actions


@pytest.fixture(autouse=True)
def quarter_is_over():
    with time_machine.travel(make.at("2026-10-05 09:00"), tick=False):
        yield


@pytest.fixture
def record(office):
    return office.reviewing()


@pytest.fixture
def url(record) -> str:
    return f"/berkas/{record.pk}/koreksi/"


def test_one_press_ticks_all_without_warning(office, url):
    player = Player(office.sekcam)
    assert "Nyatakan sesuai 6 tanpa peringatan" in player.see(url)
    page = player.does(url, "check", row=[f"{code}@1" for code in office.codes()])
    assert "0 belum dinyatakan sesuai" in page
    assert "Setujui" in page


def test_rows_with_findings_come_first(office):
    record = office.filled()
    actions.enter(
        record,
        values={"2.3": make.entry("40", reason="Data akhir")},
        texts={"2.3": actions.Text(obstacles="Cuaca", follow_up="Jadwal ulang")},
        by=office.kasubag,
        at=make.at(),
    )
    actions.accept(record, rows=office.codes(), by=office.kasubag, at=make.at())
    actions.submit(record, by=office.kasubag, at=make.at())
    page = Player(office.sekcam).see(f"/berkas/{record.pk}/koreksi/")
    assert page.index("Indikator 2.3") < page.index("Indikator 1.1")
    assert "Cuaca" in page


def test_a_return_needs_a_reason_and_keeps_the_choice(office, url, record):
    answer = Player(office.sekcam).press(url, "send_back", row="1.1@1", reason="")
    assert answer.status_code == 422
    assert "Tuliskan alasannya" in answer.content.decode()
    assert make.fresh(record).state == "reviewing"


def test_the_approval_page_says_unit_period_and_what_changed(office, url, record):
    actions.send_back(record, reason="Salah", rows=["1.1"], by=office.sekcam, at=make.at())
    values = {"1.1": make.entry("93", reason="Diperbaiki")}
    actions.enter(record, values=values, by=office.kasubag, at=make.at())
    actions.submit(record, by=office.kasubag, at=make.at())
    page = Player(office.sekcam).see(f"{url}setujui/")
    assert "Kecamatan Suak Midai" in page
    assert "Triwulan III Tahun 2026" in page
    assert "93" in page


def test_approval_is_grey_until_every_row_is_checked(office, url):
    page = Player(office.sekcam).see(f"{url}setujui/")
    assert "Masih ada baris yang belum dinyatakan sesuai." in page
    assert 'value="approve"' not in page


def test_a_page_from_before_a_new_round_does_not_approve(office, url, record):
    actions.check(record, rows=office.codes(), by=office.sekcam, at=make.at())
    seen = journal.shown_up_to(record.chain_key)
    actions.send_back(record, reason="Salah", rows=["1.1"], by=office.sekcam, at=make.at())
    values = {"1.1": make.entry("93", reason="Diperbaiki")}
    actions.enter(record, values=values, by=office.kasubag, at=make.at())
    actions.submit(record, by=office.kasubag, at=make.at())
    answer = Player(office.sekcam).client.post(
        f"{url}setujui/", {"verb": "approve", "seen": str(seen), "password": make.PASSWORD}
    )
    assert answer.status_code == 409
    assert "menginput realisasi setelah halaman ini dibuka" in answer.content.decode()
    assert make.fresh(record).state == "reviewing"


def test_who_entered_does_not_review(office):
    make.assign(office.sekcam, "planning_head", office.unit, title="Plt. Kasubag")
    record = office.filled()
    actions.enter(
        record,
        values={"1.1": make.entry("95", reason="Baru")},
        by=office.sekcam,
        at=make.at(),
    )
    actions.accept(record, rows=office.codes(), by=office.kasubag, at=make.at())
    actions.submit(record, by=office.kasubag, at=make.at())
    answer = Player(office.sekcam).client.post(
        f"/berkas/{record.pk}/koreksi/", {"verb": "check", "row": "1.1@"}
    )
    assert answer.status_code == 403
    assert "oleh atasan Anda" in answer.content.decode()


def test_kasubag_reads_the_review_without_buttons(office, url):
    page = Player(office.kasubag).see(url)
    assert 'name="verb"' not in page
