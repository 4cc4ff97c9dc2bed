"""BAB III.A for the linked SOP: where a year stands, and what it is held against."""

from datetime import date
from decimal import Decimal

import make
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinerja import chapter, recording
from kinerja.formula import Kind
from kinerja.models import (
    Agreement,
    Explanation,
    Indicator,
    Line,
    Predicate,
    PredicateScale,
    Quarter,
    Realisation,
    Target,
)
from kinerja.recording import Entry, Text

AT = make.at()
NOT_YET = Entry(status="not_yet", reason="Menunggu BPS", promised_on=date(2027, 1, 20))


def write(
    office,
    quarter: int,
    values: dict[str, str | Entry],
    *,
    of: Agreement | None = None,
    texts: dict[str, Text] | None = None,
) -> None:
    agreement = of or office.agreement
    lines = {line.code: line for line in Line.objects.filter(agreement=agreement)}
    entries = {
        code: each if isinstance(each, Entry) else make.entry(each) for code, each in values.items()
    }
    where = {"period": make.period(agreement.year, quarter), "edition": 1}
    recording.write(lines, entries, **where, by=office.kasi, at=AT)
    if texts:
        about = {code: Explanation(line=lines[code]) for code in texts}
        recording.explain(texts, about, **where, by=office.kasi, at=AT)


def read(office, last: int = Quarter.YEAR) -> chapter.Chapter:
    return chapter.read(office.agreement, last)


def row(office, code: str = "1.1", last: int = Quarter.YEAR) -> chapter.ChapterRow:
    return next(each for each in read(office, last).rows if each.row.code == code)


def test_a_year_without_a_value_has_no_chapter(office):
    assert read(office) is None
    write(office, 4, {"1.1": "90"})
    assert chapter.read(office.agreement, 3) is None


def test_a_row_stands_at_its_last_number_and_says_where(office):
    make.line(office.agreement, None, "3.1", schedule="45", quarters=(4, 5))
    make.line(office.agreement, None, "3.2", schedule="4", quarters=(4,))
    write(office, 3, {"1.1": "81", "1.2": "82"})
    write(office, 4, {"1.1": "84", "3.1": "85", "3.2": "86"})
    write(office, 5, {"3.1": "88"})
    stands = {code: row(office, code) for code in ("1.1", "1.2", "3.1", "3.2")}
    assert [(each.up_to, each.row.realised) for each in stands.values()] == [
        ("s.d. Triwulan IV", 84),
        ("s.d. Triwulan III", 82),
        ("Tahunan", 88),
        ("s.d. Triwulan IV", 86),
    ]
    assert read(office).up_to == "Tahunan"


def test_a_row_behind_the_others_says_why(office):
    write(office, 3, {"1.1": "81", "1.2": "82"})
    write(office, 4, {"1.1": NOT_YET, "2.1": "90"})
    assert row(office).remark == (
        "Triwulan IV: belum tersedia, dijanjikan 20 Januari 2027 (Menunggu BPS)"
    )
    assert row(office, "1.2").remark == "Triwulan IV: belum diisi"
    assert row(office, "2.1").remark == ""


def test_the_chapter_of_an_earlier_berkas_ends_with_its_quarter(office):
    write(office, 2, {"1.1": "70"})
    write(office, 4, {"1.1": "90"})
    assert row(office, last=3).row.realised == 70
    assert read(office, 3).up_to == "s.d. Triwulan II"
    assert read(office, 3).missing == ("Triwulan I", "Triwulan III")


def test_it_is_final_only_where_every_begun_period_was_sealed(office):
    write(office, 4, dict.fromkeys(office.codes(), "90"))
    assert read(office).word == "SEMENTARA"
    Realisation.objects.update(confirmed_at=AT, confirmed_by=office.sekcam)
    assert read(office).word == "FINAL"


def test_last_year_is_compared_up_to_the_same_period_and_every_year_by_its_end(office):
    for year, (third, fourth) in {2025: ("60", "70"), 2024: ("50", "55")}.items():
        before = make.agreement(office.unit, year=year)
        make.line(before, office.sections[0], "1.1", target="50")
        write(office, 3, {"1.1": third}, of=before)
        write(office, 4, {"1.1": fourth}, of=before)
    write(office, 3, {"1.1": "90", "1.2": "90"})
    found = row(office)
    assert found.row.background.last_year == 60
    assert [(each.year, each.up_to, each.realised, each.achievement) for each in found.past] == [
        (2025, "s.d. Triwulan IV", 70, 140),
        (2024, "s.d. Triwulan IV", 55, 110),
    ]
    assert row(office, "1.2").past == (None, None)


def test_an_earlier_year_is_measured_by_its_last_version(office):
    for version, target in ((1, "50"), (2, "70")):
        before = make.agreement(office.unit, year=2025, version=version)
        make.line(before, office.sections[0], "1.1", target=target)
    write(office, 4, {"1.1": "70"}, of=before)
    write(office, 4, {"1.1": "90"})
    assert [each.achievement for each in row(office).past] == [100]


def test_a_changed_target_names_what_was_asked_before(office):
    changed = make.agreement(office.unit, version=2)
    make.line(changed, office.sections[0], "1.1", target="85")
    make.line(changed, office.sections[0], "1.2", target="80")
    office.agreement = changed
    write(office, 4, {"1.1": "85", "1.2": "80"})
    assert row(office).target_before == "80,00"
    assert row(office, "1.2").target_before == ""


@pytest.mark.parametrize(
    ("kind", "value", "aim", "percent", "words"),
    [
        (Kind.HIGHER, "66", "88", 75, "66,00 / 88,00 × 100 = 75,00%"),
        (Kind.LOWER, "30", "20", 50, "(2 × 20,00 − 30,00) / 20,00 × 100 = 50,00%"),
        (Kind.LOWER_RATIO, "40", "20", 50, "20,00 / 40,00 × 100 = 50,00%"),
        (Kind.RANGE, "75", "80", None, "rentang: tidak dibandingkan dengan satu angka"),
    ],
)
def test_a_figure_is_held_against_renstra_and_standard_by_its_kind(
    office, kind, value, aim, percent, words
):
    Line.objects.filter(code="1.1").update(kind=kind)
    Target.objects.filter(line__code="1.1").update(upper=90 if kind == Kind.RANGE else None)
    aims = {"plan_target": aim, "plan_year": 2029, "national_standard": aim}
    Indicator.objects.filter(name="Indikator 1.1").update(**aims)
    write(office, 4, {"1.1": value})
    found = row(office)
    assert (found.plan.year, found.plan.achievement, found.plan.words) == (2029, percent, words)
    assert (found.standard.value, found.standard.achievement) == (Decimal(aim), percent)
    assert row(office, "1.2").plan is None


def test_a_predicate_is_held_against_renstra_by_its_score(office):
    scale = PredicateScale.objects.create(name="AKIP")
    Predicate.objects.create(scale=scale, rank=2, label="BB", score=Decimal(72))
    choice = {"kind": Kind.PREDICATE, "measure": Line.Measure.CHOICE, "scale": scale}
    made = make.line(office.agreement, None, "3.1", target=None, **choice)
    Indicator.objects.filter(pk=made.indicator_id).update(plan_target=80)
    write(office, 4, {"1.1": "90"})
    assert row(office, "3.1").plan.words == "belum ada angka"
    write(office, 4, {"3.1": Entry(choice="BB")})
    assert row(office, "3.1").plan.achievement == 90


def test_the_words_written_last_are_taken_with_their_period(office):
    write(office, 2, {"1.1": "40"}, texts={"1.1": Text(obstacles="Lama")})
    write(office, 3, {"1.1": "40"}, texts={"1.1": Text(obstacles="Baru")})
    write(office, 4, {"1.1": "90"})
    found = row(office).explained
    assert (found.period, found.words.obstacles) == ("Triwulan III Tahun 2026", "Baru")
    assert row(office, "1.2").explained is None


def efficiencies(office) -> list:
    return [group.efficiency for group in read(office).groups]


def test_efficiency_is_the_mean_achievement_less_the_absorption_which_is_no_part_of_it(office):
    Indicator.objects.filter(name="Indikator 2.3").update(name="Persentase penyerapan anggaran")
    write(office, 4, {"1.1": "80", "1.2": "72", "2.1": "60", "2.3": "95"})
    first, second = efficiencies(office)
    assert (first.average.mean.percent, first.points) == (95, 0)
    assert (second.average.mean.percent, second.points) == (75, -20)
    assert {each.absorption.row.code for each in (first, second)} == {"2.3"}


def test_a_sasaran_with_its_own_absorption_is_measured_by_that(office):
    for code in ("1.3", "2.3"):
        Indicator.objects.filter(name=f"Indikator {code}").update(name=f"Serapan anggaran {code}")
    write(office, 4, {"1.1": "80", "2.1": "80", "1.3": "90", "2.3": "70"})
    assert [each.points for each in efficiencies(office)] == [10, 30]


@pytest.mark.parametrize("satuan", ["Rp", "dokumen"])
def test_without_an_absorption_in_per_cent_there_is_no_efficiency(office, satuan):
    Indicator.objects.filter(name="Indikator 2.3").update(name="Realisasi anggaran")
    Line.objects.filter(code="2.3").update(satuan=satuan)
    write(office, 4, {"1.1": "80", "2.3": "90"})
    assert {each.points for each in efficiencies(office)} == {None}
    assert {each.absorption for each in efficiencies(office)} == {None}


def test_more_rows_ask_the_database_no_more(office):
    write(office, 4, {"1.1": "90"})

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            read(office)
        return len(queries)

    before = asked()
    for number in range(10, 20):
        make.line(office.agreement, office.sections[0], f"1.{number}")
    write(office, 4, {f"1.{number}": "90" for number in range(10, 20)})
    assert asked() == before
