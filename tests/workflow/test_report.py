"""The printable report: the draft says so, the sealed one is printed from its archive."""

import json

import make
from evidence_deeds import attached, sealed_on
from play import Player
from reading import words

from workflow import actions
from workflow.screens import report


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


def test_the_sealed_report_lists_each_document_once_with_its_hash(office):
    record = office.entering()
    scan = attached(office, record, rows=("1.1", "1.2"), title="rekap.pdf")
    given = {"rows": ["1.1"], "link": "https://data.natuna.go.id/rekap", "title": "Rekap BPS"}
    who = {"form": office.form(record), "by": office.kasi, "at": make.at()}
    actions.attach(record, **given, **who)
    draft = Player(office.sekcam).see(f"/berkas/{record.pk}/laporan/")
    assert "rekap.pdf PDF 1.1, 1.2 " + scan.file.sha256 in words(draft)
    archive = sealed_on(office, record)
    page = words(Player(office.camat).see(f"/berkas/{record.pk}/laporan/"))
    sealed = json.dumps(json.loads(archive.snapshot)["objectives"])
    assert sealed.count(scan.file.sha256) == 2
    assert page.count(scan.file.sha256) == 1
    assert "Rekap BPS tautan 1.1 https://data.natuna.go.id/rekap" in page


def test_a_report_without_documents_has_no_list_of_them(office):
    record = office.filled()
    assert "Dokumen pendukung" not in Player(office.sekcam).see(f"/berkas/{record.pk}/laporan/")


def test_the_report_of_an_archive_from_before_notes_and_documents_still_opens(office):
    record = office.sealed()
    row = json.loads(record.archives.get().snapshot)["objectives"][0]["rows"][0]
    old = {name: part for name, part in row.items() if not name.startswith("evidence")}
    assert len(old) == len(row) - 2
    assert (report.report_row(old).documents, report.report_row(old).words) == ((), {})


def test_a_file_of_the_report_is_named_as_the_office_would_and_a_draft_as_a_draft(office):
    record = office.filled()
    name = "Laporan Realisasi Kinerja Triwulan III Tahun 2026 Kecamatan Suak Midai"
    path = f"/berkas/{record.pk}/laporan/"
    assert f"<title>Draf {name}</title>" in Player(office.camat).see(path)
    record = office.sealed(quarter=2)
    sealed = name.replace("III", "II")
    page = Player(office.camat).see(f"/berkas/{record.pk}/laporan/")
    assert f"<title>{sealed}</title>" in page


def test_times_against_standards_stand_on_the_control_sheet_and_not_in_the_report(office):
    record = office.sealed()
    page = words(Player(office.camat).see(f"/berkas/{record.pk}/laporan/"))
    for word in ("Waktu kerja", "Waktu tunggu", "Standar", "sesuai standar"):
        assert word not in page
    assert "Waktu kerja" in Player(office.camat).see(f"/berkas/{record.pk}/kendali/")
