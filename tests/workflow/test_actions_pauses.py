"""Whose act ends a jeda: the actor's own at the record, and no other's."""

import make
import pytest
from version_deeds import amended

from workflow import actions
from workflow.models import StepRun, Submission

pytestmark = pytest.mark.django_db(transaction=True)
NINE, TEN, ELEVEN = (make.at(f"2026-10-05 {hour}:00") for hour in ("09", "10", "11"))


def paused_at_step_2(office, record: Submission) -> StepRun:
    actions.enter(record, values={"1.1": make.entry("90")}, by=office.kasubag, at=NINE)
    run = record.runs.get(step=2)
    actions.pause(run, reason="waiting_for_section", by=office.kasubag, at=TEN)
    return run


def skip(office, record: Submission, *, by) -> None:
    actions.skip_form(office.form(record), reason="Jabatan kosong", by=by, at=ELEVEN)


def test_who_goes_on_without_a_form_ends_the_own_pause(office):
    record = office.entering(when=make.at("2026-10-05 08:00"))
    run = paused_at_step_2(office, record)
    skip(office, record, by=office.kasubag)
    assert run.pauses.get().until == ELEVEN


def test_form_that_another_skips_leaves_the_pause_to_its_actor(office):
    record = office.entering(when=make.at("2026-10-05 08:00"))
    run = paused_at_step_2(office, record)
    skip(office, record, by=office.sekcam)
    assert run.pauses.get().is_open


def test_superior_who_noted_the_pause_ends_it_by_going_on(office):
    office.have_superiors()
    record = office.entering(when=make.at("2026-10-05 08:00"))
    actions.enter(record, values={"1.1": make.entry("90")}, by=office.kasubag, at=NINE)
    run = record.runs.get(step=2)
    actions.pause(run, reason="meeting", by=office.sekcam, at=TEN)
    skip(office, record, by=office.sekcam)
    assert run.pauses.get().until == ELEVEN


def test_skipped_form_ends_the_pause_of_its_own_round(office):
    record = office.opened(when=make.at("2026-10-05 08:00"))
    form = office.form(record)
    actions.order_form(form, by=office.kasi, at=NINE)
    actions.pause(form.runs.get(), reason="meeting", by=office.kasi, at=TEN)
    skip(office, record, by=office.kasubag)
    assert form.runs.get().pauses.get().until == ELEVEN


def test_head_who_names_other_people_is_not_in_a_pause(office):
    record = office.opened(when=make.at("2026-10-05 08:00"))
    form = office.form(record)
    actions.order_form(form, people=[], by=office.kasi, at=NINE)
    actions.pause(form.runs.get(), reason="meeting", by=office.kasi, at=TEN)
    actions.reassign(form, people=[office.filler], by=office.kasi, at=ELEVEN)
    assert form.runs.get().pauses.get().until == ELEVEN


def test_naming_other_people_starts_no_round(office):
    """A form that went out has its round behind it; one that waits is started by its order."""
    record = office.entering(when=make.at("2026-10-05 08:00"))
    form = office.form(record)
    actions.reassign(form, people=[office.filler], by=office.kasi, at=NINE)
    assert form.runs.count() == 1
    waiting = office.form(office.opened(quarter=2, when=NINE))
    actions.reassign(waiting, people=[office.filler], by=office.kasi, at=TEN)
    assert waiting.runs.get().started_at is None


def test_who_takes_a_later_agreement_is_not_in_a_pause(office):
    record = office.entering(when=make.at("2026-10-05 08:00"))
    run, later = paused_at_step_2(office, record), amended(office)
    actions.adopt_agreement(record, agreement=later, by=office.kasubag, at=ELEVEN)
    assert run.pauses.get().until == ELEVEN


def test_susulan_of_another_record_leaves_the_pause_of_its_carrier(office):
    """It stands in the chain of the record that owed it, where nobody would read of the end."""
    origin = office.promised(quarter=2, when=make.at("2026-07-06 08:00"))
    run = paused_at_step_2(office, office.entering(when=make.at("2026-10-05 08:00")))
    actions.enter_late(origin, values={"1.1": make.entry("91")}, by=office.kasubag, at=ELEVEN)
    assert run.pauses.get().is_open
