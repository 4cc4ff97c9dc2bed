"""Data arsip after the seal: corrected by a later row, and every earlier wording stays readable."""

from datetime import date

import make
import pytest
import time_machine
from deeds import LATER
from django.db import IntegrityError, transaction
from play import Player
from reading import page, questions, words
from witness import refused, verified

from workflow import actions, own_rows
from workflow.actions import Incomplete, NotNow
from workflow.filing import describing
from workflow.models import ArchiveDescription, Classification


@pytest.fixture(autouse=True)
def quarter_is_over():
    with time_machine.travel(LATER, tick=False):
        yield


def url(record) -> str:
    return f"/berkas/{record.pk}/data-arsip/"


# A browser sends every field of the form; this one is always there.
SUMMARY = {"summary": "Laporan triwulan"}


def correct(office, record, *, reason="Salah tulis", edition=1, **description):
    given = {"edition": edition, "description": description, "reason": reason}
    return actions.correct_description(record, **given, by=office.admin, at=LATER)


def test_a_correction_is_a_later_row_and_an_entry_from_what_to_what(office):
    record = office.archived()
    sealed = ArchiveDescription.objects.get()
    entry = correct(office, record, location="Lantai 2", active_years=3)
    first, now = ArchiveDescription.objects.order_by("pk")
    assert (first, first.location) == (sealed, "Ruang arsip")
    assert (now.replaces, now.location, now.summary) == (first, "Lantai 2", first.summary)
    assert (now.active_until, now.retained_until) == (date(2029, 12, 31), date(2032, 12, 31))
    assert (now.corrected_at, now.corrected_by) == (LATER, office.admin)
    assert entry.before == {
        "retention": "aktif 2 tahun, inaktif 3 tahun",
        "location": "Ruang arsip",
    }
    assert entry.after == {
        "retention": "aktif 3 tahun, inaktif 3 tahun",
        "location": "Lantai 2",
        "archive_of": "1",
    }
    assert entry.note == "Salah tulis"
    assert verified()


def test_the_next_archive_is_filled_in_from_what_was_corrected_last(office):
    record = office.archived(quarter=2)
    correct(office, record, location="Lantai 2")
    correct(office, record, location="Lantai 3")
    assert describing.defaults(office.archiving())["location"] == "Lantai 3"


def test_retention_that_is_emptied_follows_the_klasifikasi_chosen(office):
    record = office.archived()
    other = own_rows.find(Classification, office.unit, "000.8.6")
    open_again = dict.fromkeys(describing.BY_CLASS)
    correct(office, record, classification=other.code, **open_again)
    now = ArchiveDescription.objects.latest("pk")
    assert (now.classification_name, now.active_years) == (other.name, other.active_years)


def test_a_klasifikasi_that_is_used_no_more_stays_where_it_stands(office):
    record = office.archived()
    row = own_rows.find(Classification, office.unit, "000.8.6.3")
    own_rows.withdraw(row, by=office.operator, at=LATER)
    correct(office, record, classification="000.8.6.3", location="Lantai 2")
    assert ArchiveDescription.objects.latest("pk").classification_code == "000.8.6.3"


@pytest.mark.parametrize(
    ("given", "error", "told"),
    [
        ({"location": "Lantai 2", "reason": " "}, Incomplete, "Tuliskan alasannya."),
        ({"location": "Ruang arsip"}, Incomplete, "Data arsip tidak berubah."),
        ({"location": "Lantai 2", "edition": 2}, NotNow, "Edisi 2 belum disegel."),
        ({"to_day": date(2026, 6, 30)}, Incomplete, "berakhir sebelum mulainya"),
    ],
)
def test_what_is_no_correction_changes_nothing(office, given, error, told):
    record = office.archived()
    assert told in refused(error, lambda: correct(office, record, **given)).reason


def test_a_description_begins_once_and_is_replaced_once(office):
    correct(office, office.archived(), location="Lantai 2")
    first, now = ArchiveDescription.objects.order_by("pk")
    for replaced in (None, first):
        now.pk, now.replaces = None, replaced
        with pytest.raises(IntegrityError), transaction.atomic():
            now.save(force_insert=True)


def test_admin_corrects_on_the_page_and_reads_what_stood_there(office):
    record, player = office.archived(), Player(office.admin)
    assert "Perbaiki data arsip" in words(player.see(f"/berkas/{record.pk}/salinan/"))
    typed = SUMMARY | {"location": "Lantai 2", "reason": "Pindah ruang"}
    html = player.does(url(record), "correct_description", **typed)
    assert "Data arsip edisi 1 diperbaiki." in words(html)
    told = words(player.see(url(record)))
    assert told.index("Lantai 2") < told.index("Sebelumnya") < told.index("Ruang arsip")
    assert "Diperbaiki Selasa, 6 Oktober 2026, pukul 09.00 WIB oleh Admin" in told
    history = words(player.see(f"/berkas/{record.pk}/"))
    assert "memperbaiki data arsip" in history
    assert "arsip edisi: 1" in history


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"location": "Lantai 2", "reason": ""}, "Tuliskan alasannya."),
        ({"location": "Lantai 2", "reason": "Salah", "active_years": "banyak"}, "Retensi aktif"),
        ({"location": "Lantai 2", "reason": "Salah", "to_day": "2026-01-01"}, "Kurun waktu"),
    ],
)
def test_what_was_typed_stays_where_it_is_refused(office, typed, told):
    record, typed = office.archived(), SUMMARY | typed
    answer = Player(office.admin).press(url(record), "correct_description", **typed)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert told in words(html)
    assert all(f'value="{text}"' in html for text in typed.values() if text)
    assert ArchiveDescription.objects.count() == 1


def test_others_read_without_a_form_and_strangers_find_nothing(office, neighbour):
    record = office.archived()
    html = page(url(record), of=office.kasubag)
    assert 'name="verb"' not in html
    assert "000.8.6.3 Laporan kinerja perangkat daerah" in words(html)
    Player(neighbour.admin).see(url(record), status=404)
    for edition in ("2", "x", "9" * 30):
        Player(office.admin).see(f"{url(record)}?edisi={edition}", status=404)
    Player(office.admin).see(url(office.archiving(quarter=2)), status=404)


def test_the_page_asks_no_more_for_many_corrections(office):
    record = office.archived()
    before = questions(url(record), of=office.admin)
    for number in range(4):
        correct(office, make.fresh(record), location=f"Lantai {number}")
    assert questions(url(record), of=office.admin) <= before + 1
    few = questions(url(record), of=office.admin)
    correct(office, make.fresh(record), location="Lantai 9")
    assert questions(url(record), of=office.admin) == few
