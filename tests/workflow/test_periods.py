"""A new period gets its dates from the working days of the calendar."""

from datetime import date

import make
import pytest
import time_machine
from play import Player

from workflow import actions
from workflow.calendars import periods
from workflow.models import WEEKDAYS, Holiday, WorkHours

pytestmark = pytest.mark.django_db
AT = make.at("2026-10-01 08:00")


def test_default_dates_step_over_holidays():
    Holiday.objects.create(
        day=date(2026, 10, 2), name="Cuti bersama", kind="collective_leave", recorded_at=AT
    )
    period = periods.named(2026, 3, at=AT)
    assert (period.forms_back, period.report_due) == (date(2026, 10, 8), date(2026, 10, 15))


def test_a_period_that_exists_keeps_its_dates(django_assert_num_queries):
    before = make.period(2026, 3)
    Holiday.objects.create(day=date(2026, 10, 2), name="Libur", kind="local", recorded_at=AT)
    with django_assert_num_queries(1):
        assert periods.named(2026, 3, at=AT).forms_back == before.forms_back == date(2026, 10, 7)


def forms_back(office, day: date) -> date:
    return periods.forms_back(make.period(2026, 3), day, unit=office.unit.pk, at=AT)


def test_late_order_has_two_working_days_of_the_unit(office):
    """Friday: Monday is the unit's own holiday, so Wednesday."""
    Holiday.objects.create(
        unit=office.unit, day=date(2026, 10, 12), name="Hari jadi", kind="local", recorded_at=AT
    )
    assert forms_back(office, date(2026, 10, 9)) == date(2026, 10, 14)


def test_late_order_of_an_office_that_works_on_saturdays_counts_them(office):
    week = dict.fromkeys(WEEKDAYS[:6], "07.30–14.00")
    WorkHours.objects.create(
        unit=office.unit, name="Enam hari", starts_on=date(2026, 1, 1), recorded_at=AT, **week
    )
    assert forms_back(office, date(2026, 10, 9)) == date(2026, 10, 12)


def test_order_in_time_has_the_day_of_the_period_and_asks_no_calendar(
    office, django_assert_num_queries
):
    period = make.period(2026, 3)
    with django_assert_num_queries(0):
        assert periods.forms_back(period, date(2026, 10, 7), unit=office.unit.pk, at=AT) == (
            period.forms_back
        )


def test_late_form_goes_out_with_the_days_of_the_unit_and_says_so_before(office):
    Holiday.objects.create(
        unit=office.unit, day=date(2026, 10, 12), name="Hari jadi", kind="local", recorded_at=AT
    )
    friday = make.at("2026-10-09 09:00")
    form = office.form(office.opened(when=friday))
    with time_machine.travel(friday, tick=False):
        assert "kembali 14 Oktober 2026" in Player(office.kasi).see(f"/formulir/{form.pk}/")
    actions.distribute_form(form, by=office.kasi, at=friday)
    assert office.form(form.submission).due == date(2026, 10, 14)


def test_a_calendar_without_hours_falls_back_to_the_days_of_the_week():
    WorkHours.objects.update(withdrawn_at=make.at("2026-09-01 08:00"))
    assert periods.named(2026, 3, at=AT).forms_back == date(2026, 10, 7)
