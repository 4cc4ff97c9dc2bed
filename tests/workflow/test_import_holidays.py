"""National days and cuti bersama come from the list; what people have decided stays."""

from datetime import date
from io import StringIO

import make
import pytest
import time_machine
from django.core.management import CommandError, call_command
from witness import nothing_changes, verified

from kinerja.models import JournalEntry
from workflow.calendars import holidays, keeping
from workflow.calendars.holidays import Listed, estimated_ramadan, import_year, of_year, ramadans
from workflow.models import Holiday

pytestmark = pytest.mark.django_db
AT = make.at("2026-11-20 08:00")
EID = "Hari Raya Idul Fitri"


def run(*words: str) -> str:
    told = StringIO()
    with time_machine.travel(AT, tick=False):
        call_command("import_holidays", *words, stdout=told)
    return told.getvalue()


def standing(year: int = 2027) -> dict[date, Holiday]:
    return {each.day: each for each in Holiday.objects.standing().filter(day__year=year)}


def entries() -> int:
    return JournalEntry.objects.filter(chain="sistem", verb="import_holidays").count()


@pytest.fixture
def listed(monkeypatch):
    """Let the list say of 2027 what a test wants."""

    def says(*days: Listed) -> None:
        monkeypatch.setattr(holidays, "of_year", lambda year: days if year == 2027 else ())

    return says


def feast(day: int, *, is_estimate: bool = True, name: str = EID) -> Listed:
    return Listed(date(2027, 3, day), name, Holiday.Kind.NATIONAL, is_estimate)


def test_a_year_has_national_days_cuti_bersama_and_marked_estimates():
    told = run("2027")
    days = standing()
    assert days[date(2027, 8, 17)].name == "Hari Kemerdekaan Republik Indonesia"
    assert days[date(2027, 8, 17)].kind == Holiday.Kind.NATIONAL
    assert days[date(2027, 12, 24)].kind == Holiday.Kind.COLLECTIVE_LEAVE
    first = days[date(2027, 3, 10)]
    assert (first.name, first.is_estimate, first.unit) == (EID, True, None)
    assert not days[date(2027, 1, 1)].is_estimate
    assert "+ 10 Maret 2027: Hari Raya Idul Fitri (libur nasional, perkiraan)" in told
    assert f"{len(days)} hari libur dicatat." in told


def test_a_second_run_changes_nothing_and_one_run_is_one_entry():
    run("2027")
    entry = JournalEntry.objects.get(verb="import_holidays")
    assert (entry.person, entry.capacity, entry.note) == (None, "sistem", "Hari libur 2027")
    assert "Hari Raya Natal, 25 Desember 2027" in entry.after["holidays"]
    with nothing_changes():
        assert "Tidak ada yang berubah." in run("2027")
    assert verified()


def test_an_estimate_that_moved_gives_way(listed):
    listed(feast(10))
    import_year(2027, by=None, at=AT)
    listed(feast(11))
    done = import_year(2027, by=None, at=AT)
    assert [each.day for each in done.withdrawn] == [date(2027, 3, 10)]
    assert list(standing()) == [date(2027, 3, 11)]
    assert entries() == 2


def test_an_estimate_that_was_decreed_is_one_no_more(listed):
    listed(feast(10))
    import_year(2027, by=None, at=AT)
    listed(feast(10, is_estimate=False))
    import_year(2027, by=None, at=AT)
    assert not standing()[date(2027, 3, 10)].is_estimate


def test_a_confirmed_day_is_never_touched_nor_doubled(office, listed):
    listed(feast(10))
    import_year(2027, by=None, at=AT)
    who = {"by": office.administrator, "at": AT}
    keeping.confirm_holidays(standing().values(), unit=None, **who)
    listed(feast(11))
    with nothing_changes():
        done = import_year(2027, by=None, at=AT)
    assert [each.day for each in done.left] == [date(2027, 3, 11)]


def test_a_day_that_a_person_moved_or_withdrew_does_not_come_back(office, listed):
    leave = feast(15, is_estimate=False, name="Cuti Bersama")
    listed(feast(10), leave)
    import_year(2027, by=None, at=AT)
    who = {"by": office.administrator, "at": AT}
    keeping.replace(standing()[date(2027, 3, 10)], {"day": date(2027, 3, 11)}, **who)
    keeping.withdraw(standing()[date(2027, 3, 15)], **who)
    with nothing_changes():
        import_year(2027, by=None, at=AT)
    assert list(standing()) == [date(2027, 3, 11)]


def test_the_program_itself_brings_back_what_it_withdrew(listed):
    for day in (10, 11, 10):
        listed(feast(day))
        import_year(2027, by=None, at=AT)
    assert list(standing()) == [date(2027, 3, 10)]


def test_an_offices_own_holiday_bars_no_general_one(office, listed):
    Holiday.objects.create(
        unit=office.unit, day=date(2027, 3, 10), name="Hari jadi", kind="local", recorded_at=AT
    )
    listed(feast(10))
    import_year(2027, by=None, at=AT)
    assert Holiday.objects.filter(unit=None).count() == 1


@pytest.mark.parametrize("word", ["", "duaribu", "27", "2099", "٢٠٢٧", "-2027"])
def test_a_year_that_is_none_is_refused_in_one_line(word):
    with nothing_changes(), pytest.raises(CommandError) as refused:
        run("--", word)
    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)


def test_ramadan_is_the_thirty_days_before_the_feast():
    assert estimated_ramadan(2027) == (date(2027, 2, 8), date(2027, 3, 9))
    assert of_year(2027) is of_year(2027)


def test_a_year_may_end_two_ramadans_and_an_unknown_one_none():
    assert len(ramadans(2033)) == 2
    assert estimated_ramadan(1900) is None
