"""Units beside each other: for who reads several, at constant questions."""

from datetime import date
from io import BytesIO

import make
import openpyxl
import pytest
import time_machine
from play import Player
from reading import page, questions, row, words

from kinerja.models import CategoryScale, CategoryStep, Role

JULY, OCTOBER = make.at("2026-07-06 08:00"), make.at("2026-10-06 08:00")
PATH = "/capaian/2026/perbandingan/"
THIRD = f"{PATH}?triwulan=3"


@pytest.fixture(autouse=True)
def in_october():
    with time_machine.travel(make.at("2026-10-06 14:05"), tick=False):
        yield


@pytest.fixture
def both(office, neighbour):
    """An office that has sealed, beside one that has just begun and fails."""
    office.sealed(when=OCTOBER)
    neighbour.filled(value="40", when=OCTOBER)
    return office


def unit_row(html: str, name: str) -> str:
    """Read the row of a unit, whose name stands in the head of the page too."""
    return row(html.partition("<tbody>")[2], name)


def csv(of, path: str = THIRD) -> list[str]:
    answer = Player(of).client.get(f"{path}&bentuk=csv")
    return answer.content.decode("utf-8-sig").replace('"', "").splitlines()


def test_each_unit_has_a_row_the_lowest_first(both):
    html = page(THIRD, of=both.administrator)
    assert "6 0 0 6 112,50% ● Sangat Tinggi FINAL" in unit_row(html, "Kecamatan Suak Midai")
    assert "0 6 0 6 50,00% ■ Sangat Rendah SEMENTARA" in unit_row(html, "Kecamatan Tetangga")
    assert html.index("Kecamatan Tetangga") < html.index("Kecamatan Suak Midai</a>")
    assert "Semua 6 6 0" in words(html)


def test_the_figures_are_those_of_the_units_own_page(both, neighbour):
    own = words(
        page(f"/capaian/2026/?triwulan=3&unit={neighbour.unit.code}", of=both.administrator)
    )
    assert "Rata-rata capaian 50,00% ■ Sangat Rendah" in own
    link = f'href="/capaian/2026/?unit={neighbour.unit.code}&amp;triwulan=3"'
    assert link in page(THIRD, of=both.administrator)


def test_the_page_is_provisional_until_every_unit_has_sealed(both, neighbour):
    assert "○ SEMENTARA · 2 perangkat daerah · keadaan Selasa, 6 Oktober 2026" in words(
        page(THIRD, of=both.administrator)
    )
    neighbour.agreement.lines.update(schedule="4")
    text = words(page(THIRD, of=both.administrator))
    assert "✓ FINAL · 2 perangkat daerah" in text
    assert "tidak ada yang diukur" in text


def test_a_unit_without_agreement_or_value_says_so(office, neighbour):
    make.unit("Kecamatan Baru")
    html = page(THIRD, of=office.administrator)
    assert unit_row(html, "Kecamatan Baru").endswith("belum ada Perjanjian Kinerja")
    assert unit_row(html, "Kecamatan Tetangga").endswith(
        "0 0 6 6 – 6 tanpa angka – belum ada realisasi"
    )


def test_each_unit_is_judged_by_its_own_scale(both):
    scale = CategoryScale.objects.create(unit=both.unit, first_year=2026, cap=100)
    CategoryStep.objects.create(scale=scale, order=1, lower=100, label="Tuntas", icon="●")
    CategoryStep.objects.create(scale=scale, order=2, label="Belum tuntas", icon="▲")
    html = page(THIRD, of=both.administrator)
    assert "100,00% ● Tuntas" in unit_row(html, "Kecamatan Suak Midai")
    assert "■ Sangat Rendah" in unit_row(html, "Kecamatan Tetangga")
    assert "Skala: ≥ 91 Sangat Tinggi" in words(html)
    assert "Skala: ≥ 100 Tuntas, di bawahnya Belum tuntas" in words(html)


def test_figures_are_up_to_the_chosen_quarter(both):
    both.filled(value="60", quarter=2, when=JULY)
    html = page(f"{PATH}?triwulan=2", of=both.administrator)
    assert "75,00%" in unit_row(html, "Kecamatan Suak Midai")
    assert "Perbandingan capaian Triwulan II 2026" in words(html)


@pytest.mark.parametrize(
    ("year", "period"),
    [(2026, "Triwulan III 2026"), (2025, "Triwulan IV 2025"), (2027, "Triwulan I 2027")],
)
def test_without_a_choice_it_is_the_last_quarter_that_is_over(both, year, period):
    for query in ("", "?triwulan=7", "?triwulan=x"):
        text = words(page(f"/capaian/{year}/perbandingan/{query}", of=both.administrator))
        assert f"Perbandingan capaian {period}" in text


def test_tahunan_compares_what_is_measured_once_a_year(office, neighbour):
    make.line(office.agreement, office.sections[0], "9.1", schedule="5", quarters=(5,))
    office.lines = list(office.agreement.lines.filter(code="9.1"))
    office.sections, office.heads = office.sections[:1], office.heads[:1]
    office.filled(value="60", quarter=5, when=OCTOBER)
    html = page(f"{PATH}?triwulan=5", of=office.administrator)
    assert "0 1 0 1 75,00% ▲ Sedang SEMENTARA" in unit_row(html, "Kecamatan Suak Midai")
    assert unit_row(html, "Kecamatan Tetangga").endswith("tidak ada yang diukur")


def test_the_table_can_be_taken_along_as_csv(both):
    lines = csv(both.administrator)
    assert lines[:3] == [
        "Perbandingan capaian kinerja Triwulan III Tahun 2026",
        "2 perangkat daerah",
        "SEMENTARA; keadaan Selasa, 6 Oktober 2026, pukul 14.05 WIB",
    ]
    assert lines[4].endswith(
        ";Kecamatan Tetangga;0;6;0;50,00;Sangat Rendah;6;0;tanpa batas atas;SEMENTARA"
    )


def test_the_table_can_be_taken_along_as_xlsx(both):
    answer = Player(both.administrator).client.get(f"{THIRD}&bentuk=xlsx")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    told = next(row for row in cells if "Kecamatan Suak Midai" in row)
    assert told[2:7] == [6, 0, 0, 112.5, "Sangat Tinggi"]


def test_who_reads_one_unit_is_led_to_its_page(both):
    answer = Player(both.camat).client.get(PATH)
    assert (answer.status_code, answer["Location"]) == (302, "/capaian/2026/")


def test_only_units_that_the_person_reads_are_compared(both, neighbour):
    third = make.office("Kecamatan Ketiga", prefix="t.")
    make.assign(both.apip, Role.AUDITOR, neighbour.unit, title="Auditor", end=date(2027, 12, 31))
    html = page(THIRD, of=both.apip)
    assert "Kecamatan Tetangga" in html
    assert third.unit.name not in html
    assert third.unit.name not in "".join(csv(both.apip))


def test_a_stranger_signs_in_first(client, both):
    assert client.get(PATH).status_code == 302


@pytest.mark.django_db
def test_it_asks_the_same_number_of_questions_for_2_and_20_units():
    first = make.office("Kecamatan 1", sections=1, rows=2, prefix="k1.")
    first.filled(when=OCTOBER)
    make.office("Kecamatan 2", sections=1, rows=2, prefix="k2.").filled(when=OCTOBER)
    asked = ("", "&bentuk=csv")
    questions(THIRD + asked[1], of=first.administrator)  # the first of the hour begins its count
    few = {query: questions(THIRD + query, of=first.administrator) for query in asked}
    for number in range(3, 21):
        make.office(f"Kecamatan {number}", sections=1, rows=2, prefix=f"k{number}.").filled(
            when=OCTOBER
        )
    html = page(THIRD, of=first.administrator)
    assert html.count('<td data-label="Keadaan">SEMENTARA</td>') == 20
    assert few == {query: questions(THIRD + query, of=first.administrator) for query in few}
