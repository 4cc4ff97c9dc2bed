"""The clock of a round: waiting, working, the standard, due, and what does not count."""

from datetime import date, timedelta
from types import SimpleNamespace

import make
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow import actions
from workflow.models import Holiday, SectionForm, SopStep, StepRun, WorkHours
from workflow.timing import words
from workflow.timing.clock import Clocks, Stage, judged

MINUTES, DAYS = SopStep.Amount.MINUTES, SopStep.Amount.WORKING_DAYS


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def read(run: StepRun, *, at: str):
    run = StepRun.objects.with_times().get(pk=run.pk)
    return Clocks([run.submission.unit_id], at=make.at(at)).of(run, run.submission.unit_id)


@pytest.fixture
def review(office) -> StepRun:
    """Step 3, arrived on Monday at 08.00."""
    return office.reviewing(when=make.at("2026-10-05 08:00")).runs.get(step=3)


def started(run: StepRun, office, when: str) -> StepRun:
    actions.start(run, by=office.sekcam, at=make.at(when))
    return run


def test_a_round_that_nobody_started_only_waits(review):
    clock = read(review, at="2026-10-05 10:00")
    assert (clock.stage, clock.waited) == (Stage.WAITING, minutes(120))
    assert (clock.worked, clock.budget, clock.due, clock.remaining) == (None,) * 4


def test_ninety_minutes_run_over_the_lunch_break(review, office):
    clock = read(started(review, office, "2026-10-05 11:00"), at="2026-10-05 13:10")
    assert (clock.waited, clock.worked, clock.budget) == (minutes(180), minutes(70), minutes(90))
    assert clock.due == make.at("2026-10-05 13:30")
    assert clock.stage is Stage.NEAR


@pytest.mark.parametrize(("at", "stage"), [
    ("2026-10-05 09:59:59", Stage.WITHIN),
    ("2026-10-05 10:00:00", Stage.NEAR),  # 60 of 90 minutes: two thirds
    ("2026-10-05 10:30:00", Stage.NEAR),  # the instant at which it is due
    ("2026-10-05 10:30:01", Stage.OVER),
])  # fmt: skip
def test_three_stages(review, office, at, stage):
    assert read(started(review, office, "2026-10-05 09:00"), at=at).stage is stage


def test_the_share_from_which_a_limit_is_near_is_a_setting(review, office, settings):
    settings.CLOCK_NEAR_LIMIT_FROM = "1/2"
    clock = read(started(review, office, "2026-10-05 09:00"), at="2026-10-05 09:45")
    assert clock.stage is Stage.NEAR


def test_a_standard_is_kept_or_passed_to_the_second(review, office):
    started(review, office, "2026-10-05 09:00")
    record = review.submission
    actions.check(record, rows=office.codes(), by=office.sekcam, at=make.at("2026-10-05 09:30"))
    actions.approve(record, seen=10_000, by=office.sekcam, at=make.at("2026-10-05 10:30"))
    clock = read(review, at="2026-12-01 09:00")
    assert (clock.stage, clock.worked, clock.is_on_time) == (Stage.WITHIN, minutes(90), True)


def test_the_starting_act_that_ends_a_round_leaves_nothing_to_measure(office):
    record = office.opened()
    actions.distribute_form(office.form(record), by=office.kasi, at=make.at("2026-10-05 09:00"))
    clock = read(record.runs.get(form=office.form(record)), at="2026-10-06 09:00")
    assert (clock.stage, clock.is_measured, clock.is_on_time) == (Stage.UNMEASURED, False, False)
    assert clock.waited == minutes(60)
    assert words.told(clock) == "standar 15 menit"


def test_mulai_makes_step_1_measurable(office):
    record = office.opened()
    run = record.runs.get(form=office.form(record))
    actions.start(run, by=office.kasi, at=make.at("2026-10-05 09:00"))
    actions.distribute_form(office.form(record), by=office.kasi, at=make.at("2026-10-05 09:12"))
    assert read(run, at="2026-10-06 09:00").worked == minutes(12)


def test_a_seal_as_the_first_act_begins_the_pause_and_is_not_measured(office):
    record = office.sealed(when=make.at("2026-10-05 09:00"))
    actions.file_copy(record, place=("1", "A"), by=office.admin, at=make.at("2026-10-05 11:00"))
    assert read(record.runs.get(step=4), at="2026-10-06 09:00").stage is Stage.UNMEASURED


def test_step_4_pauses_by_itself_while_the_print_is_signed(office):
    record = office.archiving(when=make.at("2026-10-05 09:00"))
    run = record.runs.get(step=4)
    actions.start(run, by=office.admin, at=make.at("2026-10-05 09:00"))
    actions.seal(record, filing="1", by=office.admin, at=make.at("2026-10-05 09:10"))
    clock = read(run, at="2026-10-05 15:00")
    assert (str(clock.pause), clock.worked) == ("menunggu tanda tangan", minutes(10))
    actions.file_copy(record, place=("1", "A"), by=office.admin, at=make.at("2026-10-06 09:00"))
    assert read(run, at="2026-10-07 09:00").worked == minutes(10)


@pytest.mark.parametrize(("start", "budget", "due"), [
    ("2026-10-05 07:30", 450, "2026-10-05 16:00"),
    ("2026-10-05 15:00", 450, "2026-10-06 15:00"),
    ("2026-10-09 16:00", 450, "2026-10-09 16:30"),  # Friday closes at 16.30; the rest on Monday
    ("2026-10-10 09:00", 450, "2026-10-12 16:00"),  # a Saturday: counting begins on Monday
])  # fmt: skip
def test_one_day_is_the_working_time_of_the_day_on_which_counting_begins(
    office, start, budget, due
):
    record = office.filled(when=make.at("2026-10-05 07:30"))
    run = record.runs.get(step=2)
    actions.start(run, by=office.kasubag, at=make.at(start))
    clock = read(run, at="2026-10-20 09:00")
    assert clock.budget == minutes(budget)
    if start == "2026-10-09 16:00":
        assert clock.due == make.at("2026-10-12 15:30")
    else:
        assert clock.due == make.at(due)


def test_one_day_can_mean_until_the_end_of_the_next(office):
    record = office.filled(when=make.at("2026-10-05 08:00"))
    SopStep.objects.filter(sop=record.sop, number=2).update(day_meaning="end_of_next_day")
    run = record.runs.get(step=2)
    actions.start(run, by=office.kasubag, at=make.at("2026-10-09 10:00"))  # a Friday
    clock = read(run, at="2026-10-12 09:00")
    assert clock.due == make.at("2026-10-12 16:00")
    assert clock.run.standard_meaning == "end_of_next_day"


def test_a_standard_per_section_holds_once_for_each_form_that_is_not_skipped(office):
    record = office.opened(when=make.at("2026-10-05 08:00"))
    SopStep.objects.filter(sop=record.sop, number=2).update(
        basis="per_section", amount=30, amount_unit="minutes"
    )
    for number, head in enumerate(office.heads):
        actions.distribute_form(office.form(record, number), by=head, at=make.at())
        actions.hand_in(office.form(record, number), by=head, at=make.at())
    run = record.runs.get(step=2)
    actions.start(run, by=office.kasubag, at=make.at("2026-10-05 09:00"))
    clock = read(run, at="2026-10-05 09:30")
    assert (clock.run.standard_factor, clock.budget) == (2, minutes(60))
    assert words.standard(clock.run) == "30 menit × 2 seksi"


def test_a_holiday_added_in_mid_step_moves_the_due_time_of_an_open_round(office):
    record = office.filled(when=make.at("2026-10-05 15:00"))
    run = record.runs.get(step=2)
    actions.start(run, by=office.kasubag, at=make.at("2026-10-05 15:00"))
    assert read(run, at="2026-10-05 15:30").due == make.at("2026-10-06 15:00")
    holiday(date(2026, 10, 6), recorded="2026-10-05 15:40")
    assert read(run, at="2026-10-07 08:00").due == make.at("2026-10-07 15:00")
    assert read(run, at="2026-10-07 08:00").worked == minutes(90)


def test_a_holiday_added_later_does_not_judge_a_finished_round_again(office):
    record = office.accepted(when=make.at("2026-10-05 08:00"))
    run = record.runs.get(step=2)
    actions.submit(record, by=office.kasubag, at=make.at("2026-10-07 08:00"))
    before = read(run, at="2026-10-08 08:00")
    holiday(date(2026, 10, 6), recorded="2026-10-08 09:00")
    after = read(run, at="2026-10-09 08:00")
    assert (after.worked, after.stage) == (before.worked, before.stage)
    assert after.is_over


def holiday(day: date, *, recorded: str) -> None:
    Holiday.objects.create(
        day=day, name="Cuti bersama", kind="local", recorded_at=make.at(recorded)
    )


def test_a_calendar_without_hours_says_so(office, review):
    started(review, office, "2026-10-05 09:00")
    WorkHours.objects.update(withdrawn_at=make.at("2026-10-05 09:30"), withdrawn_by=office.sekcam)
    clock = read(review, at="2026-10-05 10:00")
    assert clock.stage is Stage.NO_HOURS
    assert "hubungi operator" in words.told(clock)


def test_a_form_counts_against_its_own_deadline_and_no_step(office):
    record = office.entering(when=make.at("2026-10-05 08:00"))
    form = office.form(record)
    clocks = Clocks([office.unit.pk], at=make.at("2026-10-06 08:00"))
    clock = clocks.of_form(form, office.unit.pk)
    assert (clock.spent, clock.due) == (minutes(450), make.at("2026-10-07 16:00"))
    assert words.told_filling(clock).startswith("di seksi 7 jam 30 menit kerja; batas Rabu, 7 Okt")
    late = Clocks([office.unit.pk], at=make.at("2026-10-08 08:00")).of_form(form, office.unit.pk)
    assert late.stage is Stage.OVER


def test_a_returned_form_counts_anew(office):
    record = office.filled(when=make.at("2026-10-05 08:00"))
    back = make.at("2026-10-06 09:00")
    actions.return_form(office.form(record), reason="Periksa", by=office.kasubag, at=back)
    form = SectionForm.objects.get(pk=office.form(record).pk)
    clock = Clocks([office.unit.pk], at=make.at("2026-10-06 10:00")).of_form(form, office.unit.pk)
    assert (clock.since, clock.spent) == (back, minutes(60))


@given(st.timedeltas(timedelta(0), timedelta(days=2)), st.timedeltas(timedelta(0), minutes(900)))
def test_what_is_worked_and_what_is_left_add_up_in_words(worked, budget):
    clock = SimpleNamespace(worked=worked, budget=budget, remaining=budget - worked)
    if worked <= budget and not budget % minutes(1):
        shown = worked // minutes(1) + words.up(clock.remaining) // minutes(1)
        assert shown == budget // minutes(1)
    assert judged(worked, budget, is_finished=True) in (Stage.WITHIN, Stage.OVER)


def test_a_clock_that_was_set_back_counts_nothing(review, office):
    clock = read(started(review, office, "2026-10-05 09:00"), at="2026-10-04 09:00")
    assert (clock.worked, clock.stage) == (minutes(0), Stage.WITHIN)
