"""Step 2: Kasubag types, accepts, explains and sends on."""

import make
import pytest
from deeds import LATER, stage
from witness import entries, refused, verified

from kinerja.models import Explanation, Line, Realisation
from workflow import actions, standing
from workflow.actions import Entry, Incomplete, Stale, Text
from workflow.models import RowMark

WORDS = Text(obstacles="Cuaca", follow_up="Jadwal ulang")


@pytest.fixture
def enter(office):
    def type_in(record, values=None, **given):
        who = {"by": office.kasubag, "at": LATER} | given
        return actions.enter(record, values=values or {}, **who)

    return type_in


@pytest.fixture
def accept(office):
    def tick(record, rows=None, **given):
        rows = office.codes() if rows is None else rows
        actions.accept(record, rows=rows, **{"by": office.kasubag, "at": LATER} | given)

    return tick


def row(record, code="1.1"):
    return standing.read(make.fresh(record)).by_code[code]


def test_typed_value_is_accepted_with_it_and_named_with_its_source(office, enter):
    record = office.entering()
    entry = enter(record, {"1.1": make.entry("88", source="phone")})
    assert (entry.verb, entry.capacity) == ("enter", "Kasubag Perencanaan")
    assert entry.before == {"rows": {"1.1": {}}}
    assert entry.after == {"rows": {"1.1": {"value": "88", "source": "phone"}}}
    assert row(record).is_accepted
    assert row(record).is_closed_to_section
    mark = RowMark.objects.get()
    assert (mark.accepted_by, mark.accepted_at) == (office.kasubag, LATER)


def test_value_without_a_source_comes_from_a_document(office, enter):
    record = office.entering()
    enter(record, {"1.1": make.entry("88")})
    assert Realisation.objects.get().source == "document"


def test_kasubag_cannot_type_in_the_sections_name(office, enter):
    record = office.filled()
    claimed = make.entry("88", source="section")
    refused(Incomplete, lambda: enter(record, {"1.1": claimed}))
    enter(record, {"1.2": make.entry("88", source="section", reason="Salah")})
    assert row(record, "1.2").row.reading.source == "document"


def test_replacing_a_sections_value_needs_a_reason_that_the_section_sees(office, enter):
    record = office.filled()
    error = refused(Incomplete, lambda: enter(record, {"1.1": make.entry("88")}))
    assert error.errors == {"1.1": "Tuliskan alasan mengganti nilai dari seksi."}
    entry = enter(record, {"1.1": make.entry("88", reason="Salah jumlah")})
    assert entry.before["rows"]["1.1"] == {"value": "90", "source": "section"}
    assert entry.after["rows"]["1.1"]["reason"] == "Salah jumlah"
    assert row(record).row.reading.reason == "Salah jumlah"


def test_sending_the_sections_values_back_unchanged_changes_nothing(office, enter):
    """The page of step 2 holds every value; saving it must not make them Kasubag's."""
    record = office.filled()
    same = {code: make.entry("90.0") for code in office.codes()}
    assert "Tidak ada isian" in refused(Incomplete, lambda: enter(record, same)).reason
    assert row(record).row.reading.is_from_section


def test_first_own_act_starts_the_round(office, enter):
    record = office.filled()
    enter(record, {"1.1": make.entry("88", reason="Salah")})
    run = record.runs.get(step=2)
    assert (run.arrived_at, run.started_at, run.started_by) == (make.at(), LATER, office.kasubag)
    assert (run.standard_amount, run.standard_unit) == (1, "working_days")
    enter(record, {"1.1": make.entry("89", reason="Salah")}, at=make.at("2026-10-06 10:00"))
    run.refresh_from_db()
    assert run.started_at == LATER


def test_kasubag_starts_by_a_press_of_its_own(office):
    record = office.filled()
    entry = actions.start(record.runs.get(step=2), by=office.kasubag, at=LATER)
    assert (entry.verb, entry.after) == ("start", {"step": "2", "round": "1"})
    assert record.runs.get(step=2).started_at == LATER


def test_round_of_a_form_starts_by_a_press_of_its_head(office):
    record = office.opened()
    run = office.form(record).runs.get()
    assert actions.start(run, by=office.kasi, at=LATER).capacity == "Kepala Seksi 1"
    run.refresh_from_db()
    assert (run.started_by, run.standard_amount) == (office.kasi, 15)


def test_accepting_is_a_mark_and_no_entry(office, accept):
    record = office.filled()
    before = entries(record)
    accept(record, ["1.1", "1.2"])
    assert entries(record) == before
    assert row(record, "1.1").is_accepted
    assert not row(record, "1.3").is_accepted


def test_acceptance_is_withdrawn_by_itself_when_the_value_changes(office, accept):
    record = office.entering()
    first = office.form(record)
    actions.fill(first, values={"1.1": make.entry("88")}, by=office.kasi, at=LATER)
    accept(record, ["1.1"])
    actions.fill(first, values={"1.1": make.entry("89")}, by=office.kasi, at=LATER)
    assert not row(record).is_accepted


def test_row_that_must_be_mended_is_not_accepted(office, accept):
    record = office.filled("40")
    error = refused(Incomplete, lambda: accept(record, ["1.1"]))
    assert error.errors == {"1.1": "faktor penghambat dan tindak lanjut belum diisi"}
    assert error.reason == "Wajib diperbaiki dahulu: 1.1."


@pytest.mark.parametrize("rows", [[], ["9.9"], ["1.1", "9.9"], {}])
def test_rows_are_chosen_from_the_record(office, accept, rows):
    record = office.filled()
    refused(Incomplete, lambda: accept(record, rows))


def test_row_that_changed_since_it_was_shown_is_not_accepted(office, accept):
    record = office.filled()
    error = refused(Stale, lambda: accept(record, {"1.1": 2, "1.2": 1}))
    assert set(error.errors) == {"1.1"}
    accept(record, {"1.1": 1, "1.2": None})
    assert row(record).is_accepted


def test_explanation_is_written_by_row_and_by_sasaran(office):
    record = office.filled("40")
    goal = actions.objective_key(2)
    texts = {"1.1": WORDS, goal: Text(drivers="Anggaran")}
    entry = actions.explain(record, texts=texts, by=office.kasubag, at=LATER)
    assert entry.after["rows"] == {
        "1.1": {"obstacles": "Cuaca", "follow_up": "Jadwal ulang"},
        goal: {"drivers": "Anggaran"},
    }
    stands = standing.read(make.fresh(record))
    assert not stands.by_code["1.1"].must_mend
    assert stands.table.groups[1].words.drivers == "Anggaran"


@pytest.mark.parametrize("key", ["9.9", "sasaran-9", "sasaran-"])
def test_unknown_row_or_sasaran_is_not_explained(office, key):
    record = office.filled()
    act = {"texts": {key: WORDS}, "by": office.kasubag, "at": LATER}
    refused(Incomplete, lambda: actions.explain(record, **act))


def test_row_that_is_not_asked_is_not_written(office, enter):
    Line.objects.filter(code="1.3").update(schedule="4")
    record = office.entering()
    error = refused(Incomplete, lambda: enter(record, {"1.3": make.entry("88")}))
    assert set(error.errors) == {"1.3"}


def test_complete_input_is_sent_to_be_corrected(office, accept):
    record = stage(office, "accepted")
    entry = actions.submit(record, by=office.kasubag, at=LATER)
    assert make.fresh(record).state == "reviewing"
    assert (entry.before, entry.after) == ({"state": "entering"}, {"state": "reviewing"})
    finished, arrived = record.runs.get(step=2), record.runs.get(step=3)
    assert (finished.finished_at, finished.finished_by) == (LATER, office.kasubag)
    assert finished.outcome == "submit"
    assert (arrived.arrived_at, arrived.started_at, arrived.round) == (LATER, None, 1)
    assert verified()


def test_forms_that_were_not_handed_in_block_nothing(office, enter):
    record = office.entering()
    enter(record, {code: make.entry("90") for code in office.codes()})
    assert actions.submit(record, by=office.kasubag, at=LATER)


def test_values_without_a_number_block_nothing(office, enter):
    record = office.entering()
    enter(record, {code: make.entry("90") for code in office.codes()[1:]})
    enter(record, {"1.1": Entry(status="not_measured", reason="Survei ditiadakan")})
    assert actions.submit(record, by=office.kasubag, at=LATER)


def test_row_outside_its_schedule_blocks_nothing(office, enter):
    Line.objects.filter(code="1.1").update(schedule="4")
    record = office.entering()
    enter(record, {code: make.entry("90") for code in office.codes()[1:]})
    assert actions.submit(record, by=office.kasubag, at=LATER)


# What is wrong with the last row, and what the refusal says.
LACKING = {
    "blank": (None, "wajib diperbaiki"),
    "below target": (make.entry("40"), "wajib diperbaiki"),
    "above 120 per cent": (make.entry("99"), "wajib diperbaiki"),
}


@pytest.mark.parametrize(("value", "told"), LACKING.values(), ids=LACKING)
def test_input_with_a_row_to_mend_is_not_sent_on(office, enter, value, told):
    record = office.entering()
    enter(record, {code: make.entry("90") for code in office.codes()[1:]})
    if value:
        enter(record, {"1.1": value})
    error = refused(Incomplete, lambda: actions.submit(record, by=office.kasubag, at=LATER))
    assert told in error.reason


def test_row_without_a_target_is_not_sent_on(office, enter, accept):
    Line.objects.get(code="1.1").targets.all().delete()
    record = office.filled()
    refused(Incomplete, lambda: accept(record, ["1.1"]))


def test_row_that_is_not_accepted_is_not_sent_on(office, accept):
    record = office.filled()
    accept(record, office.codes()[1:])
    error = refused(Incomplete, lambda: actions.submit(record, by=office.kasubag, at=LATER))
    assert error.reason == "Masih ada baris yang belum diterima."


def test_value_that_a_section_changed_after_acceptance_is_not_sent_on(office, accept):
    record = office.entering()
    for number, head in enumerate(office.heads):
        values = {code: make.entry("90") for code in office.codes(office.sections[number])}
        actions.fill(office.form(record, number), values=values, by=head, at=LATER)
    accept(record)
    changed = {"1.1": make.entry("91")}
    actions.fill(office.form(record), values=changed, by=office.kasi, at=LATER)
    refused(Incomplete, lambda: actions.submit(record, by=office.kasubag, at=LATER))


def test_a_sasaran_has_no_note_on_documents_whatever_is_posted(office):
    record = office.filled()
    texts = {actions.objective_key(1): Text(drivers="Anggaran", evidence_note="Map biru")}
    actions.explain(record, texts=texts, by=office.kasubag, at=make.at())
    text = Explanation.objects.get()
    assert (text.drivers, text.evidence_note) == ("Anggaran", "")
