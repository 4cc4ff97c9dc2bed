"""Step 1 and the sections' own work: ordering, distributing, filling and handing in forms."""

from datetime import date

import make
import pytest
from deeds import LATER
from witness import refused, verified

from kinerja.models import Assignment, Explanation, Realisation, Role
from workflow import actions
from workflow.actions import Incomplete, Stale, Text
from workflow.actions.filling import INSTRUCTION, last_people
from workflow.models import SectionForm

DUE = date(2026, 10, 9)


@pytest.fixture
def form(office) -> SectionForm:
    """A form that is to be ordered."""
    return office.form(office.opened())


@pytest.fixture
def sheet(office) -> SectionForm:
    """A form that is to be filled in."""
    return office.form(office.entering())


def order(form, **given):
    head = Assignment.objects.get(role=Role.SECTION_HEAD, section=form.section).user
    return actions.order_form(form, **{"by": head, "at": LATER} | given)


def test_head_orders_people_to_prepare_the_form(office, form):
    given = {"people": [office.filler], "instruction": " Segera ", "due": DUE}
    entry = order(form, **given)
    form = SectionForm.objects.get(pk=form.pk)
    assert (form.state, form.instruction, form.due) == ("prepared", "Segera", DUE)
    assert (form.ordered_by, form.ordered_at) == (office.kasi, LATER)
    assert list(form.people.all()) == [office.filler]
    assert (entry.verb, entry.capacity) == ("order_form", "Kepala Seksi 1")
    assert entry.after == {
        "form": "Seksi 1",
        "people": "Petugas",
        "instruction": "Segera",
        "due": "2026-10-09",
        "sheet": "DK-001/2026",
    }
    run = form.runs.get()
    assert (run.started_at, run.finished_at, run.standard_amount) == (LATER, None, 15)


def test_order_that_names_nothing_is_the_usual_one(form):
    order(form)
    form = SectionForm.objects.get(pk=form.pk)
    assert (form.instruction, form.due) == (INSTRUCTION, form.submission.period.forms_back)
    assert not form.people.exists()


def test_next_quarter_repeats_people_and_instruction(office):
    before = office.form(office.opened(quarter=2))
    order(before, people=[office.filler], instruction="Seperti biasa", due=DUE)
    form = office.form(office.opened(when=LATER))
    actions.distribute_form(form, by=office.kasi, at=LATER)
    form = SectionForm.objects.get(pk=form.pk)
    assert list(form.people.all()) == [office.filler]
    assert (form.instruction, form.due) == ("Seperti biasa", form.submission.period.forms_back)


def test_person_who_no_longer_fills_is_not_named_again(office):
    before = office.form(office.opened(quarter=2))
    order(before, people=[office.filler])
    Assignment.objects.filter(user=office.filler).update(end=date(2026, 10, 5))
    form = office.form(office.opened(when=LATER))
    assert last_people(form, at=LATER) == []
    assert last_people(form, at=make.at()) == [office.filler]


@pytest.mark.parametrize("verb", [actions.order_form, actions.distribute_form])
@pytest.mark.parametrize("who", ["kasubag", "camat"])
def test_only_petugas_of_the_section_are_named(office, form, verb, who):
    person = getattr(office, who)
    error = refused(Incomplete, lambda: verb(form, people=[person], by=office.kasi, at=LATER))
    assert error.errors == {"people": f"Bukan petugas pengisi Seksi 1: {person.name}."}


def test_person_with_two_posts_is_named_once(office, form):
    make.assign(office.filler, Role.FORM_FILLER, office.unit, form.section, title="Staf lain")
    assert order(form, people=[office.filler]).after["people"] == "Petugas"
    form = SectionForm.objects.get(pk=form.pk)
    assert last_people(form, at=LATER) == [office.filler]


def test_order_is_given_again_while_the_form_is_not_out(office, form):
    order(form, people=[office.filler], instruction="Pertama", due=DUE)
    entry = order(form, people=[], instruction="Kedua")
    assert entry.after | {"due": ""} == {
        "form": "Seksi 1",
        "people": "",
        "instruction": "Kedua",
        "due": "",
        "sheet": "DK-002/2026",
    }
    assert SectionForm.objects.get(pk=form.pk).due == DUE
    assert form.runs.count() == 1


def test_head_orders_and_distributes_in_one_press(office, form):
    entry = actions.distribute_form(form, people=[office.filler], by=office.kasi, at=LATER)
    form = SectionForm.objects.get(pk=form.pk)
    assert (form.state, form.ordered_at, form.distributed_at) == ("distributed", LATER, LATER)
    assert form.distributed_by == form.ordered_by == office.kasi
    assert (entry.verb, entry.after["people"]) == ("distribute_form", "Petugas")
    run = form.runs.get()
    assert (run.started_at, run.finished_at, run.outcome) == (LATER, LATER, "distribute_form")
    assert "state" not in entry.after


def test_what_the_head_changes_while_distributing_is_ordered(office, form):
    order(form, people=[office.filler], instruction="Pertama", at=make.at())
    entry = actions.distribute_form(
        form, people=[], instruction="Kedua", due=DUE, by=office.kasi, at=LATER
    )
    form = SectionForm.objects.get(pk=form.pk)
    assert (form.instruction, form.due, form.people.count()) == ("Kedua", DUE, 0)
    assert (form.ordered_at, form.distributed_at) == (make.at(), LATER)
    assert entry.after["people"] == ""


def test_distributing_keeps_an_order_that_was_given(office, form):
    order(form, people=[office.filler], instruction="Pertama", due=DUE)
    actions.distribute_form(form, by=office.kasi, at=LATER)
    form = SectionForm.objects.get(pk=form.pk)
    assert (form.instruction, form.due) == ("Pertama", DUE)
    assert list(form.people.all()) == [office.filler]


def test_named_petugas_distributes_and_changes_nothing_of_the_order(office, form):
    order(form, people=[office.filler], instruction="Pertama", due=DUE)
    entry = actions.distribute_form(
        form, people=[], instruction="Kedua", by=office.filler, at=LATER
    )
    form = SectionForm.objects.get(pk=form.pk)
    assert (form.instruction, form.distributed_by) == ("Pertama", office.filler)
    assert (entry.capacity, entry.after["people"]) == ("Staf Seksi 1", "Petugas")


def test_petugas_named_before_any_order_distributes_with_the_usual_one(office, form):
    actions.reassign(form, people=[office.filler], by=office.kasi, at=make.at())
    actions.distribute_form(form, by=office.filler, at=make.at())
    out = SectionForm.objects.get(pk=form.pk)
    assert (out.due, out.instruction) == (form.submission.period.forms_back, INSTRUCTION)


def test_last_form_moves_the_record_by_itself(office, form):
    record = form.submission
    actions.distribute_form(form, by=office.kasi, at=LATER)
    assert make.fresh(record).state == "distributing"
    entry = actions.distribute_form(office.form(record, 1), by=office.heads[1], at=LATER)
    assert make.fresh(record).state == "entering"
    assert (entry.before, entry.after["state"]) == ({"state": "distributing"}, "entering")
    assert not record.runs.filter(step=2).exists()
    assert verified()


def test_form_is_filled_while_other_sections_have_not_begun(office, form):
    actions.distribute_form(form, by=office.kasi, at=LATER)
    actions.fill(form, values={"1.1": make.entry("91")}, by=office.kasi, at=LATER)
    assert make.fresh(form.submission).state == "distributing"


def test_section_writes_its_rows_and_their_explanations(office, sheet):
    goal = actions.objective_key(1)
    entry = actions.fill(
        sheet,
        values={"1.1": make.entry("91"), "1.2": make.entry("70", source="phone")},
        texts={"1.2": Text(obstacles="Cuaca"), goal: Text(drivers="Anggaran")},
        by=office.kasi,
        at=LATER,
    )
    assert entry.before == {"form": "Seksi 1", "rows": {"1.1": {}, "1.2": {}, goal: {}}}
    assert entry.after == {
        "form": "Seksi 1",
        "rows": {
            "1.1": {"value": "91", "source": "section"},
            "1.2": {"value": "70", "source": "section", "obstacles": "Cuaca"},
            goal: {"drivers": "Anggaran"},
        },
    }
    assert Explanation.objects.get(objective__isnull=False).written_by == office.kasi
    assert not sheet.submission.runs.filter(step=2).exists()


@pytest.mark.parametrize("code", ["2.1", "9.9", "", "sasaran-2"])
def test_section_does_not_write_rows_of_another(office, sheet, code):
    values = {"1.1": make.entry("91"), code: make.entry("91")}
    act = {"values": values, "by": office.kasi, "at": LATER}
    error = refused(Incomplete, lambda: actions.fill(sheet, **act))
    assert set(error.errors) == {code}
    texts = {code: Text(drivers="x")}
    refused(Incomplete, lambda: actions.fill(sheet, **act | {"values": {}, "texts": texts}))


def test_row_typed_at_step_2_is_closed_to_the_section(office, sheet):
    values = {"1.1": make.entry("80", source="phone")}
    actions.enter(sheet.submission, values=values, by=office.kasubag, at=LATER)
    values = {"1.1": make.entry("91")}
    error = refused(
        Incomplete, lambda: actions.fill(sheet, values=values, by=office.kasi, at=LATER)
    )
    assert set(error.errors) == {"1.1"}
    assert actions.fill(sheet, values={"1.2": make.entry("91")}, by=office.kasi, at=LATER)


def test_row_cleared_at_step_2_is_open_to_the_section_again(office, sheet):
    record = sheet.submission
    by = {"by": office.kasubag, "at": LATER}
    actions.enter(record, values={"1.1": make.entry("80", source="phone")}, **by)
    actions.enter(record, values={"1.1": actions.Entry(source="phone")}, **by)
    values = {"1.1": make.entry("91")}
    actions.fill(sheet, values=values, by=office.kasi, at=LATER)
    assert Realisation.objects.get().source == "section"


def test_saving_nothing_new_says_so_and_writes_nothing(office, sheet):
    actions.fill(sheet, values={"1.1": make.entry("91")}, by=office.kasi, at=LATER)
    again = {"values": {"1.1": make.entry("91.0")}, "by": office.kasi, "at": LATER}
    assert "Tidak ada isian" in refused(Incomplete, lambda: actions.fill(sheet, **again)).reason
    assert (
        "Tidak ada isian"
        in refused(
            Incomplete, lambda: actions.fill(sheet, values={}, by=office.kasi, at=LATER)
        ).reason
    )


def test_stale_cell_and_stale_text_name_their_row(office, sheet):
    first = {"values": {"1.1": make.entry("91", seen=0)}, "texts": {"1.2": Text("a", seen=0)}}
    actions.fill(sheet, **first, by=office.kasi, at=LATER)
    for given in (
        {"values": {"1.1": make.entry("92", seen=0)}},
        {"values": {}, "texts": {"1.2": Text("b", seen=0)}},
    ):
        error = refused(Stale, lambda g=given: actions.fill(sheet, **g, by=office.kasi, at=LATER))
        assert "Orang lain" in error.reason
        assert len(error.errors) == 1


def test_unfit_value_is_named_and_keeps_the_text_from_being_written(office, sheet):
    given = {"values": {"1.1": make.entry("-1")}, "texts": {"1.2": Text("a")}}
    error = refused(Incomplete, lambda: actions.fill(sheet, **given, by=office.kasi, at=LATER))
    assert set(error.errors) == {"1.1"}


def test_head_hands_in_with_the_values_typed_since(office, sheet):
    values = {"1.1": make.entry("91")}
    entry = actions.hand_in(sheet, values=values, by=office.kasi, at=LATER)
    sheet = SectionForm.objects.get(pk=sheet.pk)
    assert (sheet.state, sheet.handed_in_by, sheet.handed_in_at) == (
        "handed_in",
        office.kasi,
        LATER,
    )
    assert (entry.verb, entry.after["form"]) == ("hand_in", "Seksi 1")
    assert entry.after["rows"]["1.1"]["value"] == "91"
    assert Realisation.objects.count() == 1


def test_step_2_arrives_with_the_last_hand_in(office, sheet):
    record = sheet.submission
    actions.hand_in(sheet, by=office.kasi, at=make.at("2026-10-05 10:00"))
    assert not record.runs.filter(step=2).exists()
    actions.hand_in(office.form(record, 1), by=office.heads[1], at=LATER)
    run = record.runs.get(step=2)
    assert (run.arrived_at, run.started_at, run.round) == (LATER, None, 1)


def test_step_2_arrived_already_where_kasubag_began_before(office, sheet):
    record = sheet.submission
    actions.enter(
        record,
        values={"2.1": make.entry("5", source="phone")},
        by=office.kasubag,
        at=make.at("2026-10-05 10:00"),
    )
    for number, head in enumerate(office.heads):
        actions.hand_in(office.form(record, number), by=head, at=LATER)
    run = record.runs.get(step=2)
    assert run.arrived_at == run.started_at == make.at("2026-10-05 10:00")
