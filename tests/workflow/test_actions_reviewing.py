"""Step 3: Sekcam checks, returns or approves; a return begins another round."""

import make
import pytest
from authority.judging import writes
from deeds import LATER, stage
from handing import plh
from witness import entries, refused, verified

from workflow import actions, standing
from workflow.actions import Incomplete, NotYours, Stale, Text

NEXT_DAY = make.at("2026-10-07 09:00")


@pytest.fixture
def record(office):
    return office.reviewing()


@pytest.fixture
def check(office):
    def tick(record, rows=None, at=LATER):
        actions.check(record, rows=rows or office.codes(), by=office.sekcam, at=at)

    return tick


@pytest.fixture
def send_back(office):
    def back(record, rows=(), reason="Periksa", at=LATER):
        return actions.send_back(record, rows=rows, reason=reason, by=office.sekcam, at=at)

    return back


def rows(record):
    return standing.read(make.fresh(record)).by_code


def mend(office, record, code="1.1", value="93"):
    values = {code: make.entry(value, reason="Diperbaiki")}
    return actions.enter(record, values=values, by=office.kasubag, at=NEXT_DAY)


def test_checking_is_a_mark_and_no_entry(record, check):
    before = entries(record)
    check(record, ["1.1"])
    assert entries(record) == before
    assert rows(record)["1.1"].is_checked
    assert not rows(record)["1.2"].is_checked
    assert record.runs.get(step=3).started_at == LATER


def test_row_that_changed_since_it_was_shown_is_not_checked(record, check):
    refused(Stale, lambda: check(record, {"1.1": 5}))
    refused(Incomplete, lambda: check(record, ["9.9"]))
    check(record, {"1.1": 1})


def test_checked_record_is_approved_as_it_was_seen(office, record, check):
    check(record)
    seen = entries(record)
    entry = actions.approve(record, seen=seen, by=office.sekcam, at=LATER)
    assert make.fresh(record).state == "archiving"
    assert (entry.capacity, entry.before) == ("Sekretaris Camat", {"state": "reviewing"})
    assert entry.after == {"state": "archiving", "seen": str(seen)}
    run = record.runs.get(step=3)
    assert (run.finished_at, run.outcome, run.standard_amount) == (LATER, "approve", 90)
    assert record.runs.get(step=4).arrived_at == LATER
    assert verified()


def test_record_with_an_unchecked_row_is_not_approved(office, record, check):
    check(record, office.codes()[1:])
    error = refused(
        Incomplete, lambda: actions.approve(record, seen=99, by=office.sekcam, at=LATER)
    )
    assert error.reason == "Masih ada baris yang belum dinyatakan sesuai."


def test_approval_is_stale_after_another_persons_change(office, record, check, send_back):
    check(record)
    seen = entries(record)
    send_back(record, ["1.1"])
    mend(office, record)
    actions.submit(record, by=office.kasubag, at=NEXT_DAY)
    check(record, at=NEXT_DAY)
    approve = {"by": office.sekcam, "at": NEXT_DAY}
    error = refused(Stale, lambda: actions.approve(record, seen=seen, **approve))
    assert error.reason.startswith("Kasubag (Kasubag Perencanaan) menginput realisasi")
    assert actions.approve(record, seen=entries(record), **approve)


def test_return_of_all_rows_begins_another_round(office, record, check, send_back):
    check(record)
    entry = send_back(record, reason=" Angka tertukar ")
    assert make.fresh(record).state == "entering"
    assert (entry.before, entry.after["state"]) == ({"state": "reviewing"}, "entering")
    assert entry.after["returned"] == "1.1, 1.2, 1.3, 2.1, 2.2, 2.3"
    assert entry.note == "Angka tertukar"
    assert not any(row.is_accepted or row.is_checked for row in rows(record).values())
    assert all(row.is_returned and row.is_editable for row in rows(record).values())
    finished, arrived = record.runs.get(step=3), record.runs.get(step=2, finished_at=None)
    assert (finished.finished_at, finished.outcome) == (LATER, "send_back")
    assert (arrived.round, arrived.arrived_at, arrived.started_at) == (2, LATER, None)


def test_rows_that_were_not_returned_keep_their_marks(record, check, send_back):
    check(record)
    send_back(record, ["1.2"])
    returned = {code for code, row in rows(record).items() if row.is_returned}
    checked = {code for code, row in rows(record).items() if row.is_checked and row.is_accepted}
    assert returned == {"1.2"}
    assert checked == {"1.1", "1.3", "2.1", "2.2", "2.3"}


@pytest.mark.parametrize("given", [{"reason": " "}, {"rows": ["9.9"]}, {"rows": ["1.1", "9.9"]}])
def test_return_names_its_reason_and_rows_of_the_record(record, send_back, given):
    refused(Incomplete, lambda: send_back(record, **given))


def test_only_returned_rows_are_open_in_the_next_round(office, record, send_back):
    send_back(record, ["1.2"])
    error = refused(Incomplete, lambda: mend(office, record, "1.1"))
    assert set(error.errors) == {"1.1"}
    texts = {"1.1": Text(drivers="Lain")}
    who = {"by": office.kasubag, "at": NEXT_DAY}
    refused(Incomplete, lambda: actions.explain(record, texts=texts, **who))
    assert mend(office, record, "1.2")
    assert actions.explain(record, texts={"sasaran-1": Text(drivers="Lain")}, **who)


def test_second_round_has_its_own_clock_and_standard(office, record, send_back):
    send_back(record, ["1.2"])
    office_step = record.sop.steps.get(number=2)
    office_step.amount = 2
    office_step.save()
    mend(office, record, "1.2")
    first, second = record.runs.filter(step=2).order_by("round")
    assert (first.standard_amount, second.standard_amount) == (1, 2)
    assert (second.started_at, second.started_by) == (NEXT_DAY, office.kasubag)


def test_check_is_withdrawn_by_itself_when_the_value_changes(office, record, check, send_back):
    check(record)
    send_back(record, ["1.2"])
    mend(office, record, "1.2")
    assert rows(record)["1.2"].is_accepted
    actions.submit(record, by=office.kasubag, at=NEXT_DAY)
    unchecked = {code for code, row in rows(record).items() if not row.is_checked}
    assert unchecked == {"1.2"}


def test_check_falls_when_a_section_changes_a_row_that_was_not_returned(office, check, send_back):
    """A form that was never handed in stays open to its section in every round of step 2."""
    record = office.entering()
    for number, head in enumerate(office.heads):
        values = {code: make.entry("90") for code in office.codes(office.sections[number])}
        actions.fill(office.form(record, number), values=values, by=head, at=make.at())
    actions.accept(record, rows=office.codes(), by=office.kasubag, at=make.at())
    actions.submit(record, by=office.kasubag, at=make.at())
    check(record)
    send_back(record, ["1.2"])
    values = {"2.1": make.entry("91")}
    actions.fill(office.form(record, 1), values=values, by=office.heads[1], at=NEXT_DAY)
    row = rows(record)["2.1"]
    assert (row.is_accepted, row.is_checked) == (False, False)
    assert rows(record)["1.1"].is_checked


def test_returned_row_may_be_accepted_as_it_is(office, record, check, send_back):
    check(record)
    send_back(record, ["1.2"])
    who = {"by": office.kasubag, "at": NEXT_DAY}
    refused(Incomplete, lambda: actions.submit(record, **who))
    actions.accept(record, rows=["1.2"], **who)
    assert actions.submit(record, **who)


def test_third_round_asks_for_its_own_rows_only(office, record, check, send_back):
    send_back(record, ["1.2"])
    mend(office, record, "1.2")
    actions.submit(record, by=office.kasubag, at=NEXT_DAY)
    send_back(record, ["2.1"], at=NEXT_DAY)
    returned = {code for code, row in rows(record).items() if row.is_returned}
    assert returned == {"2.1"}
    assert record.runs.get(step=2, finished_at=None).round == 3
    assert record.runs.filter(step=3).count() == 2
    refused(Incomplete, lambda: mend(office, record, "1.2"))


def test_rounds_of_the_next_edition_are_counted_anew(office):
    record = stage(office, "reopened")
    run = record.runs.get(finished_at=None)
    assert (run.step, run.edition, run.round) == (2, 2, 1)


def test_who_entered_and_may_not_review_does_not_even_begin_to_end_the_pause(office, record):
    by, run = {"at": LATER}, record.runs.get(step=3)
    actions.start(run, by=office.sekcam, **by)
    actions.pause(run, reason="meeting", by=office.sekcam, **by)
    plh(office.kasubag, office.sekcam.assignments.get())
    with writes() as written:
        refused(NotYours, lambda: actions.resume(run, by=office.kasubag, **by))
    assert not written
