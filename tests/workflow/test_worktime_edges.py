"""Working time where clocks change, where nobody works, and what it costs to count."""

import sys
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime, time, timedelta

import pytest
from office_hours import MONDAY, OFFICE, SIX_DAYS, USUAL, at, hours, minutes

from workflow.worktime import NoWorkingTime, WorkWeek

NIGHT = "00.00–06.00, 22.00–24.00"
# Zone, hours of every day, a day on which the clocks change, its minutes of work, and why.
CHANGES = [
    ("Europe/Berlin", NIGHT, date(2026, 3, 29), 420, "an hour less at night"),
    ("Europe/Berlin", NIGHT, date(2026, 10, 25), 540, "an hour more at night"),
    ("Europe/Berlin", "02.00–03.00", date(2026, 3, 29), 0, "an hour that does not exist"),
    ("Europe/Berlin", "02.00–03.00", date(2026, 10, 25), 120, "an hour that exists twice"),
    ("Europe/Berlin", "02.15–02.30", date(2026, 10, 25), 30, "a quarter that exists twice"),
    ("America/New_York", "01.30–03.30", date(2026, 3, 8), 60, "half before, half after the gap"),
    ("Australia/Lord_Howe", NIGHT, date(2026, 10, 4), 450, "half an hour less"),
    ("Australia/Lord_Howe", NIGHT, date(2026, 4, 5), 510, "half an hour more"),
    ("America/Sao_Paulo", "00.00–04.00", date(2018, 11, 4), 180, "a day without midnight"),
    ("America/Sao_Paulo", "22.00–24.00", date(2018, 2, 17), 180, "an hour of evening twice"),
    ("Asia/Beirut", "00.00–04.00", date(2026, 3, 29), 180, "another day without midnight"),
    ("America/St_Johns", NIGHT, date(2010, 11, 6), 539, "back into the evening of the day before"),
    ("Pacific/Apia", "08.00–12.00", date(2011, 12, 30), 0, "a day that never was"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "text", "day", "work", "why"), CHANGES, ids=[row[-1] for row in CHANGES]
)
def test_where_clocks_change_what_counts_is_the_time_that_elapses(zone, text, day, work, why):
    week = WorkWeek(dict.fromkeys(range(7), hours(text)), tz=zone)
    assert week.day_work(day) == minutes(work)
    spans = week.intervals(day)
    assert sum((week.between(*span) for span in spans), minutes(0)) == minutes(work)
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=3)
    worked = [week.between(*span) for span in week.spans(start, start + timedelta(days=6))]
    assert sum(worked, minutes(0)) == week.between(start, start + timedelta(days=6))


@pytest.mark.parametrize(
    ("text", "start", "work", "due"),
    [
        ("00.00–02.00, 08.00–12.00", "2026-03-28 23.00", 120, "2026-03-29 01.00"),
        ("00.00–03.00, 08.00–12.00", "2026-10-24 22.00", 180, "2026-10-25 01.00"),
        ("00.00–03.00, 08.00–12.00", "2026-10-24 22.00", 240, "2026-10-25 02.00"),
        ("03.00–12.00", "2026-03-29 00.30", 0, "2026-03-29 01.00"),
    ],
    ids=["used up at the gap", "when the hour comes again", "when it has", "opening at the gap"],
)
def test_a_step_is_due_in_the_moment_in_which_clocks_change(text, start, work, due):
    """Moments are in UTC; clocks in Berlin change at 01.00 of it."""
    week = WorkWeek(dict.fromkeys(range(7), hours(text)), tz="Europe/Berlin")
    found = week.after(at(start, "UTC"), minutes(work))
    assert found.astimezone(UTC) == at(due, "UTC")


def test_clock_changes_count_that_are_years_away():
    twice = WorkWeek({}, (), {date(2028, 10, 29): hours("02.00–03.00")}, "Europe/Berlin")
    start = at("2025-06-02 08.00", "UTC")
    assert twice.after(start, minutes(120)).astimezone(UTC) == at("2028-10-29 02.00", "UTC")
    with pytest.raises(NoWorkingTime):
        twice.after(start, minutes(121))
    nightly = WorkWeek(dict.fromkeys(range(7), hours(NIGHT)), tz="Europe/Berlin")
    due = nightly.after(start, minutes(480 * 1000))
    assert nightly.between(start, due) == minutes(480 * 1000)


# Weeks that are refused, by a part of the message.
WEEK_OF = {
    "intervals overlap": lambda: {MONDAY: hours("07.30–12.00, 11.00–16.00")},
    "ends before it has lasted": lambda: {MONDAY: hours("12.00–07.30")},
    "02:00–02:00": lambda: {MONDAY: hours("02.00–02.00")},
    "0 to 6": lambda: {7: hours("07.30–12.00")},
    "begin on the same day": lambda: [(date(2026, 1, 1), USUAL), (date(2026, 1, 1), SIX_DAYS)],
    "zone of the week": lambda: {MONDAY: [(time(8, tzinfo=UTC), time(12))]},
}


@pytest.mark.parametrize("message", WEEK_OF)
def test_hours_that_cannot_be_are_refused(message):
    with pytest.raises(ValueError, match=message):
        WorkWeek(WEEK_OF[message]())


def test_special_hours_that_overlap_are_refused_and_neighbours_are_not():
    with pytest.raises(ValueError, match="overlap"):
        WorkWeek(USUAL, (), {date(2026, 11, 18): hours("08.00–10.00, 09.59–11.00")})
    week = WorkWeek(USUAL, (), {date(2026, 11, 18): hours("10.00–11.00, 08.00–10.00")})
    assert week.between(at("2026-11-18 09.30"), at("2026-11-18 10.30")) == minutes(60)


NAIVE = datetime(2026, 11, 18, 9)
AWARE = at("2026-11-18 09.00")
REFUSED: dict[str, Callable] = {
    "a start without a zone": lambda: OFFICE.between(NAIVE, AWARE),
    "an end without a zone": lambda: OFFICE.between(AWARE, NAIVE),
    "a budget from a moment without a zone": lambda: OFFICE.after(NAIVE, minutes(1)),
    "an opening after one": lambda: OFFICE.opening(NAIVE),
    "spans from one": lambda: list(OFFICE.spans(NAIVE, AWARE)),
    "a pause from one": lambda: OFFICE.between(AWARE, AWARE, pauses=[(NAIVE, AWARE)]),
    "a negative budget": lambda: OFFICE.after(AWARE, -minutes(1)),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_measured_is_refused(what):
    with pytest.raises(ValueError, match=r"without a zone|not negative"):
        REFUSED[what]()


def calls_of(act: Callable) -> int:
    """Count the functions called: time spent, but the same on every machine."""
    called = 0

    def count(frame, event, argument) -> None:
        nonlocal called
        called += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(before)
    return called


WHOLE_DAY = hours("08.00–16.00")
NOBODY = {
    "no hours at all": (WorkWeek({}), 0),
    "no weeks at all": (WorkWeek([]), 0),
    "days without hours": (WorkWeek(dict.fromkeys(range(7), ())), 1),
    "one day, ten years from now": (WorkWeek({}, (), {date(2036, 11, 18): WHOLE_DAY}), 0),
    "one day, thousands of years from now": (WorkWeek({}, (), {date(9990, 1, 1): WHOLE_DAY}), 1),
    "a day shorter than the budget": (WorkWeek({}, (), {date(2026, 11, 19): WHOLE_DAY}), 481),
    "six years without hours in the middle": (
        WorkWeek([(date(2020, 1, 1), USUAL), (date(2027, 1, 1), {}), (date(2033, 1, 1), USUAL)]),
        100_000,
    ),
    "hours that begin in six years": (WorkWeek([(date(2032, 11, 30), USUAL)]), 0),
    "only an hour that clocks leave out": (
        WorkWeek({}, (), {date(2027, 3, 28): hours("02.00–03.00")}, "Europe/Berlin"),
        1,
    ),
    "more than all the days of a calendar": (OFFICE, 5_000_000_000),
}


@pytest.mark.parametrize("why", NOBODY)
def test_where_nobody_works_for_five_years_that_is_said_and_soon(why):
    week, work = NOBODY[why]

    def ask() -> None:
        with pytest.raises(NoWorkingTime):
            week.after(at("2026-11-18 09.00"), minutes(work))

    # Clock changes may have to be looked for first, in a handful of years.
    assert calls_of(ask) < 50_000
    assert calls_of(ask) < 500
    assert week.between(at("2026-11-18 09.00"), at("2026-11-18 09.00")) == minutes(0)


def test_a_pause_of_more_than_five_years_leaves_no_due():
    pause = [(at("2026-11-18 09.00"), at("2031-11-20 09.00"))]
    with pytest.raises(NoWorkingTime):
        OFFICE.after(at("2026-11-18 08.00"), minutes(61), pauses=pause)


def test_one_day_is_found_within_five_years():
    week = WorkWeek({}, (), {date(2031, 11, 17): WHOLE_DAY})
    assert week.after(at("2026-11-18 09.00"), minutes(480)) == at("2031-11-17 16.00")
    assert week.opening(at("2026-11-18 09.00")) == at("2031-11-17 08.00")
    assert week.between(at("2026-11-18 09.00"), at("2036-11-18 09.00")) == minutes(480)


def test_four_years_without_hours_are_stepped_over():
    weeks = [(date(2020, 1, 1), USUAL), (date(2027, 1, 1), {}), (date(2031, 1, 1), USUAL)]
    due = WorkWeek(weeks).after(at("2026-12-31 15.00"), minutes(120))
    assert due == at("2031-01-01 08.30")


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Europe/Berlin"])
def test_ten_years_cost_little_more_than_a_day(zone):
    """Not even a call per week: a walk over ten years would make thousands."""
    closed = [date(2025, 1, 1) + timedelta(days=21 * count) for count in range(200)]
    week = WorkWeek(USUAL, closed, tz=zone)
    start, tomorrow, end = (
        at(f"{day} 09.00", zone) for day in ("2026-11-18", "2026-11-19", "2036-11-18")
    )
    day, years = week.between(start, tomorrow), week.between(start, end)
    assert years > 2000 * day
    for short, long in (
        (lambda: week.between(start, tomorrow), lambda: week.between(start, end)),
        (lambda: week.after(start, day), lambda: week.after(start, years)),
        (lambda: week.opening(start), lambda: next(week.spans(start, end))),
    ):
        short(), long()  # what is found once per zone and week is found now
        assert calls_of(long) <= 3 * calls_of(short) < 300


def test_a_week_is_a_value_that_cannot_change():
    same = WorkWeek(OFFICE.hours, OFFICE.holidays, OFFICE.special, OFFICE.tz)
    assert same == OFFICE
    assert hash(same) == hash(OFFICE)
    assert WorkWeek(USUAL) != OFFICE
    with pytest.raises(FrozenInstanceError):
        OFFICE.holidays = ()


def test_what_was_given_may_change_afterwards():
    given = dict(USUAL)
    week = WorkWeek(given)
    given.clear()
    assert week.day_work(date(2026, 11, 18)) == minutes(450)
