"""Ringkasan on top of Capaian: one screen, one sheet, one picture, one text."""

from io import BytesIO

import make
import pytest
import time_machine
from PIL import Image
from play import Player
from reading import page, questions, words

from kinerja.recording import Text
from workflow import actions

APRIL, JULY, OCTOBER = (make.at(f"2026-{month}-06 08:00") for month in ("04", "07", "10"))
NOW = make.at("2026-10-06 14:05")
PATH = "/capaian/2026/"


@pytest.fixture(autouse=True)
def in_october():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def provisional(office):
    """A third quarter in the making: five rows are reached, and one is not, with its cause."""
    office.sealed(quarter=1, when=APRIL)
    office.filled(when=OCTOBER, entries={"1.1": make.entry("40")})
    return office


def shown(office, query: str = "", of=None) -> str:
    return words(page(f"{PATH}{query}", of=of or office.camat))


def copied(office) -> str:
    html = page(PATH, of=office.camat)
    return html.partition('data-copy="')[2].partition('"')[0]


def drawn(office, query: str = "") -> bytes:
    answer = Player(office.camat).client.get(f"{PATH}?bentuk=png{query}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    return answer.content


def test_the_head_of_an_office_reads_the_counts_first(provisional):
    text = shown(provisional)
    assert "Ringkasan Triwulan III 2026" in text
    assert "● 5 tercapai ■ 1 tidak tercapai ○ 0 belum ada data" in text
    assert text.index("5 tercapai") < text.index("Tahun 2026 per triwulan")


def test_it_is_provisional_and_says_where_the_record_is_and_when(provisional):
    text = shown(provisional)
    assert "○ SEMENTARA, berkas pada: Input realisasi" in text
    assert "keadaan Selasa, 6 Oktober 2026, pukul 14.05 WIB" in text


def test_it_is_final_once_the_period_is_sealed(office):
    office.sealed(quarter=3, when=OCTOBER)
    text = shown(office)
    assert "Ringkasan Triwulan III 2026 ✓ FINAL · keadaan Selasa" in text
    assert "Tidak ada yang terlambat." in text


def test_the_mean_says_what_it_left_out(office):
    record = office.entering(when=OCTOBER)
    actions.fill(office.form(record), values={"1.1": make.entry("72")}, by=office.kasi, at=OCTOBER)
    text = shown(office)
    assert "Rata-rata capaian 90,00% ● Tinggi 1 baris, 5 tanpa angka tidak dihitung" in text
    assert "Belum ada data: 3 belum diisi (Seksi 2); 2 belum diisi (Seksi 1)" in text


def test_a_missed_row_stands_with_its_cause_and_what_follows(office):
    record = office.entering(when=OCTOBER)
    texts = {"1.1": Text(obstacles="Jaringan putus", follow_up="Buku manual")}
    who = {"by": office.kasi, "at": OCTOBER}
    actions.fill(office.form(record), values={"1.1": make.entry("40")}, texts=texts, **who)
    text = shown(office)
    assert "1.1 Indikator 1.1 80,00 40,00 50,00% ■ Sangat Rendah" in text
    assert "Jaringan putus Buku manual" in text
    assert "Penghambat: Jaringan putus. Tindak lanjut: Buku manual." in copied(office)


def test_another_period_can_be_chosen(provisional):
    text = shown(provisional, "?triwulan=1")
    assert "Ringkasan Triwulan I 2026 ✓ FINAL" in text
    assert "● 6 tercapai ■ 0 tidak tercapai ○ 0 belum ada data" in text
    for misnamed in ("?triwulan=4", "?triwulan=9", "?triwulan=x"):
        assert "Ringkasan Triwulan III 2026" in shown(provisional, misnamed)


def test_sasaran_have_their_means_in_the_year(provisional):
    text = shown(provisional)
    assert "rata-rata s.d. Triwulan III 91,67% ● Sangat Tinggi · 3 baris" in text
    assert "rata-rata s.d. Triwulan III 112,50% ● Sangat Tinggi · 3 baris" in text


def test_the_text_for_the_chat_group_says_what_the_page_says(provisional):
    lines = copied(provisional).splitlines()
    assert lines[:3] == [
        "Ringkasan Triwulan III 2026, Kecamatan Suak Midai",
        "SEMENTARA, berkas pada: Input realisasi; keadaan Selasa, 6 Oktober 2026, pukul 14.05 WIB",
        "5 tercapai · 1 tidak tercapai · 0 belum ada data",
    ]
    assert "- 1.1 Indikator 1.1: 50,00%. Penghambat: belum ditulis." in copied(provisional)


def test_what_is_late_is_said_with_its_place(provisional):
    with time_machine.travel(make.at("2026-10-20 09:00"), tick=False):
        text = shown(provisional)
    assert "Yang terlambat Triwulan III 2026 : Input realisasi, Kasubag" in text
    assert "■ batas laporan 14 Oktober 2026 lewat sejak" in text


def test_the_sheet_shows_ringkasan_alone_with_the_units_name(provisional):
    html = page(f"{PATH}?lembar=ringkasan", of=provisional.camat)
    assert "Ringkasan Triwulan III 2026 Kecamatan Suak Midai · ○ SEMENTARA" in words(html)
    assert 'class="summary-alone summary-f4"' in html
    assert "per triwulan</h2>" not in html


def test_without_a_value_there_is_no_summary_and_no_picture(office):
    text = shown(office)
    assert "Belum ada realisasi" in text
    assert "Salin teks" not in text
    client = Player(office.camat).client
    assert client.get(f"{PATH}?bentuk=png").status_code == 404
    assert client.get("/capaian/2019/?bentuk=png").status_code == 404
    assert "Belum ada realisasi" in shown(office, "?lembar=ringkasan")


def test_the_picture_is_small_and_the_same_for_the_same_words(provisional):
    first, second = drawn(provisional), drawn(provisional)
    assert first == second
    assert len(first) <= 60_000
    with Image.open(BytesIO(first)) as picture:
        assert picture.width >= 600
    with time_machine.travel(make.at("2026-10-06 14:06"), tick=False):
        assert drawn(provisional) != first


def test_the_picture_stays_small_with_the_longest_words(office):
    """Texts are typed by people: markup of Typst in them is drawn, never run."""
    office.lines[0].indicator.name = "#panic() $x$ *[" * 19
    office.lines[0].indicator.save()
    record = office.entering(when=OCTOBER)
    long = '#import "x" [Jaringan] putus_ di $kabupaten$ \\ dan <b>lain</b> ' * 40
    codes = office.codes(office.sections[0])
    actions.fill(
        office.form(record),
        values={code: make.entry("1") for code in codes},
        texts={code: Text(obstacles=long, follow_up=long) for code in codes},
        by=office.kasi,
        at=OCTOBER,
    )
    assert len(drawn(office)) <= 60_000


def test_the_picture_of_another_unit_is_not_given(office, neighbour):
    neighbour.filled(when=OCTOBER)
    client = Player(office.camat).client
    assert client.get(f"{PATH}?bentuk=png&unit={neighbour.unit.code}").status_code == 404


def test_who_reads_several_units_is_led_to_their_comparison(provisional, neighbour):
    link = 'href="/capaian/2026/perbandingan/?triwulan=3"'
    assert link in page(PATH, of=provisional.administrator)
    assert link not in page(PATH, of=provisional.camat)


@pytest.mark.django_db
def test_ringkasan_asks_the_same_number_of_questions_for_3_and_30_rows():
    few, many = (
        make.office(f"Kecamatan {rows}", sections=1, rows=rows, prefix=f"k{rows}.")
        for rows in (3, 30)
    )
    for office in (few, many):
        office.filled(value="1", when=OCTOBER)
    for query in ("", "?lembar=ringkasan", "?bentuk=csv"):
        assert questions(PATH + query, of=few.camat) == questions(PATH + query, of=many.camat)
