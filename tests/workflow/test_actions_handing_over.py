"""Serah terima tugas: a position changes hands, and both sides acknowledge what lay open."""

from datetime import date

import make
import pytest
from django.db import DatabaseError, connection, transaction
from handing import AFTER, AWAY, BACK, INSIDE, plh, seat_roles, sekcam_away
from witness import at_once, nothing_changes, raised, refused, verified

from kinerja.models import Assignment
from workflow import actions, guards, handing_over
from workflow.actions import ClockWrong, NotNow, NotYours
from workflow.handing_over import Items
from workflow.models import Handover

pytestmark = pytest.mark.django_db


def changes(office, until=date(2026, 10, 31)):
    found = handing_over.of_units([office.unit.pk], since=date(2026, 9, 1), until=until)
    return [(each.assignment.user.name, str(each.day), who(each.successor)) for each in found]


def who(duty: Assignment | None) -> str | None:
    return duty and duty.user.name


def texts(assignment, day, today=date(2026, 10, 31)) -> list[str]:
    change = handing_over.find(assignment, day, today=today)
    return [item.text for item in Items([change]).of(change)]


def test_a_plh_takes_over_and_gives_back_on_the_very_days(office):
    sekcam_away(office)
    assert changes(office) == [
        ("Sekcam", "2026-10-06", "Bahar"),
        ("Bahar", "2026-10-09", "Sekcam"),
    ]
    assert changes(office, until=date(2026, 10, 5)) == []


def test_a_chain_of_three_hands_on_from_one_to_the_next(office):
    seat, _ = sekcam_away(office)
    plh(make.person("plh-c", name="Citra"), seat, BACK, date(2026, 10, 12))
    assert changes(office) == [
        ("Sekcam", "2026-10-06", "Bahar"),
        ("Bahar", "2026-10-09", "Citra"),
        ("Citra", "2026-10-13", "Sekcam"),
    ]


def test_a_vacancy_is_received_by_who_came_later_and_a_renewal_is_no_change(office):
    seat_roles()
    seat = office.sekcam.assignments.get()
    Assignment.objects.filter(pk=seat.pk).update(end=date(2026, 10, 5))
    assert changes(office) == [("Sekcam", "2026-10-06", None)]
    new = plh(make.person("baru", name="Baru"), seat, date(2026, 10, 8), date(2026, 12, 31))
    assert changes(office) == [("Sekcam", "2026-10-06", "Baru")]
    Assignment.objects.filter(pk=new.pk).update(user=office.sekcam, start=AWAY)
    assert changes(office, until=date(2026, 12, 31)) == []


def test_the_list_is_what_lay_open_at_the_midnight_of_the_change(office):
    seat, second = sekcam_away(office)
    record = office.accepted()
    actions.record_disruption(
        office.unit,
        starts_at=make.at("2026-10-05 06:00"),
        ends_at=make.at("2026-10-05 07:00"),
        reason="Badai",
        by=office.kasubag,
        at=make.at(),
    )
    actions.dispose(record, note="Periksa", by=office.camat, at=make.at("2026-10-05 10:00"))
    actions.submit(record, by=office.kasubag, at=make.at("2026-10-05 23:59"))
    sheet = record.sheets.get(cause="instruction")
    assert texts(seat, AWAY) == [
        "Koreksi, Triwulan III Tahun 2026",
        f"{sheet}: {sheet.subject}",
        "Badai, menunggu dibenarkan",
    ]
    actions.send_back(record, reason="Periksa", by=second.user, at=INSIDE)
    actions.respond(sheet, answer="Sudah", by=second.user, at=INSIDE)
    assert "Koreksi, Triwulan III Tahun 2026" in texts(seat, AWAY), "as of that midnight"
    assert texts(second, BACK) == ["Badai, menunggu dibenarkan"]


def test_a_step_that_arrives_with_the_midnight_is_the_successor_s(office):
    seat, _ = sekcam_away(office)
    office.reviewing(when=make.at("2026-10-06 00:00"))
    assert texts(seat, AWAY) == []


def test_section_and_kasubag_hand_over_their_forms_susulan_and_corrections(office):
    seat_roles()
    kasi, kasubag = office.kasi.assignments.get(), office.kasubag.assignments.get()
    for duty in (kasi, kasubag):
        plh(make.person(f"plh{duty.pk}"), duty)
    record = office.entering()
    (form,) = texts(kasi, AWAY)
    assert form == f"{office.form(record)} belum diserahkan"
    actions.cancel(record, reason="Keliru", by=office.sekcam, at=make.at())
    assert texts(kasi, AWAY) == []
    record = office.promised()
    assert texts(kasubag, AWAY) == ["1 nilai dijanjikan, Triwulan III Tahun 2026"]
    actions.reopen(record, reason="Keliru", by=office.sekcam, at=make.at())
    assert texts(kasubag, AWAY) == ["Input realisasi, Triwulan III Tahun 2026"]
    archivist = office.admin.assignments.get()
    plh(make.person("plh-admin"), archivist)
    assert texts(archivist, AWAY) == [
        "Tandai DIGANTI: salinan manual Triwulan III Tahun 2026, edisi 1"
    ]


def test_both_acknowledge_one_list_which_then_stays(office):
    seat, second = sekcam_away(office)
    record = office.reviewing()
    entry = actions.release_duty(seat, day=AWAY, by=office.sekcam, at=INSIDE)
    assert (entry.chain_id, entry.capacity) == (f"unit:{office.unit.pk}", "Sekretaris Camat")
    assert entry.after["items"] == ["Koreksi, Triwulan III Tahun 2026"]
    office.unit.refresh_from_db()
    actions.cancel(record, reason="Keliru", by=second.user, at=INSIDE)
    entry = actions.receive_duty(seat, day=AWAY, by=second.user, at=INSIDE)
    assert entry.capacity == "Plh. Sekretaris Camat"
    assert entry.after["items"] == ["Koreksi, Triwulan III Tahun 2026"]
    made = Handover.objects.get()
    assert made.is_done
    for act, by in ((actions.release_duty, office.sekcam), (actions.receive_duty, second.user)):
        refused(NotNow, lambda act=act, by=by: act(seat, day=AWAY, by=by, at=INSIDE))
    assert verified()


def test_only_the_two_sides_acknowledge_and_each_the_own(office, neighbour):
    """Everybody else is refused and reads who can; nothing is written."""
    seat, second = sekcam_away(office)
    cast = [office.kasi, office.kasubag, office.admin, office.filler, office.operator, office.apip]
    cast += [office.administrator, neighbour.sekcam, neighbour.administrator, neighbour.camat]
    cast += [make.person("nobody")]
    sides = {
        "release_duty": [office.sekcam, office.camat],
        "receive_duty": [second.user],
    }
    people, cells = {*cast, *sides["release_duty"], *sides["receive_duty"]}, 0
    with nothing_changes():
        for verb, able in sides.items():
            for by in people - set(able):
                act = getattr(actions, verb)
                error = raised(
                    NotYours, lambda act=act, by=by: act(seat, day=AWAY, by=by, at=INSIDE)
                )
                assert able[0].name in error.reason
                cells += 1
    print(f"{cells} cells of serah terima, {cells} agree")
    entry = actions.release_duty(seat, day=AWAY, by=office.camat, at=INSIDE)
    assert entry.capacity == "Camat, oleh atasan langsung"


@pytest.mark.parametrize("verb", ["release_duty", "receive_duty"])
def test_no_change_on_that_day_and_none_in_the_future(verb, office):
    seat, second = sekcam_away(office)
    by = office.sekcam if verb == "release_duty" else second.user
    act = getattr(actions, verb)
    refused(NotNow, lambda: act(seat, day=date(2026, 10, 7), by=by, at=INSIDE))
    refused(NotNow, lambda: act(seat, day=AWAY, by=by, at=make.at("2026-10-05 23:59")))
    actions.record_disruption(
        office.unit,
        starts_at=make.at("2026-10-06 06:00"),
        ends_at=make.at("2026-10-06 07:00"),
        reason="Badai",
        by=office.kasubag,
        at=INSIDE,
    )
    refused(ClockWrong, lambda: act(seat, day=AWAY, by=by, at=make.at("2026-10-06 08:00")))
    naive = INSIDE.replace(tzinfo=None)
    refused(ValueError, lambda: act(seat, day=AWAY, by=by, at=naive))


def test_superior_receives_a_vacant_seat_and_nobody_speaks_for_both(office):
    seat_roles()
    seat = office.sekcam.assignments.get()
    Assignment.objects.filter(pk=seat.pk).update(end=date(2026, 10, 5))
    office.sekcam.is_active = False
    office.sekcam.save()
    entry = actions.receive_duty(seat, day=AWAY, by=office.camat, at=INSIDE)
    assert entry.capacity == "Camat, oleh atasan langsung"
    refused(NotYours, lambda: actions.release_duty(seat, day=AWAY, by=office.camat, at=INSIDE))


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_are_one_acknowledgement(office):
    seat, _ = sekcam_away(office)
    act = [lambda: actions.release_duty(seat, day=AWAY, by=office.sekcam, at=INSIDE)] * 2
    answers = at_once(act)
    assert sorted(type(each).__name__ for each in answers) == ["JournalEntry", "NotNow"]


def test_database_keeps_what_was_acknowledged(office):
    seat, _ = sekcam_away(office)
    office.reviewing()
    actions.release_duty(seat, day=AWAY, by=office.sekcam, at=INSIDE)
    for change in (
        "SET items = '[]'",
        f"SET released_by_id = {office.camat.pk}",
        "SET released_at = NULL, released_by_id = NULL, released_as = ''",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE workflow_handover {change}")
    with pytest.raises(DatabaseError), transaction.atomic():
        Handover.objects.all().delete()
    with guards.lifted(), pytest.raises(DatabaseError), transaction.atomic():
        Handover.objects.update(
            received_by=office.sekcam, received_at=AFTER, received_as="Sekretaris Camat"
        )


def test_who_entered_as_plh_kasubag_does_not_review_as_plh_sekcam(office):
    """Separation of duties goes with the person through every hand-over."""
    seat_roles()
    record, second = office.filled(), make.person("plh-b")
    plh(second, office.kasubag.assignments.get(), AWAY, AWAY)
    plh(second, office.sekcam.assignments.get(), date(2026, 10, 7), date(2026, 10, 8))
    actions.accept(record, rows=office.codes(), by=second, at=INSIDE)
    entry = actions.submit(record, by=second, at=INSIDE)
    assert entry.capacity == "Plh. Kasubag Perencanaan"
    later = make.at("2026-10-07 09:00")
    run = record.runs.get(step=3)
    for act in (
        lambda: actions.check(record, rows=["1.1"], by=second, at=later),
        lambda: actions.approve(record, seen=10_000, by=second, at=later),
        lambda: actions.start(run, by=second, at=later),
    ):
        refused(NotYours, act)
    actions.check(record, rows=office.codes(), by=office.camat, at=later)
    entry = actions.approve(record, seen=10_000, by=office.camat, at=later)
    assert entry.capacity == "Camat, oleh atasan langsung"
