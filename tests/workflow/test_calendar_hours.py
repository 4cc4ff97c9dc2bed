"""The hours of a day, as people write them."""

import pytest

from workflow.calendars.hours import HoursError, parse_hours, show_hours


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("07.30–12.00, 13.00–16.00", "07.30–12.00, 13.00–16.00"),
        ("7:30-12:00;13:00 — 16:00", "07.30–12.00, 13.00–16.00"),
        ("13.00 s/d 16.00\n07.30 s.d. 12.00", "07.30–12.00, 13.00–16.00"),
        ("18.00–24.00", "18.00–24.00"),
        ("18.00–00.00", "18.00–24.00"),
        ("00.00–24.00", "00.00–24.00"),
        ("08.00–12.00, 12.00–15.00", "08.00–12.00, 12.00–15.00"),
        ("  ", ""),
    ],
)
def test_hours_are_read_as_people_write_them_and_shown_one_way(text, shown):
    assert show_hours(parse_hours(text)) == shown
    assert parse_hours(shown) == parse_hours(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("07.30–12.00, 11.00–16.00", "07.30–12.00 dan 11.00–16.00 bertindih"),
        ("18.00–24.00, 19.00–20.00", "bertindih"),
        ("00.00–24.00, 07.00–08.00", "bertindih"),
        ("12.00–07.30", "jam selesai harus sesudah jam mulai"),
        ("08.00–08.00", "jam selesai harus sesudah jam mulai"),
        ("07.30–25.00", "jam 25.00 tidak ada"),
        ("24.00–08.00", "jam 24.00 tidak ada"),
        ("07.60–08.00", "jam 07.60 tidak ada"),
        ("pagi sampai sore", "tidak dimengerti"),
        ("07.30", "tidak dimengerti"),
        ("٠٧.٣٠–١٢.٠٠", "tidak dimengerti"),
    ],
)
def test_hours_that_make_no_sense_are_refused_with_the_reason(text, why):
    with pytest.raises(HoursError, match=why):
        parse_hours(text)
