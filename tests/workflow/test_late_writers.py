"""Who wrote a late value does not review it, whoever wrote it last and wherever it is reviewed."""

import make
import pytest
from deeds import LATER
from susulan import sealed, the_late
from witness import refused

from workflow import actions, permissions
from workflow.actions import NotYours

AT_NOON = make.at("2026-10-06 11:30")


@pytest.fixture
def origin(office):
    """Triwulan II, sealed without its first two values; Sekcam also stands in for Kasubag."""
    record = office.promised(quarter=2, codes=("1.1", "1.2"))
    make.assign(office.sekcam, "planning_head", office.unit, title="Plt. Kasubag")
    return record


def write(origin, by, *, code: str = "1.1", value: str = "91", at=LATER) -> None:
    actions.enter_late(origin, values={code: make.entry(value)}, by=by, at=at)


def check(record, by, *rows: str) -> None:
    actions.check(record, rows=rows, by=by, at=AT_NOON)


def test_first_writer_is_barred_after_another_corrected_the_value(office, origin):
    record = office.reviewing()
    write(origin, office.sekcam)
    write(origin, office.kasubag, value="92")
    late = the_late()
    assert late.entered_by == office.kasubag
    refused(NotYours, lambda: check(record, office.sekcam, late.key))
    refused(NotYours, lambda: check(record, office.sekcam, "2.1"))


def test_writer_is_barred_where_a_later_record_takes_the_value_up(office, origin):
    write(origin, office.sekcam)
    write(origin, office.kasubag, value="92")
    record = office.reviewing(when=LATER)
    assert the_late().carrier == record
    refused(NotYours, lambda: check(record, office.sekcam, the_late().key))


def test_writer_is_barred_where_the_value_becomes_a_row_of_the_reopened_record(office, origin):
    write(origin, office.sekcam)
    actions.reopen(origin, reason="Keliru", by=office.sekcam, at=LATER)
    record = make.fresh(origin)
    entered = permissions.entered([record])[record.pk]
    assert office.sekcam.pk in entered
    rows = office.codes()
    actions.accept(record, rows=rows, by=office.kasubag, at=LATER)
    actions.submit(record, by=office.kasubag, at=LATER)
    refused(NotYours, lambda: check(record, office.sekcam, "1.1"))


def test_writer_of_a_value_that_was_sealed_meanwhile_reviews_the_reopened_record(office, origin):
    """It was reviewed once; what is reviewed now is written by others."""
    office.unit.small_office = True
    office.unit.save()
    carrier = office.reviewing()
    write(origin, office.sekcam, at=make.at("2026-10-06 08:30"))
    sealed(office, carrier)
    actions.reopen(origin, reason="Keliru", by=office.sekcam, at=AT_NOON)
    record = make.fresh(origin)
    assert office.sekcam.pk not in permissions.entered([record])[record.pk]


def test_writer_of_another_row_that_is_final_is_not_barred_for_it(office, origin):
    """What was written and sealed once bars nobody from what is owed and written anew."""
    write(origin, office.sekcam, code="1.2")
    carrier = office.reviewing()
    other = make.person("sekcam.lain")
    make.assign(other, "secretary", office.unit, title="Plh. Sekretaris Camat")
    rows = [*office.codes(), the_late().key]
    actions.check(carrier, rows=rows, by=other, at=AT_NOON)
    actions.approve(carrier, seen=10_000, by=other, at=AT_NOON)
    actions.seal(carrier, filing="000.8/9", by=office.admin, at=AT_NOON)
    write(origin, office.kasubag, at=make.at("2026-10-07 09:00"))
    record = office.opened(quarter=4, when=make.at("2026-10-07 10:00"))
    assert permissions.entered([record])[record.pk] == {office.kasubag.pk}


def test_small_office_lets_the_writer_tick_and_marks_the_record(office, origin):
    office.unit.small_office = True
    office.unit.save()
    record = office.reviewing()
    write(origin, office.sekcam)
    write(origin, office.kasubag, value="92")
    record = make.fresh(record)
    check(record, office.sekcam, *office.codes(), the_late().key)
    entry = actions.approve(record, seen=10_000, by=office.sekcam, at=AT_NOON)
    assert entry.after["small_office"] == "ya"
