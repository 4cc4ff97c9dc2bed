"""Lembar disposisi as records: which act makes one, for whom, and what becomes of it."""

from datetime import date
from functools import partial

import make
import pytest
from deeds import LATER
from django.db import transaction
from witness import at_once, refused, verified

from kinerja.models import Role
from workflow import actions
from workflow.actions import Incomplete, NotNow
from workflow.models import Forwarding, Sheet, SheetSeries

AT = make.at()


def only(record, cause: str) -> Sheet:
    return record.sheets.get(cause=cause, cancelled_at=None)


def chain(sheet: Sheet) -> list[tuple[str, str]]:
    return list(sheet.forwardings.values_list("from_title", "to_title"))


@pytest.fixture
def ordered(office):
    """A form ordered from a named petugas."""
    form = office.form(office.opened())
    actions.order_form(form, people=[office.filler], instruction="Segera", by=office.kasi, at=AT)
    return form


@pytest.fixture
def returned(office):
    """A record that was sent back because of one row."""
    record = office.reviewing()
    actions.send_back(record, reason="Periksa", rows=["1.1"], by=office.sekcam, at=AT)
    return make.fresh(record)


def test_order_goes_to_the_named_petugas(ordered):
    sheet = ordered.submission.sheets.get()
    link = sheet.first
    assert sheet.number == "DK-001/2026"
    assert chain(sheet) == [("Kepala Seksi 1", "Staf Seksi 1")]
    assert (link.from_name, link.note, link.due) == ("Kasi1", "Segera", date(2026, 10, 7))
    assert link.instruction_words == ["Siapkan dan distribusikan formulir"]
    assert (sheet.letter_date, sheet.received_on) == (date(2026, 10, 5),) * 2


def test_order_that_names_nobody_goes_to_the_sections_staff(office):
    record = office.entering()
    named = [chain(sheet) for sheet in record.sheets.all()]
    assert named == [
        [("Kepala Seksi 1", "Staf Seksi 1")],
        [("Kepala Seksi 2", "Pelaksana Seksi 2")],
    ]


def test_who_signs_is_copied_as_of_then(office):
    office.kasi.rank, office.kasi.identity_kind = "Penata, III/c", "nip"
    office.kasi.identity_number = "198003152005011002"
    office.kasi.save()
    link = office.entering().sheets.first().first
    office.kasi.name = "Nama Baru"
    office.kasi.save()
    assert (link.from_name, link.from_rank) == ("Kasi1", "Penata, III/c")
    assert (link.identity_kind, link.identity_number) == ("NIP", "198003152005011002")


def test_order_said_again_keeps_its_sheet_and_a_changed_one_takes_its_place(office, ordered):
    actions.distribute_form(ordered, people=[office.filler], by=office.kasi, at=LATER)
    assert ordered.submission.sheets.get().cancelled_at is None
    other = make.person("petugas2")
    make.assign(other, Role.FORM_FILLER, office.unit, office.sections[0], title="Staf 2")
    actions.reassign(ordered, people=[other], by=office.kasi, at=LATER)
    old, new = ordered.submission.sheets.all()
    assert (old.cancelled_at, old.cancelled_by, old.number) == (LATER, office.kasi, "DK-001/2026")
    assert (new.cancelled_at, new.number) == (None, "DK-002/2026")
    assert chain(new) == [("Kepala Seksi 1", "Staf 2")]
    press = partial(actions.respond, old, answer="x", by=office.filler, at=LATER)
    assert "dibatalkan" in refused(NotNow, press).reason


def test_petugas_who_distributes_orders_nothing(office, ordered):
    actions.distribute_form(ordered, by=office.filler, at=LATER)
    assert ordered.submission.sheets.count() == 1


def test_handing_in_carries_the_order_out_and_taking_back_opens_it(office, ordered):
    actions.distribute_form(ordered, people=[office.filler], by=office.kasi, at=AT)
    actions.hand_in(ordered, by=office.kasi, at=LATER)
    link = Forwarding.objects.get()
    assert (link.acted_at, link.acted_by, link.read_at) == (LATER, office.kasi, LATER)
    actions.take_back(ordered, by=office.kasi, at=LATER)
    link.refresh_from_db()
    assert (link.acted_at, link.acted_by) == (None, None)


def test_order_of_a_skipped_form_lapses(office, ordered):
    actions.skip_form(ordered, reason="Cuti", by=office.kasubag, at=LATER)
    assert ordered.submission.sheets.get().cancelled_by == office.kasubag


def test_cancelled_record_takes_its_open_sheets_with_it(office, returned):
    actions.cancel(returned, reason="Keliru", by=office.sekcam, at=LATER)
    assert only_numbers(returned.sheets.filter(cancelled_at=LATER)) == [3]
    assert returned.sheets.count() == 3  # the two orders were carried out


def only_numbers(sheets) -> list[int]:
    return list(sheets.values_list("serial", flat=True))


def test_return_is_ordered_from_the_holder_of_step_2(returned):
    sheet = only(returned, "return")
    assert chain(sheet) == [("Sekretaris Camat", "Kasubag Perencanaan")]
    assert sheet.first.note == "Baris 1.1: Periksa"


def test_return_is_forwarded_to_the_section_on_the_same_sheet(office, returned):
    form = office.form(returned)
    entry = actions.return_form(form, reason="Lihat register", by=office.kasubag, at=LATER)
    sheet = only(returned, "return")
    assert entry.after["sheet"] == sheet.number
    assert chain(sheet)[1] == ("Kasubag Perencanaan", "Kepala Seksi 1")
    actions.hand_in(form, by=office.kasi, at=LATER)
    assert [each.is_acted for each in sheet.forwardings.all()] == [False, True]
    # The same section once more is another order, on a sheet of its own.
    again = actions.return_form(form, reason="Masih", by=office.kasubag, at=LATER)
    assert again.after["sheet"] == only(returned, "section_return").number


def test_form_returned_without_a_return_of_the_record_has_its_own_sheet(office):
    record = office.filled()
    actions.return_form(office.form(record), reason="Kurang", by=office.kasubag, at=LATER)
    assert chain(only(record, "section_return")) == [("Kasubag Perencanaan", "Kepala Seksi 1")]


def test_submitting_again_answers_the_return_and_withdrawing_opens_it(office, returned):
    values = {"1.1": make.entry("95", reason="Register")}
    actions.enter(returned, values=values, by=office.kasubag, at=LATER)
    actions.submit(returned, by=office.kasubag, at=LATER)
    link = only(returned, "return").first
    assert (link.acted_at, link.acted_by) == (LATER, office.kasubag)
    actions.withdraw(returned, by=office.kasubag, at=LATER)
    assert only(returned, "return").first.acted_at is None


def test_return_to_a_vacant_seat_names_the_seat(office):
    record = office.reviewing()
    kasubag = office.kasubag.assignments.get()
    kasubag.position.role = Role.PLANNING_HEAD
    kasubag.position.save()
    kasubag.delete()
    actions.send_back(record, reason="Periksa", by=office.sekcam, at=AT)
    assert only(record, "return").first.to_position == kasubag.position


def test_numbers_begin_again_with_the_local_year(office):
    before, after = make.at("2026-12-31 23:59"), make.at("2027-01-01 00:01")
    record = office.opened(when=before)
    for when in (before, after, after):
        actions.dispose(record, note="x", by=office.camat, at=when)
    assert [str(each) for each in record.sheets.all()] == [
        "DK-001/2026",
        "DK-001/2027",
        "DK-002/2027",
    ]


def test_undone_act_gives_its_number_back(office):
    record = office.filled()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.dispose(record, note="x", by=office.camat, at=AT)
        _ = 1 / 0
    actions.dispose(record, note="x", by=office.camat, at=AT)
    assert only_numbers(record.sheets.order_by("serial")) == [1, 2, 3]


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_leave_no_gap():
    """Of two offices, two records each; some are refused and give no number away."""
    with transaction.atomic():
        offices = [make.office(), make.office("Kecamatan Tetangga", prefix="t.")]
        records = [
            (office, office.opened(quarter=quarter)) for office in offices for quarter in (2, 3)
        ]
    presses = [
        partial(actions.dispose, record, note=note, by=office.camat, at=LATER)
        for office, record in records
        for note in ("a", "b", "", "c", "d", "e", "f", "", "g", "h", "i", "j")[:10]
    ]
    answers = at_once(presses[:20]) + at_once(presses[20:])
    assert sum(isinstance(answer, Incomplete) for answer in answers) == 8
    for office in offices:
        serials = Sheet.objects.filter(unit=office.unit).order_by("serial")
        assert only_numbers(serials) == list(range(1, 17))
        assert SheetSeries.objects.get(unit=office.unit).last == 16
    assert verified()
