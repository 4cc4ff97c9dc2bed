"""Whatever is measured, the spans of a calendar tell all of it and add up."""

from datetime import date, timedelta
from itertools import pairwise

import make
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.calendars.hours import parse_hours
from workflow.calendars.reading import Calendar
from workflow.worktime import WorkWeek

FIVE_DAYS = dict.fromkeys(range(4), parse_hours("07.30–12.00, 13.00–16.00")) | {
    4: parse_hours("07.30–11.30, 13.00–16.30")
}


def minutes(low: int, high: int) -> st.SearchStrategy[timedelta]:
    return st.integers(low, high).map(lambda number: timedelta(minutes=number))


BEGIN = make.at("2026-10-01 00:00")
MOMENTS = minutes(0, 20 * 1440).map(lambda gone: BEGIN + gone)
PAUSES = st.lists(
    st.tuples(MOMENTS, st.one_of(st.none(), MOMENTS), st.sampled_from(["rapat", "internet"])),
    max_size=4,
)
ZONES = ["Asia/Jakarta", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]


@settings(max_examples=150, deadline=None)
@given(start=MOMENTS, length=minutes(0, 40 * 1440), pauses=PAUSES, zone=st.sampled_from(ZONES))
def test_spans_partition_the_time_and_add_up_to_what_counted(start, length, pauses, zone):
    holidays = {date(2026, 10, 7): "Libur", date(2026, 10, 10): "Libur", date(2026, 10, 25): "X"}
    night = {**FIVE_DAYS, 5: parse_hours("18.00–24.00"), 6: parse_hours("00.00–04.00")}
    week = WorkWeek([(date(2020, 1, 1), night)], holidays=holidays, tz=zone)
    away = ((make.at("2026-10-05 06:00"), make.at("2026-10-06 09:00"), "Badai"),)
    calendar = Calendar(week, holidays=holidays, special={}, disruptions=away)
    end = start + length
    spans = calendar.spans(start, end, pauses=pauses)
    edges = [each.start for each in spans] + [end]
    assert [each.end for each in spans] == edges[1:]
    assert edges[0] == start
    assert all(each.length > timedelta(0) for each in spans)
    assert all(each.counts == (each.reason == "") for each in spans)
    assert all(a.reason != b.reason for a, b in pairwise(spans))
    counted = sum((each.length for each in spans if each.counts), timedelta(0))
    plain = [(since, until) for since, until, _ in pauses]
    assert counted == calendar.between(start, end, pauses=plain)
