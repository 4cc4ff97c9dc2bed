"""Rounds: when a step arrived, started and finished, and by what standard it is judged."""

import make
import pytest
from deeds import LATER, stage
from django.db import IntegrityError, transaction

from workflow import actions
from workflow.models import SopStep, StepRun
from workflow.timing import rounds


@pytest.fixture
def record(office):
    return office.filled()


def moments(run: StepRun) -> tuple:
    return run.arrived_at, run.started_at, run.finished_at


def test_whole_day_leaves_a_round_for_each_step_and_each_form(office):
    record = office.archived()
    told = record.runs.order_by("step", "form__section__order")
    assert [(run.step, run.round, run.outcome) for run in told] == [
        (1, 1, "distribute_form"),
        (1, 1, "distribute_form"),
        (2, 1, "submit"),
        (3, 1, "approve"),
        (4, 1, "file_copy"),
    ]
    assert all(run.started_by and run.finished_by and run.arrived_at for run in told)
    assert [run.standard_amount for run in told] == [15, 15, 1, 90, 30]


def test_round_that_is_open_is_the_current_one(record):
    run = rounds.current_run(record, 2, at=LATER)
    assert run.pk
    assert moments(run) == (make.at(), None, None)
    assert run.is_open


def test_step_without_an_open_round_gets_the_next_one_unsaved(office, record):
    run = rounds.current_run(record, 3, at=LATER)
    assert (run.pk, run.round, run.arrived_at) == (None, 1, LATER)
    form_run = rounds.current_run(record, 1, form=office.form(record), at=LATER)
    assert (form_run.pk, form_run.round) == (None, 2)


def test_arriving_twice_is_arriving_once(record):
    for at in (LATER, make.at("2026-10-07 09:00")):
        rounds.arrive(record, 3, at=at)
    assert record.runs.get(step=3).arrived_at == LATER


def test_step_that_had_a_round_does_not_arrive_again(record):
    run = record.runs.get(step=2)
    rounds.finish(run, by=record.opened_by, at=LATER, outcome="submit")
    rounds.arrive_once(record, 2, at=LATER)
    assert record.runs.filter(step=2).count() == 1


def test_standard_is_copied_when_the_round_starts_and_stays(office, record):
    steps = SopStep.objects.filter(sop=record.sop, number=2)
    steps.update(amount=3)
    actions.accept(record, rows=["1.1"], by=office.kasubag, at=LATER)
    steps.update(amount=9)
    actions.accept(record, rows=["1.2"], by=office.kasubag, at=LATER)
    run = record.runs.get(step=2)
    assert (run.standard_amount, run.standard_unit, run.standard_factor) == (3, "working_days", 1)


def test_step_starts_once_by_its_first_act(office, record):
    actions.accept(record, rows=["1.1"], by=office.kasubag, at=LATER)
    actions.accept(record, rows=["1.2"], by=office.kasubag, at=make.at("2026-10-07 09:00"))
    assert record.runs.get(step=2).started_at == LATER


def test_act_that_starts_and_ends_a_step_starts_it_at_that_moment(office):
    record = office.reviewing()
    actions.send_back(record, reason="Periksa", by=office.sekcam, at=LATER)
    run = record.runs.get(step=3)
    assert moments(run) == (make.at(), LATER, LATER)


def test_cancelling_ends_rounds_that_never_started(office):
    record = stage(office, "filled")
    actions.cancel(record, reason="Keliru", by=office.sekcam, at=LATER)
    run = record.runs.get(step=2)
    assert moments(run) == (make.at(), None, LATER)
    assert (run.outcome, run.standard_amount) == ("cancel", None)


def test_rounds_of_other_records_go_on(office, neighbour):
    record, other = office.filled(), neighbour.filled()
    actions.cancel(record, reason="Keliru", by=office.sekcam, at=LATER)
    assert other.runs.get(step=2).is_open


def test_database_keeps_one_open_round_per_step(record):
    with pytest.raises(IntegrityError), transaction.atomic():
        StepRun.objects.create(submission=record, edition=1, step=2, round=2, arrived_at=LATER)


def test_database_lets_no_round_start_before_it_arrived(record):
    run = record.runs.get(step=2)
    before = make.at("2026-10-05 07:59")
    with pytest.raises(IntegrityError), transaction.atomic():
        rounds.begin(run, record.sop, by=record.opened_by, at=before)
        run.save()


def test_database_keeps_the_standard_with_the_start(record):
    with pytest.raises(IntegrityError), transaction.atomic():
        record.runs.filter(step=2).update(started_at=LATER)
