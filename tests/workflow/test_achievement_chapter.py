"""Bahan BAB III.A: a workbook from Capaian and from the archived berkas, for Laporan Kinerja."""

from io import BytesIO
from zipfile import ZipFile

import make
import pytest
import time_machine
from django.http import HttpResponse
from openpyxl import load_workbook
from play import Player
from reading import page

from kinerja.models import Indicator
from kinerja.recording import Text
from workflow import actions

NOW = make.at("2027-01-20 09:00")
PATH = "/capaian/2026/"
SHEETS = [
    "Pengukuran Kinerja",
    "1 Target dan realisasi",
    "2 Tahun-tahun sebelumnya",
    "3 Target akhir Renstra",
    "4 Standar nasional",
    "5 Penyebab dan solusi",
    "6 Efisiensi",
    "7 Program pendukung",
]


@pytest.fixture(autouse=True)
def after_the_year():
    with time_machine.travel(NOW, tick=False):
        yield


def answer(office, query: str = "", of=None, path: str = PATH) -> HttpResponse:
    return Player(of or office.camat).client.get(f"{path}?bentuk=bab3a{query}")


def book(office, query: str = "") -> dict[str, list[list]]:
    """Read every sheet of the workbook as rows."""
    read = load_workbook(BytesIO(answer(office, query).content))
    return {sheet.title: [list(row) for row in sheet.values] for sheet in read}


def told(sheet: list[list], code: str) -> dict:
    head = next(row for row in sheet if row[0] == "No")
    return dict(zip(head, next(row for row in sheet if row[0] == code), strict=True))


def footnotes(sheet: list[list]) -> str:
    return " ".join(str(row[0]) for row in sheet if row[0] and row[1] is None)


def test_the_workbook_has_the_table_and_a_sheet_for_everything_that_is_asked(office):
    office.sealed(quarter=4, when=NOW)
    sheets = book(office)
    assert list(sheets) == SHEETS
    assert sheets["Pengukuran Kinerja"][3] == [
        "No",
        "Sasaran Strategis",
        "Indikator Kinerja",
        "Satuan",
        "Target",
        "Realisasi",
        "Capaian (%)",
        "Kategori",
    ]
    row = told(sheets["1 Target dan realisasi"], "1.1")
    assert (row["Target"], row["Realisasi"], row["Capaian (%)"]) == (80, 90, 112.5)
    assert row["Rumus capaian"] == "90,00 / 80,00 × 100 = 112,50%"


def test_the_file_is_named_as_the_office_would_and_says_whether_it_is_final(office):
    office.filled(quarter=4, when=NOW)
    name = "Bahan BAB III.A Laporan Kinerja 2026 Kecamatan Suak Midai"
    assert (
        answer(office)["Content-Disposition"] == f'attachment; filename="{name} (SEMENTARA).xlsx"'
    )


def test_every_sheet_says_final_or_sementara_and_what_the_year_lacks(office):
    office.sealed(quarter=2, when=make.at("2026-07-06 08:00"))
    lines = {sheet[2][0] for sheet in book(office).values()}
    assert lines == {
        "FINAL s.d. Triwulan II; keadaan Rabu, 20 Januari 2027, pukul 09.00 WIB; "
        "belum ada nilai Triwulan I, Triwulan III, Triwulan IV"
    }


def test_the_chapter_of_a_berkas_ends_with_its_quarter(office):
    office.sealed(quarter=2, when=make.at("2026-07-06 08:00"))
    office.filled(value="99", quarter=4, when=NOW)
    row = told(book(office, "&triwulan=2")["1 Target dan realisasi"], "1.1")
    assert (row["Realisasi"], row["Angka sampai dengan"]) == (90, "s.d. Triwulan II")


def test_what_is_not_there_is_said_plainly(office):
    office.sealed(quarter=4, when=NOW)
    sheets = book(office)
    told_of = {title: footnotes(sheet) for title, sheet in sheets.items()}
    assert "Target akhir Renstra belum diisi untuk 6 baris" in told_of["3 Target akhir Renstra"]
    assert "Standar nasional belum diisi untuk 6 baris" in told_of["4 Standar nasional"]
    assert "tidak ada indikator penyerapan anggaran" in told_of["6 Efisiensi"]
    assert "tiga kolom terakhir diisi tangan" in told_of["7 Program pendukung"]
    efficiency = told(sheets["6 Efisiensi"], "1")
    assert efficiency["Penyerapan anggaran (%)"] == "tidak tersedia"
    assert efficiency["Efisiensi (poin persen)"] == "tidak tersedia"
    assert (
        told(sheets["7 Program pendukung"], "1.1")["Program/kegiatan pendukung (diisi tangan)"]
        is None
    )


def test_efficiency_names_the_row_that_it_was_taken_from(office):
    Indicator.objects.filter(name="Indikator 2.3").update(name="Persentase penyerapan anggaran")
    office.sealed(quarter=4, when=NOW)
    row = told(book(office)["6 Efisiensi"], "1")
    assert (row["Penyerapan anggaran (%)"], row["Efisiensi (poin persen)"]) == (90, 22.5)
    assert row["Penyerapan diambil dari baris"] == (
        "2.3 Persentase penyerapan anggaran, s.d. Triwulan IV"
    )


def test_what_people_wrote_is_never_calculated(office):
    live = "=HYPERLINK(1)"
    Indicator.objects.filter(name="Indikator 1.1").update(name=live)
    record = office.entering(quarter=4, when=NOW)
    texts = {"1.1": Text(drivers=live, obstacles="+1", follow_up="@x")}
    values = {"1.1": make.entry("40")}
    actions.fill(office.form(record), values=values, texts=texts, by=office.kasi, at=NOW)
    content = answer(office).content
    inside = ZipFile(BytesIO(content))
    for name in inside.namelist():
        assert b"<f>" not in inside.read(name)
    row = told(book(office)["5 Penyebab dan solusi"], "1.1")
    assert row["Penyebab keberhasilan (faktor pendorong)"] == live
    assert row["Solusi (tindak lanjut)"] == "@x"


def test_buttons_stand_on_capaian_and_on_the_archived_berkas(office):
    assert "bentuk=bab3a" not in page(PATH, of=office.camat)
    record = office.filled(quarter=4, when=NOW)
    assert 'href="?bentuk=bab3a"' in page(PATH, of=office.camat)
    assert "bentuk=bab3a" not in page(f"/berkas/{record.pk}/", of=office.camat)
    record = office.sealed(quarter=2, when=NOW)
    link = f'href="{PATH}?unit=kecamatan-suak-midai&amp;triwulan=2&amp;bentuk=bab3a"'
    assert link in page(f"/berkas/{record.pk}/", of=office.camat)


@pytest.mark.parametrize("path", [PATH, "/capaian/2019/"])
def test_a_year_without_values_has_no_file(office, path):
    assert answer(office, path=path).status_code == 404


def test_strangers_get_no_file_of_the_unit(office, neighbour):
    office.sealed(quarter=4, when=NOW)
    of_office = f"&unit={office.unit.code}"
    assert answer(office, of_office).status_code == 200
    assert answer(office, of_office, of=neighbour.camat).status_code == 404
