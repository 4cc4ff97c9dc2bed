"""The page of a later agreement version: who is offered it, what it says, what the press does."""

import make
import pytest
import time_machine
from play import Player
from reading import questions, row, words
from version_deeds import amended

from kinerja.models import Line


@pytest.fixture(autouse=True)
def a_day_in_october():
    with time_machine.travel(make.at("2026-10-06 09:00"), tick=False):
        yield


def address(record) -> str:
    return f"/berkas/{record.pk}/perjanjian/"


def test_berkas_and_input_offer_the_change_to_its_actor_alone(office):
    record = office.filled()
    amended(office, targets={"1.1": "85"})
    for path in (f"/berkas/{record.pk}/", f"/berkas/{record.pk}/input/"):
        assert "Ada PK perubahan (1 Januari 2024)" in words(Player(office.kasubag).see(path))
        assert address(record) in Player(office.kasubag).see(path)
        for other in (office.kasi, office.sekcam, office.camat, office.operator):
            assert address(record) not in Player(other).see(path)


def test_nothing_is_offered_without_a_later_version_or_after_sending_on(office):
    record = office.filled()
    assert address(record) not in Player(office.kasubag).see(f"/berkas/{record.pk}/")
    record = office.reviewing(quarter=2)
    amended(office)
    assert address(record) not in Player(office.kasubag).see(f"/berkas/{record.pk}/")
    assert "Tidak ada perubahan yang dapat dipakai" in Player(office.kasubag).see(address(record))


def test_the_page_says_what_changes_and_what_becomes_of_it(office):
    record = office.filled()
    amended(
        office,
        without=("2.1",),
        targets={"1.1": "85.5"},
        facts={"1.2": {"measure": Line.Measure.RATIO}, "2.2": {"person_in_charge": "Kasi"}},
        extra={"3.1": None, "3.2": office.sections[0]},
    )
    page = Player(office.kasubag).see(address(record))
    assert "target Triwulan III: 80 → 85,5" in row(page, "1.1")
    assert "nilai ikut, diterima kembali" in row(page, "1.1")
    assert "cara mengisi: angka → pembilang dan penyebut" in row(page, "1.2")
    assert "diisi kembali" in row(page, "1.2")
    assert row(page, "2.2").endswith("nilai ikut")
    assert "tidak lagi ditanyakan" in row(page, "2.1")
    assert "pada langkah input realisasi" in row(page, "3.1")
    assert "Seksi 1" in row(page, "3.2")
    assert "APBD perubahan" in page


def test_kasubag_takes_it_with_one_press_and_the_history_tells_of_it(office):
    record = office.filled()
    amended(office, targets={"1.1": "85"}, extra={"3.1": None})
    kasubag = Player(office.kasubag)
    key = str(amended(office).pk)
    page = words(kasubag.does(address(record), "adopt_agreement", agreement=key))
    assert "kini memakai PK perubahan, versi 3" in page
    assert "memakai perubahan perjanjian kinerja" in page
    assert "perjanjian kinerja: PK perubahan 2026, versi 3" in page
    assert "baris baru: 3.1" in page
    assert "target Triwulan III 80" in page


def test_press_takes_the_version_that_lay_on_the_page(office):
    record = office.filled()
    shown = amended(office)
    kasubag = Player(office.kasubag)
    fields = kasubag.carried(address(record)) | {"verb": "adopt_agreement", "agreement": shown.pk}
    amended(office)
    assert kasubag.client.post(address(record), fields).status_code == 302
    assert make.fresh(record).agreement == shown


def test_superior_is_asked_before_the_button_shows(office):
    record = office.filled()
    office.have_superiors()
    amended(office)
    sekcam = Player(office.sekcam)
    assert "Kerjakan sebagai atasan langsung" in sekcam.see(address(record))
    assert 'value="adopt_agreement"' not in sekcam.see(address(record))
    assert 'value="adopt_agreement"' in sekcam.see(address(record) + "?atasan=1")


def test_strangers_find_no_page_and_a_strange_version_is_none(office, neighbour):
    record = office.filled()
    amended(office)
    Player(neighbour.kasubag).see(address(record), status=404)
    for key in (neighbour.agreement.pk, "x", ""):
        answer = Player(office.kasubag).press(address(record), "adopt_agreement", agreement=key)
        assert answer.status_code == 404


def test_the_page_asks_as_much_of_30_rows_as_of_3(office):
    record = office.filled()
    made = amended(office, targets={"1.1": "85"})
    few = questions(address(record), of=office.kasubag)
    for number in range(30):
        make.line(made, office.sections[0], f"9.{number}")
    assert questions(address(record), of=office.kasubag) == few
