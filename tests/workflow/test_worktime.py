"""The office's days, by the clock: domain.md §3 with Perpres 21/2023."""

import doctest
from datetime import UTC, date, datetime, timedelta

import pytest
from office_hours import (
    HOLIDAYS,
    MONDAY,
    OFFICE,
    RAMADAN,
    SIX_DAYS,
    USUAL,
    at,
    days,
    hours,
    minutes,
)

from workflow.worktime import NoWorkingTime, WorkWeek, workweek


def test_every_usual_day_has_450_minutes_and_every_day_of_ramadan_390():
    usual = days(date(2026, 11, 16), date(2026, 11, 20))
    assert [OFFICE.day_work(day) for day in usual] == [minutes(450)] * 5
    assert [OFFICE.day_work(day) for day in RAMADAN] == [minutes(390)] * 22
    assert OFFICE.day_work(date(2026, 11, 21)) == OFFICE.day_work(HOLIDAYS[0]) == minutes(0)
    assert [OFFICE.is_working_day(day) for day in days(date(2026, 12, 23), date(2026, 12, 28))] == [
        True, False, False, False, False, True
    ]  # fmt: skip


# Where counting starts, the minutes of work, when they are used up, and what that shows.
DUE = [
    ("2026-11-18 15.50", 15, "2026-11-19 07.35", "the rest of today, then tomorrow morning"),
    ("2026-11-18 09.00", 60, "2026-11-18 10.00", "inside the morning"),
    ("2026-11-18 11.30", 60, "2026-11-18 13.30", "the break does not count"),
    ("2026-11-20 11.00", 60, "2026-11-20 13.30", "the break of Friday is longer"),
    ("2026-11-20 16.00", 60, "2026-11-23 08.00", "Friday ends at 16.30; the weekend"),
    ("2026-11-18 05.00", 30, "2026-11-18 08.00", "before the hours: from their beginning"),
    ("2026-11-18 12.10", 30, "2026-11-18 13.30", "in the break: from its end"),
    ("2026-11-21 10.00", 30, "2026-11-23 08.00", "on Saturday: from Monday"),
    ("2026-11-18 16.00", 30, "2026-11-19 08.00", "exactly at closing: from the next opening"),
    ("2026-11-18 15.00", 60, "2026-11-18 16.00", "used up at closing, not at the next opening"),
    ("2026-11-18 11.00", 60, "2026-11-18 12.00", "used up when the break begins"),
    ("2026-11-18 07.30", 450, "2026-11-18 16.00", "one day of work"),
    ("2026-11-18 13.00", 450, "2026-11-19 12.00", "one day of work, begun after the break"),
    ("2026-11-18 10.00", 0, "2026-11-18 10.00", "nothing to do: at once"),
    ("2026-11-18 16.00", 0, "2026-11-19 07.30", "nothing to do, exactly at closing"),
    ("2026-11-18 07.30", 0, "2026-11-18 07.30", "nothing to do, exactly at opening"),
    ("2026-11-20 20.00", 0, "2026-11-23 07.30", "nothing to do, outside the hours"),
    ("2026-12-23 15.00", 120, "2026-12-28 08.30", "two holidays and a weekend in mid-step"),
    ("2026-12-31 15.30", 60, "2027-01-04 08.00", "the year ends"),
    ("2027-02-05 16.00", 60, "2027-02-08 08.30", "Ramadan begins"),
    ("2027-02-08 14.50", 15, "2027-02-09 08.05", "closing in Ramadan"),
    ("2027-03-09 14.00", 90, "2027-03-10 08.00", "Ramadan ends"),
    ("2027-02-05 07.30", 450 + 22 * 390 + 1, "2027-03-10 07.31", "all of Ramadan in the middle"),
]


@pytest.mark.parametrize(("start", "work", "due", "why"), DUE, ids=[row[-1] for row in DUE])
def test_a_step_is_due(start, work, due, why):
    assert OFFICE.after(at(start), minutes(work)) == at(due), why
    assert OFFICE.between(at(start), at(due)) == minutes(work), why


def test_a_holiday_decreed_after_the_start_moves_the_due_to_the_next_day():
    start, work = at("2026-11-18 15.00"), minutes(120)
    assert OFFICE.after(start, work) == at("2026-11-19 08.30")
    decreed = WorkWeek(USUAL, (*HOLIDAYS, date(2026, 11, 19)), RAMADAN)
    assert decreed.after(start, work) == at("2026-11-20 08.30")


def test_a_week_of_six_days_counts_saturday():
    week = WorkWeek(SIX_DAYS)
    assert week.after(at("2026-11-20 14.00"), minutes(60)) == at("2026-11-21 08.00")
    assert week.between(at("2026-11-16 00.00"), at("2026-11-23 00.00")) == minutes(5 * 390 + 300)


def test_the_office_knows_its_own_zone():
    makassar = WorkWeek(USUAL, tz="Asia/Makassar")
    due = makassar.after(at("2026-11-18 14.50"), minutes(15))
    assert due == at("2026-11-19 07.35", "Asia/Makassar")
    assert str(due) == "2026-11-19 07:35:00+08:00"
    start = at("2026-11-18 14.50").astimezone(UTC)
    assert makassar.between(start, due.astimezone(UTC)) == minutes(15)


def test_the_reversed_interval_is_negative():
    first, last = at("2026-11-18 15.50"), at("2026-11-19 07.35")
    assert OFFICE.between(last, first) == -minutes(15)


def test_working_time_is_exact_to_the_microsecond():
    start = at("2026-11-18 15.59") + timedelta(seconds=59, microseconds=999_999)
    second = timedelta(seconds=1)
    assert OFFICE.after(start, second) == at("2026-11-19 07.30") + timedelta(microseconds=999_999)
    assert OFFICE.between(start, at("2026-11-19 07.30")) == timedelta(microseconds=1)
    ten_years = OFFICE.between(at("2020-01-01 00.00"), at("2030-01-01 00.00") + second)
    assert ten_years % minutes(1) == timedelta(0)


def test_hours_are_in_force_from_their_first_day_in_whatever_order_they_come():
    weeks = [(date(2026, 11, 18), SIX_DAYS), (date(2026, 11, 16), USUAL)]
    week = WorkWeek(weeks)
    assert week.after(at("2026-11-17 15.30"), minutes(60)) == at("2026-11-18 08.00")
    assert week.after(at("2026-11-17 15.30"), minutes(450)) == at("2026-11-19 08.00")
    assert week.between(at("2026-11-01 00.00"), at("2026-11-16 08.00")) == minutes(30)
    assert week.opening(at("2026-11-01 09.00")) == at("2026-11-16 07.30")
    assert week == WorkWeek(list(reversed(weeks)))


def test_a_guard_works_until_midnight_and_on():
    night = hours("00.00–06.00, 22.00–24.00")
    week = WorkWeek(dict.fromkeys(range(7), night))
    assert week.after(at("2026-11-18 23.00"), minutes(120)) == at("2026-11-19 01.00")
    assert week.after(at("2026-11-18 23.00"), minutes(60)) == at("2026-11-19 00.00")
    assert week.day_work(date(2026, 11, 18)) == minutes(480)
    assert WorkWeek({MONDAY: hours("00.00–24.00")}).day_work(date(2026, 11, 16)) == minutes(1440)


def test_special_hours_win_over_a_holiday_and_may_be_none():
    day = date(2026, 12, 24)
    assert WorkWeek(USUAL, (day,)).day_work(day) == minutes(0)
    assert WorkWeek(USUAL, (day,), {day: hours("08.00–10.00")}).day_work(day) == minutes(120)
    closed = WorkWeek(USUAL, (), {day: ()})
    assert not closed.is_working_day(day)
    assert closed.after(at("2026-12-23 15.30"), minutes(60)) == at("2026-12-25 08.00")


# Pauses, how many minutes they take from 08.00 to 15.00 of 18 November, and what that shows.
PAUSES = [
    (["18 09.00–18 09.30"], 30, "inside"),
    (["18 11.30–18 13.30"], 60, "over the break"),
    (["18 12.00–18 13.00"], 0, "the break itself"),
    (["18 09.00–18 09.30", "18 09.10–18 09.50"], 50, "two at once"),
    (["18 09.20–18 09.30", "18 09.00–18 10.00"], 60, "one in another"),
    (["18 09.30–18 10.00", "18 09.00–18 09.30"], 60, "one after another"),
    (["17 09.00–18 08.30"], 30, "begun before"),
    (["17 09.00–17 10.00"], 0, "over before"),
    (["18 09.30–18 09.00"], 0, "reversed"),
    (["18 09.30–18 09.30"], 0, "empty"),
]


@pytest.mark.parametrize(("spans", "lost", "why"), PAUSES, ids=[row[-1] for row in PAUSES])
def test_a_pause_does_not_count(spans, lost, why):
    pauses = [tuple(at(f"2026-11-{edge}") for edge in span.split("–")) for span in spans]
    start, end = at("2026-11-18 08.00"), at("2026-11-18 15.00")
    assert OFFICE.between(start, end, pauses=pauses) == minutes(360 - lost)
    due = OFFICE.after(start, minutes(300), pauses=pauses)
    assert due == at("2026-11-18 14.00") + minutes(lost)


def test_in_a_pause_nothing_is_due():
    pause = [(at("2026-11-18 09.00"), at("2026-11-18 10.00"))]

    def due(start: str, work: int) -> datetime:
        return OFFICE.after(at(start), minutes(work), pauses=pause)

    assert due("2026-11-18 09.10", 0) == at("2026-11-18 10.00")
    assert due("2026-11-18 09.10", 15) == at("2026-11-18 10.15")
    assert due("2026-11-18 08.00", 60) == at("2026-11-18 09.00")
    assert due("2026-11-18 08.00", 61) == at("2026-11-18 10.01")


def test_an_open_pause_lasts_to_the_end_of_what_is_measured():
    pause = [(at("2026-11-18 09.00"), None)]
    first, last = at("2026-11-18 08.00"), at("2026-11-18 15.00")
    assert OFFICE.between(first, last, pauses=pause) == minutes(60)
    assert OFFICE.between(last, first, pauses=pause) == -minutes(60)


def test_an_open_pause_leaves_no_due_but_one_that_came_before_it():
    pause = [(at("2026-11-18 09.00"), None)]
    assert OFFICE.after(at("2026-11-18 08.00"), minutes(60), pauses=pause) == at("2026-11-18 09.00")
    for start, work in (("2026-11-18 08.00", 61), ("2026-11-18 10.00", 0)):
        with pytest.raises(NoWorkingTime):
            OFFICE.after(at(start), minutes(work), pauses=pause)


def test_spans_are_the_working_hours_inside_an_interval_in_order():
    spans = OFFICE.spans(at("2026-11-19 15.00"), at("2026-11-23 09.00"))
    assert list(spans) == [
        (at("2026-11-19 15.00"), at("2026-11-19 16.00")),
        (at("2026-11-20 07.30"), at("2026-11-20 11.30")),
        (at("2026-11-20 13.00"), at("2026-11-20 16.30")),
        (at("2026-11-23 07.30"), at("2026-11-23 09.00")),
    ]
    assert list(OFFICE.spans(at("2026-11-23 09.00"), at("2026-11-19 15.00"))) == []
    assert OFFICE.intervals(date(2026, 11, 20)) == (
        (at("2026-11-20 07.30"), at("2026-11-20 11.30")),
        (at("2026-11-20 13.00"), at("2026-11-20 16.30")),
    )
    assert OFFICE.intervals(date(2026, 11, 21)) == ()


def test_the_examples_in_the_docstrings_hold():
    told = doctest.testmod(workweek)
    assert told.attempted
    assert not told.failed
