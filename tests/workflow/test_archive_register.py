"""Daftar arsip: read, narrowed, printed, taken along, and its retention judged."""

from io import BytesIO

import make
import pytest
import time_machine
from openpyxl import load_workbook
from play import Player
from reading import page, questions, row, words

from workflow import actions
from workflow.models import ArchiveCopy, ArchiveDescription

URL = "/arsip/daftar/"
NOW, LATER = make.at("2026-10-06 09:00"), make.at("2032-01-05 09:00")


@pytest.fixture(autouse=True)
def in_october():
    with time_machine.travel(NOW, tick=False):
        yield


def rows(office, query: str = "") -> list[tuple]:
    answer = Player(office.admin).client.get(f"{URL}?{query}&bentuk=xlsx")
    table = list(load_workbook(BytesIO(answer.content)).active.values)
    return table[4:-1]


def test_an_archive_stands_there_with_all_that_was_said_of_it(office):
    office.archived()
    told = row(page(URL, of=office.admin), "000.8.6.3/1/2026")
    for each in (
        "000.8.6.3",
        "Laporan realisasi kinerja Triwulan III Tahun 2026, Kecamatan Suak Midai",
        "1 Juli 2026 s.d. 30 September 2026",
        "asli, elektronik dan kertas, biasa/terbuka",
        "2 + 3 tahun sampai 31 Desember 2031",
        "dinilai kembali",
        "Boks 1, rak A",
        "berlaku",
    ):
        assert each in told


def test_the_workbook_holds_a_row_per_archive_and_what_people_typed_stays_text(office):
    record = office.archiving()
    given = {"filing": "=1+1", "description": {"location": "@lantai"}}
    actions.seal(record, **given, by=office.admin, at=make.at())
    [line] = rows(office)
    assert line[0] == "=1+1"
    assert "@lantai" in line
    assert "salinan manual menyusul" in line
    assert (line[12], line[13], line[14]) == (2, 3, "2031-12-31")


def test_year_and_unit_narrow_the_list_and_the_file(office, neighbour):
    office.archived()
    assert len(rows(office, "tahun=2026")) == 1
    assert rows(office, "tahun=2025") == []
    assert "Tidak ada arsip yang cocok" in words(page(f"{URL}?tahun=2025", of=office.admin))
    Player(neighbour.admin).see(f"{URL}?unit={office.unit.code}", status=404)


def test_what_passes_its_retention_is_listed_for_people_to_decide_and_stays(office):
    office.archived()
    assert "melewati retensinya" not in words(page(URL, of=office.admin))
    with time_machine.travel(make.at("2031-12-31 20:00"), tick=False):
        assert "melewati retensinya" not in words(page(URL, of=office.camat))
    with time_machine.travel(LATER, tick=False):
        told = words(page(f"{URL}?retensi=lewat", of=office.camat))
    assert "1 arsip melewati retensinya: pejabat yang memutuskan" in told
    assert "Program tidak menghapus apa pun" in told
    assert "sampai 31 Desember 2031, sudah lewat" in told
    assert ArchiveCopy.objects.count() == ArchiveDescription.objects.count() == 1


def test_an_archive_from_before_there_were_descriptions_is_listed_too(office):
    from workflow import guards

    office.archived()
    with guards.lifted():
        ArchiveDescription.objects.all().delete()
    assert "Triwulan III Tahun 2026" in row(page(URL, of=office.admin), "000.8.6.3/1/2026")
    assert len(rows(office)) == 1


def test_a_superseded_edition_is_marked_as_such(office):
    record = office.archived()
    actions.reopen(record, reason="Keliru", by=office.sekcam, at=make.at())
    assert "dibuka kembali" in rows(office)[0][-1]


def test_nobody_sees_the_archives_of_other_offices(office, neighbour):
    office.archived()
    assert "Belum ada arsip" in words(page(URL, of=neighbour.admin))


def test_the_list_asks_no_more_for_many_archives_and_shows_them_by_the_page(office, monkeypatch):
    office.archived(quarter=1)
    one = questions(URL, of=office.admin)
    for quarter in (2, 3, 4):
        office.archived(quarter=quarter)
    assert questions(URL, of=office.admin) == one
    monkeypatch.setattr("workflow.filing.register.LINES_A_PAGE", 3)
    shown = [page(f"{URL}{asked}", of=office.admin) for asked in ("", "?hal=2", "?hal=semua")]
    assert [html.count('<th scope="row">') for html in shown] == [3, 1, 4]
    assert len(rows(office)) == 4
    first = words(shown[0])
    assert "Halaman 1 dari 2 Berikutnya ›" in first and "Tampilkan semua untuk dicetak" in first
