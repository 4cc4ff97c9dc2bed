"""The form as Excel: taken along, brought back, seen first, and written as one act."""

from io import BytesIO

import make
import pytest
import time_machine
from bringing import brought, confirmed, seen, taken, value
from openpyxl import load_workbook
from play import Player
from reading import words
from witness import entries, nothing_changes
from workbooks import filled, sheet_of
from workbooks import place as placed

from kinerja.models import Explanation
from workflow import actions


@pytest.fixture(autouse=True)
def quarter_is_over():
    with time_machine.travel(make.at("2026-10-05 09:00"), tick=False):
        yield


@pytest.fixture
def record(office):
    return office.entering()


@pytest.fixture
def url(office, record) -> str:
    return f"/formulir/{office.form(record).pk}/"


def test_a_form_goes_out_is_filled_and_comes_back_as_one_act(office, record, url):
    file = filled(taken(url, office.kasi), {("1.1", "value"): "1.100", ("1.2", "value"): 82.5})
    with nothing_changes():
        page = seen(url, file, of=office.kasi)
    assert "terbaca: 1.100 = seribu seratus" in page
    assert "Akan berubah: 2 baris" in page
    assert "Belum ada yang disimpan" in page
    before = entries(record)
    answer = confirmed(url, page, "fill", of=office.kasi)
    assert answer.status_code == 302
    assert (value("1.1").value, str(value("1.2").value.normalize())) == (1100, "82.5")
    assert entries(record) == before + 1


def test_the_second_button_hands_the_form_in(office, record, url):
    file = filled(taken(url, office.kasi), {("1.1", "value"): "90"})
    answer = confirmed(url, seen(url, file, of=office.kasi), "hand_in", of=office.kasi)
    assert answer.status_code == 302
    assert office.form(record).is_handed_in


def test_who_only_fills_is_not_offered_to_hand_in(office, record, url):
    actions.reassign(office.form(record), people=[office.filler], by=office.kasi, at=make.at())
    file = filled(taken(url, office.filler), {("1.1", "value"): "90"})
    page = seen(url, file, of=office.filler)
    assert 'value="fill"' in page
    assert 'value="hand_in"' not in page


def test_old_and_new_stand_side_by_side_and_what_is_the_same_is_counted(office, url):
    Player(office.kasi).does(url, "fill", **{"value-1.1": "90", "value-1.2": "80"})
    file = filled(taken(url, office.kasi), {("1.1", "value"): "95,5"})
    page = seen(url, file, of=office.kasi)
    assert "Realisasi 90 → Realisasi 95,5" in words(page)
    assert "Akan berubah: 1 baris" in page
    assert "2 baris sama seperti semula" in page
    assert "value-1.2" not in page


def test_a_file_without_a_change_has_nothing_to_press(office, url):
    page = seen(url, taken(url, office.kasi), of=office.kasi)
    assert "Tidak ada yang berubah" in page
    assert 'name="verb"' not in page


def test_a_refused_cell_is_named_and_the_others_can_be_saved(office, url):
    file = filled(taken(url, office.kasi), {("1.1", "value"): "2 dok", ("1.2", "value"): "77"})
    page = seen(url, file, of=office.kasi)
    assert "Seksi 1!H9" in page
    assert "Terbaca “2 dok”" in page
    confirmed(url, page, "fill", of=office.kasi)
    assert value("1.1") is None
    assert value("1.2").value == 77


def test_what_the_line_refuses_is_refused_in_the_preview(office, url):
    page = seen(url, filled(taken(url, office.kasi), {("1.1", "value"): "-5"}), of=office.kasi)
    assert "tidak boleh negatif" in page
    assert "Tidak ada yang berubah" in page


def test_status_reason_date_and_words_come_in(office, url):
    cells = {
        ("1.1", "status"): "belum tersedia",
        ("1.1", "reason"): "Menunggu BPS",
        ("1.1", "promised_on"): "15-11-2026",
        ("1.2", "value"): "50",
        ("1.2", "obstacles"): "=1+1 bukan rumus\nbaris kedua",
    }
    page = seen(url, filled(taken(url, office.kasi), cells), of=office.kasi)
    answer = confirmed(url, page, "fill", of=office.kasi)
    assert answer.status_code == 302, words(answer.content.decode())
    assert (value("1.1").status, value("1.1").reason) == ("not_yet", "Menunggu BPS")
    assert value("1.1").promised_on.isoformat() == "2026-11-15"
    assert Explanation.objects.get(line__code="1.2").obstacles == "=1+1 bukan rumus\nbaris kedua"


def test_an_emptied_row_is_shown_as_emptied_before_it_is(office, url):
    Player(office.kasi).does(url, "fill", **{"value-1.1": "90"})
    page = seen(url, filled(taken(url, office.kasi), {("1.1", "value"): None}), of=office.kasi)
    assert "dikosongkan" in page
    confirmed(url, page, "fill", of=office.kasi)
    assert value().status == ""


def test_a_row_that_changed_since_the_download_is_not_overwritten_by_an_old_file(office, url):
    Player(office.kasi).does(url, "fill", **{"value-1.1": "90"})
    old = taken(url, office.kasi)
    Player(office.kasi).does(url, "fill", **{"value-1.1": "95"})
    assert "Tidak ada yang berubah" in seen(url, old, of=office.kasi)
    page = seen(url, filled(old, {("1.1", "value"): "91"}), of=office.kasi)
    assert "diubah di aplikasi sejak berkas ini diunduh" in page
    assert "Realisasi 95 → Realisasi 91" in words(page)


def test_a_change_between_preview_and_press_is_met_as_stale(office, url):
    page = seen(url, filled(taken(url, office.kasi), {("1.1", "value"): "91"}), of=office.kasi)
    Player(office.kasi).does(url, "fill", **{"value-1.1": "70"})
    answer = confirmed(url, page, "fill", of=office.kasi)
    assert answer.status_code == 409
    assert "Nilai sekarang: 70" in answer.content.decode()
    assert value().value == 70


def test_an_older_quarter_still_asks_and_loses_nothing(office):
    record = office.entering(quarter=2)
    url = f"/formulir/{office.form(record).pk}/"
    page = seen(url, filled(taken(url, office.kasi), {("1.1", "value"): "91"}), of=office.kasi)
    asked = confirmed(url, page, "fill", of=office.kasi)
    assert "Anda mengisi Triwulan II Tahun 2026" in asked.content.decode()
    fields = {"confirmed_period": str(record.period_id)}
    confirmed(url, page, "fill", of=office.kasi, **fields)
    assert value().value == 91


def test_two_files_that_disagree_are_refused_and_two_that_agree_are_one(office, url):
    blank = taken(url, office.kasi)
    one = filled(blank, {("1.1", "value"): "91", ("1.2", "value"): "80"})
    other = filled(blank, {("1.1", "value"): "92", ("1.2", "value"): "80"})
    page = seen(url, one, other, of=office.kasi)
    assert "Dua berkas memberi isian yang berbeda" in page
    assert "Akan berubah: 1 baris" in page


def test_a_file_of_another_quarter_is_said_plainly_and_still_offered(office, url):
    before = office.entering(quarter=2)
    old = taken(f"/formulir/{office.form(before).pk}/", office.kasi)
    page = seen(url, filled(old, {("1.1", "value"): "91"}), of=office.kasi)
    assert "Berkas ini formulir Triwulan II 2026, sedangkan yang dibuka" in page
    assert "Akan berubah: 1 baris" in page


def test_a_file_of_another_section_has_nothing_for_this_one(office, record, url):
    other = f"/formulir/{office.form(record, 1).pk}/"
    answer = brought(url, taken(other, office.heads[1]), of=office.kasi)
    assert answer.status_code == 400
    assert "milik seksi lain" in answer.content.decode()


def said(content: bytes, code: str, key: str) -> str:
    """Read a cell of the workbook."""
    sheet = sheet_of(load_workbook(BytesIO(content)))
    return sheet[placed(sheet, code, key)].value


def test_a_note_on_documents_comes_back_is_kept_and_goes_out_again(office, record, url):
    cells = {("1.1", "value"): "90", ("1.1", "evidence_note"): "BA 12, map biru"}
    page = seen(url, filled(taken(url, office.kasi), cells), of=office.kasi)
    assert "Catatan dokumen pendukung kosong → Catatan dokumen pendukung BA 12" in words(page)
    confirmed(url, page, "fill", of=office.kasi)
    assert Explanation.objects.get().evidence_note == "BA 12, map biru"
    again = taken(url, office.kasi)
    assert said(again, "1.1", "evidence_note") == "BA 12, map biru"
    assert "Tidak ada yang berubah" in seen(url, again, of=office.kasi)
