"""Tugas: each finds the own work first, and nothing of others."""

import make
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from play import Player

from workflow import actions


@pytest.fixture(autouse=True)
def quarter_is_over():
    with time_machine.travel(make.at("2026-10-05 09:00"), tick=False):
        yield


def test_kasubag_opens_the_latest_closed_quarter_with_one_press(office):
    page = Player(office.kasubag).see("/")
    assert "Buka Triwulan III 2026" in page


def test_only_the_step_actor_is_offered_to_open_a_period(office):
    for user in (office.kasi, office.sekcam, office.admin, office.camat, office.apip):
        assert "Buka Triwulan" not in Player(user).see("/")


def test_an_open_quarter_is_not_offered_again(office):
    office.opened()
    assert "Buka Triwulan" not in Player(office.kasubag).see("/")


def test_each_head_sees_the_own_form_only(office):
    record = office.opened()
    page = Player(office.kasi).see("/")
    assert f"/formulir/{office.form(record, 0).pk}/" in page
    assert f"/formulir/{office.form(record, 1).pk}/" not in page


def test_petugas_sees_a_form_only_when_named(office):
    record = office.opened()
    form = office.form(record)
    assert f"/formulir/{form.pk}/" not in Player(office.filler).see("/")
    actions.order_form(form, people=[office.filler], by=office.kasi, at=make.at())
    assert f"/formulir/{form.pk}/" in Player(office.filler).see("/")


@pytest.mark.parametrize(
    ("state", "who", "screen"),
    [("filled", "kasubag", "input"), ("reviewing", "sekcam", "koreksi"),
     ("archiving", "admin", "dokumentasi"), ("sealed", "admin", "dokumentasi")],
)  # fmt: skip
def test_the_record_waits_with_its_actor(office, state, who, screen):
    record = getattr(office, state)()
    url = f"/berkas/{record.pk}/{screen}/"
    assert url in Player(getattr(office, who)).see("/")
    others = {"kasubag", "sekcam", "admin", "camat"} - {who}
    assert all(url not in Player(getattr(office, other)).see("/") for other in others)


def test_an_archived_record_waits_for_nobody(office):
    office.archived()
    assert "Tidak ada yang menunggu Anda" in Player(office.admin).see("/")


def test_strangers_see_nothing_of_the_neighbour(office, neighbour):
    record = office.filled()
    assert f"/berkas/{record.pk}/" not in Player(neighbour.kasubag).see("/")


def test_a_person_without_assignment_gets_an_empty_page(office):
    page = Player(make.person("orang.baru")).see("/")
    assert "Tidak ada yang menunggu Anda" in page


def test_queries_do_not_grow_with_records_and_rows(db):
    counts = []
    for number, rows in ((1, 3), (2, 30)):
        office = make.office(f"Kecamatan {number}", rows=rows, prefix=f"u{number}.")
        for quarter in range(1, 1 + number):
            office.opened(quarter=quarter)
        player = Player(office.kasi)
        player.see("/")
        with CaptureQueriesContext(connection) as queries:
            player.see("/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
