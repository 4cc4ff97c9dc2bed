"""Gangguan kerja: entered afterwards by one person, confirmed by another, then it counts."""

from datetime import datetime, timedelta

import make
import pytest
from deeds import LATER
from office_deeds import disruption
from witness import raised, refused

from kinerja.models import Assignment, JournalEntry, Position, Role
from workflow import actions
from workflow.actions import Incomplete, NotNow, NotYours
from workflow.calendars.reading import Calendars
from workflow.models import Disruption

MORNING = make.at("2026-10-05 07:30"), make.at("2026-10-05 12:00")


def record(office, start: str = "2026-10-05 09:00", end: str = "2026-10-05 10:00", **changes):
    told = {"reason": "Badai", "by": office.kasubag, "at": LATER} | changes
    actions.record_disruption(office.unit, starts_at=make.at(start), ends_at=make.at(end), **told)
    return Disruption.objects.order_by("-pk")[0]


def worked(office, known_at: datetime) -> timedelta:
    calendar = Calendars([office.unit.pk]).of(office.unit.pk, known_at=known_at)
    return calendar.between(*MORNING)


def entry(verb: str) -> JournalEntry:
    return JournalEntry.objects.get(verb=verb)


def test_disruption_counts_from_its_confirmation(office):
    found = disruption(office)
    assert worked(office, LATER) == timedelta(minutes=270)
    actions.confirm_disruption(found, by=office.sekcam, at=LATER)
    assert worked(office, LATER) == timedelta(minutes=150)
    assert worked(office, LATER - timedelta(seconds=1)) == timedelta(minutes=270)


def test_the_units_chain_tells_hours_and_reason(office):
    found = disruption(office)
    actions.confirm_disruption(found, by=office.sekcam, at=LATER)
    told = entry("record_disruption")
    assert (told.chain_id, told.capacity) == (f"unit:{office.unit.pk}", "Kasubag Perencanaan")
    assert told.after["reason"] == "Listrik padam"
    assert told.after["starts_at"] == "2026-10-05T09:00:00+07:00"
    assert told.note == "Listrik padam, 5 Okt 2026 09.00 s.d. 5 Okt 2026 11.00"
    assert entry("confirm_disruption").capacity == "Sekretaris Camat"


@pytest.mark.parametrize(
    ("changes", "field", "why"),
    [
        ({"reason": "  "}, "reason", "Tuliskan sebabnya"),
        ({"reason": "x" * 201}, "reason", "200"),
        ({"end": "2026-10-05 09:00"}, "ends_at", "sesudah mulainya"),
        ({"end": "2026-10-05 08:00"}, "ends_at", "sesudah mulainya"),
        ({"end": "2026-10-06 09:01"}, "ends_at", "sesudah selesai"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(office, changes, field, why):
    error = refused(Incomplete, lambda: record(office, **changes))
    assert why in error.errors[field]


def test_disruption_that_ends_now_can_be_recorded(office):
    assert record(office, end="2026-10-06 09:00").ends_at == LATER


def test_overlapping_disruptions_are_refused_until_one_is_withdrawn(office):
    first = record(office)
    error = refused(Incomplete, lambda: record(office, "2026-10-05 08:00", "2026-10-05 09:01"))
    assert "Badai, 5 Okt 2026 09.00" in error.errors["starts_at"]
    record(office, "2026-10-05 08:00", "2026-10-05 09:00")
    actions.withdraw_disruption(first, by=office.kasubag, at=LATER)
    assert record(office).pk != first.pk


def test_neighbours_storm_is_another_one(office, neighbour):
    record(office)
    record(neighbour)
    assert Disruption.objects.count() == 2


def test_who_recorded_does_not_confirm_but_in_a_small_office(office):
    make.assign(office.kasubag, Role.SECRETARY, office.unit, title="Plh. Sekretaris")
    found = disruption(office)
    error = refused(
        NotYours, lambda: actions.confirm_disruption(found, by=office.kasubag, at=LATER)
    )
    assert "orang lain" in error.reason
    found.unit.small_office = True
    found.unit.save()
    told = actions.confirm_disruption(found, by=office.kasubag, at=LATER)
    assert told.after["small_office"] == "ya"


def test_superiors_act_as_everywhere(office):
    for duty in Assignment.objects.filter(unit=office.unit):
        Position.objects.filter(pk=duty.position_id).update(role=duty.role)
    found = record(office, by=office.sekcam)
    told = actions.confirm_disruption(found, by=office.camat, at=LATER)
    assert told.capacity == "Camat, oleh atasan langsung"


def test_withdrawn_by_who_recorded_or_who_would_confirm_until_confirmed(office):
    for day, person in enumerate((office.kasubag, office.sekcam)):
        mistake = record(office, f"2026-10-0{day + 1} 09:00", f"2026-10-0{day + 1} 10:00")
        actions.withdraw_disruption(mistake, by=person, at=LATER)
    found = record(office)
    actions.confirm_disruption(found, by=office.sekcam, at=LATER)
    for person in (office.kasubag, office.sekcam):
        error = refused(
            NotNow,
            lambda by=person: actions.withdraw_disruption(found, by=by, at=LATER),
        )
        assert error.reason == "Gangguan kerja ini sudah dibenarkan."


def test_withdrawn_disruption_is_not_confirmed(office):
    found = disruption(office)
    actions.withdraw_disruption(found, by=office.kasubag, at=LATER)
    error = refused(NotNow, lambda: actions.confirm_disruption(found, by=office.sekcam, at=LATER))
    assert error.reason == "Gangguan kerja ini sudah dicabut."


def test_hours_without_a_zone_are_refused(office):
    naive = {"starts_at": datetime(2026, 10, 5, 9), "ends_at": datetime(2026, 10, 5, 10)}
    raised(
        ValueError,
        lambda: actions.record_disruption(
            office.unit, **naive, reason="Badai", by=office.kasubag, at=LATER
        ),
    )
