"""What goes on with an archive: described as it is sealed, moved, marked DIGANTI, received."""

from datetime import date

import make
import papers
import pytest
from deeds import LATER
from witness import nothing_changes, raised, refused, verified

from kinerja.models import Evidence
from workflow import actions, own_rows, standing
from workflow.actions import Incomplete, NotNow
from workflow.filing import describing
from workflow.models import (
    ArchiveDescription,
    Classification,
    OutsideApplication,
    PaperCopy,
    Receipt,
    SupersededMark,
)


def seal(office, record, **given):
    return actions.seal(record, filing="000.8/7", by=office.admin, at=LATER, **given)


def receipt(office, record, **given):
    given = {"place": "e-kejab", "received_on": LATER.date(), "number": "EK-17"} | given
    return actions.file_receipt(record, **given, by=office.admin, at=LATER)


def awaiting(office):
    """Let step 4 of the office wait for e-kejab."""
    row = own_rows.find(OutsideApplication, office.unit, "e-kejab")
    values = {"name": "e-kejab", "columns": "code", "is_awaited": True, "order": 1}
    own_rows.edit(row, values, by=office.operator, at=make.at())


# The description


def test_admin_types_the_register_number_and_all_else_is_filled_in(office):
    entry = seal(office, office.archiving())
    told = ArchiveDescription.objects.get()
    assert told.summary == "Laporan realisasi kinerja Triwulan III Tahun 2026, Kecamatan Suak Midai"
    assert (told.from_day, told.to_day) == (date(2026, 7, 1), date(2026, 9, 30))
    assert (told.classification_code, told.fate) == ("000.8.6.3", "reassessed")
    assert (told.active_until, told.retained_until) == (date(2028, 12, 31), date(2031, 12, 31))
    assert entry.after["classification"] == "000.8.6.3"
    assert verified()


def test_the_next_archive_of_the_kind_is_filled_in_from_the_last(office):
    record = office.archiving(quarter=2)
    own = {"classification": "000.8.6", "location": "Lantai 2", "security": "limited"}
    seal(office, record, description=own)
    filled = describing.defaults(office.archiving())
    assert {name: filled[name] for name in own} == own
    assert filled["summary"].startswith("Laporan realisasi kinerja Triwulan III Tahun 2026")


def test_a_year_is_not_filled_in_from_a_quarter(office):
    seal(office, office.archiving(), description={"location": "Lantai 2"})
    record = make.fresh(office.opened(quarter=2))
    record.period = make.period(2026, 5)
    assert describing.defaults(record)["location"] == "Ruang arsip"
    assert describing.defaults(record)["from_day"] == date(2026, 1, 1)


def test_a_table_that_changes_later_moves_no_retention_of_what_was_sealed(office):
    seal(office, office.archiving())
    row = own_rows.find(Classification, office.unit, "000.8.6.3")
    values = {"name": "Laporan", "active_years": 9, "inactive_years": 9, "fate": "permanent"}
    own_rows.edit(row, values | {"is_checked": True}, by=office.operator, at=LATER)
    assert ArchiveDescription.objects.get().retained_until == date(2031, 12, 31)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"to_day": date(2026, 6, 30)}, "to_day"),
        ({"to_day": date(9999, 1, 1)}, "to_day"),
        ({"active_years": 101}, "active_years"),
        ({"summary": "x" * 301}, "summary"),
        ({"security": "public"}, "security"),
        ({"classification": "999"}, "classification"),
    ],
)
def test_a_description_that_does_not_fit_seals_nothing(office, values, field):
    record = office.archiving()
    error = refused(Incomplete, lambda: seal(office, record, description=values))
    assert set(error.errors) == {field}


def test_without_any_klasifikasi_the_refusal_says_where_to_add_one(office):
    record = office.archiving()
    for row in own_rows.in_use(Classification, office.unit):
        own_rows.withdraw(row, by=office.operator, at=make.at())
    error = refused(Incomplete, lambda: seal(office, record))
    assert "Kantor, Klasifikasi arsip" in error.reason


# Who signed, and where the paper stands


def test_the_signers_are_those_whose_seats_it_is_or_those_named(office):
    record = office.archived()
    assert PaperCopy.objects.get().signers.splitlines()[0] == "Kasubag Perencanaan, Kasubag"
    again = office.sealed(quarter=2)
    given = {"place": ("2", "B"), "signers": "Plh. Camat, Ani"}
    actions.file_copy(again, **given, by=office.admin, at=LATER)
    assert PaperCopy.objects.order_by("-pk")[0].signers == "Plh. Camat, Ani"
    assert make.fresh(record).state == "archived"


def test_signers_that_were_emptied_are_asked_for(office):
    record = office.sealed()
    given = {"place": ("2", "B"), "signers": " ", "by": office.admin, "at": LATER}
    assert set(refused(Incomplete, lambda: actions.file_copy(record, **given)).errors) == {
        "signers"
    }


def test_a_move_adds_a_place_and_keeps_the_earlier_one_and_the_signers(office):
    record = office.archived()
    moving = {"edition": 1, "by": office.admin, "at": LATER}
    entry = actions.move_copy(record, place=(" 9 ", "Z"), **moving)
    first, second = PaperCopy.objects.order_by("pk")
    assert (str(first), str(second)) == ("boks 1, rak A", "boks 9, rak Z")
    assert second.signers == first.signers
    assert (entry.before["box"], entry.after["box"]) == ("1", "9")
    again = refused(Incomplete, lambda: actions.move_copy(record, place=("9", "Z"), **moving))
    assert "sudah pada boks 9, rak Z" in again.reason
    assert verified()


def test_an_edition_without_paper_is_not_moved(office):
    record, where = office.sealed(), {"place": ("9", "Z"), "by": office.admin, "at": LATER}
    with nothing_changes():
        raised(NotNow, lambda: actions.move_copy(record, edition=1, **where))
        raised(NotNow, lambda: actions.move_copy(record, edition=2, **where))


# DIGANTI


def mark(office, record):
    return actions.mark_superseded(record, by=office.admin, at=LATER)


def reopened(office, record):
    actions.reopen(record, reason="Keliru", by=office.sekcam, at=LATER)
    return make.fresh(record)


def test_after_a_reopening_the_old_paper_is_marked_once(office):
    record = reopened(office, office.archived())
    entry = mark(office, record)
    assert (entry.verb, entry.after) == ("mark_superseded", {"superseded": "1"})
    assert SupersededMark.objects.get().marked_by == office.admin
    refused(NotNow, lambda: mark(office, record))
    assert verified()


def test_an_edition_that_never_had_paper_waits_for_no_mark(office):
    record = reopened(office, office.sealed())
    refused(NotNow, lambda: mark(office, record))


def test_a_mark_stays_where_the_next_edition_was_cancelled(office):
    record = reopened(office, office.archived())
    mark(office, record)
    actions.cancel(record, reason="Tidak jadi", by=office.sekcam, at=LATER)
    refused(NotNow, lambda: mark(office, make.fresh(record)))
    assert SupersededMark.objects.count() == 1


# Receipts


def test_a_receipt_is_noted_with_its_day_and_number(office):
    record = office.sealed()
    entry = receipt(office, record, number=" EK-17 ")
    kept = Receipt.objects.get()
    assert (kept.application, kept.number, kept.edition) == ("e-kejab", "EK-17", 1)
    assert entry.after["receipt"] == "EK-17"
    assert entry.after["received_on"] == "2026-10-06"


def test_a_picture_of_the_screen_is_a_document_of_the_record(office):
    record = office.sealed()
    picture = papers.kept(office.unit, papers.picture())
    entry = receipt(office, record, number="", file=picture, title="layar.png")
    kept = Receipt.objects.get()
    assert (kept.evidence.title, kept.evidence.period) == ("layar.png", record.period)
    assert entry.after["sha256"] == picture.sha256
    again = papers.kept(office.unit, papers.picture())
    refused(NotNow, lambda: receipt(office, record, number="", file=again, title="layar.png"))
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"number": " "}, "number"),
        ({"number": "x" * 101}, "number"),
        ({"received_on": date(2026, 10, 7)}, "received_on"),
        ({"received_on": date(1999, 1, 1)}, "received_on"),
    ],
)
def test_a_receipt_that_does_not_fit_is_refused_at_its_field(office, given, field):
    record = office.sealed()
    assert set(refused(Incomplete, lambda: receipt(office, record, **given)).errors) == {field}


def test_an_application_that_the_office_does_not_use_gives_no_receipt(office):
    record = office.sealed()
    refused(NotNow, lambda: receipt(office, record, place="sirup"))


def test_step_4_waits_for_the_receipt_where_the_office_says_so(office):
    awaiting(office)
    record = office.sealed()
    where = {"place": ("1", "A"), "by": office.admin, "at": LATER}
    error = refused(Incomplete, lambda: actions.file_copy(record, **where))
    assert "Tanda terima aplikasi luar yang ditunggu belum dicatat" in error.reason
    assert [str(each.application) for each in standing.read(record).receipts_owed] == ["e-kejab"]
    receipt(office, record)
    assert actions.file_copy(record, **where)


def test_the_next_edition_owes_a_receipt_of_its_own(office):
    record = office.archived()
    receipt(office, record)
    awaiting(office)
    record = reopened(office, record)
    assert [place.is_owed for place in standing.read(record).outside] == [True]
