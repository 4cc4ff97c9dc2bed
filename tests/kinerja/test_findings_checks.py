"""What a unit switched off and the cross-checks that it defined, put to the rows of a table."""

import make
import pytest
from make import Office

from kinerja import findings, recording, table
from kinerja.formula import Kind
from kinerja.models import (
    CheckTerm,
    CrossCheck,
    Line,
    Predicate,
    PredicateScale,
    RuleSwitch,
)
from kinerja.recording import Entry
from kinerja.relations import Missing, Sign


def check(
    office: Office, left: str, sign: Sign, right: str, missing: Missing = Missing.SKIP_IF_ANY
) -> CrossCheck:
    """Define a cross-check by the codes of the office's lines."""
    made = CrossCheck.objects.create(
        unit=office.unit, name=f"{left} {sign} {right}", sign=sign, missing=missing
    )
    codes = [(code, True) for code in left.split()] + [(code, False) for code in right.split()]
    for order, (code, is_left) in enumerate(codes):
        line = Line.objects.get(agreement=office.agreement, code=code)
        CheckTerm.objects.create(
            cross_check=made, indicator=line.indicator, is_left=is_left, order=order
        )
    return made


@pytest.fixture
def read(office):
    """Write values by code into the third quarter, and read what is found."""

    def find(**values: str) -> tuple[findings.Found, dict]:
        entries = {code.replace("_", "."): make.entry(text) for code, text in values.items()}
        lines = {line.code: line for line in Line.objects.filter(agreement=office.agreement)}
        where = {"period": make.period(), "edition": 1, "by": office.kasi, "at": make.at()}
        recording.write(lines, {code.removeprefix("r"): e for code, e in entries.items()}, **where)
        shown = table.read(office.agreement, make.period())
        return findings.read(shown), {row.code: row for row in shown.rows}

    return find


def crossed(found: findings.Found, row) -> list[str]:
    return [each.message for each in found.of(row) if each.code == "cross_check"]


def test_check_that_does_not_hold_is_told_at_each_of_its_rows(office, read):
    check(office, "1.1 1.2", Sign.EQUAL, "1.3")
    found, rows = read(r1_1="12", r1_2="5", r1_3="20", r2_1="1")
    said = ["uji silang 1.1 1.2 = 1.3: 12 + 5 = 17, bukan 20"]
    assert {code: crossed(found, row) for code, row in rows.items()} == {
        "1.1": said,
        "1.2": said,
        "1.3": said,
        "2.1": [],
        "2.2": [],
        "2.3": [],
    }
    assert not any(each.is_must for each in found.of(rows["1.1"]) if each.code == "cross_check")


def test_check_that_holds_is_silent(office, read):
    check(office, "1.1 1.2", Sign.EQUAL, "1.3")
    found, rows = read(r1_1="12", r1_2="5", r1_3="17")
    assert (crossed(found, rows["1.1"]), found.skipped) == ([], ())


@pytest.mark.parametrize(
    ("missing", "told"),
    [(Missing.SKIP_IF_ANY, 0), (Missing.SKIP_IF_ALL, 1), (Missing.NEVER_SKIP, 1)],
)
def test_missing_value_counts_as_nothing_only_where_the_office_says_so(office, read, missing, told):
    check(office, "1.1", Sign.EQUAL, "1.3", missing)
    found, rows = read(r1_1="12")
    assert len(crossed(found, rows["1.3"])) == told


@pytest.mark.parametrize(
    ("missing", "told"),
    [(Missing.SKIP_IF_ANY, 0), (Missing.SKIP_IF_ALL, 0), (Missing.NEVER_SKIP, 1)],
)
def test_check_without_any_value_is_put_only_where_it_is_never_skipped(office, read, missing, told):
    check(office, "1.1", Sign.MORE, "1.3", missing)
    found, rows = read(r2_1="1")
    assert len(crossed(found, rows["1.1"])) == told


def test_not_yet_known_value_is_missing_and_not_nothing(office, read):
    check(office, "1.1", Sign.EQUAL, "1.3")
    where = {"period": make.period(), "edition": 1, "by": office.kasi, "at": make.at()}
    entry = Entry(status="not_measured", reason="Survei ditiadakan")
    recording.write({"1.3": office.lines[2]}, {"1.3": entry}, **where)
    found, rows = read(r1_1="12")
    assert crossed(found, rows["1.1"]) == []


def test_check_compares_figures_up_to_the_quarter(office, read):
    added = {"accumulation": "sum", "basis": "quarter", "satuan": "kegiatan"}
    Line.objects.filter(code__in=["1.1", "1.3"]).update(**added)
    check(office, "1.1", Sign.EQUAL, "1.3")
    where = {"edition": 1, "by": office.kasi, "at": make.at(), "period": make.period(2026, 2)}
    recording.write({"1.1": office.lines[0]}, {"1.1": make.entry("8")}, **where)
    found, rows = read(r1_1="12", r1_3="20")
    assert crossed(found, rows["1.1"]) == []


def skipped(found: findings.Found) -> list[tuple[str, str]]:
    return [(each.name, each.reason) for each in found.skipped]


def test_check_of_an_indicator_that_is_gone_is_skipped_and_says_so(office, read):
    check(office, "1.1", Sign.AT_MOST, "1.3")
    Line.objects.get(code="1.3").targets.all().delete()
    Line.objects.get(code="1.3").delete()
    found, rows = read(r1_1="12")
    assert crossed(found, rows["1.1"]) == []
    reason = "indikator “Indikator 1.3” tidak ada pada PK murni 2026"
    assert skipped(found) == [("1.1 ≤ 1.3", reason)]


def test_check_of_a_row_that_is_not_asked_is_skipped_and_says_so(office, read):
    check(office, "1.1", Sign.AT_MOST, "1.3")
    Line.objects.filter(code="1.3").update(schedule="24")
    found, _rows = read(r1_1="12")
    assert skipped(found) == [("1.1 ≤ 1.3", "1.3 tidak diukur pada Triwulan III Tahun 2026")]


def test_check_of_an_indicator_that_became_a_predicate_is_skipped_and_says_so(office, read):
    check(office, "1.1", Sign.AT_MOST, "1.3")
    scale = PredicateScale.objects.create(name="Opini BPK")
    Predicate.objects.create(scale=scale, rank=1, label="WTP")
    kind = {"kind": Kind.PREDICATE, "measure": Line.Measure.CHOICE, "scale": scale}
    Line.objects.filter(code="1.3").update(**kind)
    found, _rows = read(r1_1="12")
    assert skipped(found) == [("1.1 ≤ 1.3", "1.3 diukur dengan predikat, bukan angka")]


def test_check_follows_its_indicator_to_another_code(office, read):
    check(office, "1.1", Sign.AT_MOST, "1.3")
    Line.objects.filter(code="1.3").update(code="9.9")
    found, rows = read(r1_1="12", r9_9="10")
    assert crossed(found, rows["9.9"]) == ["uji silang 1.1 ≤ 1.3: 12, tidak ≤ 10"]


def test_withdrawn_check_and_a_neighbours_are_not_put(office, neighbour, read):
    check(neighbour, "1.1", Sign.MORE, "1.3", Missing.NEVER_SKIP)
    gone = check(office, "1.1", Sign.MORE, "1.3")
    CrossCheck.objects.filter(pk=gone.pk).update(
        withdrawn_at=make.at(), withdrawn_by=office.operator
    )
    found, rows = read(r1_1="1", r1_3="2")
    assert (crossed(found, rows["1.1"]), found.skipped) == ([], ())


def test_rule_that_a_unit_switched_off_is_silent_there(office, neighbour, read):
    RuleSwitch.objects.create(unit=office.unit, code="very_high")
    RuleSwitch.objects.create(unit=neighbour.unit, code="over_100")
    RuleSwitch.objects.create(unit=office.unit, code="no_words_above")
    found, rows = read(r1_1="160")
    codes = {each.code for each in found.of(rows["1.1"])}
    assert codes == {"no_words_above", "over_100"}


def test_findings_ask_two_questions_however_many_rows_and_checks(
    office, read, django_assert_num_queries
):
    read(r1_1="12")
    shown = table.read(office.agreement, make.period())
    for name in ("1.1", "1.2", "1.3"):
        with django_assert_num_queries(2):
            found = findings.read(shown)
            assert found.of(shown.rows[0])
        check(office, name, Sign.AT_MOST, "2.1")


def test_row_of_another_period_is_not_told_of_the_cross_checks(office, read):
    check(office, "1.1", Sign.MORE, "1.3", Missing.NEVER_SKIP)
    found, rows = read(r1_1="81", r1_3="99")
    assert crossed(found, rows["1.1"])
    assert [each.code for each in found.of_itself(rows["1.1"])] == []
