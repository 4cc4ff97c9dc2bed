"""Kartu indikator: one indicator through all years."""

from decimal import Decimal

import make
import papers
import pytest
import time_machine
from cards import address, card, values
from django.test import Client
from evidence_deeds import attached
from play import Player
from reading import page, questions, row, words

from kinerja.formula import Accumulation, Basis, Kind
from kinerja.models import Line, Predicate, PredicateScale, Realisation, Target
from kinerja.recording import Entry
from workflow import actions

pytestmark = pytest.mark.django_db
APRIL, JULY = make.at("2026-04-06 08:00"), make.at("2026-07-06 08:00")


@pytest.fixture(autouse=True)
def a_day_in_december():
    with time_machine.travel(make.at("2026-12-07 09:00"), tick=False):
        yield


# What it is


def test_the_card_tells_all_that_evaluators_ask(office):
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
    shown = words(card(office))
    for text in (
        "Indikator 1.1 Kartu indikator · Kecamatan Suak Midai · kode 1.1 · %",
        "Definisi operasional Desa yang tertib administrasi",
        "Rumus penghitungan desa tertib / semua desa × 100",
        "Sumber data Laporan desa",
        "Penanggung jawab Kepala Seksi 1 Seksi/subbagian Seksi 1",
        "Sasaran strategis 1. Meningkatnya pelayanan 1",
        "jadwal ukur: setiap triwulan",
        "Target akhir Renstra 95,50 (2029)",
        "Standar nasional 88,00",
    ):
        assert text in shown


def test_an_indicator_without_anything_says_so(office):
    office.lines[0].targets.all().delete()
    Line.objects.filter(pk=office.lines[0].pk).delete()
    shown = words(card(office))
    assert "Definisi operasional belum diisi" in shown
    assert "Belum ada nilai untuk indikator ini." in shown
    assert "Belum ada Perjanjian Kinerja yang memuat indikator ini." in shown
    assert "belum pernah dikoreksi, diganti, atau menyusul" in shown


# Its values


def test_each_value_tells_who_when_and_whether_it_is_final(office):
    record = office.sealed(quarter=1, when=APRIL)
    office.filled(value="70", quarter=2, when=JULY)
    html = values(card(office))
    final, draft = row(html, "Triwulan I 2026"), row(html, "Triwulan II 2026")
    assert "80,00 90,00 112,50%" in final
    assert "90,00 / 80,00 × 100 = 112,50%" in final
    assert "✓ FINAL disahkan 6 Apr 2026 08.00 Kasi1 6 Apr 2026 08.00 · dari seksi" in final
    assert "70,00 / 80,00 × 100 = 87,50%" in draft
    assert "○ SEMENTARA Kasi1 6 Jul 2026 08.00 · dari seksi" in draft
    assert html.index("Triwulan II 2026") < html.index("Triwulan I 2026")
    assert f'href="/berkas/{record.pk}/"' in html


def test_the_card_says_its_moment(office):
    assert "keadaan Senin, 7 Desember 2026, pukul 09.00 WIB" in words(card(office))


def test_every_edition_is_shown_and_one_stands(office):
    record = office.archived(quarter=1, when=APRIL)
    actions.reopen(record, reason="Angka keliru", by=office.sekcam, at=JULY)
    value = {"1.1": make.entry("85", reason="Register dihitung ulang")}
    actions.enter(make.fresh(record), values=value, by=office.kasubag, at=JULY)
    html = values(card(office))
    assert "✓ FINAL disahkan 6 Apr 2026 08.00 edisi 1" in row(html, "Triwulan I 2026")
    second = words(html.split("<tr")[-1])
    assert "Triwulan I 2026, edisi 2 85,00 Register dihitung ulang bukan nilai" in second
    assert "○ SEMENTARA edisi 2 Kasubag" in second


def test_the_sealed_edition_stands_in_the_place_of_the_one_before(office):
    record = office.archived(quarter=1, when=APRIL)
    actions.reopen(record, reason="Angka keliru", by=office.sekcam, at=JULY)
    Realisation.objects.filter(line=office.lines[0], edition=2).update(
        value=85, confirmed_at=JULY, confirmed_by=office.admin
    )
    html = values(card(office))
    assert "85,00 106,25%" in row(html, "Triwulan I 2026")
    assert "diganti disahkan 6 Apr 2026 08.00 edisi 1" in words(html.split("<tr")[-1])


def test_a_value_that_is_missing_tells_why(office):
    office.promised(quarter=1, when=APRIL)
    shown = row(values(card(office)), "Triwulan I 2026")
    assert "belum tersedia Menunggu BPS dijanjikan 20 Oktober 2026 –" in shown


def test_a_sum_is_measured_up_to_its_quarter(office):
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
    office.filled(value="9", quarter=1, when=APRIL)
    office.filled(value="12", quarter=2, when=JULY)
    shown = row(values(card(office, line)), "Triwulan II 2026")
    assert "20,00 12,00 s.d. Triwulan II: 9,00 + 12,00 = 21,00 105,00%" in shown


def test_the_card_says_what_the_year_and_the_record_say(office):
    office.sealed(quarter=1, when=APRIL)
    record = office.filled(value="70", quarter=2, when=JULY)
    for other in (f"/berkas/{record.pk}/", "/capaian/2026/"):
        assert "70,00 / 80,00 × 100 = 87,50%" in row(page(other, of=office.camat), "Indikator 1.1")
    assert "70,00 / 80,00 × 100 = 87,50%" in row(values(card(office)), "Triwulan II 2026")


def test_values_of_all_years_stand_on_one_card(office):
    before = make.agreement(office.unit, 2025)
    line = make.line(before, office.sections[0], "1.1", target="70")
    last = make.period(2025, 4)
    Realisation.objects.create(
        line=line,
        period=last,
        status="measured",
        value=77,
        source="section",
        entered_at=APRIL,
        entered_by=office.kasi,
    )
    office.sealed(quarter=1, when=APRIL)
    html = values(card(office))
    assert "77,00 / 70,00 × 100 = 110,00%" in row(html, "Triwulan IV 2025")
    assert "✓ FINAL" in row(html, "Triwulan I 2026")


def test_documents_of_a_value_are_linked(office):
    record = office.entering()
    document = attached(office, record, content=papers.pdf("seksi"), title="register.pdf")
    actions.hand_in(
        office.form(record), values={"1.1": make.entry("90")}, by=office.kasi, at=make.at()
    )
    html = values(card(office))
    assert f'<a href="/dokumen/{document.pk}/">register.pdf</a>' in html


def test_a_line_is_drawn_beside_the_table(office):
    office.sealed(quarter=1, when=APRIL)
    office.filled(value="70", quarter=2, when=JULY)
    told = "I/26: 90,00, target 80,00 (final); II/26: 70,00, target 80,00 (sementara)"
    assert f'aria-label="{told}"' in card(office)


def test_one_value_is_no_trend(office):
    office.sealed(quarter=1, when=APRIL)
    assert "<svg" not in card(office)


def test_a_predicate_is_drawn_by_its_rank_and_told_by_its_word(office):
    scale = PredicateScale.objects.create(name="Nilai AKIP")
    good, better = (
        Predicate.objects.create(scale=scale, rank=rank, label=label)
        for rank, label in ((3, "B"), (4, "BB"))
    )
    choice = {"kind": Kind.PREDICATE, "measure": Line.Measure.CHOICE, "scale": scale}
    line = make.line(
        office.agreement, office.sections[0], "1.9", target=None, satuan="predikat", **choice
    )
    Target.objects.create(line=line, quarter=5, predicate=better)
    office.lines.append(line)
    for quarter, grade, when in ((1, good, APRIL), (2, better, JULY)):
        office.filled(entries={"1.9": Entry(choice=grade.label)}, quarter=quarter, when=when)
    html = card(office, line)
    assert '"I/26: B, target BB (sementara); II/26: BB, target BB (sementara)"' in html
    assert "BB B" in row(values(html), "Triwulan I 2026")


# Who sees it


@pytest.mark.parametrize("who", ["kasi", "kasubag", "sekcam", "camat", "apip", "administrator"])
def test_who_sees_the_unit_sees_the_card(office, who):
    assert "Kartu indikator" in page(address(office.lines[0]), of=getattr(office, who))


def test_an_indicator_of_another_unit_does_not_exist_here(office, neighbour):
    Player(office.camat).see(address(neighbour.lines[0]), status=404)
    Player(make.person("tamu")).see(address(office.lines[0]), status=404)
    Player(office.camat).see("/indikator/999999/", status=404)


def test_a_stranger_signs_in_first(office):
    assert Client().get(address(office.lines[0])).url.startswith("/masuk/")


def test_every_list_of_indicators_leads_to_the_card(office):
    record = office.filled()
    link = f'<a href="{address(office.lines[0])}">Indikator 1.1</a>'
    for path in ("/indikator/", "/capaian/2026/", f"/berkas/{record.pk}/"):
        assert link in page(path, of=office.camat)


def test_many_years_ask_no_more_than_one(office):
    office.sealed(quarter=1, when=APRIL)
    attached(office, office.entering(quarter=2, when=JULY))
    path = address(office.lines[0])
    one = questions(path, of=office.camat)
    for year in range(2018, 2026):
        line = make.line(make.agreement(office.unit, year), office.sections[0], "1.1")
        for quarter in range(1, 5):
            Realisation.objects.create(
                line=line,
                period=make.period(year, quarter),
                status="measured",
                value=77,
                source="section",
                entered_at=APRIL,
                entered_by=office.kasi,
            )
    assert page(path, of=office.camat).count("77,00 / 80,00") == 32
    assert questions(path, of=office.camat) == one
    assert one <= 18
