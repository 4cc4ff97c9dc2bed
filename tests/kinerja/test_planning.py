"""A plan out as a workbook and back: the same, whatever it says; and what tells twins."""

from decimal import Decimal

import make
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinerja import numbers
from kinerja.formula import Kind
from kinerja.models import Line, Unit
from kinerja.models.line import ACCUMULATIONS, BASES, KINDS
from kinerja.planning import carrying, reading, writing
from kinerja.planning.plan import FLAGS, TARGETS, UPPERS, Known, PlannedLine
from kinerja.planning.twins import name_key
from kinerja.planning.words import schedule
from kinerja.spreadsheet.cells import Cell
from kinerja.spreadsheet.cells import Kind as Of

KNOWN = Known(
    sections=("Seksi Pemerintahan", "Subbagian Umum, Perlengkapan"),
    scales={"Opini BPK": ("WTP", "WDP"), "Nilai AKIP": ("AA", "A", "BB")},
)
UNIT = Unit(pk=1, code="suak-midai", name="Kecamatan Suak Midai")
MOMENT = make.at("2026-10-06 09:00")

signs = st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"], include_characters="\n")
figures = st.decimals(0, 10**9, places=3).map(numbers.canonical)


def texts(longest: int) -> st.SearchStrategy[str]:
    return st.text(signs, max_size=longest).map(str.strip)


def of(choices: list[tuple[str, str]]) -> st.SearchStrategy[str]:
    return st.sampled_from([str(value) for value, _ in choices])


@st.composite
def said(draw, place: int) -> PlannedLine:
    """Make a row that an office could have agreed on."""
    kind = draw(of(KINDS))
    is_choice, is_range = kind == Kind.PREDICATE, kind == Kind.RANGE
    scale = draw(st.sampled_from(sorted(KNOWN.scales))) if is_choice else ""
    measure = draw(st.sampled_from(["number", "ratio"]))
    number = draw(st.integers(1, 3))
    values = {
        "objective_number": str(number),
        "objective": f"Sasaran {number}",
        "code": f"{number}.{place}",
        "indicator": f"Indikator {place} {draw(texts(40))}".strip(),
        "satuan": f"x{draw(texts(20))}".strip(),
        "kind": kind,
        "measure": Line.Measure.CHOICE.value if is_choice else measure,
        "accumulation": draw(of(ACCUMULATIONS)),
        "basis": draw(of(BASES)),
        "schedule": draw(st.sets(st.sampled_from("12345"), min_size=1).map(sorted).map("".join)),
        "scale": scale,
        "section": draw(st.sampled_from(["", *KNOWN.sections])),
        "person_in_charge": draw(texts(40)),
        "definition": draw(texts(200)),
        "data_source": draw(texts(60)),
        "plan_target": draw(st.one_of(st.just(""), figures)),
        "plan_year": draw(st.sampled_from(["", "2029"])),
        **{flag: draw(st.sampled_from(["", "ya"])) for flag in FLAGS},
    }
    for quarter, key in TARGETS.items():
        if not draw(st.booleans()):
            continue
        values[key] = draw(st.sampled_from(KNOWN.scales[scale]) if is_choice else figures)
        if is_range:
            values[UPPERS[quarter]] = numbers.canonical(
                Decimal(values[key]) + draw(st.integers(0, 9))
            )
    return PlannedLine(place, {key: value for key, value in values.items() if value})


plans = st.integers(1, 4).flatmap(
    lambda count: st.tuples(*(said(at) for at in range(1, count + 1)))
)


def back(lines) -> reading.PlanReading:
    content = writing.write(lines, KNOWN, unit=UNIT, about="PK murni 2026", at=MOMENT)
    return reading.read_plan(content, KNOWN)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lines=plans)
def test_plan_that_goes_out_comes_back_the_same(lines):
    found = back(lines)
    assert found.errors == ()
    assert [dict(line.values) for line in found.lines] == [dict(line.values) for line in lines]


@settings(max_examples=40, deadline=None)
@given(lines=plans)
def test_plan_goes_through_the_browser_unchanged(lines):
    packed = carrying.pack(UNIT, 2026, None, lines)
    assert carrying.unpack(packed) == carrying.Carried(1, 2026, None, lines)
    with pytest.raises(carrying.Unsealed):
        carrying.unpack(packed[:-1] + ("A" if packed[-1] != "A" else "B"))


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("setiap triwulan", "1234"),
        ("Setiap  Triwulan", "1234"),
        ("Triwulan II dan Triwulan IV", "24"),
        ("TW I, TW II, TW III", "123"),
        ("TW. II & IV", "24"),
        ("Tahunan", "5"),
        ("Triwulan IV dan Tahunan", "45"),
        ("1234", "1234"),
        ("42", "24"),
        ("2, 4", "24"),
    ],
)
def test_schedule_is_read_as_offices_write_it(text, digits):
    assert schedule(Cell(Of.TEXT, text)) == digits


@pytest.mark.parametrize("text", ["6", "Triwulan V", "kapan saja", "triwulan", "II-IV", "0"])
def test_schedule_that_names_no_period_is_refused(text):
    with pytest.raises(ValueError, match="setiap triwulan"):
        schedule(Cell(Of.TEXT, text))


def test_schedule_stored_as_a_number_is_its_digits():
    assert schedule(Cell(Of.NUMBER, "24")) == "24"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Persentase desa maju", "desa maju"),
        ("Persentase Desa Maju (%)", "% desa  maju"),
        ("Desa ber-SPM", "desa berSPM"),
        ("Nilai AKIP.", "nilai akip"),
    ],
)
def test_names_that_differ_only_in_how_they_are_written_are_twins(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Desa maju", "Desa mandiri"), ("Indikator 1", "Indikator 2"), ("%", "…")]
)
def test_other_names_are_not(one, other):
    assert name_key(one) != name_key(other)


def test_more_rows_than_a_document_has_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_LINES", 1)
    base = {"objective_number": "1", "objective": "S", "satuan": "x", "schedule": "1"}
    rules = {"kind": "higher", "measure": "number", "accumulation": "last", "basis": "quarter"}
    lines = [
        PlannedLine(at, base | rules | {"code": f"1.{at}", "indicator": f"Indikator {at}"})
        for at in (1, 2)
    ]
    with pytest.raises(reading.WorkbookError, match="Lebih dari 1 baris"):
        back(lines)
