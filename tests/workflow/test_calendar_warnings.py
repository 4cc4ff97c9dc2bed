"""What Tugas asks of a keeper before the calendar misleads."""

from datetime import date, datetime

import make
import pytest
from witness import statements

from kinerja import access
from kinerja.models import User
from workflow.calendars import warnings
from workflow.models import Holiday, WorkHours

OCTOBER, DECEMBER = make.at("2026-10-05 08:00"), make.at("2026-12-15 08:00")
RAMADAN_NEAR = make.at("2027-01-25 08:00")


def titles(user: User, at: datetime) -> list[str]:
    return [each.title for each in warnings.tasks(access.duties(user, at), at=at)]


def holiday(day: str, **fields) -> Holiday:
    fields = {"name": "Natal", "kind": "national", "recorded_at": OCTOBER} | fields
    return Holiday.objects.create(day=date.fromisoformat(day), **fields)


def ramadan(**fields) -> WorkHours:
    fields = {"name": "Ramadan", "monday": "08.00–15.00", "recorded_at": OCTOBER} | fields
    return WorkHours.objects.create(starts_on="2027-02-08", ends_on="2027-03-09", **fields)


@pytest.fixture
def filled(db):
    """Both years have a sure day."""
    for year in (2026, 2027):
        holiday(f"{year}-12-25")


def test_nothing_waits_where_everything_is_known(office, filled):
    for user in (office.operator, office.administrator):
        assert titles(user, DECEMBER) == []


def test_missing_year_is_asked_for_and_the_next_one_from_15_december(office):
    holiday("2026-12-25")
    assert titles(office.operator, make.at("2026-12-14 23:00")) == []
    assert titles(office.operator, DECEMBER) == ["Hari libur 2027 belum diisi"]
    Holiday.objects.update(withdrawn_at=OCTOBER)
    assert titles(office.operator, OCTOBER) == ["Hari libur 2026 belum diisi"]


def test_who_can_fill_it_is_said(office):
    (task,) = warnings.tasks(access.duties(office.operator, OCTOBER), at=OCTOBER)
    assert task.line == "Diisi oleh administrator."
    assert task.url == "/kantor/kalender/?tahun=2026"
    (task,) = warnings.tasks(access.duties(office.administrator, OCTOBER), at=OCTOBER)
    assert task.line == "Isi dari daftar nasional."


def test_unconfirmed_estimates_of_the_next_year_are_named(office, filled):
    for day in range(10, 15):
        holiday(f"2027-03-{day}", name=f"Hari {day}", is_estimate=True)
    holiday("2027-03-15", is_estimate=True, confirmed_at=OCTOBER, confirmed_by=office.administrator)
    assert titles(office.administrator, OCTOBER) == []
    (task,) = warnings.tasks(access.duties(office.administrator, DECEMBER), at=DECEMBER)
    assert task.title == "Pastikan 5 hari libur perkiraan 2027"
    assert task.line.startswith("Hari 10 (10 Maret 2027), Hari 11 (11 Maret 2027)")
    assert task.line.endswith("dan 2 lainnya")


def test_estimate_that_is_over_is_asked_for_no_more(office, filled):
    holiday("2027-03-10", is_estimate=True)
    assert titles(office.administrator, make.at("2027-03-10 08:00"))
    ramadan()
    assert titles(office.administrator, make.at("2027-03-11 08:00")) == []


@pytest.mark.parametrize(
    ("day", "asked"),
    [("2027-01-24", False), ("2027-01-25", True), ("2027-03-09", True), ("2027-03-10", False)],
)
def test_ramadan_is_asked_for_from_two_weeks_before_until_it_is_over(office, filled, day, asked):
    found = titles(office.operator, make.at(f"{day} 08:00"))
    assert found == (["Catat jam kerja Ramadan"] if asked else [])


def test_ramadan_once_recorded_for_all_or_for_the_unit_is_not_asked_for(office, neighbour, filled):
    ramadan(unit=office.unit)
    assert titles(office.operator, RAMADAN_NEAR) == []
    assert titles(neighbour.operator, RAMADAN_NEAR) == ["Catat jam kerja Ramadan"]
    (task,) = warnings.tasks(access.duties(office.administrator, RAMADAN_NEAR), at=RAMADAN_NEAR)
    assert task.line.startswith("Kecamatan Tetangga · Perkiraan 8 Februari 2027")
    assert task.url == f"/kantor/kalender/?unit={neighbour.unit.code}&tahun=2027"
    ramadan()
    assert titles(neighbour.operator, RAMADAN_NEAR) == []


def test_calendar_without_working_time_is_told_and_loops_nowhere(office, neighbour, filled):
    empty = {"name": "Kosong", "starts_on": "2026-01-01", "recorded_at": OCTOBER}
    WorkHours.objects.create(unit=office.unit, **empty)
    assert titles(office.operator, DECEMBER) == ["Kalender tanpa jam kerja"]
    assert titles(neighbour.operator, DECEMBER) == []
    WorkHours.objects.update(withdrawn_at=OCTOBER)
    (task,) = warnings.tasks(access.duties(office.administrator, DECEMBER), at=DECEMBER)
    assert task.line.startswith("2 perangkat daerah")


@pytest.mark.parametrize("who", ["kasubag", "sekcam", "kasi", "camat", "apip"])
def test_who_keeps_no_office_is_asked_for_nothing(office, who):
    assert titles(getattr(office, who), DECEMBER) == []


def test_the_number_of_statements_does_not_grow_with_the_units(office):
    held = access.duties(office.administrator, RAMADAN_NEAR)

    def asked() -> int:
        return len(statements(lambda: warnings.tasks(held, at=RAMADAN_NEAR)))

    few = asked()
    for number in range(30):
        make.unit(f"Kecamatan {number}")
    assert asked() == few <= 10
