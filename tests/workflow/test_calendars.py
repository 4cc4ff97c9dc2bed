"""A calendar is read as it was known at a moment, and tells why time did not count."""

from datetime import date, datetime, timedelta

import make
import pytest

from workflow.calendars.hours import show_hours
from workflow.calendars.reading import Calendar, Calendars, Span
from workflow.models import Disruption, Holiday, WorkHours
from workflow.worktime import NoWorkingTime

EARLY = make.at("2026-01-05 08:00")
NOW = make.at("2026-10-05 08:00")
RAMADAN = {
    **dict.fromkeys(("monday", "tuesday", "wednesday", "thursday"), "08.00–12.00, 12.30–15.00"),
    "friday": "08.00–11.30, 12.30–15.30",
}


def hours(starts_on: date, unit=None, **fields) -> WorkHours:
    fields = {"name": "Jam kerja", "recorded_at": EARLY} | fields
    return WorkHours.objects.create(unit=unit, starts_on=starts_on, **fields)


def holiday(day: date, unit=None, name: str = "Libur", at: datetime = EARLY) -> Holiday:
    return Holiday.objects.create(unit=unit, day=day, name=name, kind="national", recorded_at=at)


def disruption(office: make.Office, start: str, end: str, **fields) -> Disruption:
    times = {"starts_at": make.at(start), "ends_at": make.at(end), "reason": "Listrik padam"}
    return Disruption.objects.create(unit=office.unit, **times, recorded_at=EARLY, **fields)


def known(office: make.Office | None = None, at: datetime = NOW) -> Calendar:
    whose = office.unit.pk if office else None
    return Calendars([whose] if whose else []).of(whose, known_at=at)


def a_day_of(calendar: Calendar, day: date) -> str:
    tz = make.WIB
    intervals = calendar.week.intervals(day)
    return show_hours((a.astimezone(tz).time(), b.astimezone(tz).time()) for a, b in intervals)


def told(spans: tuple[Span, ...]) -> list[tuple[str, str, str]]:
    return [(f"{each.start:%d %H.%M}", f"{each.end:%d %H.%M}", each.reason) for each in spans]


# Which facts stand before which.


def test_usual_week_of_all_offices_stands_from_the_start(office):
    assert a_day_of(known(office), date(2026, 10, 8)) == "07.30–12.00, 13.00–16.00"
    assert a_day_of(known(office), date(2026, 10, 9)) == "07.30–11.30, 13.00–16.30"
    assert known(office).day_work_from(NOW) == timedelta(minutes=450)


def test_units_own_usual_hours_win_from_their_first_day(office):
    hours(date(2026, 10, 8), office.unit, thursday="08.00–14.00")
    hours(date(2026, 10, 1), None, thursday="06.00–07.00", wednesday="06.00–07.00")
    assert a_day_of(known(office), date(2026, 9, 30)) == "07.30–12.00, 13.00–16.00"
    assert a_day_of(known(office), date(2026, 10, 1)) == "06.00–07.00"
    assert a_day_of(known(office), date(2026, 10, 8)) == "08.00–14.00"
    assert a_day_of(known(office), date(2026, 10, 14)) == ""
    assert a_day_of(known(), date(2026, 10, 8)) == "06.00–07.00"


def test_general_hours_recorded_for_later_do_not_replace_the_units_own(office):
    hours(date(2026, 1, 1), office.unit, thursday="08.00–14.00")
    hours(date(2026, 6, 1), None, thursday="06.00–07.00")
    assert a_day_of(known(office), date(2026, 10, 8)) == "08.00–14.00"


def test_ramadan_has_its_hours_but_its_holidays_stay_holidays(office):
    hours(date(2026, 10, 5), ends_on=date(2026, 10, 9), name="Ramadan", **RAMADAN)
    holiday(date(2026, 10, 6), name="Nuzulul Quran")
    calendar = known(office)
    assert a_day_of(calendar, date(2026, 10, 5)) == "08.00–12.00, 12.30–15.00"
    assert not calendar.is_working_day(date(2026, 10, 6))
    assert calendar.special == {date(2026, 10, day): "Ramadan" for day in (5, 7, 8, 9)}
    assert calendar.day_work_from(NOW) == timedelta(minutes=390)
    assert calendar.day_work_from(make.at("2026-10-12 08:00")) == timedelta(minutes=450)


def test_own_special_range_wins_over_a_general_one_on_its_days(office, neighbour):
    hours(date(2026, 10, 5), ends_on=date(2026, 10, 9), name="Ramadan", **RAMADAN)
    hours(
        date(2026, 10, 8),
        office.unit,
        ends_on=date(2026, 10, 8),
        name="Hari jadi",
        thursday="09.00–10.00",
    )
    assert a_day_of(known(office), date(2026, 10, 8)) == "09.00–10.00"
    assert known(office).special[date(2026, 10, 8)] == "Hari jadi"
    assert a_day_of(known(office), date(2026, 10, 7)) == "08.00–12.00, 12.30–15.00"
    assert a_day_of(known(neighbour), date(2026, 10, 8)) == "08.00–12.00, 12.30–15.00"


def test_one_offices_holidays_are_not_its_neighbours(office, neighbour):
    holiday(date(2026, 10, 6), office.unit, "Hari jadi kecamatan")
    both = Calendars([office.unit.pk, neighbour.unit.pk])
    assert not both.of(office.unit.pk, known_at=NOW).is_working_day(date(2026, 10, 6))
    assert both.of(neighbour.unit.pk, known_at=NOW).is_working_day(date(2026, 10, 6))


def test_calendar_without_any_hours_says_so_when_asked(db):
    WorkHours.objects.update(withdrawn_at=EARLY)
    calendar = known()
    assert calendar.between(EARLY, NOW) == timedelta(0)
    for ask in (
        lambda: calendar.after(NOW, timedelta(minutes=1)),
        lambda: calendar.day_work_from(NOW),
        lambda: calendar.working_day_after(NOW.date(), 1),
    ):
        with pytest.raises(NoWorkingTime):
            ask()


# What was known when.


def test_holiday_recorded_later_changes_no_calendar_known_before(office):
    day = date(2026, 10, 6)
    holiday(day, name="Cuti bersama", at=NOW)
    calendars = Calendars([office.unit.pk])
    just_before = NOW - timedelta(microseconds=1)
    assert calendars.of(office.unit.pk, known_at=just_before).is_working_day(day)
    assert not calendars.of(office.unit.pk, known_at=NOW).is_working_day(day)


def test_withdrawn_holiday_stays_for_those_who_knew_it(office):
    day = date(2026, 10, 6)
    wrong = holiday(day)
    wrong.withdrawn_at = NOW
    wrong.save()
    calendars = Calendars([office.unit.pk])
    assert not calendars.of(None, known_at=NOW - timedelta(seconds=1)).is_working_day(day)
    assert calendars.of(None, known_at=NOW).is_working_day(day)


def test_fact_replaced_at_one_moment_is_known_one_way_at_each(office):
    first = hours(date(2026, 10, 1), office.unit, monday="08.00–09.00")
    first.withdrawn_at = NOW
    first.save()
    hours(date(2026, 10, 1), office.unit, monday="10.00–11.00", recorded_at=NOW)
    before = known(office, NOW - timedelta(seconds=1))
    assert a_day_of(before, date(2026, 10, 5)) == "08.00–09.00"
    assert a_day_of(known(office), date(2026, 10, 5)) == "10.00–11.00"


def test_disruption_counts_from_its_confirmation_until_it_is_withdrawn(office):
    confirmed, withdrawn = make.at("2026-10-06 09:00"), make.at("2026-10-07 09:00")
    disruption(
        office,
        "2026-10-05 08:00",
        "2026-10-05 10:00",
        confirmed_at=confirmed,
        confirmed_by=office.sekcam,
        withdrawn_at=withdrawn,
    )
    morning = (make.at("2026-10-05 07:30"), make.at("2026-10-05 12:00"))
    calendars = Calendars([office.unit.pk])

    def worked(known_at: datetime) -> timedelta:
        return calendars.of(office.unit.pk, known_at=known_at).between(*morning)

    assert worked(confirmed - timedelta(seconds=1)) == timedelta(minutes=270)
    assert worked(confirmed) == timedelta(minutes=150)
    assert worked(withdrawn) == timedelta(minutes=270)


def test_disruption_moves_what_is_due(office):
    disruption(
        office,
        "2026-10-05 08:00",
        "2026-10-05 10:00",
        confirmed_at=EARLY,
        confirmed_by=office.sekcam,
    )
    due = known(office).after(make.at("2026-10-05 07:45"), timedelta(minutes=30))
    assert due == make.at("2026-10-05 10:15")


# What it costs.


def test_units_that_know_the_same_share_one_calendar(office, neighbour):
    third = make.unit("Kecamatan Ketiga")
    holiday(date(2026, 10, 6), neighbour.unit)
    disruption(office, "2026-10-05 08:00", "2026-10-05 10:00")
    calendars = Calendars([office.unit.pk, neighbour.unit.pk, third.pk])
    ours, theirs, thirds = (
        calendars.of(each.pk, known_at=NOW) for each in (office.unit, neighbour.unit, third)
    )
    assert ours is thirds is calendars.of(None, known_at=NOW)
    assert theirs is not ours
    assert theirs is calendars.of(neighbour.unit.pk, known_at=EARLY)


def test_calendars_of_many_units_take_three_statements(office, django_assert_num_queries):
    units = [make.unit(f"Kecamatan {number}").pk for number in range(20)]
    calendars = Calendars(units)
    with django_assert_num_queries(3):
        for unit in units:
            for known_at in (EARLY, NOW):
                calendars.of(unit, known_at=known_at)


def test_unit_that_was_not_asked_for_is_not_answered_with_the_general_calendar(office, neighbour):
    with pytest.raises(KeyError):
        Calendars([office.unit.pk]).of(neighbour.unit.pk, known_at=NOW)


# Days.


def test_closing_and_the_working_days_that_follow(office):
    holiday(date(2026, 10, 8))
    calendar = known(office)
    assert calendar.closing(date(2026, 10, 9)) == make.at("2026-10-09 16:30")
    assert calendar.closing(date(2026, 10, 10)) is None
    assert calendar.working_day_after(date(2026, 10, 7), 1) == date(2026, 10, 9)
    assert calendar.working_day_after(date(2026, 10, 7), 2) == date(2026, 10, 12)
    assert calendar.working_day_after(date(2026, 10, 10), 0) == date(2026, 10, 10)


def test_one_day_is_that_of_the_opening_on_which_counting_begins(office):
    hours(date(2026, 10, 12), ends_on=date(2026, 10, 16), name="Ramadan", **RAMADAN)
    calendar = known(office)
    assert calendar.day_work_from(make.at("2026-10-09 16:29")) == timedelta(minutes=450)
    assert calendar.day_work_from(make.at("2026-10-09 16:30")) == timedelta(minutes=390)


# Why time did not count.


def test_spans_tell_break_weekend_holiday_pause_and_disruption(office):
    holiday(date(2026, 10, 12), name="Natal")
    disruption(
        office,
        "2026-10-13 06:00",
        "2026-10-13 08:30",
        confirmed_at=EARLY,
        confirmed_by=office.sekcam,
    )
    spans = known(office).spans(
        make.at("2026-10-09 10:00"),
        make.at("2026-10-13 09:00"),
        pauses=[(make.at("2026-10-09 14:00"), make.at("2026-10-09 15:00"), "rapat")],
    )
    assert told(spans) == [
        ("09 10.00", "09 11.30", ""),
        ("09 11.30", "09 13.00", "istirahat"),
        ("09 13.00", "09 14.00", ""),
        ("09 14.00", "09 15.00", "jeda: rapat"),
        ("09 15.00", "09 16.30", ""),
        ("09 16.30", "12 00.00", "di luar jam kerja"),
        ("12 00.00", "13 00.00", "libur: Natal"),
        ("13 00.00", "13 07.30", "di luar jam kerja"),
        ("13 07.30", "13 08.30", "gangguan kerja: Listrik padam"),
        ("13 08.30", "13 09.00", ""),
    ]


def test_pause_through_the_break_and_the_night_is_told_only_where_it_took_work(office):
    pauses = [(make.at("2026-10-05 11:00"), None, "dinas luar")]
    spans = known(office).spans(
        make.at("2026-10-05 10:00"), make.at("2026-10-06 08:00"), pauses=pauses
    )
    assert told(spans) == [
        ("05 10.00", "05 11.00", ""),
        ("05 11.00", "05 12.00", "jeda: dinas luar"),
        ("05 12.00", "05 13.00", "istirahat"),
        ("05 13.00", "05 16.00", "jeda: dinas luar"),
        ("05 16.00", "06 07.30", "di luar jam kerja"),
        ("06 07.30", "06 08.00", "jeda: dinas luar"),
    ]


def test_nothing_lasts_no_spans(office):
    assert known(office).spans(NOW, NOW) == ()
    assert known(office).spans(NOW, EARLY) == ()


def test_working_days_are_counted_back_over_a_weekend(db):
    calendar = Calendars([]).of(None, known_at=make.at("2026-10-05 08:00"))
    monday = date(2026, 10, 5)
    assert calendar.working_day_before(monday, 0) == monday
    assert calendar.working_day_before(monday, 2) == date(2026, 10, 1)
