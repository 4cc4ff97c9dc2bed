"""The form as it goes out: what is locked, asked and printed, and that no text is a formula."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from workbooks import choice_row, form, place, ratio_row, row

from kinerja.forms import CellTexts
from kinerja.table import Words
from kinerja.workbook import write_form, write_unit

SHAPE = form(
    row("1.1", texts=CellTexts(value="1.250,5"), words=Words("=1+1", "@x", "-y", 1)),
    ratio_row("1.2"),
    choice_row("1.3", "BB", "B, baik"),
    row("2.1", objective="2. Tertib", is_open=False),
)


def opened(content: bytes):
    return load_workbook(BytesIO(content))


@pytest.fixture(scope="module")
def sheet():
    return opened(write_form(SHAPE)).worksheets[0]


def test_the_same_form_gives_the_same_bytes():
    assert write_form(SHAPE) == write_form(SHAPE)


def test_the_heading_says_whose_form_it_is(sheet):
    heads = [sheet.cell(number, 2).value for number in range(1, 7)]
    assert heads[:5] == [
        "PEMERINTAH KABUPATEN NATUNA",
        "KECAMATAN SUAK MIDAI",
        "FORMULIR PENGUMPULAN DATA KINERJA",
        "Triwulan III Tahun 2026 · Seksi 1",
        "PK murni, 15 Januari 2026",
    ]
    assert "Isi sel kuning saja" in heads[5]


def test_a_row_prints_what_the_form_asks(sheet):
    printed = [cell.value for cell in sheet[9]]
    assert printed[:8] == [
        "711",
        "1.1",
        "Indikator 1.1",
        "%",
        "s.d. Triwulan ini",
        "80,00",
        "79,00",
        "1.250,5",
    ]
    assert sheet["B8"].value == "Sasaran 1. Meningkatnya pelayanan"


def is_open(sheet, code: str, key: str) -> bool:
    return not sheet[place(sheet, code, key)].protection.locked


def test_only_the_inputs_of_open_rows_are_unlocked(sheet):
    assert sheet.protection.sheet
    assert is_open(sheet, "1.1", "value")
    assert not is_open(sheet, "1.1", "numerator")
    assert is_open(sheet, "1.2", "numerator")
    assert not is_open(sheet, "1.2", "value")
    assert not is_open(sheet, "1.1", "code")
    assert not is_open(sheet, "2.1", "value")


def test_inputs_take_what_is_typed_as_it_is_typed(sheet):
    assert sheet[place(sheet, "1.1", "value")].number_format == "@"


def test_no_text_of_anybody_is_a_formula(sheet):
    kinds = {cell.data_type for line in sheet.iter_rows() for cell in line}
    assert kinds <= {"s", "n"}
    assert sheet[place(sheet, "1.1", "drivers")].value == "=1+1"


def test_every_check_speaks_indonesian_and_text_stays_possible(sheet):
    checks = sheet.data_validations.dataValidation
    assert all(check.error and check.promptTitle for check in checks)
    of_value = [check for check in checks if place(sheet, "1.1", "value") in check.sqref]
    assert [(check.type, check.errorStyle) for check in of_value] == [("textLength", "warning")]


def test_choices_are_a_list_also_with_commas(sheet):
    checks = sheet.data_validations.dataValidation
    (check,) = [each for each in checks if place(sheet, "1.3", "value") in each.sqref]
    book = opened(write_form(SHAPE))
    area = check.formula1.partition("!")[2].replace("$", "")
    assert [cell.value for line in book["kinerja"][area] for cell in line] == ["BB", "B, baik"]


def test_the_head_stays_on_screen_and_on_every_page(sheet):
    assert sheet.freeze_panes == "D8"
    assert sheet.print_title_rows == "$7:$7"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (14, "landscape")
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_identity_lies_in_a_very_hidden_sheet():
    book = opened(write_form(SHAPE))
    assert book["kinerja"].sheet_state == "veryHidden"
    assert [cell.value for cell in book["kinerja"][2]][:10] == [
        "formulir",
        "seksi-11",
        "Seksi 1",
        "suak-midai",
        "2026",
        "3",
        "5",
        "1",
        "11",
        "1",
    ]
    assert book.worksheets[0].column_dimensions["A"].hidden


def test_ratios_have_columns_only_where_there_are_some():
    heads = [cell.value for cell in opened(write_form(form(row("1.1")))).worksheets[0][7]]
    assert "Pembilang" not in heads


@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("Pemerintahan", "Pemerintahan"),
        ("A/B: [C]?*", "A B   C"),
        ("", "Formulir"),
        ("'", "Formulir"),
        ("History", "History 2"),
        ("kinerja", "kinerja 2"),
        ("Seksi " + "x" * 60, ("Seksi " + "x" * 60)[:31]),
    ],
)
def test_a_sheet_is_named_as_its_section_in_signs_that_are_allowed(label, title):
    from dataclasses import replace

    shape = replace(form(row("1.1")), short_label=label)
    book = opened(write_unit([shape, shape]))
    assert book.sheetnames[0] == title
    assert len(set(book.sheetnames)) == 3
