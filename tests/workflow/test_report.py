"""The printable report: the draft says so, the sealed one is printed from its archive."""

import make
from play import Player

from workflow import actions


def test_a_draft_says_that_it_is_one(office):
    record = office.filled()
    page = Player(office.sekcam).see(f"/berkas/{record.pk}/laporan/")
    assert "SEMENTARA" in page
    assert "112,50%" in page
    assert "90,00 / 80,00 × 100 = 112,50%" in page


def test_the_sealed_report_names_its_archive(office):
    record = office.sealed()
    page = Player(office.camat).see(f"/berkas/{record.pk}/laporan/")
    assert "SEMENTARA" not in page
    assert "000.8.6.3/1/2026" in page
    assert "Disetujui oleh Sekcam selaku Sekretaris Camat" in page


def test_the_old_edition_stays_readable_after_reopening(office):
    record = office.archived()
    actions.reopen(record, reason="Salah", by=office.sekcam, at=make.at())
    values = {"1.1": make.entry("85", reason="Benar")}
    actions.enter(record, values=values, by=office.kasubag, at=make.at())
    page = Player(office.camat).see(f"/berkas/{record.pk}/laporan/?edisi=1")
    assert "85,00" not in page
    assert "85,00" in Player(office.camat).see(f"/berkas/{record.pk}/laporan/")


def test_an_edition_that_does_not_exist_is_not_found(office):
    record = office.filled()
    for edition in ("0", "2", "x", "-1"):
        Player(office.camat).see(f"/berkas/{record.pk}/laporan/?edisi={edition}", status=404)


def test_rows_without_a_number_print_why(office):
    record = office.entering()
    entry = actions.Entry(status="not_measured", reason="Survei ditunda")
    actions.fill(office.form(record), values={"1.1": entry}, by=office.kasi, at=make.at())
    page = Player(office.camat).see(f"/berkas/{record.pk}/laporan/")
    assert "tidak diukur: Survei ditunda" in page
