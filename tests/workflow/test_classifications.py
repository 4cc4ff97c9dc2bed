"""Klasifikasi arsip as the operator keeps it."""

import make
import pytest
import time_machine
from play import Player
from reading import page, row, words
from witness import nothing_changes, verified

from kinerja.models import JournalEntry
from workflow import own_rows
from workflow.models import Classification

URL = "/kantor/klasifikasi/"
NEW = {
    "code": "000.7",
    "name": "Perencanaan",
    "active_years": "1",
    "inactive_years": "4",
    "fate": "permanent",
}


@pytest.fixture(autouse=True)
def in_october():
    with time_machine.travel(make.at("2026-10-06 09:00"), tick=False):
        yield


@pytest.fixture
def operator(office) -> Player:
    return Player(office.operator)


def codes(office) -> set[str]:
    return {row.code for row in own_rows.in_use(Classification, office.unit)}


def test_what_the_program_offers_is_to_be_checked_and_is_not_called_official(office, operator):
    html = operator.see(URL)
    assert "perlu diperiksa" in row(html, "000.8.6.3")
    assert "resmi" not in words(html)
    assert not Classification.objects.exists()


def test_a_checked_row_becomes_the_offices_own_with_one_entry(office, neighbour, operator):
    values = {"name": "Laporan", "active_years": "3", "inactive_years": "5", "fate": "permanent"}
    html = operator.does(f"{URL}000.8.6.3/ubah/", "edit_classification", **values, is_checked="on")
    assert "sudah diperiksa" in row(html, "000.8.6.3")
    entry = JournalEntry.objects.get(verb="edit_classification")
    assert (entry.before["active_years"], entry.after["active_years"]) == ("2", "3")
    assert "mengubah klasifikasi arsip" in words(page("/kantor/", of=office.operator))
    other = own_rows.find(Classification, neighbour.unit, "000.8.6.3")
    assert (other.active_years, other.is_checked) == (2, False)
    assert verified()


def test_a_new_code_is_added_and_stands_in_the_list(office, operator):
    html = operator.does(URL + "baru/", "add_classification", **NEW)
    assert "000.7 Perencanaan ditambahkan." in words(html)
    assert "1 tahun" in row(html, "000.7")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"code": "000.8.6.3"}, "sudah ada dalam daftar"),
        ({"code": "../x"}, "Kode ditulis dengan angka"),
        ({"code": ""}, "tidak boleh kosong"),
        ({"active_years": "101"}, "paling lama 100 tahun"),
        ({"inactive_years": "-1"}, "0"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field_and_stays_typed(office, operator, typed, told):
    values = NEW | typed
    with nothing_changes():
        answer = operator.press(URL + "baru/", "add_classification", **values)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert told in words(html)
    assert 'value="Perencanaan"' in html


def test_a_row_out_of_use_is_offered_no_more_and_can_be_taken_up_again(office, operator):
    address = f"{URL}000.8.6/ubah/"
    html = operator.does(address, "withdraw_classification")
    assert "tidak dipakai" in row(html, "000.8.6")
    assert codes(office) == {"000.8.6.3"}
    values = {"name": "Akuntabilitas", "active_years": "2", "inactive_years": "3"}
    operator.does(address, "edit_classification", **values, fate="reassessed")
    assert codes(office) == {"000.8.6.3", "000.8.6"}


def test_others_do_not_keep_it(office):
    Player(office.sekcam).see(URL, status=403)
    Player(office.operator).see(f"{URL}999/ubah/", status=404)
