"""Ringkasan in figures: what was reached, what was not, and what is not known yet."""

from datetime import date
from decimal import Decimal

import make
import pytest

from kinerja import formula, recording, summary, table
from kinerja.formula import Kind
from kinerja.models import CategoryScale, CategoryStep, Line, Predicate, PredicateScale, Target
from kinerja.recording import Entry

AT = make.at()
NOT_YET = Entry(status="not_yet", reason="Menunggu BPS", promised_on=date(2026, 11, 15))
NOT_MEASURED = Entry(status="not_measured", reason="Kegiatan ditiadakan")


def written(office, entries: dict[str, str | Entry]) -> None:
    """Write the third quarter of an office whose targets are all 80."""
    lines = {line.code: line for line in Line.objects.filter(agreement=office.agreement)}
    recording.write(
        lines,
        {
            code: each if isinstance(each, Entry) else make.entry(each)
            for code, each in entries.items()
        },
        period=make.period(),
        edition=1,
        by=office.kasi,
        at=AT,
    )


def read(office) -> summary.Summary:
    (found,) = table.read_year(office.agreement, [make.period()])
    return summary.read(found)


def test_every_asked_row_is_reached_or_missed_or_unknown(office):
    make.line(office.agreement, None, "3.1", schedule="4")
    written(office, {"1.1": "80", "1.2": "90", "1.3": "79.99", "2.1": "0", "2.2": NOT_YET})
    found = read(office)
    assert (found.reached, found.missed, found.unknown) == (2, 2, 2)
    assert found.counts_words == "2 tercapai · 2 tidak tercapai · 2 belum ada data"


def test_it_is_said_why_there_is_no_figure(office):
    Target.objects.filter(line__code="2.3").update(value=0)
    written(office, {"1.1": NOT_YET, "1.2": NOT_MEASURED, "2.3": "5"})
    assert read(office).reasons == (
        "2 belum diisi (Seksi 2)",
        "1 belum tersedia, dijanjikan 15 November 2026 (Seksi 1)",
        "1 tidak diukur (Seksi 1)",
        "2 lainnya",
    )


def test_the_three_worst_come_first_and_the_others_are_counted(office):
    written(office, {"1.1": "70", "1.2": "10", "1.3": "79", "2.1": "1", "2.2": "60", "2.3": "80"})
    found = read(office)
    assert [each.row.code for each in found.worst] == ["2.1", "1.2", "2.2"]
    assert found.more_missed == 2


def test_a_predicate_that_was_not_reached_comes_after_what_has_a_percentage(office):
    scale = PredicateScale.objects.create(name="Opini")
    wdp, wtp = (
        Predicate.objects.create(scale=scale, rank=rank, label=label)
        for rank, label in ((1, "WDP"), (2, "WTP"))
    )
    line = make.line(
        office.agreement,
        None,
        "0.1",
        target=None,
        kind=Kind.PREDICATE,
        measure=Line.Measure.CHOICE,
        scale=scale,
    )
    Target.objects.create(line=line, quarter=3, predicate=wtp)
    written(office, {"0.1": Entry(choice=wdp.label), "1.1": "79"})
    found = read(office)
    assert [each.row.code for each in found.worst] == ["1.1", "0.1"]
    assert (found.missed, found.average.mean.counted, found.average.mean.left_out) == (2, 1, 6)
    assert "WDP" not in summary.told(found.worst[0])
    assert "0.1 Indikator 0.1: tidak tercapai." in summary.told(found.worst[1])


def test_a_missed_row_tells_its_own_cause_before_that_of_its_sasaran(office):
    written(office, {"1.1": "70", "1.2": "60"})
    objective = office.lines[0].objective
    made = {"period": make.period(), "written_at": AT, "written_by": office.kasi}
    objective.explanations.create(obstacles="Kurang petugas", follow_up="Menambah", **made)
    office.lines[0].explanations.create(obstacles="Jaringan putus", follow_up="Manual", **made)
    by_code = {each.row.code: each.words for each in read(office).worst}
    assert by_code["1.1"].obstacles == "Jaringan putus"
    assert by_code["1.2"].follow_up == "Menambah"


def test_the_mean_follows_the_policy_of_the_year(office):
    scale = CategoryScale.objects.create(unit=office.unit, first_year=2026, cap=100)
    for order, (lower, label) in enumerate([(Decimal(75), "Baik"), (None, "Kurang")]):
        CategoryStep.objects.create(scale=scale, order=order, lower=lower, label=label, icon="●")
    written(office, {"1.1": "160", "1.2": "40"})
    found = read(office).average
    assert (found.mean.percent, found.category.label) == (75, "Baik")
    assert found.words == "2 baris, 4 tanpa angka tidak dihitung, paling tinggi 100% per baris"
    CategoryScale.objects.create(unit=office.unit, first_year=2026).steps.create(
        order=1, label="Apa pun", icon="●"
    )
    assert read(office).average.mean.percent == 125


def test_an_office_without_a_value_has_no_mean(office):
    found = read(office)
    assert (found.average.mean.percent, found.average.category) == (None, None)
    assert found.unknown == 6
    assert not found.is_final


def test_a_summary_is_final_once_everything_asked_is_sealed(office):
    office.sealed()
    assert read(office).is_final
    assert read(office).word == "FINAL"


@pytest.mark.parametrize("percent", ["90.999", "91"])
def test_the_category_of_a_mean_is_chosen_before_rounding(percent):
    expected = "Tinggi" if percent == "90.999" else "Sangat Tinggi"
    assert formula.category(Decimal(percent)).label == expected
