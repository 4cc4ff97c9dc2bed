"""Evaluasi SOP as a workbook: the page's rows, typed, and nothing that a program would run."""

from io import BytesIO

import make
import pytest
import time_machine
from django.test import Client
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from ran import ran
from reading import page, row

from workflow.models import SopStep, Submission

URL = "/sop/evaluasi/?dari=2025-1&sampai=2026-3"
FIRST = 5  # the row below the three lines of the head and the names of the columns


@pytest.fixture(autouse=True)
def a_day_in_december():
    with time_machine.travel(make.at("2026-12-07 09:00"), tick=False):
        yield


@pytest.fixture
def record(office) -> Submission:
    made = make.fresh(office.opened())
    for worked in (10, 20, 30, 40, 100):
        ran(made, 3, waited=61, worked=worked)
    ran(made, 3, worked=0)
    return made


def answer(office: make.Office):
    client = Client()
    client.force_login(office.camat)
    return client.get(f"{URL}&bentuk=xlsx")


def book(office: make.Office) -> Workbook:
    return load_workbook(BytesIO(answer(office).content))


def told(sheet: Worksheet, number: int) -> dict[str, object]:
    """Read one row by the names of its columns."""
    heads = [cell.value for cell in sheet[FIRST - 1]]
    return dict(zip(heads, [cell.value for cell in sheet[number]], strict=True))


def test_the_file_is_named_by_its_periods(office, record):
    response = answer(office)
    assert response["Content-Disposition"] == (
        'attachment; filename="evaluasi-sop-2025-I-2026-III.xlsx"'
    )
    assert response["Content-Type"].endswith("spreadsheetml.sheet")


def test_the_rows_are_those_of_the_page(office, record):
    sheet = book(office)["Evaluasi"]
    html = page(URL, of=office.camat)
    titles = [sheet.cell(number, 1).value for number in range(FIRST, FIRST + 5)]
    assert titles == [
        "1. Distribusi formulir",
        "2. Input realisasi",
        "3. Koreksi",
        "4. Pendokumentasian digital",
        "Pengisian formulir",
    ]
    assert sheet.max_row == FIRST + 4
    for number in range(FIRST, FIRST + 5):
        each = told(sheet, number)
        assert each["Standar"] in row(html, each["Langkah"])
        assert each["Keterangan"] in html


def test_each_time_stands_as_text_and_as_minutes(office, record):
    each = told(book(office)["Evaluasi"], FIRST + 2)
    assert each["Putaran selesai"] == 6
    assert (each["Waktu kerja median (jam:menit)"], each["Waktu kerja median (menit)"]) == (
        "0:30",
        30,
    )
    assert (each["Waktu kerja terlama (jam:menit)"], each["Waktu kerja terlama (menit)"]) == (
        "1:40",
        100,
    )
    assert (each["Waktu tunggu P90 (jam:menit)"], each["Waktu tunggu P90 (menit)"]) == ("1:01", 61)
    assert (each["Dalam standar"], each["Dari yang terukur"], each["Dalam standar (%)"]) == (
        4,
        5,
        80,
    )
    assert each["Tidak terukur"] == 1


def test_what_was_not_measured_is_an_empty_cell_and_no_zero(office, record):
    each = told(book(office)["Evaluasi"], FIRST + 3)
    assert each["Putaran selesai"] == 0
    assert each["Waktu kerja median (menit)"] is None
    assert each["Dalam standar (%)"] is None


def test_the_periods_have_a_sheet_of_their_own(office, record):
    each = told(book(office)["Per periode"], FIRST)
    assert each == {
        "Langkah": "3. Koreksi",
        "Periode": "Triwulan III 2026",
        "Putaran terukur": 5,
        "Median waktu kerja (jam:menit)": "0:30",
        "Median waktu kerja (menit)": 30,
        "Standar (jam:menit)": "1:30",
        "Standar (menit)": 90,
    }


def test_texts_that_people_typed_are_never_formulas(office, record):
    office.unit.name = '=HYPERLINK("x")'
    office.unit.save()
    SopStep.objects.filter(number=3).update(title="+1")
    record.sop.steps.filter(number=4).update(title="=1+1")
    name = "@SUM(1)\x0b"
    type(record.sop).objects.update(name=name)
    for sheet in book(office):
        cells = [cell for line in sheet.iter_rows() for cell in line if cell.value is not None]
        assert {cell.data_type for cell in cells} <= {"s", "n"}
    sheet = book(office)["Evaluasi"]
    typed = [sheet.cell(number, 1).value for number in (1, 2, FIRST + 2, FIRST + 3)]
    assert typed == [
        "Evaluasi SOP: @SUM(1)",
        '=HYPERLINK("x"), Triwulan I 2025 s.d. Triwulan III 2026',
        "3. +1",
        "4. =1+1",
    ]


@pytest.mark.parametrize(("paper", "size"), [("f4", 14), ("a4", 9)])
def test_the_workbook_prints_across_on_the_paper_of_the_unit(office, record, paper, size):
    office.unit.paper = paper
    office.unit.save()
    for sheet in book(office):
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (size, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.freeze_panes == "B5"
        assert sheet.print_title_rows == "$4:$4"
        assert sheet.column_dimensions["A"].width == 30


def test_the_same_day_writes_the_same_moment(office, record):
    assert book(office).properties.created.isoformat() == "2026-12-07T02:00:00"
