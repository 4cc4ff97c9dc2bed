"""The printable report: the draft says so, the sealed one is printed from its archive."""

import json

import make
import pytest
from evidence_deeds import attached, sealed_on
from papers_read import pages
from play import Player
from reading import words

from workflow import actions, archive, guards
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


def pdf(player: Player, record, **query):
    return player.client.get(f"/berkas/{record.pk}/laporan/", {"bentuk": "pdf", **query})


def test_the_sealed_file_is_downloaded_byte_for_byte_under_the_offices_name(office):
    record = office.sealed()
    answer = pdf(Player(office.camat), record)
    assert answer.content == archive.read(record.archives.get())
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == (
        'attachment; filename="Laporan Realisasi Kinerja Kecamatan Suak Midai '
        'Triwulan III 2026.pdf"'
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "bentuk=pdf" in Player(office.camat).see(f"/berkas/{record.pk}/laporan/")


def test_a_draft_is_rendered_on_demand_and_says_so_in_its_name(office, tmp_path):
    record = office.filled()
    answer = pdf(Player(office.sekcam), record)
    assert answer.content.startswith(b"%PDF")
    assert "SEMENTARA.pdf" in answer["Content-Disposition"]
    assert all("SEMENTARA" in page for page in pages(answer.content, tmp_path))
    assert not list(archive.strays())


def test_the_file_is_not_for_who_does_not_see_the_unit(office, neighbour):
    record = office.sealed()
    assert pdf(Player(neighbour.camat), record).status_code == 404


@pytest.mark.parametrize("damage", ["gone", "changed"])
def test_a_damaged_file_is_not_given_out_and_the_page_says_whom_to_call(office, damage):
    record = office.sealed()
    path = archive.located(record.archives.get().file_name)
    content = path.read_bytes()
    path.unlink()
    if damage == "changed":
        path.write_bytes(content[:-1])
    answer = pdf(Player(office.camat), record)
    assert answer.status_code == 503
    assert "Hubungi administrator" in answer.content.decode()


def test_an_archive_that_was_generated_for_measuring_has_no_file_to_offer(office):
    record = office.sealed()
    columns = {"file_name": "", "file_sha256": "", "file_size": None, "template": "", "typst": ""}
    with guards.lifted():
        record.archives.update(**columns)
    assert pdf(Player(office.camat), record).status_code == 404
    assert "bentuk=pdf" not in Player(office.camat).see(f"/berkas/{record.pk}/laporan/")
