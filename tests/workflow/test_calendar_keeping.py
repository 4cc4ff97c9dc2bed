"""Keeping the calendar: recorded, withdrawn, replaced; refused at the field, nothing saved."""

from datetime import date, timedelta

import make
import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from office_deeds import disruption
from witness import nothing_changes, raised, refused, verified

from kinerja.keeping.change import NotKeeper
from kinerja.models import JournalEntry, User
from workflow.calendars import keeping
from workflow.calendars.reading import Calendars
from workflow.models import WEEKDAYS, Holiday, WorkHours

NOW = make.at()
WEEK = dict.fromkeys(WEEKDAYS[:5], "08.00-12.00, 12:30 s/d 15.00") | dict.fromkeys(WEEKDAYS[5:], "")


def hours(**changes) -> dict:
    return {"name": "Lima hari", "starts_on": date(2026, 11, 1), **WEEK} | changes


def special(first: str, last: str, **changes) -> dict:
    days = {"starts_on": date.fromisoformat(first), "ends_on": date.fromisoformat(last)}
    return {"name": "Ramadan", **days, **WEEK} | changes


def day(text: str = "2026-10-07", **changes) -> dict:
    return {"day": date.fromisoformat(text), "name": "Hari jadi", "kind": "local"} | changes


def faults(act) -> dict[str, str]:
    """Let an act be refused, and give its messages by field."""
    error = refused(ValidationError, act)
    return {name: " ".join(texts) for name, texts in error.message_dict.items()}


@pytest.fixture
def keep(office):
    """Record for the office, as its operator."""

    def act(do, values: dict, unit=office.unit, by=office.operator):
        return do(values, unit=unit, by=by, at=NOW)

    return act


def entry(verb: str) -> JournalEntry:
    return JournalEntry.objects.get(verb=verb)


def test_hours_are_recorded_as_they_are_always_written_and_the_chain_tells(office, keep):
    made = keep(keeping.record_hours, hours())
    assert made.monday == "08.00–12.00, 12.30–15.00"
    told = entry("record_hours")
    assert (told.chain_id, told.capacity) == (f"unit:{office.unit.pk}", "Operator")
    assert (told.before, told.note) == ({}, "Lima hari, sejak 1 November 2026")
    assert told.after["monday"] == "08.00–12.00, 12.30–15.00"
    assert told.after["starts_on"] == "2026-11-01"
    assert verified()


def test_recorded_facts_are_read_by_the_calendar(office, keep):
    keep(keeping.record_special_hours, special("2026-10-05", "2026-10-09"))
    keep(keeping.record_holiday, day("2026-10-07"))
    calendar = Calendars([office.unit.pk]).of(office.unit.pk, known_at=NOW)
    assert calendar.day_work_from(NOW) == timedelta(minutes=390)
    assert calendar.working_day_after(date(2026, 10, 6), 1) == date(2026, 10, 8)


def test_general_facts_are_kept_by_who_sees_every_unit_in_the_chain_of_the_system(office, keep):
    keep(keeping.record_holiday, day(), unit=None, by=office.administrator)
    assert entry("record_holiday").chain_id == "sistem"
    for who in (office.operator, office.kasubag, office.camat):
        refused(
            NotKeeper,
            lambda who=who: keep(keeping.record_holiday, day("2026-10-08"), unit=None, by=who),
        )


@pytest.mark.parametrize("who", ["kasubag", "sekcam", "kasi", "apip", "camat"])
def test_others_keep_no_calendar(office, keep, who):
    made = keep(keeping.record_holiday, day())
    person = getattr(office, who)
    acts = (
        lambda: keep(keeping.record_hours, hours(), by=person),
        lambda: keep(keeping.record_holiday, day("2026-10-08"), by=person),
        lambda: keeping.withdraw(made, by=person, at=NOW),
        lambda: keeping.replace(made, {"name": "Lain"}, by=person, at=NOW),
        lambda: keeping.confirm_holidays([made], unit=office.unit, by=person, at=NOW),
    )
    for act in acts:
        refused(NotKeeper, act)


def test_the_neighbours_operator_keeps_another_calendar(neighbour, keep):
    refused(NotKeeper, lambda: keep(keeping.record_holiday, day(), by=neighbour.operator))


# What is refused, and where it is said.


@pytest.mark.parametrize(
    ("changes", "field", "why"),
    [
        ({"monday": "07.30–12.00, 11.00–16.00"}, "monday", "bertindih"),
        ({"friday": "12.00–07.30"}, "friday", "jam selesai harus sesudah jam mulai"),
        ({"sunday": "pagi"}, "sunday", "tidak dimengerti"),
        (dict.fromkeys(WEEKDAYS, ""), "monday", "sedikitnya untuk satu hari"),
        ({"name": ""}, "name", ""),
        ({"starts_on": date(2037, 1, 1)}, "starts_on", "lebih dari 10 tahun"),
        ({"starts_on": date(2015, 1, 1)}, "starts_on", "lebih dari 10 tahun"),
    ],
)
@pytest.mark.parametrize("do", [keeping.record_hours, keeping.record_special_hours])
def test_hours_that_cannot_be_are_refused_at_their_field(keep, do, changes, field, why):
    values = hours(ends_on=changes.get("starts_on", date(2026, 11, 30))) | changes
    assert why in faults(lambda: keep(do, values))[field]


def test_several_faults_are_told_at_once(keep):
    told = faults(lambda: keep(keeping.record_hours, hours(monday="x", tuesday="16.00–07.00")))
    assert set(told) == {"monday", "tuesday"}


def test_two_usual_weeks_from_one_day_are_refused(keep, office):
    keep(keeping.record_hours, hours())
    assert "Lima hari" in faults(lambda: keep(keeping.record_hours, hours()))["starts_on"]
    keep(keeping.record_hours, hours(), unit=None, by=office.administrator)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2026-11-10", "2026-11-12"),
        ("2026-11-01", "2026-11-30"),
        ("2026-11-15", "2026-11-20"),
        ("2026-10-20", "2026-11-05"),
    ],
)
def test_special_range_inside_or_across_another_is_refused(keep, first, last):
    keep(keeping.record_special_hours, special("2026-11-05", "2026-11-15"))
    told = faults(lambda: keep(keeping.record_special_hours, special(first, last)))
    assert "Ramadan" in told["starts_on"]
    assert "5 November 2026 s.d. 15 November 2026" in told["starts_on"]


def test_special_ranges_may_follow_each_other_and_stand_beside_a_general_one(keep, office):
    keep(keeping.record_special_hours, special("2026-11-05", "2026-11-15"))
    keep(keeping.record_special_hours, special("2026-11-16", "2026-11-20"))
    everyone = {"unit": None, "by": office.administrator}
    keep(keeping.record_special_hours, special("2026-11-10", "2026-11-18"), **everyone)
    assert WorkHours.objects.exclude(ends_on=None).count() == 3


def test_special_range_needs_its_last_day_not_before_its_first(keep):
    no_end = special("2026-11-05", "2026-11-15", ends_on=None)
    assert "hari terakhir" in faults(lambda: keep(keeping.record_special_hours, no_end))["ends_on"]
    reversed_one = special("2026-11-05", "2026-11-04")
    told = faults(lambda: keep(keeping.record_special_hours, reversed_one))
    assert "mendahului" in told["ends_on"]


def test_holiday_twice_is_refused(keep, office):
    keep(keeping.record_holiday, day())
    assert "sudah hari libur" in faults(lambda: keep(keeping.record_holiday, day()))["day"]


def test_own_holiday_on_a_day_that_is_everybodys_is_refused(keep, office):
    everyone = {"unit": None, "by": office.administrator}
    keep(keeping.record_holiday, day(name="Natal", kind="national"), **everyone)
    told = faults(lambda: keep(keeping.record_holiday, day()))["day"]
    assert "7 Oktober 2026 sudah hari libur: Natal (libur nasional)" in told
    assert "day" in faults(lambda: keep(keeping.record_holiday, day(), **everyone))


def test_general_holiday_may_fall_on_a_day_that_one_office_had_off(keep, office):
    keep(keeping.record_holiday, day())
    keep(keeping.record_holiday, day(), unit=None, by=office.administrator)
    assert Holiday.objects.count() == 2


def test_holiday_of_another_century_and_of_no_kind_is_refused(keep):
    assert "10 tahun" in faults(lambda: keep(keeping.record_holiday, day("1926-10-07")))["day"]
    assert "kind" in faults(lambda: keep(keeping.record_holiday, day(kind="strike")))


# Withdrawing, replacing, confirming.


def test_withdrawn_fact_stays_with_its_moments_and_its_day_is_free_again(keep, office):
    made = keep(keeping.record_holiday, day())
    later = NOW + timedelta(hours=1)
    keeping.withdraw(made, by=office.operator, at=later)
    made.refresh_from_db()
    assert (made.withdrawn_at, made.withdrawn_by) == (later, office.operator)
    told = entry("withdraw_holiday")
    assert (told.before["name"], told.after) == ("Hari jadi", {})
    keeping.record_holiday(day(), unit=office.unit, by=office.operator, at=later)
    assert verified()


def test_withdrawing_twice_is_refused(keep, office):
    made = keep(keeping.record_hours, hours())
    keeping.withdraw(made, by=office.operator, at=NOW)
    refused(ValidationError, lambda: keeping.withdraw(made, by=office.operator, at=NOW))


def test_replacing_is_one_change_that_tells_what_differs(keep, office):
    made = keep(keeping.record_special_hours, special("2026-11-05", "2026-11-15"))
    values = {"ends_on": date(2026, 11, 20)}
    new = keeping.replace(made, values, by=office.operator, at=NOW)
    made.refresh_from_db()
    assert made.withdrawn_at == new.recorded_at == NOW
    assert (new.name, new.monday, new.ends_on) == ("Ramadan", made.monday, date(2026, 11, 20))
    told = entry("replace_special_hours")
    assert (told.before, told.after) == ({"ends_on": "2026-11-15"}, {"ends_on": "2026-11-20"})


def test_refused_replacement_leaves_the_old_fact_standing(keep, office):
    made = keep(keeping.record_holiday, day())
    far = {"day": date(2050, 1, 1)}
    assert "day" in faults(lambda: keeping.replace(made, far, by=office.operator, at=NOW))


def test_estimates_are_confirmed_once_and_others_not_at_all(office, keep):
    estimate = Holiday.objects.create(**day("2027-03-10"), recorded_at=NOW, is_estimate=True)
    sure = keep(keeping.record_holiday, day("2027-03-12"), unit=None, by=office.administrator)
    who = {"unit": None, "by": office.administrator, "at": NOW}
    assert keeping.confirm_holidays([estimate, sure], **who) == 1
    estimate.refresh_from_db()
    assert (estimate.confirmed_at, estimate.confirmed_by) == (NOW, office.administrator)
    assert entry("confirm_holidays").after == {"holidays": ["Hari jadi, 10 Maret 2027"]}
    assert keeping.confirm_holidays([estimate], **who) == 0
    assert JournalEntry.objects.filter(verb="confirm_holidays").count() == 1


def test_an_office_confirms_no_general_estimate_as_its_own(office):
    estimate = Holiday.objects.create(**day(), recorded_at=NOW, is_estimate=True)
    who = {"unit": office.unit, "by": office.operator, "at": NOW}
    assert keeping.confirm_holidays([estimate], **who) == 0
    assert raised(NotKeeper, lambda: keeping.confirm_holidays([estimate], **who | {"unit": None}))


def test_open_rounds_follow_a_later_change_and_finished_ones_do_not(office, keep):
    """The calendar as it was known when a round finished stays as it was (decision 0009)."""
    calendars = Calendars([office.unit.pk])
    before = calendars.of(office.unit.pk, known_at=NOW)
    later = NOW + timedelta(hours=2)
    keeping.record_holiday(day("2026-10-06"), unit=office.unit, by=office.operator, at=later)
    again = Calendars([office.unit.pk])
    due = {"start": make.at("2026-10-05 15:50"), "work": timedelta(minutes=15)}
    assert again.of(office.unit.pk, known_at=NOW).after(**due) == before.after(**due)
    assert before.after(**due) == make.at("2026-10-06 07:35")
    assert again.of(office.unit.pk, known_at=later).after(**due) == make.at("2026-10-07 07:35")


@pytest.mark.parametrize("model", ["workhours", "holiday", "disruption"])
def test_at_pengelola_facts_are_only_read(office, client, keep, model):
    keep(keeping.record_holiday, day())
    disruption(office)
    User.objects.filter(pk=office.administrator.pk).update(is_staff=True, is_superuser=True)
    client.force_login(office.administrator)
    path = f"/pengelola/workflow/{model}/"
    fact = apps.get_model("workflow", model).objects.order_by("pk")[0]
    with nothing_changes():
        assert client.get(path).status_code == 200
        assert client.get(f"{path}{fact.pk}/change/").status_code == 200
        for act in ("add/", f"{fact.pk}/change/", f"{fact.pk}/delete/"):
            assert client.post(f"{path}{act}", {"name": "Lain"}).status_code == 403
