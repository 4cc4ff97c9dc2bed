"""The year as a plain table."""

from datetime import date
from decimal import Decimal

import make
import pytest
import time_machine
from reading import page, questions, row, words

from kinerja.formula import Accumulation, Basis, Kind
from kinerja.models import Line, Target
from kinerja.recording import Entry
from workflow import actions

APRIL, JULY, OCTOBER = (make.at(f"2026-{month}-06 08:00") for month in ("04", "07", "10"))

PATH = "/capaian/2026/"


def scheduled(office: make.Office, code: str, schedule: str) -> None:
    """Let a line be measured in other quarters than those that the test fills."""
    Line.objects.filter(agreement=office.agreement, code=code).update(schedule=schedule)
    office.lines = [line for line in office.lines if line.code != code]


def year_row(html: str, name: str) -> str:
    """Read a row of the year, below Ringkasan, which names the worst rows too."""
    return row(html.partition("per triwulan</h2>")[2], name)


def test_each_quarter_says_what_was_reached_and_whether_it_is_final(office):
    office.sealed(quarter=1, when=APRIL)
    office.filled(value="70", quarter=2, when=JULY)
    shown = year_row(page(PATH, of=office.camat), "Indikator 1.1")
    assert "90,00 112,50% ✓ final 70,00 87,50% ○ sementara – –" in shown


def test_the_last_quarter_with_a_number_is_judged_against_its_target(office):
    office.sealed(quarter=1, when=APRIL)
    office.filled(value="70", quarter=2, when=JULY)
    shown = year_row(page(PATH, of=office.camat), "Indikator 1.1")
    assert "87,50% ● Tinggi" in shown
    assert "70,00 / 80,00 × 100 = 87,50%" in shown
    assert shown.endswith("s.d. Triwulan II")


def test_the_target_of_the_year_is_its_own(office):
    Target.objects.create(line=office.lines[0], quarter=5, value=Decimal("85"))
    html = page(PATH, of=office.camat)
    assert "Target 2026" in words(html)
    assert row(html, "Indikator 1.1").endswith("% · s.d. Triwulan ini 85,00 – – – – –")


def test_without_a_target_of_the_year_the_last_quarters_target_is_named(office):
    shown = row(page(PATH, of=office.camat), "Indikator 1.1")
    assert "% · s.d. Triwulan ini 80,00 s.d. Triwulan IV – –" in shown
    office.lines[0].targets.all().delete()
    shown = row(page(PATH, of=office.camat), "Indikator 1.1")
    assert shown.endswith("% · s.d. Triwulan ini – – – – – –")


def test_a_year_in_the_making_is_provisional_with_its_moment(office):
    office.sealed(quarter=1, when=APRIL)
    office.filled(quarter=2, when=JULY)
    with time_machine.travel(make.at("2026-07-07 10:15"), tick=False):
        html = page(PATH, of=office.camat)
    assert "SEMENTARA s.d. Triwulan II" in words(html)
    assert "keadaan Selasa, 7 Juli 2026, pukul 10.15 WIB" in words(html)


def test_a_year_whose_quarters_are_all_sealed_is_final(office):
    office.sealed(quarter=1, when=APRIL)
    html = page(PATH, of=office.camat)
    assert "FINAL s.d. Triwulan I" in words(html)
    assert "SEMENTARA" not in html


def test_the_figure_of_the_whole_year_is_named_so(office):
    office.lines = [
        make.line(office.agreement, part, f"{number}.9", schedule="5", quarters=(5,))
        for number, part in enumerate(office.sections, start=1)
    ]
    office.sealed(quarter=5, when=OCTOBER)
    html = page(PATH, of=office.camat)
    assert "FINAL Tahunan · keadaan" in words(html)
    assert row(html, "Indikator 1.9").endswith("= 112,50% Tahunan")


def test_a_year_without_realisation_says_so(office):
    html = page(PATH, of=office.camat)
    assert "Belum ada realisasi" in html
    assert "FINAL" not in html
    assert row(html, "Indikator 1.1").endswith("– – – – –")


def test_a_row_tells_when_it_is_measured(office):
    scheduled(office, "1.1", "4")
    office.sealed(quarter=1, when=APRIL)
    html = page(PATH, of=office.camat)
    assert 'colspan="3"' in html
    assert 'data-label="Triwulan I–III"' in html
    assert row(html, "Indikator 1.1").endswith("diukur pada Triwulan IV – –")


def test_a_row_measured_twice_a_year_tells_so_in_the_gaps(office):
    scheduled(office, "1.1", "24")
    shown = row(page(PATH, of=office.camat), "Indikator 1.1")
    assert shown.count("diukur pada Triwulan II dan Triwulan IV") == 2


def test_tahunan_has_a_column_only_where_it_is_measured(office):
    assert ">Tahunan<" not in page(PATH, of=office.camat)
    scheduled(office, "1.1", "5")
    html = page(PATH, of=office.camat)
    assert ">Tahunan<" in html
    assert 'colspan="4"' in html


def test_a_late_value_shows_its_reason_and_promise(office):
    record = office.entering(when=OCTOBER)
    late = Entry(status="not_yet", reason="Menunggu BPS", promised_on=date(2026, 11, 15))
    none = Entry(status="not_measured", reason="Kegiatan ditiadakan")
    actions.fill(office.form(record), values={"1.1": late, "1.2": none}, by=office.kasi, at=OCTOBER)
    html = page(PATH, of=office.camat)
    shown = row(html, "Indikator 1.1")
    assert "belum tersedia Menunggu BPS; dijanjikan 15 November 2026 ○ sementara" in shown
    assert shown.endswith("– –")
    assert "tidak diukur Kegiatan ditiadakan" in row(html, "Indikator 1.2")


def test_a_late_value_leaves_the_earlier_achievement_standing(office):
    office.sealed(quarter=1, when=APRIL)
    record = office.entering(quarter=2, when=JULY)
    late = Entry(status="not_yet", reason="Menunggu BPS", promised_on=date(2026, 8, 15))
    actions.fill(office.form(record), values={"1.1": late}, by=office.kasi, at=JULY)
    assert row(page(PATH, of=office.camat), "Indikator 1.1").endswith("s.d. Triwulan I")


def test_a_sum_with_a_missing_quarter_is_incomplete(office):
    line = make.line(
        office.agreement,
        office.sections[0],
        "1.9",
        target="10",
        satuan="kegiatan",
        accumulation=Accumulation.SUM,
        basis=Basis.QUARTER,
    )
    office.lines.append(line)
    office.filled(value="9", quarter=2, when=JULY)
    shown = row(page(PATH, of=office.camat), "Indikator 1.9")
    assert "9,00 / 20,00 × 100 = 45,00%" in shown
    assert "belum lengkap" in shown


def test_the_formula_opens_on_demand_with_the_quarters_and_the_years_progress(office):
    line = make.line(
        office.agreement,
        office.sections[0],
        "1.9",
        target="10",
        satuan="kegiatan",
        accumulation=Accumulation.SUM,
        basis=Basis.QUARTER,
    )
    Target.objects.create(line=line, quarter=5, value=Decimal(40))
    office.lines.append(line)
    office.filled(value="9", quarter=1, when=APRIL)
    office.filled(value="9", quarter=2, when=JULY)
    html = page(PATH, of=office.camat)
    shown = year_row(html, "Indikator 1.9")
    assert "90,00% ● Tinggi kemajuan tahunan 45,00% dari target tahun 40,00 rumus" in shown
    assert "realisasi: 9,00 + 9,00 = 18,00 18,00 / 20,00 × 100 = 90,00%" in shown
    assert "kemajuan tahunan: 18,00 / 40,00 × 100 = 45,00%" in shown
    assert '<details class="aside formulas"><summary>rumus</summary>' in html


def test_where_the_year_asks_the_same_its_progress_is_not_said_twice(office):
    Target.objects.create(line=office.lines[0], quarter=5, value=Decimal(80))
    office.filled(value="70", quarter=1, when=APRIL)
    shown = year_row(page(PATH, of=office.camat), "Indikator 1.1")
    assert shown.count("kemajuan tahunan") == 1
    assert "kemajuan tahunan: 70,00 / 80,00 × 100 = 87,50%" in shown


def test_a_figure_that_cannot_be_calculated_says_why(office):
    office.lines.append(
        make.line(office.agreement, office.sections[0], "1.9", target="0", satuan="dokumen")
    )
    office.filled(quarter=1, when=APRIL)
    assert "tidak dapat dihitung: target 0" in row(page(PATH, of=office.camat), "Indikator 1.9")


def test_a_range_shows_both_bounds_of_the_year(office):
    line = make.line(
        office.agreement, office.sections[0], "1.9", kind=Kind.RANGE, target="70", upper="80"
    )
    Target.objects.create(line=line, quarter=5, value=Decimal(70), upper=Decimal(80))
    assert "70,00–80,00" in row(page(PATH, of=office.camat), "Indikator 1.9")


def test_the_footnote_tells_the_scale_and_how_it_is_cut(office):
    assert (
        "Skala: ≥ 91 Sangat Tinggi, ≥ 76 Tinggi, ≥ 66 Sedang, ≥ 51 Rendah, di bawahnya Sangat "
        "Rendah; batas bawah, tanpa pembulatan."
    ) in words(page(PATH, of=office.camat))


def test_the_agreement_of_the_year_is_named_and_the_years_are_linked(office):
    make.agreement(office.unit, 2025)
    changed = make.agreement(office.unit, version=2)
    make.line(changed, office.sections[0], "1.1")
    html = page(PATH, of=office.camat)
    assert "PK perubahan, versi 2, 15 Januari 2026" in words(html)
    assert f'href="/capaian/2025/?unit={office.unit.code}"' in html
    html = page("/capaian/2025/", of=office.camat)
    assert "Perjanjian Kinerja tahun 2025 belum memuat indikator." in html


def test_a_year_without_an_agreement_is_told_so(office):
    html = page("/capaian/2019/", of=office.camat)
    assert "Belum ada Perjanjian Kinerja Kecamatan Suak Midai tahun 2019." in html
    assert f'href="/capaian/2026/?unit={office.unit.code}"' in html


def test_the_short_address_leads_to_the_latest_year(client, office):
    make.agreement(office.unit, 2027)
    client.force_login(office.camat)
    assert client.get("/capaian/").url == "/capaian/2027/"
    query = f"?unit={office.unit.code}"
    assert client.get(f"/capaian/{query}").url == f"/capaian/2027/{query}"


def test_the_short_address_without_an_agreement_leads_to_this_year(client, db):
    with time_machine.travel(make.at("2027-01-01 00:30"), tick=False):
        client.force_login(make.person("tamu"))
        answer = client.get("/capaian/")
        assert answer.url == "/capaian/2027/"
        assert "Belum ada Perjanjian Kinerja tahun 2027." in client.get(answer.url).content.decode()


def test_a_stranger_signs_in_first(client, office):
    assert client.get("/capaian/2026/").status_code == 302


def test_another_unit_does_not_exist_here(client, office, neighbour):
    client.force_login(office.camat)
    assert client.get(f"/capaian/2026/?unit={neighbour.unit.code}").status_code == 404
    assert client.get(f"/capaian/?unit={neighbour.unit.code}").status_code == 404


def test_the_figures_of_a_neighbour_stay_with_him(office, neighbour):
    neighbour.filled(value="33", quarter=1, when=APRIL)
    assert "33,00" not in page(PATH, of=office.camat)
    path = f"/capaian/2026/?unit={neighbour.unit.code}"
    assert "33,00" in page(path, of=office.administrator)


@pytest.mark.django_db
def test_the_page_asks_the_same_number_of_questions_for_3_and_30_rows():
    few, many = (
        make.office(f"Kecamatan {rows}", sections=1, rows=rows, prefix=f"k{rows}.")
        for rows in (3, 30)
    )
    for office in (few, many):
        office.sealed(quarter=1, when=APRIL)
        office.filled(quarter=2, when=JULY)
    assert words(page(PATH, of=many.camat)).count("○ sementara") == 30 + 1
    assert questions(PATH, of=few.camat) == questions(PATH, of=many.camat)
