"""Admin's screen: what is said of the archive as it is sealed, and who signed its print."""

import make
import pytest
import time_machine
from play import Player

from workflow import own_rows
from workflow.models import ArchiveCopy, ArchiveDescription, OutsideApplication


@pytest.fixture(autouse=True)
def quarter_is_over():
    with time_machine.travel(make.at("2026-10-05 09:00"), tick=False):
        yield


def url(record) -> str:
    return f"/berkas/{record.pk}/dokumentasi/"


def test_the_description_is_filled_in_and_what_admin_changes_is_sealed_with_it(office):
    record = office.archiving()
    player = Player(office.admin)
    page = player.see(url(record))
    assert "Data arsip, terisi dari arsip terakhir: klasifikasi 000.8.6.3" in page
    assert "Laporan realisasi kinerja Triwulan III Tahun 2026, Kecamatan Suak Midai" in page
    typed = {"filing": "000.8/7", "summary": "Laporan triwulan", "location": "Lantai 2"}
    player.does(url(record), "seal", **typed, classification="000.8.6", active_years="7")
    told = ArchiveDescription.objects.get()
    assert (told.summary, told.location) == ("Laporan triwulan", "Lantai 2")
    assert (told.classification_code, told.active_years, told.inactive_years) == ("000.8.6", 7, 3)


@pytest.mark.parametrize(
    "wrong", [{"active_years": "banyak"}, {"to_day": "2026-01-01"}, {"classification": "999"}]
)
def test_a_description_that_does_not_fit_keeps_all_that_was_typed(office, wrong):
    record = office.archiving()
    typed = {"filing": "000.8/7", "summary": "Laporan triwulan", "location": "Lantai 2"}
    answer = Player(office.admin).press(url(record), "seal", **typed, **wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(f'value="{text}"' in page for text in typed.values())
    assert not ArchiveCopy.objects.exists()


def test_signers_are_filled_in_and_stay_typed_where_the_place_is_refused(office):
    record = office.sealed()
    player = Player(office.admin)
    assert "Kasubag Perencanaan, Kasubag" in player.see(url(record))
    typed = {"box": "1", "shelf": "", "signers": "Plh. Camat, Ani"}
    answer = player.press(url(record), "file_copy", **typed)
    assert answer.status_code == 422
    assert "Plh. Camat, Ani</textarea>" in answer.content.decode()


def test_a_receipt_that_step_4_waits_for_is_named_before_boks_and_rak(office):
    row = own_rows.find(OutsideApplication, office.unit, "e-kejab")
    values = {"name": "e-kejab", "columns": "code", "is_awaited": True, "order": 1}
    own_rows.edit(row, values, by=office.operator, at=make.at())
    record = office.sealed()
    page = Player(office.admin).see(url(record))
    assert "Tanda terima aplikasi luar yang ditunggu belum dicatat." in page
    assert "Salinan manual menunggu tanda terimanya." in page
    assert 'name="box"' not in page
