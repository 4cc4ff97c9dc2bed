"""What comes back from offices: other sheets, moved rows, added columns, another quarter's file."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from workbooks import (
    choice_row,
    filled,
    form,
    place,
    ratio_row,
    read,
    row,
    saved,
    value,
    written,
)

from kinerja.forms import CellTexts
from kinerja.recording import Entry
from kinerja.table import Words
from kinerja.workbook import WorkbookError, read_unit, write_form, write_unit

SHAPE = form(row("1.1"), row("1.2"), row("1.10"))


def changed(content: bytes, change) -> bytes:
    """Let somebody work on the workbook."""
    book = load_workbook(BytesIO(content))
    change(book)
    return saved(book)


def copied(*lines: tuple, title: str = "Sheet1") -> bytes:
    """Make a workbook of one's own, with the cells of a form typed over."""
    book = Workbook()
    book.active.title = title
    for line in lines:
        book.active.append(line)
    return saved(book)


def codes(reading) -> list[str]:
    return sorted(reading.values)


def test_an_empty_form_gives_nothing():
    reading = read(SHAPE, write_form(SHAPE))
    assert (reading.values, reading.words, reading.errors, reading.notes) == ({}, {}, (), ())


def test_an_added_column_in_the_middle_is_ignored_and_named():
    def add(book):
        book.worksheets[0].insert_cols(5)
        book.worksheets[0].cell(7, 5, "Rumus saya")
        book.worksheets[0].cell(9, 5, 12345)

    reading = read(SHAPE, changed(written(SHAPE, {("1.1", "value"): "90"}), add))
    assert codes(reading) == ["1.1"]
    assert "Kolom tambahan diabaikan: Rumus saya." in reading.notes


def test_rows_that_were_moved_or_sorted_are_found_again():
    def move(book):
        sheet = book.worksheets[0]
        sheet.insert_rows(8, 3)
        sheet.move_range("A12:P12", rows=20)

    reading = read(SHAPE, changed(written(SHAPE, {("1.1", "value"): "90"}), move))
    assert value(reading) == 90


def test_a_code_that_excel_spoiled_is_known_by_the_hidden_key():
    def spoil(book):
        sheet = book.worksheets[0]
        sheet[place(sheet, "1.10", "code")].value = 1.1

    reading = read(SHAPE, changed(written(SHAPE, {("1.10", "value"): "90"}), spoil))
    assert codes(reading) == ["1.10"]


def test_a_row_pasted_over_another_is_refused():
    def paste(book):
        sheet = book.worksheets[0]
        sheet[place(sheet, "1.2", "code")].value = "1.1x"
        sheet[place(sheet, "1.1", "code")].value = "1.2"

    reading = read(SHAPE, changed(written(SHAPE, {("1.1", "value"): "90"}), paste))
    (error,) = reading.errors
    assert "milik 1.1 tetapi berkode 1.2" in error.message
    assert reading.values == {}


def test_a_code_that_stands_twice_is_taken_once_and_told():
    content = copied(("Kode", "Realisasi"), ("1.1", "90"), ("1.1", "91"))
    reading = read(SHAPE, content)
    (error,) = reading.errors
    assert (error.cell, error.code) == ("A3", "1.1")
    assert "sudah ada di baris 2" in error.message


def test_an_added_row_is_ignored_and_named_and_a_missing_one_is_told():
    content = copied(("Kode", "Realisasi"), ("1.1", "90"), ("9.9", "12"))
    reading = read(SHAPE, content)
    assert codes(reading) == ["1.1"]
    assert "Sheet1, baris 3 diabaikan: kodenya tidak ada di sini." in reading.notes
    assert "Tidak ada di berkas, jadi tetap seperti semula: 1.2, 1.10." in reading.notes


def test_a_table_copied_into_a_new_workbook_is_found_by_its_heads_and_codes():
    content = copied(
        ("Laporan kami",),
        (),
        ("No", " KODE ", "realisasi", "Faktor\npenghambat"),
        (1, "1.1", 90.5, "Hujan"),
    )
    reading = read(SHAPE, content)
    assert str(value(reading)) == "90.5"
    assert reading.words["1.1"].obstacles == "Hujan"
    assert any("Tanda pengenal formulir tidak ada" in note for note in reading.notes)


def test_a_part_of_the_columns_leaves_the_other_words_as_they_are():
    shape = form(row("1.1", words=Words("lama", "halangan", "langkah", 3)))
    reading = read(shape, copied(("Kode", "Realisasi", "Faktor pendorong"), ("1.1", 90, "baru")))
    text = reading.words["1.1"]
    assert (text.drivers, text.obstacles, text.follow_up) == ("baru", "halangan", "langkah")


def test_an_empty_cell_of_a_copied_table_empties_nothing():
    shape = form(row("1.1", texts=CellTexts(value="90")), row("1.2"))
    reading = read(shape, copied(("Kode", "Realisasi"), ("1.1", None), ("1.2", 5)))
    assert codes(reading) == ["1.2"]


def test_an_emptied_cell_of_the_form_itself_empties_the_row():
    shape = form(row("1.1", texts=CellTexts(value="90"), words=Words("a", "", "", 1), version=2))
    cells = {("1.1", "value"): None, ("1.1", "drivers"): None}
    reading = read(shape, written(shape, cells))
    assert reading.values == {"1.1": Entry(seen=2)}
    assert reading.words["1.1"].drivers == ""


def test_a_closed_row_is_refused_where_it_would_change_and_silent_where_not():
    shape = form(row("1.1", texts=CellTexts(value="90"), is_open=False), row("1.2", is_open=False))
    assert read(shape, write_form(shape)).errors == ()
    reading = read(shape, written(shape, {("1.1", "value"): "91", ("1.2", "value"): "5"}))
    assert [error.code for error in reading.errors] == ["1.1", "1.2"]
    assert reading.values == {}


def test_rows_changed_in_the_program_since_the_download_are_named():
    old = write_form(form(row("1.1", texts=CellTexts(value="90"), version=1), row("1.2")))
    now = form(row("1.1", texts=CellTexts(value="95"), version=2), row("1.2"))
    reading = read(now, filled(old, {("1.1", "value"): "91"}))
    assert reading.newer == {"1.1"}
    assert reading.values["1.1"].seen == 2


MISMATCHES = {
    "unit": ({"unit": "midai"}, "perangkat daerah lain (midai)"),
    "quarter": ({"quarter": 2}, "formulir Triwulan II 2026, sedangkan yang dibuka Triwulan III"),
    "year": ({"year": 2025, "agreement": 4}, "formulir Triwulan III 2025"),
    "section": ({"section": 12}, "milik seksi lain, bukan Seksi 1"),
    "agreement": ({"agreement": 6, "version": 2}, "perjanjian kinerja versi 2"),
    "edition": ({"edition": 2}, "diunduh untuk edisi 2; sekarang edisi 1"),
}


@pytest.mark.parametrize("what", MISMATCHES)
def test_another_form_is_said_plainly_and_what_fits_is_offered(what):
    identity, told = MISMATCHES[what]
    other = form(row("1.1"), row("5.5"), **identity)
    reading = read(SHAPE, written(other, {("1.1", "value"): "90", ("5.5", "value"): "1"}))
    assert any(told in text for text in reading.mismatches), reading.mismatches
    assert value(reading) == 90


def test_another_form_without_a_row_that_fits_is_refused_plainly():
    other = form(row("5.5"), section=12)
    with pytest.raises(
        WorkbookError, match=r"milik seksi lain.*Tidak ada baris yang kodenya cocok"
    ):
        read(SHAPE, write_form(other))


def test_a_workbook_without_a_form_is_refused():
    with pytest.raises(WorkbookError, match="judul kolom “Kode” dan “Realisasi” tidak ditemukan"):
        read(SHAPE, copied(("Nama", "Nilai"), ("Ani", 90)))


def test_the_own_sheet_is_found_among_others_though_it_was_renamed():
    other = form(row("2.1"), section=12)
    content = write_unit([other, SHAPE])
    content = filled(content, {("1.1", "value"): "90"}, title="Seksi 1")

    def rename(book):
        book["Seksi 1"].title = "Revisi akhir"

    reading = read(SHAPE, changed(content, rename))
    assert (reading.sheet, value(reading)) == ("Revisi akhir", 90)
    assert reading.mismatches == ()
    assert "Lembar lain diabaikan: Seksi 2." in reading.notes


def test_a_unit_file_gives_each_section_its_own():
    shapes = (SHAPE, form(row("2.1"), section=12), form(row("3.1"), section=0))
    content = write_unit(shapes)
    content = filled(content, {("1.1", "value"): "90"}, title="Seksi 1")
    content = filled(content, {("2.1", "value"): "91"}, title="Seksi 2")
    found = read_unit(content, shapes)
    assert [sorted(each.values) for each in found] == [["1.1"], ["2.1"], []]


def test_a_copied_table_of_several_sections_is_read_by_code_at_step_2():
    shapes = (SHAPE, form(row("2.1"), section=12))
    found = read_unit(copied(("Kode", "Realisasi"), ("1.1", 90), ("2.1", 91)), shapes)
    assert [sorted(each.values) for each in found] == [["1.1", "2.1"]]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"status": "belum tersedia"}, "Tuliskan alasannya"),
        ({"status": "belum tersedia", "reason": "BPS"}, "Isi tanggal yang dijanjikan"),
        ({"status": "entahlah", "reason": "x"}, "pilih “belum tersedia” atau “tidak diukur”"),
        ({"status": "tidak diukur", "reason": "x", "value": "9"}, "Pilih salah satu"),
        ({"value": "9", "reason": "x" * 501}, "paling panjang 500"),
        ({"status": "belum tersedia", "reason": "x", "promised_on": "besok"}, "15-11-2026"),
        ({"status": "belum tersedia", "reason": "x", "promised_on": "31-02-2026"}, "15-11-2026"),
        ({"numerator": "5"}, "kolom Realisasi"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_cell(typed, told):
    shape = form(row("1.1"), ratio_row("1.2"))
    cells = {("1.1", key): text for key, text in typed.items()}
    reading = read(shape, written(shape, cells))
    assert told in " ".join(error.message for error in reading.errors)
    assert reading.refused == {"1.1"}
    assert reading.values == {}


@pytest.mark.parametrize(
    "typed",
    ["15-11-2026", "15/11/2026", "15.11.2026", "2026-11-15", "15 November 2026", "15 Nov 2026"],
)
def test_a_promised_date_is_read_day_first(typed):
    cells = {
        ("1.1", "status"): "Belum  Tersedia",
        ("1.1", "reason"): "BPS",
        ("1.1", "promised_on"): typed,
    }
    assert read(SHAPE, written(SHAPE, cells)).values["1.1"].promised_on.isoformat() == "2026-11-15"


def test_a_ratio_needs_both_parts_and_its_own_columns():
    shape = form(ratio_row("1.1", allows_negative=False, at_most_100=True))
    one = read(shape, written(shape, {("1.1", "numerator"): "5"}))
    assert "Isi pembilang dan penyebut" in one.errors[0].message
    aside = read(shape, written(shape, {("1.1", "value"): "5"}))
    assert "Pembilang dan Penyebut" in aside.errors[0].message
    above = read(shape, written(shape, {("1.1", "numerator"): "5", ("1.1", "denominator"): "4"}))
    assert "paling tinggi 100%" in above.errors[0].message


def test_a_choice_is_one_of_its_scale_however_it_is_spelled():
    shape = form(choice_row("1.1", "BB", "Sangat Baik"))
    assert read(shape, written(shape, {("1.1", "value"): " sangat  BAIK "})).values["1.1"].choice
    told = read(shape, written(shape, {("1.1", "value"): "A"})).errors[0].message
    assert told == "“A” tidak ada dalam skala: BB, Sangat Baik."
