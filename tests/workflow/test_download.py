"""The values of a year and of a berkas as files: who gets them, and what stands in them."""

import csv
from io import BytesIO, StringIO

import make
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from play import Player

from kinerja.formula import DEFAULT_SCALE, Kind, in_words
from kinerja.models import Line, Predicate, PredicateScale
from workflow import actions

YEAR = "/capaian/2026/"


@pytest.fixture(autouse=True)
def a_day_in_october():
    with time_machine.travel(make.at("2026-10-06 09:00"), tick=False):
        yield


def answer(path: str, form: str, *, of):
    client = Client()
    client.force_login(of)
    return client.get(path, {"bentuk": form})


def as_csv(path: str, *, of) -> list[list[str]]:
    text = answer(path, "csv", of=of).content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), delimiter=";"))


def told(rows: list[list], code: str) -> dict:
    """Read the row of a code by the names of its columns."""
    head = next(row for row in rows if "Kode" in row)
    place = head.index("Kode")
    return dict(
        zip(head, next(row for row in rows if row[place : place + 1] == [code]), strict=True)
    )


def as_xlsx(path: str, *, of) -> list[list]:
    book = load_workbook(BytesIO(answer(path, "xlsx", of=of).content))
    return [list(row) for row in book.active.values]


def address(record) -> str:
    return f"/berkas/{record.pk}/"


# A berkas


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_file_is_named_by_unit_and_period(office, form):
    record = office.filled()
    response = answer(address(record), form, of=office.camat)
    assert response["Content-Disposition"] == (
        f'attachment; filename="realisasi-kecamatan-suak-midai-2026-tw3.{form}"'
    )


def test_row_of_a_berkas_has_its_figures_and_its_formula(office):
    record = office.filled(entries={"1.1": make.entry("86.12")})
    row = told(as_csv(address(record), of=office.camat), "1.1")
    assert row["Nilai periode ini"] == row["Realisasi yang diukur"] == "86,12"
    assert (row["Target"], row["Capaian (%)"], row["Kategori"]) == (
        "80,00",
        "107,65",
        "Sangat Tinggi",
    )
    assert row["Rumus capaian"] == "86,12 / 80,00 × 100 = 107,65%"
    assert (row["Keadaan nilai"], row["Sumber"]) == ("terisi", "dari seksi")
    row = told(as_xlsx(address(record), of=office.camat), "1.1")
    assert (row["Target"], row["Realisasi yang diukur"]) == (80, 86.12)
    assert row["Capaian (%)"] == pytest.approx(107.65)


def test_predicate_stands_as_its_word_and_a_ratio_with_its_parts(office):
    scale = PredicateScale.objects.create(name="Opini")
    Predicate.objects.create(scale=scale, rank=1, label="WTP", score=make.entry("4").value)
    kind = {"kind": Kind.PREDICATE, "measure": Line.Measure.CHOICE, "scale": scale}
    make.line(office.agreement, None, "3.1", target=None, **kind)
    make.line(office.agreement, None, "3.2", measure=Line.Measure.RATIO)
    record = office.filled()
    parts = {"numerator": make.entry("9").value, "denominator": make.entry("10").value}
    values = {"3.1": actions.Entry(choice="WTP"), "3.2": actions.Entry(**parts)}
    actions.enter(record, values=values, by=office.kasubag, at=make.at())
    rows = as_csv(address(record), of=office.camat)
    assert told(rows, "3.1")["Nilai periode ini"] == "WTP"
    ratio = told(rows, "3.2")
    assert [ratio[name] for name in ("Pembilang", "Penyebut", "Nilai periode ini")] == [
        "9,00",
        "10,00",
        "90,00",
    ]


def test_draft_says_sementara_and_the_sealed_one_final(office):
    record = office.filled()
    assert as_csv(address(record), of=office.camat)[2][0] == (
        "SEMENTARA, keadaan Selasa, 6 Oktober 2026, pukul 09.00 WIB; berkas pada: Input realisasi"
    )
    record = office.sealed(quarter=2)
    assert as_csv(address(record), of=office.camat)[2][0].startswith(
        "FINAL, nomor arsip 000.8.6.3/1/2026, disegel Senin, 5 Oktober 2026"
    )


def test_footnotes_say_what_is_left_out_and_what_has_no_number(office):
    make.line(office.agreement, None, "3.1", schedule="4")
    late = actions.Entry(status="not_yet", reason="Menunggu BPS", promised_on=make.SINCE)
    record = office.filled(entries={"1.1": late, "1.2": actions.Entry()})
    rows = as_csv(address(record), of=office.camat)
    assert [row[0] for row in rows if len(row) == 1][3:] == [
        "Tidak dimuat karena tidak diukur pada Triwulan III Tahun 2026: 1 baris (3.1).",
        "Belum diisi: 1 baris (1.2).",
        "Tanpa capaian; sebabnya pada kolom keadaan dan rumus: 1 baris (1.1).",
        f"Skala: {in_words(DEFAULT_SCALE)}. Kemajuan tahunan tanpa kategori.",
    ]
    assert told(rows, "1.1")["Keadaan nilai"] == "belum tersedia: Menunggu BPS"
    assert told(rows, "1.1")["Nilai periode ini"] == ""


def test_what_was_typed_is_no_formula(office):
    record = office.filled()
    texts = {"1.1": actions.Text(drivers='=HYPERLINK("http://x")', obstacles="-2+3")}
    actions.explain(record, texts=texts, by=office.kasubag, at=make.at())
    row = told(as_csv(address(record), of=office.camat), "1.1")
    assert row["Faktor pendorong"] == '\'=HYPERLINK("http://x")'
    assert row["Faktor penghambat"] == "'-2+3"
    book = load_workbook(BytesIO(answer(address(record), "xlsx", of=office.camat).content))
    assert not [cell for row in book.active for cell in row if cell.data_type == "f"]


# A year


def test_year_has_every_quarter_and_where_it_stands(office):
    office.filled(entries={"1.1": make.entry("70")})
    office.archived(quarter=2)
    rows = as_csv(YEAR, of=office.camat)
    assert rows[2][0].startswith("SEMENTARA s.d. Triwulan III; keadaan Selasa, 6 Oktober 2026")
    row = told(rows, "1.1")
    assert (row["Triwulan II"], row["Triwulan II, keadaan"]) == ("90,00", "final")
    assert (row["Triwulan III"], row["Triwulan III, keadaan"]) == ("70,00", "sementara")
    assert (row["Triwulan I"], row["Triwulan I, keadaan"]) == ("", "belum diisi")
    assert (row["Capaian terakhir (%)"], row["Capaian sampai dengan"]) == (
        "87,50",
        "s.d. Triwulan III",
    )
    assert row["Rumus capaian"] == "70,00 / 80,00 × 100 = 87,50%"


def test_quarters_that_the_page_draws_as_one_have_each_their_column(office):
    make.line(office.agreement, None, "3.1", schedule="4")
    office.filled()
    row = told(as_csv(YEAR, of=office.camat), "3.1")
    assert [row[f"Triwulan {each}, keadaan"] for each in ("I", "II", "III")] == [
        "diukur pada Triwulan IV"
    ] * 3
    assert row["Triwulan IV, keadaan"] == "belum diisi"


def test_year_says_which_rows_have_no_figure_yet(office):
    make.line(office.agreement, None, "3.1", schedule="4")
    office.filled()
    notes = [row[0] for row in as_csv(YEAR, of=office.camat) if len(row) == 1][3:]
    assert notes[0] == "Belum ada angka, maka tanpa capaian: 1 baris (3.1)."
    assert notes[2].startswith("Skala: ≥ 91 Sangat Tinggi")


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_year_is_named_by_unit_and_year(office, form):
    response = answer(YEAR, form, of=office.apip)
    assert response["Content-Disposition"] == (
        f'attachment; filename="capaian-kecamatan-suak-midai-2026.{form}"'
    )


def test_pages_lead_to_their_files_and_unknown_forms_are_the_page(office):
    record = office.filled()
    for path in (YEAR, address(record)):
        page = Player(office.camat).see(path)
        assert 'href="?bentuk=xlsx"' in page and 'href="?bentuk=csv"' in page
        assert answer(path, "pdf", of=office.camat)["Content-Type"].startswith("text/html")


def test_year_without_an_agreement_stays_a_page(office):
    assert answer("/capaian/2031/", "xlsx", of=office.camat)["Content-Type"].startswith("text/html")


def test_strangers_get_no_file(office, neighbour):
    record = office.filled()
    assert answer(address(record), "csv", of=neighbour.camat).status_code == 404
    rows = as_csv(YEAR, of=neighbour.camat)
    assert "Kecamatan Tetangga" in rows[1][0]


def test_chosen_unit_goes_along(office, neighbour):
    page = Player(office.administrator).see(f"{YEAR}?unit={neighbour.unit.code}")
    assert f'href="?unit={neighbour.unit.code}&amp;bentuk=csv"' in page


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_file_asks_as_much_of_400_rows_as_of_6(office, form):
    record = office.filled()
    paths = [f"{address(record)}?bentuk={form}", f"{YEAR}?bentuk={form}"]
    questions_of_file(paths[0], office)  # the first of the hour begins its count
    few = [questions_of_file(path, office) for path in paths]
    for number in range(400):
        make.line(office.agreement, office.sections[0], f"9.{number}")
    assert [questions_of_file(path, office) for path in paths] == few


def questions_of_file(path: str, office) -> int:
    client = Client()
    client.force_login(office.camat)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


# Pengukuran Kinerja, for the linked SOP


def test_measurement_table_of_a_berkas_has_the_eight_columns_of_the_linked_sop(office):
    make.line(office.agreement, None, "3.1", kind=Kind.RANGE, target="70", upper="80")
    late = actions.Entry(status="not_yet", reason="Menunggu BPS", promised_on=make.SINCE)
    record = office.filled(entries={"1.1": make.entry("86.12"), "1.2": late})
    response = answer(address(record), "pengukuran", of=office.camat)
    assert response["Content-Disposition"] == (
        'attachment; filename="Pengukuran Kinerja Triwulan III 2026 Kecamatan Suak Midai.xlsx"'
    )
    rows = [list(row) for row in load_workbook(BytesIO(response.content)).active.values]
    assert rows[2][0].startswith("SEMENTARA, keadaan Selasa, 6 Oktober 2026")
    assert rows[3] == [
        "No",
        "Sasaran Strategis",
        "Indikator Kinerja",
        "Satuan",
        "Target",
        "Realisasi",
        "Capaian (%)",
        "Kategori",
    ]
    measured = ["1.1", "1. Meningkatnya pelayanan 1", "Indikator 1.1", "%", 80, 86.12]
    assert rows[4] == [*measured, pytest.approx(107.65), "Sangat Tinggi"]
    assert rows[5][5:] == ["belum tersedia", None, None]
    assert next(row for row in rows if row[0] == "3.1")[4:6] == ["70,00–80,00", "belum diisi"]
