"""A quarter as it really is: absences, wrong clicks, ways back, and nobody asks for help."""

from datetime import date

import make
import pytest
from django.core.management import call_command

from kinerja.models import Assignment, Position, Realisation, Role, Tenure
from workflow import actions
from workflow.actions import Entry, NotNow, NotYours
from workflow.models import ArchiveCopy, Sheet, State, Submission


@pytest.fixture
def office(db) -> make.Office:
    """Three sections; the head of the third has left, and his seat stands empty."""
    office = make.office(sections=3, rows=2)
    for duty in Assignment.objects.select_related("position"):
        Position.objects.filter(pk=duty.position_id).update(role=duty.role, section=duty.section)
    Assignment.objects.filter(user=office.heads[2]).update(end=date(2026, 6, 30))
    return office


def values(office, number: int, value: str = "90", **fields) -> dict:
    return {code: make.entry(value, **fields) for code in office.codes(office.sections[number])}


def plh(office, user, role: Role, start: str, end: str) -> Assignment:
    position = Position.objects.get(unit=office.unit, role=role)
    return Assignment.objects.create(
        user=user,
        position=position,
        role=role,
        unit=office.unit,
        tenure=Tenure.PLH,
        start=date.fromisoformat(start),
        end=date.fromisoformat(end),
    )


def state(record: Submission) -> str:
    return make.fresh(record).state


def test_the_quarter_reaches_the_archive_by_itself(office):
    kasi, other, kasubag, sekcam = office.heads[0], office.heads[1], office.kasubag, office.sekcam
    admin, camat, colleague = office.admin, office.camat, make.person("petugas.baru")
    make.assign(colleague, Role.FORM_FILLER, office.unit, office.sections[0], title="Staf lain")

    # Step 1: an order, a petugas replaced, a vacant seksi passed over with a reason.
    record = office.opened(when=make.at("2026-10-05 07:40"))
    form = office.form(record)
    actions.order_form(form, people=[office.filler], by=kasi, at=make.at("2026-10-05 07:50"))
    actions.reassign(form, people=[colleague], by=kasi, at=make.at("2026-10-05 08:00"))
    with pytest.raises(NotYours):
        actions.distribute_form(form, by=office.filler, at=make.at("2026-10-05 08:05"))
    actions.distribute_form(form, by=colleague, at=make.at("2026-10-05 08:05"))
    actions.distribute_form(office.form(record, 1), by=other, at=make.at("2026-10-05 08:10"))
    empty = office.form(record, 2)
    actions.skip_form(empty, reason="Jabatan kosong", by=kasubag, at=make.at("2026-10-05 08:20"))
    assert state(record) == State.ENTERING

    # Filling: a hand-in taken back, a form returned, a value that is not there yet.
    actions.fill(form, values=values(office, 0), by=colleague, at=make.at("2026-10-05 09:00"))
    actions.hand_in(form, by=kasi, at=make.at("2026-10-05 09:10"))
    actions.take_back(form, by=kasi, at=make.at("2026-10-05 09:15"))
    actions.hand_in(form, values={"1.1": make.entry("91")}, by=kasi, at=make.at("2026-10-05 09:20"))
    second = office.form(record, 1)
    actions.hand_in(second, values=values(office, 1), by=other, at=make.at("2026-10-05 10:00"))
    actions.return_form(
        second, rows=["2.2"], reason="Satuan keliru", by=kasubag, at=make.at("2026-10-05 10:30")
    )
    promised = Entry(status="not_yet", reason="Menunggu BPS", promised_on=date(2026, 11, 15))
    actions.hand_in(second, values={"2.2": promised}, by=other, at=make.at("2026-10-05 11:00"))
    paper = values(office, 2, source="paper")
    actions.enter(record, values=paper, by=kasubag, at=make.at("2026-10-05 13:10"))
    with pytest.raises(NotNow):
        actions.take_back(empty, by=sekcam, at=make.at("2026-10-05 13:15"))
    rows = office.codes()
    actions.accept(record, rows=rows, by=kasubag, at=make.at("2026-10-05 13:20"))
    actions.submit(record, by=kasubag, at=make.at("2026-10-05 13:30"))

    # Sent too early, taken back, sent again.
    actions.withdraw(record, by=kasubag, at=make.at("2026-10-05 13:40"))
    actions.submit(record, by=kasubag, at=make.at("2026-10-05 13:50"))

    # The Camat's word on a row, answered; and the Camat reviews, for Sekcam is away.
    sheet = ordered_by_camat(record, camat)
    actions.respond(sheet, answer="Sudah dicek ke desa", by=sekcam, at=make.at("2026-10-05 14:30"))
    may = plh(office, make.person("plh.sekcam"), Role.SECRETARY, "2026-10-06", "2026-10-07")
    with pytest.raises(NotYours):
        actions.check(record, rows=rows, by=may.user, at=make.at("2026-10-05 15:00"))
    with pytest.raises(NotYours):
        actions.check(record, rows=rows, by=sekcam, at=make.at("2026-10-06 08:00"))
    actions.check(record, rows=rows, by=may.user, at=make.at("2026-10-06 08:10"))
    actions.approve(record, seen=10_000, by=camat, at=make.at("2026-10-06 08:30"))
    assert record.journal().get(verb="approve").capacity == "Camat, oleh atasan langsung"

    # An approval revoked, a fault found by Admin, and the archive in the end.
    actions.revoke_approval(record, reason="Lupa satu", by=may.user, at=make.at("2026-10-06 08:40"))
    actions.approve(record, seen=10_000, by=may.user, at=make.at("2026-10-06 08:50"))
    actions.return_from_archiving(
        record, reason="Nama sasaran terpotong", by=admin, at=make.at("2026-10-06 09:00")
    )
    actions.approve(record, seen=10_000, by=may.user, at=make.at("2026-10-06 09:20"))
    actions.seal(record, filing="000.8.6.3/1/2026", by=admin, at=make.at("2026-10-06 09:30"))
    actions.file_copy(record, place=("1", "A"), by=admin, at=make.at("2026-10-06 10:00"))
    assert state(record) == State.ARCHIVED
    assert make.fresh(record).edition == 1

    # The late value comes in November and is sealed with the next quarter's record.
    late = {"2.2": make.entry("84", source="document")}
    actions.enter_late(record, values=late, by=kasubag, at=make.at("2026-11-16 09:00"))
    following = seal_next_quarter(office)
    assert Realisation.objects.get(line__code="2.2", period=record.period, edition=2).confirmed_at
    assert '"84"' in ArchiveCopy.objects.get(submission=following).snapshot
    assert '"84"' not in ArchiveCopy.objects.get(submission=record).snapshot
    call_command("verify")


def ordered_by_camat(record: Submission, camat) -> Sheet:
    actions.dispose(
        record,
        row="1.1",
        note="Pastikan angka ini",
        due=date(2026, 10, 6),
        by=camat,
        at=make.at("2026-10-05 14:00"),
    )
    return Sheet.objects.filter(submission=record, row="1.1").get()


def seal_next_quarter(office) -> Submission:
    """The next record, straight through; its review also ticks the late value."""
    record = office.opened(when=make.at("2027-01-04 08:00"), quarter=4)
    when = make.at("2027-01-04 09:00")
    for number in range(3):
        head = office.heads[number] if number < 2 else office.sekcam
        actions.distribute_form(office.form(record, number), by=head, at=when)
        actions.hand_in(
            office.form(record, number), values=values(office, number), by=head, at=when
        )
    actions.accept(record, rows=office.codes(), by=office.kasubag, at=when)
    actions.submit(record, by=office.kasubag, at=when)
    fresh = make.fresh(record)
    rows = [*office.codes(), *(f"susulan-{late.pk}" for late in fresh.carried.all())]
    actions.check(record, rows=rows, by=office.sekcam, at=when)
    actions.approve(record, seen=10_000, by=office.sekcam, at=when)
    actions.seal(record, filing="000.8.6.3/2/2027", by=office.admin, at=when)
    return make.fresh(record)
