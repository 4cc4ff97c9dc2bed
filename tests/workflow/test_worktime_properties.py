"""What holds of working time in every calendar and zone; a slow oracle counts along."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import Oracle

from workflow.worktime import NoWorkingTime, WorkWeek

# A zone, and a day on or near which its clocks change, if they do.
PLACES = [
    ("Asia/Jakarta", date(2026, 12, 31)),
    ("Asia/Makassar", date(2027, 2, 28)),
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),  # by half an hour
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("America/Sao_Paulo", date(2018, 2, 18)),  # at midnight, back into the day before
    ("America/Sao_Paulo", date(2018, 11, 4)),  # a day without midnight
    ("Asia/Beirut", date(2026, 3, 29)),  # another
    ("America/St_Johns", date(2010, 11, 7)),  # a minute after midnight, back into the day before
    ("Pacific/Apia", date(2011, 12, 30)),  # a day that never was
]
SPAN = 5  # days on either side of it
MINUTES = SPAN * 24 * 60
LATER = timedelta(days=3650)


@st.composite
def hours(draw, *, empty=True) -> tuple:
    """Draw the intervals of a day; nights are likelier, because clocks change at night."""
    edge = st.one_of(st.integers(0, 8), st.integers(44, 48), st.integers(0, 48)).map(
        lambda n: n * 30
    )
    edges = draw(
        st.lists(edge | st.integers(0, 1440), min_size=0 if empty else 2, max_size=6, unique=True)
    )
    edges = sorted(edges)[: len(edges) // 2 * 2]
    if not edges and not empty:
        edges = [0, 1440]
    clock = [time(edge // 60 % 24, edge % 60) for edge in edges]
    return tuple(zip(clock[::2], clock[1::2], strict=True))


@st.composite
def calendars(draw) -> tuple[WorkWeek, Oracle, date]:
    zone, day = draw(st.sampled_from(PLACES))
    near = st.integers(-SPAN, SPAN).map(lambda days: day + timedelta(days))
    week = st.dictionaries(st.integers(0, 6), hours(), min_size=3)
    weeks = [(date(2000, 1, 1), draw(week) | {2: draw(hours(empty=False))})]
    weeks += draw(st.lists(st.tuples(near, week), max_size=1))
    weeks = draw(st.permutations([*weeks, (day + timedelta(days=3 * SPAN), weeks[0][1])]))
    holidays = draw(st.frozensets(near, max_size=3))
    special = draw(st.dictionaries(near, hours(), max_size=3))
    given = (weeks, tuple(holidays), special, zone)
    return WorkWeek(*given), Oracle(*given), day


@st.composite
def moments(draw, day: date, zone: ZoneInfo, *, fine=False) -> datetime:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    away = timedelta(minutes=draw(st.integers(-MINUTES, MINUTES)))
    if fine:
        away += timedelta(microseconds=draw(st.integers(0, 59_999_999)))
    return (noon + away).astimezone(zone)


def pauses_in(day: date, zone: ZoneInfo):
    one = st.tuples(moments(day, zone), moments(day, zone))
    return st.lists(one, max_size=4)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_counts_what_the_oracle_counts(data):
    week, oracle, day = data.draw(calendars())
    start, end = data.draw(moments(day, week.tz)), data.draw(moments(day, week.tz))
    pauses = data.draw(pauses_in(day, week.tz))
    assert week.between(start, end, pauses=pauses) == oracle.between(start, end, pauses)
    open_end = [*pauses, (data.draw(moments(day, week.tz)), None)]
    assert week.between(start, end, pauses=open_end) == oracle.between(start, end, open_end)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_is_due_when_the_oracle_says(data):
    week, oracle, day = data.draw(calendars())
    start = data.draw(moments(day, week.tz))
    work = timedelta(minutes=data.draw(st.integers(0, 1200)))
    pauses = data.draw(pauses_in(day, week.tz))
    limit = start.astimezone(UTC) + timedelta(days=SPAN)
    expected = oracle.after(start, work, limit, pauses)
    # In UTC: Python calls a time that exists twice unequal to that of any other zone.
    due = week.after(start, work, pauses=pauses).astimezone(UTC)
    if expected is None:
        assert due >= limit
    else:
        assert due == expected


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_spans_are_the_minutes_the_oracle_counts_in_order(data):
    week, oracle, day = data.draw(calendars())
    start, end = data.draw(moments(day, week.tz)), data.draw(moments(day, week.tz))
    spans = [
        (since.astimezone(UTC), until.astimezone(UTC)) for since, until in week.spans(start, end)
    ]
    assert spans == sorted(spans)
    assert all(since < until for since, until in spans)
    counted = set(oracle.worked(start, end))
    assert sum((until - since for since, until in spans), timedelta(0)) == len(counted) * timedelta(
        minutes=1
    )
    assert all(since in counted for since, _ in spans)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_day_has_the_work_of_its_intervals_and_of_its_minutes(data):
    week, oracle, day = data.draw(calendars())
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    minutes = oracle.worked(noon - timedelta(days=2), noon + timedelta(days=2))
    local = [minute for minute in minutes if minute.astimezone(week.tz).date() == day]
    assert week.day_work(day) == len(local) * timedelta(minutes=1)
    assert week.is_working_day(day) == bool(local)
    spans = week.intervals(day)
    assert sum((week.between(*span) for span in spans), timedelta(0)) == week.day_work(day)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_budget_is_used_up_when_it_is_due_and_not_before(data):
    week, _, day = data.draw(calendars())
    start = data.draw(moments(day, week.tz, fine=True))
    some_days, some_years = st.integers(1, 10**12), st.integers(10**12, 10**13)
    work = timedelta(microseconds=data.draw(some_days | some_years))
    pauses = data.draw(pauses_in(day, week.tz))
    due = week.after(start, work, pauses=pauses)
    assert due.tzinfo is week.tz
    assert week.between(start, due, pauses=pauses) == work
    moment_before = (due.astimezone(UTC) - timedelta(microseconds=1)).astimezone(week.tz)
    assert week.between(start, moment_before, pauses=pauses) == work - timedelta(microseconds=1)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_parts_add_up_and_reversed_they_are_negative(data):
    week, _, day = data.draw(calendars())
    a, b, c = (data.draw(moments(day, week.tz, fine=True)) for _ in range(3))
    far = a.astimezone(UTC) + data.draw(st.sampled_from([-LATER, LATER]))
    pauses = data.draw(pauses_in(day, week.tz))
    for last in (c, far):
        whole = week.between(a, last, pauses=pauses)
        parts = week.between(a, b, pauses=pauses) + week.between(b, last, pauses=pauses)
        assert whole == parts
        assert week.between(last, a, pauses=pauses) == -whole


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_longer_span_or_budget_never_counts_less(data):
    week, _, day = data.draw(calendars())
    drawn = [data.draw(moments(day, week.tz, fine=True)) for _ in range(3)]
    a, b, c = sorted(drawn, key=lambda moment: moment.astimezone(UTC))
    assert timedelta(0) <= week.between(a, b) <= week.between(a, c)
    less, more = sorted(data.draw(st.lists(st.integers(0, 10**11), min_size=2, max_size=2)))
    due = week.after(a, timedelta(microseconds=less)).astimezone(UTC)
    assert due <= week.after(a, timedelta(microseconds=more)).astimezone(UTC)
    assert due <= week.after(b, timedelta(microseconds=less)).astimezone(UTC)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_pauses_count_once_in_any_order_and_never_bring_the_due_forward(data):
    week, _, day = data.draw(calendars())
    start, end = (data.draw(moments(day, week.tz, fine=True)) for _ in range(2))
    pauses = data.draw(pauses_in(day, week.tz))
    work = timedelta(microseconds=data.draw(st.integers(0, 10**11)))
    mixed = data.draw(st.permutations(pauses + pauses))
    assert week.between(start, end, pauses=mixed) == week.between(start, end, pauses=pauses)
    due = week.after(start, work, pauses=pauses).astimezone(UTC)
    assert week.after(start, work, pauses=mixed).astimezone(UTC) == due
    assert week.after(start, work, pauses=pauses[1:]).astimezone(UTC) <= due


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_an_opening_is_inside_the_hours_and_the_first_such_moment(data):
    week, _, day = data.draw(calendars())
    start = data.draw(moments(day, week.tz, fine=True))
    opening = week.opening(start)
    beyond = opening.astimezone(UTC) + timedelta(microseconds=1)
    assert opening.astimezone(UTC) >= start.astimezone(UTC)
    assert week.between(start, opening) == timedelta(0)
    assert week.between(opening, beyond) == timedelta(microseconds=1)
    assert week.after(start, timedelta(0)) == opening


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(PLACES),
    st.dictionaries(st.integers(0, 20), hours(), max_size=4),
    st.integers(0, 4000),
)
def test_hours_on_single_days_only_run_out_exactly(place, special, minutes):
    """Also where the hours that clocks repeat or leave out are all there is."""
    zone, day = place
    days = {day + timedelta(days=after - 10): spans for after, spans in special.items()}
    week = WorkWeek({}, special=days, tz=zone)
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=15)
    all_of_it = week.between(start, start + timedelta(days=40))
    work = timedelta(minutes=minutes)
    if work < all_of_it or work == all_of_it > timedelta(0):
        assert week.between(start, week.after(start, work)) == work
    else:
        with pytest.raises(NoWorkingTime):
            week.after(start, work)
