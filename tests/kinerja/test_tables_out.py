"""A table on its way out: text stays text, numbers stay numbers, and much of it stays bounded."""

import csv
import tracemalloc
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import ZipFile

import make
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from kinerja import numbers
from kinerja.tables_out import FORMATS, Column, TableFile

MOMENT = make.at("2026-10-06 09:00")
LIVE = ("=", "+", "-", "@", "\t", "\r")


def sheet(rows, **changes) -> TableFile:
    """A table of one text and one number."""
    facts = {
        "title": "Daftar",
        "heads": ("Kepala",),
        "columns": (
            Column("Kata", 20, lambda row: row[0]),
            Column("Angka", 10, lambda row: row[1]),
        ),
        "rows": rows,
        "notes": ("Catatan kaki",),
        "file_name": "daftar",
    }
    return TableFile(**facts | changes)


def written(form: str, table: TableFile) -> bytes:
    into = BytesIO()
    FORMATS[form].write(table, into, MOMENT)
    return into.getvalue()


def as_csv(table: TableFile) -> list[list[str]]:
    text = written("csv", table).decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), delimiter=";"))


def page(table: TableFile):
    return load_workbook(BytesIO(written("xlsx", table))).active


def test_csv_is_what_an_indonesian_excel_opens():
    content = written("csv", sheet([("Seksi", Decimal("1250.5"))]))
    assert content == (b"\xef\xbb\xbfKepala\r\nKata;Angka\r\nSeksi;1250,50\r\nCatatan kaki\r\n")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (0, "0"),
        (Decimal(0), "0,00"),
        (Decimal("-0.5"), "-0,50"),
        (Decimal("3783296000"), "3783296000,00"),
        (Decimal("0.125"), "0,125"),
        (Decimal("90") / Decimal("7"), "12,8571428571429"),
        (Decimal("1E+3"), "1000,00"),
    ],
)
def test_numbers_in_csv_have_no_groups_and_lose_no_digit_that_counts(value, text):
    assert as_csv(sheet([("x", value)]))[2] == ["x", text]


def test_places_round_half_up_in_csv_and_leave_the_workbook_exact():
    column = Column("Capaian", 9, lambda row: row, places=2)
    table = sheet([Decimal("89.995")], columns=(column,))
    assert as_csv(table)[2] == ["90,00"]
    cell = page(table)["A3"]
    assert (cell.value, cell.number_format) == (89.995, "#,##0.00")


@pytest.mark.parametrize("sign", LIVE)
def test_text_that_begins_like_a_formula_is_none(sign):
    text = f"{sign}HYPERLINK(1)"
    table = sheet([(text, 1)], heads=(text,), notes=(text,))
    assert all(row[0].startswith("'") for row in as_csv(table) if "HYPER" in row[0])
    inside = ZipFile(BytesIO(written("xlsx", table))).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in inside
    assert page(table)["A3"].data_type == "s"


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=40), number=st.decimals(-(10**9), 10**9, places=4))
def test_whatever_was_typed_comes_out_as_text_and_the_number_as_the_number(text, number):
    table = sheet([(text, number)])
    row = as_csv(table)[2]
    assert not row[0].startswith(LIVE)
    assert Decimal(row[1].replace(",", ".")) == number
    found = page(table)
    assert found["A3"].data_type != "f"
    assert Decimal(repr(found["B3"].value)) == number


def test_signs_that_no_file_can_hold_are_left_out():
    table = sheet([("a\x00b\x0bc\ufffe", 1)])
    assert as_csv(table)[2][0] == page(table)["A3"].value == "abc"


def test_separators_quotes_and_line_breaks_stay_in_their_cell():
    text = 'Rapat; "akbar"\nlanjutan, ya'
    assert as_csv(sheet([(text, 1)]))[2] == [text, "1"]
    assert page(sheet([(text, 1)]))["A3"].value == text


def test_workbook_is_ready_for_the_offices_paper():
    found = page(sheet([("x", 1)]))
    assert found.freeze_panes == "A3"
    assert found.print_title_rows == "$2:$2"
    assert found.page_setup.paperSize == 14
    assert found.page_setup.orientation == "landscape"
    assert found.sheet_properties.pageSetUpPr.fitToPage
    assert found.column_dimensions["A"].width == 20


def test_rows_are_as_high_as_their_longest_text_and_ruled():
    found = page(sheet([("Meningkatnya kualitas pelayanan publik kecamatan", 1), ("x", 1)]))
    assert [found.row_dimensions[row].height for row in (2, 3, 4)] == [15, 45, 15]
    assert found["A3"].border.left.style == found["B4"].border.bottom.style == "thin"
    assert found["A1"].border.left.style is None


def test_long_titles_and_texts_are_cut_where_a_workbook_ends():
    table = sheet([("x" * 40_000, 1)], title="Judul " * 10)
    found = page(table)
    assert len(found.title) <= 31
    assert len(found["A3"].value) == 32_767


@pytest.mark.parametrize("form", FORMATS)
def test_rows_are_read_one_by_one_and_not_kept(form, tmp_path):
    """200 rows of 60 texts of 300 letters would be some 4 MB where they were kept."""
    columns = tuple(
        Column(f"K{each}", 9, lambda row, each=each: f"{row}-{each:0300}") for each in range(60)
    )
    tracemalloc.start()
    try:
        with (tmp_path / "besar").open("wb") as into:
            table = sheet((number for number in range(200)), columns=columns)
            FORMATS[form].write(table, into, MOMENT)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 1_000_000  # bytes


def test_words_of_a_number_are_those_of_the_screens():
    assert (
        numbers.show(Decimal("1250.5")).replace(".", "")
        == as_csv(sheet([("x", Decimal("1250.5"))]))[2][1]
    )
