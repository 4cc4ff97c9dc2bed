"""A new period gets its dates from the working days of the calendar."""

from datetime import date

import make
import pytest

from workflow.calendars import periods
from workflow.models import Holiday, WorkHours

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


def test_a_calendar_without_hours_falls_back_to_the_days_of_the_week():
    WorkHours.objects.update(withdrawn_at=make.at("2026-09-01 08:00"))
    assert periods.named(2026, 3, at=AT).forms_back == date(2026, 10, 7)
