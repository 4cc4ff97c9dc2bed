"""The verbs of a lembar disposisi: instruct, forward, read, answer, complete its head."""

from datetime import date
from functools import partial

import make
import pytest
from deeds import LATER, instruction, stage
from witness import refused

from workflow import actions
from workflow.actions import Incomplete, NotNow

AT = make.at()


def chain(record) -> list[tuple[str, str]]:
    links = instruction(record).forwardings
    return list(links.values_list("from_title", "to_title"))


def test_instruction_goes_to_the_seat_of_step_3(office):
    record = office.filled()
    entry = actions.dispose(
        record,
        instructions=["coordinate", "advise"],
        note=" Bandingkan ",
        due=date(2026, 10, 9),
        row="1.2",
        urgency="segera",
        by=office.camat,
        at=AT,
    )
    sheet = instruction(record)
    link = sheet.first
    assert chain(record) == [("Camat", "Sekretaris Camat")]
    assert (sheet.row, sheet.get_urgency_display()) == ("1.2", "Segera")
    assert link.instruction_words == ["Tanggapan dan saran", "Koordinasi/konfirmasi"]
    assert (entry.verb, entry.note) == ("dispose", "Bandingkan")
    assert entry.after == {
        "row": "1.2",
        "urgency": "segera",
        "sheet": sheet.number,
        "to": "Sekretaris Camat",
        "instructions": "Tanggapan dan saran, Koordinasi/konfirmasi",
        "deadline": "2026-10-09",
    }


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("due", {"due": date(2026, 10, 4)}),
        ("row", {"row": "9.9"}),
        ("note", {"note": " "}),
        ("urgency", {"urgency": "kilat"}),
        ("instructions", {"instructions": ["sing"]}),
    ],
)
def test_bad_instruction_is_told_at_its_field(office, field, given):
    record = office.filled()
    press = partial(actions.dispose, record, **{"note": "x"} | given, by=office.camat, at=AT)
    assert list(refused(Incomplete, press).errors) == [field]


def test_nobody_is_ordered_who_has_no_account_or_is_oneself(office):
    record = office.filled()
    seat = office.seat(office.admin)
    office.admin.is_active = False
    office.admin.save()
    for to in (seat, office.seat(office.camat)):
        press = partial(actions.dispose, record, to=to, note="x", by=office.camat, at=AT)
        assert "to" in refused(Incomplete, press).errors


def test_instruction_to_a_vacant_seat_is_told_at_its_field(office):
    record = office.filled()
    office.sekcam.assignments.all().delete()
    press = partial(actions.dispose, record, note="x", by=office.camat, at=AT)
    assert "to" in refused(Incomplete, press).errors


@pytest.fixture
def disposed(office):
    return stage(office, "disposed")


def forwarded(office, record, to, **given):
    sheet, seat = instruction(record), office.seat(to)
    by = given.pop("by", office.sekcam)
    return actions.forward(sheet, to=seat, **{"note": "x"} | given, by=by, at=LATER)


def test_addressee_forwards_and_still_owes_the_answer(office, disposed):
    forwarded(office, disposed, office.kasubag, due=date(2026, 10, 8))
    sheet = instruction(disposed)
    assert chain(disposed) == [
        ("Camat", "Sekretaris Camat"),
        ("Sekretaris Camat", "Kasubag Perencanaan"),
    ]
    first, last = sheet.forwardings.all()
    assert (first.read_by, first.acted_at, last.number) == (office.sekcam, None, 2)


def test_sheet_is_not_forwarded_twice_to_one_position(office, disposed):
    forwarded(office, disposed, office.kasubag)
    for to in (office.kasubag, office.sekcam):
        error = refused(Incomplete, lambda to=to: forwarded(office, disposed, to))
        assert list(error.errors) == ["to"]


def test_date_that_is_over_is_refused(office, disposed):
    press = partial(forwarded, office, disposed, office.kasubag, due=date(2026, 10, 5))
    assert refused(Incomplete, press).errors == {"due": "Batas waktu sudah lewat."}


def test_position_of_another_unit_is_not_ordered(office, neighbour, disposed):
    assert (
        "to" in refused(Incomplete, lambda: forwarded(office, disposed, neighbour.kasubag)).errors
    )


def test_answer_needs_words_and_is_given_once(office, disposed):
    sheet = instruction(disposed)
    press = partial(actions.respond, sheet, by=office.sekcam, at=LATER)
    assert list(refused(Incomplete, lambda: press(answer=" ")).errors) == ["answer"]
    assert press(answer="Sudah").note == "Sudah"
    for again in (
        partial(press, answer="Lagi"),
        partial(forwarded, office, disposed, office.admin),
    ):
        assert "sudah ditindaklanjuti" in refused(NotNow, again).reason


def test_reading_is_a_mark_once_and_no_entry(office, disposed):
    entries = disposed.journal().count()
    for moment in (AT, LATER):
        actions.acknowledge(instruction(disposed), by=office.sekcam, at=moment)
    link = instruction(disposed).first
    assert (link.read_at, link.read_by) == (AT, office.sekcam)
    assert disposed.journal().count() == entries


def test_head_reads_the_answer_once_it_is_there(office, disposed):
    actions.respond(instruction(disposed), answer="Sudah", by=office.sekcam, at=AT)
    actions.acknowledge(instruction(disposed), by=office.camat, at=LATER)
    assert instruction(disposed).first.answer_read_at == LATER


def test_agenda_is_filed_with_what_changed(office, disposed):
    fields = {"agenda_number": "45", "received_on": date(2026, 10, 6)}
    sheet = instruction(disposed)
    entry = actions.file_agenda(sheet, fields=fields, by=office.kasubag, at=LATER)
    assert entry.before == {"agenda_number": "", "received_on": "2026-10-05"}
    assert entry.after == {
        "sheet": sheet.number,
        "agenda_number": "45",
        "received_on": "2026-10-06",
    }
    refused(
        Incomplete,
        lambda: actions.file_agenda(sheet, fields=fields, by=office.kasubag, at=LATER),
    )


def test_plh_is_ordered_and_signs_as_such(office):
    plh = make.person("plh")
    seat = office.sekcam.assignments.get()
    seat.pk = None
    seat.user, seat.tenure, seat.end = plh, "plh", date(2026, 10, 30)
    seat.save()
    record = office.filled()
    actions.dispose(record, note="x", by=office.camat, at=AT)
    sheet = instruction(record)
    assert sheet.first.to_title == "Plh. Sekretaris Camat"
    actions.forward(sheet, to=office.seat(office.kasubag), note="y", by=plh, at=LATER)
    assert sheet.forwardings.last().from_title == "Plh. Sekretaris Camat"
