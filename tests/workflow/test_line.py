"""Indicators, and the lines of an agreement with their targets, on one page each."""

from decimal import Decimal

import make
import pytest
from play import Player
from reading import questions, words
from witness import nothing_changes, verified

from kinerja.models import Indicator, JournalEntry, Line, Predicate, PredicateScale, Target


@pytest.fixture
def operator(office) -> Player:
    return Player(office.operator)


@pytest.fixture
def scale(db) -> PredicateScale:
    made = PredicateScale.objects.create(name="Nilai AKIP")
    for rank, label in enumerate(["B", "BB", "A"], start=1):
        Predicate.objects.create(scale=made, rank=rank, label=label)
    return made


def fresh(office: make.Office) -> Indicator:
    return Indicator.objects.create(unit=office.unit, name="Indeks baru")


def adding(office: make.Office) -> str:
    return f"/kantor/perjanjian/{office.agreement.pk}/baris/baru/"


def address(line: Line) -> str:
    return f"/kantor/baris/{line.pk}/"


def typed(office: make.Office, **changes) -> dict:
    """Fill in a line that counts, with a target in two quarters."""
    return {
        "objective": office.agreement.objectives.first().pk,
        "indicator": "",
        "section": office.sections[0].pk,
        "code": "1.9",
        "order": "9",
        "satuan": "desa",
        "kind": "higher",
        "measure": "number",
        "accumulation": "last",
        "basis": "to_date",
        "schedule": ["2", "4"],
        "scale": "",
        "person_in_charge": "Kepala Seksi 1",
        "target-2-value": "1.250,5",
        "target-4-value": "2.000",
    } | changes


def entry(verb: str) -> JournalEntry:
    return JournalEntry.objects.get(verb=verb)


def targets(line: Line) -> dict[int, tuple]:
    return {each.quarter: (each.value, each.upper, each.predicate) for each in line.targets.all()}


def refusal(player: Player, path: str, verb: str, **fields) -> str:
    with nothing_changes():
        answer = player.press(path, verb, **fields)
    assert answer.status_code == 422, answer.status_code
    return answer.content.decode()


# Lines with their targets


def test_the_operator_adds_a_line_with_its_targets(office, operator):
    operator.does(adding(office), "keep_line", **typed(office, indicator=fresh(office).pk))
    made = Line.objects.get(code="1.9")
    assert (made.schedule, made.satuan, made.section) == ("24", "desa", office.sections[0])
    assert targets(made) == {2: (Decimal("1250.5"), None, None), 4: (Decimal(2000), None, None)}
    after = entry("add_line").after
    assert (after["code"], after["target Triwulan II"]) == ("1.9", "1.250,5")
    assert verified()


def test_a_target_is_changed_and_another_emptied(office, operator):
    line = office.lines[0]
    fields = typed(office, indicator=line.indicator_id, code=line.code, satuan="%")
    fields |= {"schedule": ["1", "2", "3", "4"], "target-2-value": "81", "target-4-value": ""}
    operator.does(address(line), "keep_line", **fields)
    assert targets(line) == {2: (Decimal(81), None, None)}
    before, after = entry("edit_line").before, entry("edit_line").after
    assert (before["target Triwulan II"], after["target Triwulan II"]) == ("80", "81")
    assert "target Triwulan IV" in before
    assert "target Triwulan IV" not in after


def test_a_range_has_two_bounds(office, operator):
    bounds = {"kind": "range", "target-2-upper": "2.000", "target-4-upper": "2.000"}
    fields = typed(office, indicator=fresh(office).pk, **bounds)
    operator.does(adding(office), "keep_line", **fields)
    assert targets(Line.objects.get(code="1.9"))[4] == (Decimal(2000), Decimal(2000), None)


def test_a_predicate_is_chosen_from_its_scale(office, operator, scale):
    best = scale.predicates.get(label="A")
    fields = typed(office, indicator=fresh(office).pk, kind="predicate", measure="choice")
    fields |= {"scale": scale.pk, "target-2-value": "", "target-4-value": ""}
    operator.does(adding(office), "keep_line", **fields, **{"target-5-predicate": best.pk})
    assert targets(Line.objects.get(code="1.9")) == {5: (None, None, best)}


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"code": "1.1"}, "error_1_id_code", ""),
        ({"code": ""}, "error_1_id_code", "tidak boleh kosong"),
        ({"indicator": ""}, "error_1_id_indicator", "tidak boleh kosong"),
        ({"schedule": []}, "error_1_id_schedule", "tidak boleh kosong"),
        (
            {"satuan": "%", "accumulation": "sum", "basis": "quarter"},
            "error_1_id_accumulation",
            "Persentase tidak dijumlahkan",
        ),
        ({"kind": "predicate"}, "error_1_id_scale", "Predikat diisi dari skala"),
        ({"kind": "range"}, "id_target-2-upper_error", "Isi batas atas rentang"),
        (
            {"kind": "range", "target-2-upper": "1", "target-4-upper": "3.000"},
            "id_target-2-upper_error",
            "Batas atas tidak boleh di bawah batas bawah",
        ),
        ({"target-1-upper": "3"}, "id_target-1-upper_error", "untuk rentang saja"),
        ({"target-2-value": "2 dok"}, "id_target-2-value_error", "2 dok"),
        ({"target-4-value": "-3"}, "id_target-4-value_error", "tidak boleh negatif"),
    ],
    ids=lambda each: next(iter(each)) if isinstance(each, dict) else None,
)
def test_what_does_not_fit_is_refused_at_its_field(office, operator, changes, field, message):
    given = {"indicator": fresh(office).pk, "person_in_charge": "DIKETIK"}
    fields = typed(office, **given | changes)
    html = refusal(operator, adding(office), "keep_line", **fields)
    assert f'id="{field}"' in html
    assert message in words(html)
    assert "DIKETIK" in html
    assert f'value="{fields["target-2-value"]}"' in html


def test_a_predicate_of_another_scale_is_refused_at_its_field(office, operator, scale):
    other = PredicateScale.objects.create(name="Mutu")
    strange = Predicate.objects.create(scale=other, rank=1, label="C")
    fields = typed(office, indicator=fresh(office).pk, kind="predicate", measure="choice")
    fields |= {"scale": scale.pk, "target-2-value": "", "target-4-value": ""}
    fields |= {"target-4-predicate": strange.pk}
    html = refusal(operator, adding(office), "keep_line", **fields)
    assert 'id="id_target-4-predicate_error"' in html
    assert "Pilih predikat dari skala baris ini." in html


def test_an_indicator_stands_once_in_an_agreement(office, operator):
    fields = typed(office, indicator=office.lines[0].indicator_id)
    html = refusal(operator, adding(office), "keep_line", **fields)
    assert 'id="error_1_id_indicator"' in html


def test_a_used_line_is_only_shown_with_the_way_out(office, operator):
    line = office.lines[0]
    token = operator.carried(address(line))
    office.opened()
    html = operator.see(address(line))
    assert "sudah dipakai sebuah berkas" in html
    assert "<fieldset disabled>" in html
    assert "Simpan baris" not in html
    fields = typed(office, indicator=line.indicator_id, code="X")
    with nothing_changes():
        answer = operator.client.post(address(line), {**token, **fields, "verb": "keep_line"})
    assert answer.status_code == 422
    assert "Buat perubahan: versi berikutnya." in answer.content.decode()


def test_an_opened_record_and_a_changed_line_do_not_meet(office, operator):
    """The next version is changed while a record keeps the one it was opened under."""
    record = office.opened()
    path = f"/kantor/perjanjian/{office.agreement.pk}/perubahan/"
    reason = {"title": "PK perubahan", "date": "2026-11-01", "reason": "APBD-P"}
    operator.does(path, "amend_agreement", **reason)
    line = Line.objects.get(code="1.1", agreement__version=2)
    fields = typed(office, indicator=line.indicator_id, code="1.1")
    fields["objective"] = line.objective_id
    operator.does(address(line), "keep_line", **fields)
    assert make.fresh(record).agreement == office.agreement
    assert Target.objects.filter(line=office.lines[0], value=80).count() == 4


@pytest.mark.parametrize("who", ["kasubag", "sekcam", "kasi", "apip"])
def test_others_do_not_change_lines(office, who):
    stranger, line = Player(getattr(office, who)), office.lines[0]
    indicator = f"/kantor/indikator/{line.indicator_id}/"
    with nothing_changes():
        for path in (adding(office), address(line), indicator, "/kantor/indikator/baru/"):
            assert stranger.client.get(path).status_code == 403, path
            assert stranger.client.post(path, typed(office)).status_code == 403, path


def test_lines_of_another_office_do_not_exist_here(neighbour, operator):
    line = neighbour.lines[0]
    with nothing_changes():
        for path in (address(line), f"/kantor/indikator/{line.indicator_id}/"):
            assert operator.client.get(path).status_code == 404
            assert operator.client.post(path).status_code == 404


def test_the_page_asks_the_same_number_of_questions_for_3_and_30_predicates(
    office, operator, scale
):
    path = address(office.lines[0])
    few = questions(path, of=office.operator)
    for rank in range(4, 34):
        Predicate.objects.create(scale=scale, rank=rank, label=f"P{rank}")
        make.line(office.agreement, None, f"8.{rank}")
    assert questions(path, of=office.operator) == few


# Indicators


def indicator(**changes) -> dict:
    return {
        "name": "Indeks Kepuasan",
        "definition": "Nilai survei",
        "formula_text": "",
        "data_source": "Survei",
        "plan_target": "88,5",
        "plan_year": "2029",
        "national_standard": "",
        "usual_step": "",
    } | changes


def test_an_indicator_is_added_on_the_way_to_its_line(office, operator):
    path = f"/kantor/indikator/baru/?perjanjian={office.agreement.pk}"
    html = operator.does(path, "keep_indicator", **indicator())
    made = Indicator.objects.get(name="Indeks Kepuasan")
    assert made.plan_target == Decimal("88.5")
    assert f'value="{made.pk}" selected' in html
    assert entry("add_indicator").after["data_source"] == "Survei"


def test_definition_and_source_are_completed_at_any_time(office, operator):
    office.opened()
    held = office.lines[0].indicator
    fields = indicator(name=held.name, definition="Lengkap", usual_step="2,5")
    operator.does(f"/kantor/indikator/{held.pk}/", "keep_indicator", **fields)
    held.refresh_from_db()
    assert (held.definition, held.usual_step) == ("Lengkap", Decimal("2.5"))
    assert "name" not in entry("edit_indicator").after


def test_saving_what_stands_writes_no_entry(operator):
    operator.does("/kantor/indikator/baru/", "keep_indicator", **indicator(definition="a\nb"))
    made = Indicator.objects.get(name="Indeks Kepuasan")
    again = indicator(definition="a\r\nb")
    operator.does(f"/kantor/indikator/{made.pk}/", "keep_indicator", **again)
    assert not JournalEntry.objects.filter(verb="edit_indicator").exists()


def test_the_name_of_a_measured_indicator_stays(office, operator):
    held = office.lines[0].indicator
    path = f"/kantor/indikator/{held.pk}/"
    operator.does(path, "keep_indicator", **indicator(name="Masih bebas"))
    office.opened()
    html = refusal(operator, path, "keep_indicator", **indicator(name="Terlambat"))
    assert 'id="error_1_id_name"' in html
    assert "Terlambat" in html


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "Indikator 1.1"}, "name"),
        ({"name": ""}, "name"),
        ({"plan_target": "80 - 90%"}, "plan_target"),
        ({"plan_year": "nanti"}, "plan_year"),
        ({"usual_step": "-1"}, "usual_step"),
    ],
)
def test_an_indicator_that_does_not_fit_is_refused_at_its_field(operator, changes, field):
    fields = indicator(data_source="DIKETIK", **changes)
    html = refusal(operator, "/kantor/indikator/baru/", "keep_indicator", **fields)
    assert f'id="error_1_id_{field}"' in html
    assert "DIKETIK" in html
