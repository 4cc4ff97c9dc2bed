"""Aplikasi luar as the operator keeps it: name, order of columns, whether step 4 waits."""

import make
import pytest
import time_machine
from play import Player
from reading import page, row, words
from witness import nothing_changes, verified

from kinerja.models import JournalEntry
from workflow.models import OutsideApplication
from workflow.outside import applications

URL = "/kantor/aplikasi/"


@pytest.fixture(autouse=True)
def in_october():
    with time_machine.travel(make.at("2026-10-06 09:00"), tick=False):
        yield


@pytest.fixture
def operator(office) -> Player:
    return Player(office.operator)


def columns(*keys: str) -> dict[str, str]:
    return {f"column_{place}": key for place, key in enumerate(keys, start=1)}


def test_every_office_begins_with_e_kejab_and_waits_for_nothing(office, operator):
    told = row(operator.see(URL), "e-kejab")
    assert "Kode · Indikator kinerja · Satuan · Target · Realisasi · Capaian (%)" in told
    assert "tidak menunggu" in told
    assert not OutsideApplication.objects.exists()


def test_the_order_of_columns_and_the_waiting_are_the_offices_own(office, neighbour, operator):
    given = columns("own", "code", "own") | {"name": "e-Kejab II", "order": "1", "is_awaited": "on"}
    html = operator.does(f"{URL}e-kejab/ubah/", "edit_application", **given)
    assert "Nilai periode ini · Kode menunggu tanda terimanya" in row(html, "e-Kejab II")
    [kept] = applications.listed(office.unit)
    assert (kept.code, kept.columns, kept.is_awaited) == ("e-kejab", "own,code", True)
    entry = JournalEntry.objects.get(verb="edit_application")
    assert entry.after["columns"] == "own,code"
    [other] = applications.listed(neighbour.unit)
    assert (other.name, other.is_awaited) == ("e-kejab", False)
    assert verified()


def test_another_application_is_added_and_gets_its_page(office, operator):
    given = columns("indicator", "own") | {"name": "e-SAKIP Reviu", "order": "2"}
    operator.does(URL + "baru/", "add_application", **given)
    record = office.sealed()
    told = words(page(f"/berkas/{record.pk}/luar/e-sakip-reviu/", of=office.admin))
    assert "e-SAKIP Reviu · Triwulan III 2026" in told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"name": "E Kejab"}, "sudah ada dalam daftar"),
        ({"name": "!!!"}, "Nama memerlukan huruf atau angka"),
        ({"column_1": ""}, "Pilih sedikitnya satu kolom"),
        ({"column_1": "secret"}, "secret"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(office, operator, typed, told):
    given = columns("code") | {"name": "SIRUP", "order": "1"} | typed
    with nothing_changes():
        answer = operator.press(URL + "baru/", "add_application", **given)
    assert answer.status_code == 422
    assert told in words(answer.content.decode())


def test_an_application_out_of_use_is_no_more_on_the_page_of_step_4(office, operator):
    html = operator.does(f"{URL}e-kejab/ubah/", "withdraw_application")
    assert "tidak dipakai" in row(html, "e-kejab")
    record = office.sealed()
    assert (
        "e-kejab"
        not in page(f"/berkas/{record.pk}/dokumentasi/", of=office.admin)
        .split('<ol class="tasks">')[1]
        .split("</ol>")[0]
    )


def test_others_do_not_keep_it(office):
    Player(office.sekcam).see(URL, status=403)
    Player(office.operator).see(f"{URL}sirup/ubah/", status=404)
