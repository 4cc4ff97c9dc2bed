"""Susulan as an act: what may be written, by whom, and how it is checked and becomes final."""

import json
from datetime import date
from functools import partial

import make
import pytest
from deeds import LATER
from django.db import transaction
from susulan import approved, figure, sealed, the_late
from witness import found_wrong, refused, verified

from kinerja.models import Realisation
from kinerja.recording import Entry, Text
from workflow import actions, standing
from workflow.actions import Incomplete, NotNow, NotYours, Stale
from workflow.models import LateValue


@pytest.fixture
def origin(office):
    """Triwulan II, sealed without its first value."""
    return office.promised(quarter=2)


@pytest.fixture
def enter(office, origin):
    def press(value="91", *, texts=None, by=None, at=LATER, code="1.1", **fields):
        values = {code: make.entry(value, **fields)} if value else {}
        given = {"values": values, "texts": texts}
        return actions.enter_late(origin, **given, by=by or office.kasubag, at=at)

    return press


def test_value_becomes_the_next_edition_and_waits_for_a_record(office, origin, enter):
    entry = enter()
    late = the_late()
    assert (late.origin, late.carrier, late.entered_by) == (origin, None, office.kasubag)
    assert (late.cell.edition, late.cell.value, late.cell.confirmed_at) == (2, 91, None)
    assert late.cell.source == Realisation.Source.DOCUMENT
    assert (entry.chain_id, entry.verb) == (origin.chain_key, "enter_late")
    assert entry.after == {"rows": {"1.1": {"value": "91", "source": "document"}}}
    assert make.fresh(origin).edition == 1
    assert figure(office) is None
    assert verified()


def test_source_and_reason_are_kept(enter):
    enter(source=Realisation.Source.PHONE, reason="Kepala BPS")
    cell = the_late().cell
    assert (cell.source, cell.reason) == ("phone", "Kepala BPS")


@pytest.mark.parametrize("name", ["opened", "entering", "reviewing"])
def test_open_record_carries_it(office, enter, name):
    record = getattr(office, name)()
    entry = enter()
    assert the_late().carrier == record
    assert entry.after["carrier"] == "Triwulan III Tahun 2026"


def test_approved_record_takes_nothing_in_any_more(office, enter):
    office.archiving()
    enter()
    assert the_late().carrier is None


def test_of_two_open_records_the_later_period_carries_it(office, enter):
    office.opened(quarter=1)
    later = office.opened(quarter=3)
    enter()
    assert the_late().carrier == later


def test_next_record_that_is_opened_takes_up_what_waits(office, enter):
    enter()
    record = office.opened(when=LATER)
    assert (the_late().carrier, the_late().carrier_edition) == (record, 1)
    assert record.journal().get(number=1).after["late"] == "1 nilai"


def test_neighbours_record_does_not_take_it_up(enter, neighbour):
    enter()
    neighbour.opened(when=LATER)
    assert the_late().carrier is None


def test_sealing_makes_it_final_and_writes_it_into_archive(office, origin, enter):
    record = office.reviewing()
    enter()
    sealed(office, record)
    late = the_late()
    assert late.is_sealed
    assert (late.cell.confirmed_at, late.cell.confirmed_by) == (LATER, office.admin)
    (written,) = json.loads(record.archives.get().snapshot)["late"]
    assert written["period"] == "Triwulan II Tahun 2026"
    assert (written["code"], written["realised"], written["achievement"]) == ("1.1", "91", "113.75")
    assert (written["record"], written["record_edition"]) == (origin.chain_key, 2)
    assert figure(office) == 91
    assert found_wrong() == []
    assert verified()
    with pytest.raises(Exception, match="guarded"), transaction.atomic():
        Realisation.objects.filter(pk=late.cell_id).update(value=1)


def test_archive_without_late_values_says_so(office):
    assert json.loads(office.sealed().archives.get().snapshot)["late"] == []


def test_value_that_waited_is_sealed_with_the_next_record(office, enter):
    enter()
    record = office.reviewing(when=LATER)
    sealed(office, record)
    assert the_late().is_sealed
    assert figure(office) == 91


def test_explanation_comes_and_is_sealed_with_it(office, enter):
    record = office.reviewing()
    enter("40", texts={"1.1": Text(obstacles="Cuaca", follow_up="Ulang")})
    sealed(office, record)
    (written,) = json.loads(record.archives.get().snapshot)["late"]
    assert written["words"]["obstacles"] == "Cuaca"


def test_approval_waits_for_its_tick(office, enter):
    record = office.reviewing()
    enter()
    actions.check(record, rows=office.codes(), by=office.sekcam, at=LATER)
    approve = partial(actions.approve, record, seen=10_000, by=office.sekcam, at=LATER)
    error = refused(Incomplete, approve)
    assert error.reason == "Masih ada nilai susulan yang belum dinyatakan sesuai."
    actions.check(record, rows={the_late().key: 1}, by=office.sekcam, at=LATER)
    assert approve()


def test_tick_falls_when_the_value_or_its_explanation_changes(office, enter):
    record = office.reviewing()
    enter()
    for change in ({"value": "92"}, {"value": "", "texts": {"1.1": Text(drivers="Gotong royong")}}):
        actions.check(record, rows=[the_late().key], by=office.sekcam, at=LATER)
        assert the_late().is_checked
        enter(**change)
        assert not the_late().is_checked


def test_tick_of_the_row_whose_sum_holds_it_falls_with_it(office, enter):
    record = office.reviewing()
    actions.check(record, rows=office.codes(), by=office.sekcam, at=LATER)
    enter()
    unchecked = standing.read(make.fresh(record)).unchecked
    assert [each.row.code for each in unchecked] == ["1.1"]


def test_tick_of_a_value_that_changed_meanwhile_is_stale(office, enter):
    record = office.reviewing()
    enter()
    enter("92")
    rows = {the_late().key: 1}
    error = refused(Stale, lambda: actions.check(record, rows=rows, by=office.sekcam, at=LATER))
    assert "susulan 1.1 Triwulan II 2026" in error.reason


def test_tick_of_a_value_that_another_record_carries_is_refused(office, enter):
    record = office.reviewing()
    rows = ["susulan-1000"]
    refused(Incomplete, lambda: actions.check(record, rows=rows, by=office.sekcam, at=LATER))


def test_returned_value_is_corrected_and_checked_again(office, enter):
    record = office.reviewing()
    enter()
    key = the_late().key
    actions.check(record, rows=[*office.codes(), key], by=office.sekcam, at=LATER)
    entry = actions.send_back(record, reason="Salah", rows=[key], by=office.sekcam, at=LATER)
    assert entry.after["returned"] == "susulan 1.1 Triwulan II 2026"
    assert not the_late().is_checked
    enter("93")
    assert the_late().carrier == record
    actions.submit(record, by=office.kasubag, at=LATER)
    actions.check(record, rows=[key, "1.1"], by=office.sekcam, at=LATER)
    assert actions.approve(record, seen=10_000, by=office.sekcam, at=LATER)


def test_approved_value_is_corrected_only_after_the_approval_is_taken_back(office, enter):
    record = office.reviewing()
    enter()
    approved(office, record)
    error = refused(Incomplete, lambda: enter("93"))
    assert "sudah disetujui bersama Triwulan III 2026" in error.reason
    actions.revoke_approval(record, by=office.sekcam, at=LATER)
    assert enter("93")


def test_who_entered_it_does_not_review_the_record(office, enter):
    record = office.reviewing()
    make.assign(office.sekcam, "planning_head", office.unit, title="Plt. Kasubag")
    enter(by=office.sekcam)
    rows = office.codes()
    refused(NotYours, lambda: actions.check(record, rows=rows, by=office.sekcam, at=LATER))


@pytest.mark.parametrize("who", ["sekcam", "kasi", "admin", "camat", "operator"])
def test_only_the_actor_of_step_2_enters_it(office, enter, who):
    refused(NotYours, lambda: enter(by=getattr(office, who)))


@pytest.mark.parametrize("code", ["1.2", "9.9"])
def test_row_that_is_not_owed_is_refused(enter, code):
    assert "tidak menunggu" in refused(Incomplete, lambda: enter(code=code)).reason


def test_sealed_value_is_not_entered_again(office, enter):
    record = office.reviewing()
    enter()
    sealed(office, record)
    assert "tidak menunggu" in refused(Incomplete, lambda: enter("95")).reason


def test_value_that_was_put_off_and_sealed_so_can_still_come(office, origin, enter):
    record = office.reviewing()
    put_off = Entry(status="not_yet", reason="Menunggu", promised_on=date(2026, 11, 15))
    actions.enter_late(origin, values={"1.1": put_off}, by=office.kasubag, at=LATER)
    sealed(office, record)
    enter()
    assert [late.cell.edition for late in LateValue.objects.order_by("cell__edition")] == [2, 3]


@pytest.mark.parametrize("values", [{}, {"1.1": Entry()}])
def test_nothing_is_no_value(office, origin, values):
    refused(
        Incomplete,
        lambda: actions.enter_late(origin, values=values, by=office.kasubag, at=LATER),
    )


def test_words_without_a_value_are_refused(enter):
    refused(Incomplete, lambda: enter("", texts={"1.1": Text(drivers="Gotong royong")}))


def test_unsealed_record_takes_no_late_value(office):
    record = office.archiving()
    values = {"1.1": make.entry("91")}
    refused(NotNow, lambda: actions.enter_late(record, values=values, by=office.kasubag, at=LATER))


def test_value_changed_by_another_person_is_stale(enter):
    enter()
    refused(Stale, lambda: enter("92", seen=0))
