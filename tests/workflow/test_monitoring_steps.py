"""Pemantauan: how each step of each unit stands, who holds it, and what comes due."""

from datetime import date

import make
import pytest
from make import Office
from overview import MORNING, later, progresses, read, reviewed, row, started_review

from workflow import actions
from workflow.measuring.steps import Progress

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(office, neighbour) -> tuple[Office, Office]:
    return office, neighbour


# How a step stands


def test_a_unit_that_has_not_opened_is_expected_and_told(both):
    assert progresses(both[0], MORNING) == [Progress.UNOPENED, *[Progress.NEXT] * 3]
    figures = read().figures[0]
    assert (figures.expected, figures.actual, figures.rate) == (2, 0, 0)
    assert figures.on_time_rate is None


def test_a_unit_that_measures_nothing_in_the_period_is_not_expected(both):
    both[1].agreement.lines.update(schedule="4")
    assert [each.row.unit for each in read().rows] == [both[0].unit]


def test_a_later_agreement_that_measures_nothing_counts(both):
    make.agreement(both[1].unit, version=2)
    assert [each.row.unit for each in read().rows] == [both[0].unit]


def test_a_cancelled_record_counts_as_not_opened(office):
    record = office.opened(when=MORNING)
    actions.cancel(record, reason="Terlalu dini", by=office.sekcam, at=MORNING)
    assert row(office, MORNING).head.progress is Progress.UNOPENED


def test_a_step_that_nobody_started_waits(office):
    office.reviewing(when=MORNING)
    cell = row(office, later(95)).cells[2]
    assert (cell.progress, cell.figure) == (Progress.WAITING, "1 jam 35 menit")


@pytest.mark.parametrize(
    ("minutes", "progress", "figure"),
    [
        (30, Progress.RUNNING, "30 menit"),
        (60, Progress.NEAR, "1 jam"),
        (90, Progress.NEAR, "1 jam 30 menit"),
        (91, Progress.OVER, "1 jam 31 menit"),
    ],
)
def test_a_step_at_work_is_judged_by_its_standard(office, minutes, progress, figure):
    started_review(office)
    cell = row(office, later(minutes)).cells[2]
    assert (cell.progress, cell.figure) == (progress, figure)
    assert cell.due == later(90)


def test_a_paused_step_says_so(office):
    record = started_review(office)
    run = record.runs.get(step=3)
    actions.pause(run, reason="meeting", by=office.sekcam, at=later(20))
    assert row(office, later(200)).cells[2].progress is Progress.PAUSED


def test_step_two_waits_for_the_forms_that_are_out(office):
    office.entering(when=MORNING)
    cell = row(office, later(5)).cells[1]
    assert (cell.progress, cell.figure) == (Progress.FORMS_OUT, "2 formulir")


def test_forms_past_their_day_are_late(office):
    office.entering(when=MORNING)
    late = make.at("2026-10-08 09:00")
    assert row(office, late).cells[1].progress is Progress.FORMS_OVER


def test_a_step_done_in_one_press_is_not_measured(office):
    office.archived(when=MORNING)
    assert progresses(office, MORNING) == [Progress.UNMEASURED] * 4


def test_a_reopened_record_did_step_one_in_its_first_edition(office):
    record = office.archived(when=MORNING)
    actions.reopen(record, reason="Angka keliru", by=office.sekcam, at=MORNING)
    cells = row(office, MORNING).cells
    assert [cell.progress for cell in cells[:2]] == [Progress.UNMEASURED, Progress.WAITING]


# Five figures


def test_on_time_is_counted_of_what_was_measured(both):
    reviewed(both[0], 90)
    both[1].archived(when=MORNING)
    step_3 = read(later(120)).figures[2]
    assert (step_3.expected, step_3.actual, step_3.on_time, step_3.unmeasured) == (2, 2, 1, 1)
    assert (step_3.rate, step_3.on_time_rate) == (100, 100)


def test_a_step_over_its_standard_is_actual_and_not_on_time(both):
    reviewed(both[0], 91)
    step_3 = read(later(120)).figures[2]
    assert (step_3.expected, step_3.actual, step_3.on_time, step_3.over) == (2, 1, 0, 1)
    assert (step_3.rate, step_3.on_time_rate) == (50, 0)


def test_the_parts_of_a_bar_are_all_that_is_expected(both):
    reviewed(both[0], 91)
    for each in read(later(120)).figures:
        assert sum(part.count for part in each.parts) == each.expected


# Worst first, who holds it, what comes due


def test_the_worst_comes_first(both):
    reviewed(both[0], 10)
    started_review(both[1])
    rows = read(later(200)).rows
    assert [each.row.unit for each in rows] == [both[1].unit, both[0].unit]


def test_who_holds_the_record_since_when(both):
    started_review(both[0])
    held = read(later(30), cari="Suak").rows[0]
    assert (held.holders, held.since) == (("Sekretaris Camat",), MORNING)


def test_sections_hold_what_they_have_not_handed_in(office):
    record = office.entering(when=MORNING)
    actions.hand_in(office.form(record), values={}, by=office.kasi, at=MORNING)
    assert read().rows[0].holders == ("Kepala Seksi 2",)


def test_a_vacant_seat_holds_it_by_its_name(office):
    started_review(office)
    office.sekcam.assignments.update(end=date(2026, 1, 1))
    assert read().rows[0].holders == ("Sekcam (kosong)",)


def test_nobody_holds_what_is_archived(office):
    office.archived(when=MORNING)
    held = read().rows[0]
    assert (held.holders, held.since) == ((), None)


def test_what_will_be_late_tomorrow_is_listed_today(office):
    office.accepted(when=MORNING)
    assert [(due.what, due.due) for due in read().dues] == [
        ("langkah 2", make.at("2026-10-06 08:00"))
    ]


def test_what_is_paused_is_not_coming_due(office):
    record = started_review(office)
    actions.pause(record.runs.get(step=3), reason="meeting", by=office.sekcam, at=later(20))
    assert read(later(30)).dues == ()


def test_forms_due_tomorrow_are_listed(office):
    office.entering(when=MORNING)
    assert read().dues == ()
    dues = read(make.at("2026-10-06 09:00")).dues
    assert [due.what for due in dues] == ["formulir Seksi 1", "formulir Seksi 2"]
    assert {due.due for due in dues} == {make.at("2026-10-07 16:00")}


def test_what_is_late_already_is_not_listed_as_coming(office):
    started_review(office)
    assert len(read(later(80)).dues) == 1
    assert read(later(100)).dues == ()
