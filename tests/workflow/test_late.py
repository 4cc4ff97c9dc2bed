"""Susulan on the screens: typed on a page of its own, ticked in the correction, told where due."""

from datetime import date

import make
import papers
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from play import Player
from reading import words
from susulan import attached, sealed

from kinerja.models import Assignment, Evidence, Position
from kinerja.recording import Entry
from workflow import actions
from workflow.models import LateValue

PROMISED = date(2026, 10, 20)
IN_TIME = make.at("2026-10-20 09:00")


@pytest.fixture(autouse=True)
def the_day_has_come():
    with time_machine.travel(IN_TIME, tick=False):
        yield


@pytest.fixture
def origin(office):
    """Triwulan II, sealed without its first value."""
    return office.promised(quarter=2)


@pytest.fixture
def url(origin) -> str:
    return f"/berkas/{origin.pk}/susulan/"


def entered(office, origin, value="91", at=IN_TIME):
    values = {"1.1": make.entry(value)}
    return actions.enter_late(origin, values=values, by=office.kasubag, at=at)


def test_value_stands_in_tugas_from_the_promised_day_on(office, origin, url):
    with time_machine.travel(make.at("2026-10-19 23:59"), tick=False):
        assert "Susulan" not in Player(office.kasubag).see("/")
    page = Player(office.kasubag).see("/")
    assert "Susulan Triwulan II 2026: 1 nilai dijanjikan 20 Oktober 2026" in page
    assert url in page


def test_tugas_of_others_does_not_hold_it(office, neighbour, origin):
    people = (office.sekcam, office.kasi, office.admin, office.camat, neighbour.kasubag)
    assert all("Susulan" not in Player(user).see("/") for user in people)


@pytest.fixture
def seated(office):
    """The positions carry their roles, so that seats and superiors are known."""
    for duty in Assignment.objects.select_related("position"):
        Position.objects.filter(pk=duty.position_id).update(role=duty.role, section=duty.section)


def test_vacant_seat_leaves_it_with_the_superior(office, origin, seated):
    office.kasubag.assignments.all().delete()
    page = Player(office.sekcam).see("/")
    assert "Susulan Triwulan II 2026" in page
    assert "sebagai atasan langsung" in page


def test_value_that_came_in_is_awaited_no_longer(office, origin):
    entered(office, origin)
    assert "Susulan Triwulan II" not in Player(office.kasubag).see("/")


def test_value_that_is_put_off_is_awaited_on_its_new_day(office, origin):
    later = Entry(status="not_yet", reason="BPS menunda", promised_on=date(2026, 11, 15))
    actions.enter_late(origin, values={"1.1": later}, by=office.kasubag, at=IN_TIME)
    assert "Susulan Triwulan II" not in Player(office.kasubag).see("/")
    with time_machine.travel(make.at("2026-11-15 08:00"), tick=False):
        page = Player(office.kasubag).see("/")
    assert "Susulan Triwulan II 2026: 1 nilai dijanjikan 15 November 2026" in page


def test_record_under_correction_asks_for_nothing(office, origin):
    """Opened again, the row is an ordinary one of the next edition."""
    actions.reopen(origin, reason="Keliru", by=office.sekcam, at=IN_TIME)
    assert "Susulan" not in Player(office.kasubag).see("/")


def test_page_has_inputs_for_the_missing_rows_only(office, url):
    page = Player(office.kasubag).see(url)
    assert 'name="value-1.1"' in page
    assert 'name="value-1.2"' not in page
    assert "Menunggu BPS" in page


def test_kasubag_types_it_and_reads_what_comes_next(office, origin, url):
    page = Player(office.kasubag).does(url, "enter_late", **{"value-1.1": "91,5"})
    assert "Susulan Triwulan II Tahun 2026 tersimpan: menunggu berkas berikutnya." in page
    assert "113" not in words(page).split("Capaian")[0]
    assert 'value="91,5"' in page
    assert LateValue.objects.get().carrier is None
    office.opened(when=IN_TIME)
    assert "dikoreksi bersama Triwulan III 2026" in Player(office.camat).see(
        f"/berkas/{origin.pk}/"
    )


def test_value_below_target_is_asked_why(office, url):
    player = Player(office.kasubag)
    page = player.does(url, "enter_late", **{"value-1.1": "40"})
    assert "faktor penghambat dan tindak lanjut belum diisi" in page
    given = {"obstacles-1.1": "Cuaca", "follow_up-1.1": "Jadwal ulang"}
    page = player.does(url, "enter_late", **given)
    assert "belum diisi" not in page
    assert "Cuaca" in page


def test_what_is_no_number_is_told_at_the_field(office, url):
    answer = Player(office.kasubag).press(url, "enter_late", **{"value-1.1": "2 dok"})
    assert answer.status_code == 422
    assert not LateValue.objects.exists()


def test_page_from_before_another_persons_entry_is_stale(office, origin, url):
    player = Player(office.kasubag)
    shown = player.carried(url)
    entered(office, origin)
    answer = player.client.post(url, {**shown, "verb": "enter_late", "value-1.1": "92"})
    assert answer.status_code == 409


def test_others_read_the_page_without_a_button(office, neighbour, url):
    for user in (office.sekcam, office.camat, office.apip, office.kasi):
        assert 'name="verb"' not in Player(user).see(url)
    Player(neighbour.kasubag).see(url, status=404)


def test_superior_may_type_it_when_he_asks_to(office, url, seated):
    page = Player(office.sekcam).does(f"{url}?atasan=1", "enter_late", **{"value-1.1": "91"})
    assert "tersimpan" in page


def test_record_that_owes_nothing_says_so(office):
    record = office.archived()
    page = Player(office.kasubag).see(f"/berkas/{record.pk}/susulan/")
    assert "Tidak ada nilai yang masih ditunggu" in page
    assert "Isi susulan" not in Player(office.kasubag).see(f"/berkas/{record.pk}/")


def test_correction_shows_it_and_ticks_it_by_its_own_key(office, origin):
    carrier = office.reviewing(when=IN_TIME)
    entered(office, origin)
    koreksi = f"/berkas/{carrier.pk}/koreksi/"
    player, late = Player(office.sekcam), LateValue.objects.get()
    player.does(koreksi, "check", row=[f"{code}@1" for code in office.codes()])
    page = words(player.see(koreksi))
    assert "Susulan Nilai periode sebelumnya" in page
    assert "Triwulan II 2026 1.1 Indikator 1.1" in page
    assert "91,00 / 80,00 × 100 = 113,75%" in page
    assert "Masih ada nilai susulan yang belum dinyatakan sesuai." in page
    page = player.does(koreksi, "check", row=[f"{late.key}@1"])
    assert "1 susulan: 0 belum dinyatakan sesuai" in page
    assert "Triwulan II 2026 baris 1.1" in player.see(f"{koreksi}setujui/")


def test_input_shows_it_without_inputs(office, origin):
    carrier = office.filled(when=IN_TIME)
    entered(office, origin)
    page = Player(office.kasubag).see(f"/berkas/{carrier.pk}/input/")
    assert f'href="/berkas/{origin.pk}/susulan/"' in page
    assert "susulan-" not in page


def test_old_report_stays_and_the_page_says_where_it_was_completed(office, origin):
    before = words(Player(office.camat).see(f"/berkas/{origin.pk}/laporan/"))
    copy = origin.archives.get()
    entered(office, origin)
    carrier = office.archived(when=IN_TIME)
    assert words(Player(office.camat).see(f"/berkas/{origin.pk}/laporan/")) == before
    assert origin.archives.get().snapshot == copy.snapshot
    page = words(Player(office.camat).see(f"/berkas/{origin.pk}/"))
    assert "dilengkapi dalam Triwulan III 2026, edisi 1, disegel Selasa, 20 Oktober 2026" in page
    assert "belum tersedia" in page
    page = words(Player(office.camat).see(f"/berkas/{carrier.pk}/laporan/"))
    assert "Triwulan II Tahun 2026 1.1 Indikator 1.1 % 80,00 91,00 113,75%" in page


@pytest.mark.parametrize("screen", ["late", "carrier", "carrier/koreksi", "carrier/input", "", "/"])
def test_queries_do_not_grow_from_3_to_30_late_values(db, screen):
    counts = []
    for rows in (3, 30):
        office = make.office(f"Kecamatan {rows}", rows=rows, prefix=f"u{rows}.")
        origin = office.promised(quarter=2, codes=office.codes())
        if screen != "/":
            values = {code: make.entry("91") for code in office.codes()}
            actions.enter_late(origin, values=values, by=office.kasubag, at=IN_TIME)
        carrier = office.reviewing(when=IN_TIME)
        path = {
            "late": f"/berkas/{origin.pk}/susulan/",
            "": f"/berkas/{origin.pk}/",
            "/": "/",
        }.get(screen, f"/berkas/{carrier.pk}/{screen.partition('/')[2]}".rstrip("/") + "/")
        player = Player(office.kasubag)
        player.see(path)
        with CaptureQueriesContext(connection) as queries:
            player.see(path)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_document_is_attached_on_the_page_and_read_in_the_correction(office, origin, url):
    carrier = office.reviewing()
    here = Player(office.kasubag)
    assert "setelah nilainya tersimpan" in here.see(url)
    assert 'name="file"' not in here.see(url)
    entered(office, origin)
    file = SimpleUploadedFile("surat bps.pdf", papers.pdf("bps"))
    page = here.does(url, "attach", post_to=f"{url}lampirkan/", file=file, row=["1.1"])
    found = Evidence.objects.get()
    assert "1 dokumen dilampirkan: Triwulan II Tahun 2026" in page
    assert f'<a href="/dokumen/{found.pk}/">surat bps.pdf</a>' in page
    correction = Player(office.sekcam).see(f"/berkas/{carrier.pk}/koreksi/")
    assert f'<a href="/dokumen/{found.pk}/">surat bps.pdf</a>' in correction
    report = words(Player(office.camat).see(f"/berkas/{carrier.pk}/laporan/"))
    assert f"surat bps.pdf PDF 1.1 (Triwulan II Tahun 2026) {found.file.sha256}" in report


def test_document_of_a_susulan_is_removed_on_its_own_page_until_it_is_sealed(office, origin, url):
    carrier = office.reviewing()
    entered(office, origin)
    attached(office, origin, at=IN_TIME)
    document = f"/dokumen/{Evidence.objects.get().pk}/"
    assert 'value="remove_evidence"' not in Player(office.sekcam).see(document)
    sealed_late = words(Player(office.kasubag).see(document))
    assert "Mendukung, edisi 2 1.1" in sealed_late
    page = Player(office.kasubag).does(document, "remove_evidence", reason="Tertukar")
    assert "dilepas" in page
    attached(office, origin, at=IN_TIME, content=papers.pdf("benar"))
    sealed(office, carrier)
    document = f"/dokumen/{Evidence.objects.last().pk}/"
    page = Player(office.kasubag).see(document)
    assert "disegel sebagai susulan" in page
    assert 'value="remove_evidence"' not in page


def test_page_to_attach_shows_the_late_rows_only_and_nobody_elses(office, origin, url):
    there = f"{url}lampirkan/"
    assert "dokumen tidak dapat dilampirkan" in Player(office.kasubag).see(there)
    entered(office, origin)
    page = words(Player(office.kasubag).see(there))
    assert "1.1 Indikator 1.1" in page
    assert "1.2 Indikator 1.2" not in page
    assert "dokumen tidak dapat dilampirkan" in Player(office.camat).see(there)
    answer = Player(office.kasubag).press(there, "attach", link="https://bps.go.id", row=["2.1"])
    assert answer.status_code == 422
    assert "https://bps.go.id" in answer.content.decode()
