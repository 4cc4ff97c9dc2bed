"""The list of indicators and targets."""

from decimal import Decimal
from html import unescape

import make
import pytest
from reading import page, questions, row, words

from kinerja.formula import Accumulation, Basis, Kind
from kinerja.models import Line, Predicate, PredicateScale, Role, Target

PATH = "/indikator/"


def test_each_indicator_tells_all_that_evaluators_ask(office):
    line = office.lines[0]
    Line.objects.filter(pk=line.pk).update(person_in_charge="Kepala Seksi 1")
    for name, value in {
        "definition": "Desa yang tertib administrasi",
        "formula_text": "desa tertib / semua desa × 100",
        "data_source": "Laporan desa",
        "plan_target": Decimal("95.5"),
        "plan_year": 2029,
        "national_standard": Decimal("88"),
    }.items():
        setattr(line.indicator, name, value)
    line.indicator.save()
    shown = row(page(PATH, of=office.kasubag), "Indikator 1.1")
    for text in (
        "1.1 Indikator 1.1",
        "Definisi operasional Desa yang tertib administrasi",
        "Rumus penghitungan desa tertib / semua desa × 100",
        "Sumber data Laporan desa",
        "Penanggung jawab Kepala Seksi 1",
        "95,50 2029",
        "88,00",
        "Seksi 1",
    ):
        assert text in shown


def test_the_rules_of_a_line_stand_beside_it(office):
    make.line(
        office.agreement,
        office.sections[0],
        "1.9",
        kind=Kind.LOWER,
        satuan="kasus",
        accumulation=Accumulation.SUM,
        basis=Basis.QUARTER,
        schedule="24",
        quarters=(2, 4),
    )
    shown = row(page(PATH, of=office.kasubag), "Indikator 1.9")
    assert "semakin rendah semakin baik · akumulatif · dasar: Triwulan ini" in shown
    assert "jadwal ukur: Triwulan II dan Triwulan IV" in shown
    assert "kasus – 80,00 – 80,00 – – – Seksi 1" in shown


def test_targets_stand_by_quarter_and_year(office):
    for quarter, target in enumerate(office.lines[0].targets.order_by("quarter"), start=1):
        target.value = Decimal(quarter * 10)
        target.save()
    Target.objects.create(line=office.lines[0], quarter=5, value=Decimal("45"))
    shown = row(page(PATH, of=office.kasubag), "Indikator 1.1")
    assert "% 10,00 20,00 30,00 40,00 45,00" in shown


def test_a_range_shows_both_bounds_and_a_predicate_its_word(office):
    part = office.sections[0]
    make.line(office.agreement, part, "1.7", kind=Kind.RANGE, target="70", upper="80")
    scale = PredicateScale.objects.create(name="Nilai AKIP")
    grade = Predicate.objects.create(scale=scale, rank=3, label="BB")
    choice = {"kind": Kind.PREDICATE, "measure": Line.Measure.CHOICE, "scale": scale}
    line = make.line(office.agreement, part, "1.8", target=None, satuan="predikat", **choice)
    Target.objects.create(line=line, quarter=5, predicate=grade)
    html = page(PATH, of=office.kasubag)
    assert "70,00–80,00" in row(html, "Indikator 1.7")
    assert "– – – – BB" in row(html, "Indikator 1.8")


def test_indicators_stand_by_sasaran(office):
    html = page(PATH, of=office.kasubag)
    order = [html.index(f"{number}. Meningkatnya pelayanan {number}") for number in (1, 2)]
    assert order[0] < html.index("Indikator 1.3") < order[1] < html.index("Indikator 2.1")


def test_the_latest_version_is_shown_and_older_ones_are_linked(office):
    changed = make.agreement(office.unit, version=2)
    make.line(changed, office.sections[0], "1.1", target="99")
    html = page(PATH, of=office.kasubag)
    assert "PK perubahan, versi 2, 15 Januari 2026" in words(html)
    assert "Alasan perubahan: Perubahan anggaran" in words(html)
    assert "99,00" in html
    old = f"?unit={office.unit.code}&amp;perjanjian={office.agreement.pk}"
    assert old in html
    html = page(f"/indikator/{unescape(old)}", of=office.kasubag)
    assert "PK murni, versi 1" in words(html)
    assert "99,00" not in html


def test_a_unit_without_an_agreement_is_told_so(db):
    unit = make.unit()
    head = make.person("camat")
    make.assign(head, Role.LEADER, unit)
    assert "Belum ada Perjanjian Kinerja Kecamatan Suak Midai." in page(PATH, of=head)
    make.agreement(unit)
    assert "Perjanjian Kinerja ini belum memuat indikator." in page(PATH, of=head)


def test_a_person_without_a_unit_sees_no_ones_indicators(office):
    html = page(PATH, of=make.person("tamu"))
    assert "Belum ada Perjanjian Kinerja." in html
    assert "Indikator 1.1" not in html


def test_a_stranger_signs_in_first(client, office):
    assert client.get("/indikator/").status_code == 302


def test_another_unit_and_its_agreement_do_not_exist_here(client, office, neighbour):
    client.force_login(office.kasubag)
    assert client.get(f"/indikator/?unit={neighbour.unit.code}").status_code == 404
    assert client.get(f"/indikator/?perjanjian={neighbour.agreement.pk}").status_code == 404
    assert client.get("/indikator/?perjanjian=abc").status_code == 404


def test_the_administrator_chooses_among_units(office, neighbour):
    path = f"/indikator/?unit={neighbour.unit.code}"
    html = page(path, of=office.administrator)
    assert "Kecamatan Tetangga · PK murni" in words(html)
    assert f'href="?unit={office.unit.code}"' in html


@pytest.mark.django_db
def test_the_page_asks_the_same_number_of_questions_for_3_and_30_rows():
    few, many = (
        make.office(f"Kecamatan {rows}", sections=1, rows=rows, prefix=f"k{rows}.")
        for rows in (3, 30)
    )
    assert page(PATH, of=many.camat).count("Definisi operasional") == 30
    assert questions(PATH, of=few.camat) == questions(PATH, of=many.camat)
