"""The report as a PDF: what it says, page by page, and the same bytes for the same snapshot."""

import hashlib
import os
import shutil
import subprocess
import sys

import odd_snapshots
import pypdfium2
import pytest
import snapshots
from papers_read import pages

from kinerja import report
from kinerja.report import compiling, fonts

MILLIMETRES = 72 / 25.4
# The bytes of one small report under each template and this typst. Where the last change, TEMPLATE
# is raised, so that `verify` does not call every archive changed: then write the new hash here.
# The others never change: what was sealed by them is rendered as before.
PINNED = {
    ("1", "0.15.2"): "f6cdbdbe0cf432825642c0647dcc271b333b473829a1d57ab0c257ce4ea2e440",
    ("2", "0.15.2"): "879047507b93cccc1df8e840a1c770754b955a71f7d693be30fa25670e38f608",
}


def text(snapshot: dict, folder) -> str:
    return " ".join(pages(report.render(snapshot), folder))


def whole(snapshot: dict) -> bytes:
    return report.render(snapshot, attachments=report.attachments(snapshot))


def test_same_snapshot_gives_the_same_bytes():
    assert whole(snapshots.full(8)) == whole(snapshots.full(8))


@pytest.mark.parametrize("snapshot", [snapshots.second(snapshots.full(8)), snapshots.full(8)])
def test_bytes_are_those_of_the_template_version_of_the_snapshot(snapshot):
    made = hashlib.sha256(whole(snapshot)).hexdigest()
    assert PINNED[report.template_of(snapshot), report.TYPST] == made


@pytest.mark.parametrize(("zone", "said", "head"), [
    ({"name": "Asia/Makassar", "word": "WITA", "offset": 480}, "pukul 11.15 WITA", "Waktu (WITA)"),
    ({"name": "Asia/Jayapura", "word": "WIT", "offset": 540}, "pukul 12.15 WIT", "Waktu (WIT)"),
    ({"name": "Europe/Berlin", "word": "CEST", "offset": 120}, "pukul 05.15 CEST", "Waktu (CEST)"),
])  # fmt: skip
def test_times_are_told_in_the_zone_of_the_snapshot(tmp_path, zone, said, head):
    told = text(snapshots.full(5, zone=zone), tmp_path)
    assert told.count(said) >= 2
    assert head in told
    assert "WIB" not in told


def test_a_snapshot_without_a_zone_is_told_in_wib(tmp_path, settings):
    settings.TIME_ZONE = "Asia/Makassar"
    told = text(snapshots.second(snapshots.full(5)), tmp_path)
    assert "pukul 10.15 WIB" in told
    assert "templat 1, typst" in told


def test_neither_clock_nor_environment_has_a_say():
    told = (
        "import hashlib, snapshots; from kinerja import report; made = snapshots.full(8);"
        "pdf = report.render(made, attachments=report.attachments(made));"
        "print(hashlib.sha256(pdf).hexdigest())"
    )
    elsewhere = {"TZ": "America/New_York", "LANG": "C", "SOURCE_DATE_EPOCH": "1", "HOME": "/"}
    given = {"DJANGO_SETTINGS_MODULE": "kinerja.settings", "PYTHONHASHSEED": "7"}
    given |= {"PYTHONPATH": os.pathsep.join([".", "tests"]), "PATH": os.environ["PATH"]}
    setup = "import django; django.setup();"
    made = subprocess.run(
        [sys.executable, "-c", setup + told],
        env=elsewhere | given,
        capture_output=True,
        check=True,
        text=True,
    )
    assert made.stdout.strip() == hashlib.sha256(whole(snapshots.full(8))).hexdigest()


def test_another_snapshot_gives_other_bytes():
    assert whole(snapshots.snapshot(5)) != whole(snapshots.snapshot(5, edition=2))


@pytest.mark.parametrize(("paper", "size"), [("f4", (215, 330)), ("a4", (210, 297))])
def test_paper_is_that_of_the_unit(paper, size):
    document = pypdfium2.PdfDocument(report.render(snapshots.snapshot(5, paper=paper)))
    found = {document.get_page_size(at) for at in range(len(document))}
    ((width, height),) = found
    assert (round(width / MILLIMETRES), round(height / MILLIMETRES)) == size


def test_outline_title_and_language_are_in_the_file():
    pdf = report.render(snapshots.snapshot(5))
    document = pypdfium2.PdfDocument(pdf)
    titles = [mark.get_title() for mark in document.get_toc()]
    assert titles[0] == "A. Pengukuran kinerja"
    assert "G. Keterangan keaslian dokumen" in titles
    assert document.get_metadata_dict()["Title"].startswith("Laporan Realisasi Kinerja, Kecamatan")
    assert b"/Lang(id)" in pdf
    assert document.get_metadata_dict()["CreationDate"].startswith("D:20261012031500")


def test_cover_names_unit_period_edition_and_register_number(tmp_path):
    cover = pages(report.render(snapshots.full(5)), tmp_path)[0]
    for told in (
        "PEMERINTAH KABUPATEN NATUNA",
        "KECAMATAN SUAK MIDAI",
        "LAPORAN REALISASI KINERJA",
        "Triwulan III Tahun 2026",
        "Edisi 2",
        "Nomor arsip 000.8.6.3/1/2026",
        "PK murni 2026",
    ):
        assert told in cover


def test_rows_show_figures_as_the_office_writes_them_with_their_formula(tmp_path):
    told = text(snapshots.snapshot(6), tmp_path)
    assert "85,00 86,12 101,32% ● Sangat" in told
    assert "Capaian: 86,12 / 85,00 × 100 = 101,32%" in told
    assert "Realisasi: 1.000.000.000,00 + 2.783.296.000,00 = 3.783.296.000,00" in told
    assert "Kemajuan tahunan: 3.783.296.000,00 / 8.000.000.000,00 × 100 = 47,29%" in told
    assert "diukur pada Triwulan IV" in told
    assert "Belum tersedia: Menunggu BPS; dijanjikan 20 Oktober 2026" in told
    assert "Belum lengkap" in told


def test_means_say_how_many_rows_they_leave_out(tmp_path):
    told = text(snapshots.snapshot(6, goals=1), tmp_path)
    words = "(dari 4 baris; 1 baris tanpa angka tidak dihitung)"
    assert f"Rata-rata capaian sasaran 1: 483,52% {words}" in told
    assert f"Rata-rata capaian perangkat daerah: 483,52% {words}" in told


def test_report_tells_explanations_corrections_late_values_documents_and_people(tmp_path):
    told = text(snapshots.full(8), tmp_path)
    for words in (
        "Faktor pendorong Pendampingan rutin ke desa.",
        "Nilai susulan",
        "Triwulan II Tahun 2026",
        "68,12 → 86,12 Angka tertukar; sesuai rekap.",
        "Rekap laporan desa.pdf",
        snapshots.document()["sha256"],
        "2 Input realisasi mengirim untuk Kasubag Jabatan Kasubag 12 Oktober 2026 10.15",
        "Edisi 2.",
        "oleh atasan langsung",
        "aturan kantor kecil",
        "Memuat 1 nilai susulan",
        "Mengetahui, Camat",
        "NIP 198001012005011001",
    ):
        assert words in told, words


def test_sections_without_content_say_so_or_are_left_out(tmp_path):
    told = text(snapshots.snapshot(2, late=[], steps=[]), tmp_path)
    assert "Tidak ada nilai yang dikoreksi." in told
    assert "Belum ada langkah yang dikerjakan." in told
    assert "Nilai susulan" not in told


def test_authenticity_names_the_approving_entry_and_its_hash(tmp_path):
    snapshot = snapshots.snapshot(5)
    last = pages(report.render(snapshot), tmp_path)[-1]
    assert "Keterangan keaslian dokumen" in last
    assert snapshot["approval"]["hash"] in last
    assert "nomor 12, Sekcam selaku Sekretaris Camat, Senin, 12 Oktober 2026" in last
    assert "Nomor arsip 000.8.6.3/1/2026" in last
    assert "kode di atas" not in last


def test_with_a_public_address_the_report_bears_a_code_and_the_address_in_words(tmp_path):
    address = "https://kinerja.example.go.id/verifikasi/k7Qm2xVd9sTfR4wZ/"
    last = pages(report.render(snapshots.snapshot(5, address=address)), tmp_path)[-1]
    assert "Kode ini membuka halaman verifikasi" in last
    assert address in last.replace(" ", "")


def test_report_never_calls_itself_signed(tmp_path):
    for made in (snapshots.full(8), snapshots.draft(5)):
        told = text(made, tmp_path).lower()
        assert "tanda tangan elektronik" not in told
        assert "autentikasi" not in told


def test_draft_says_sementara_on_every_page_and_the_approved_on_none(tmp_path):
    drafted = pages(report.render(snapshots.draft(40)), tmp_path)
    assert len(drafted) > 4
    assert all(page.startswith("SEMENTARA") for page in drafted)
    assert "belum disetujui" in drafted[-1]
    assert "SEMENTARA" not in text(snapshots.snapshot(40), tmp_path)


@pytest.mark.parametrize("rows", [5, 40, 500])
def test_pages_are_counted_and_heads_repeated(rows, tmp_path):
    found = pages(report.render(snapshots.snapshot(rows, goals=1)), tmp_path)
    for number, page in enumerate(found, start=1):
        assert page.endswith(f"Halaman {number} dari {len(found)}")
    measuring = [page for page in found if "No Indikator" in page or "Satuan Target" in page]
    assert all("Sasaran 1: Meningkatnya" in page for page in measuring)
    assert sum(page.count("semakin tinggi semakin baik") for page in measuring) >= rows * 4 // 5
    codes = {f"1.{at + 1}" for at in range(rows)}
    assert codes <= set(" ".join(measuring).split())


def test_typed_markup_is_printed_and_never_carried_out(tmp_path):
    told = text(odd_snapshots.odd(), tmp_path)
    assert '#read("x") #import "/etc/passwd": * [*tebal*] _miring_ $x^2$ `kode`' in told
    assert "<script>alert(1)</script> &amp; <b>tebal</b> {{ unit }} %s \\end{document}" in told
    assert "root:" not in told


def test_odd_texts_keep_every_page_inside_its_margins():
    document = pypdfium2.PdfDocument(report.render(odd_snapshots.odd()))
    for page in document:
        width, height = page.get_size()
        boxes = [each.get_bounds() for each in page.get_objects()]
        assert all(left > 40 and right < width - 30 for left, _low, right, _high in boxes)
        assert all(low > 20 and high < height - 20 for _left, low, _right, high in boxes)


@pytest.fixture
def other_letters(monkeypatch, tmp_path):
    """The folder of the letters as a copy that can be damaged."""
    shutil.copytree(fonts.FOLDER, tmp_path / "fonts")
    monkeypatch.setattr(fonts, "FOLDER", tmp_path / "fonts")
    return tmp_path / "fonts"


def test_a_missing_font_is_named_and_nothing_is_rendered(other_letters):
    (other_letters / "LiberationSans-Bold.ttf").unlink()
    with pytest.raises(report.ReportError, match=r"LiberationSans-Bold\.ttf tidak terbaca"):
        report.render(snapshots.snapshot(5))


def test_a_changed_font_is_named_and_nothing_is_rendered(other_letters):
    (other_letters / "LiberationSans-Bold.ttf").write_bytes(b"other")
    with pytest.raises(report.ReportError, match=r"LiberationSans-Bold\.ttf berubah"):
        report.render(snapshots.snapshot(5))


def test_fault_of_typst_is_told_in_indonesian(monkeypatch, tmp_path):
    (tmp_path / "main.typ").write_text('#panic("rusak")')
    monkeypatch.setattr(compiling, "FOLDER", tmp_path)
    with pytest.raises(report.ReportError, match=r"Laporan tidak dapat dibuat.*rusak"):
        report.render(snapshots.snapshot(5))


CRASHES = {
    "killed": "import os; os.kill(os.getpid(), 9)",
    "full disk": "raise OSError(28, 'No space left on device')",
    "silent": "",
}


@pytest.mark.parametrize("crash", CRASHES)
def test_crash_of_what_sets_the_report_is_told_the_same_way(crash, monkeypatch, tmp_path):
    (tmp_path / "child.py").write_text(CRASHES[crash])
    monkeypatch.setattr(compiling, "CHILD", tmp_path / "child.py")
    with pytest.raises(report.ReportError, match="tidak ada yang berubah"):
        report.render(snapshots.snapshot(5))


def test_what_never_ends_is_ended(monkeypatch, tmp_path):
    (tmp_path / "child.py").write_text("import time; time.sleep(60)")
    monkeypatch.setattr(compiling, "CHILD", tmp_path / "child.py")
    monkeypatch.setattr(compiling, "SECONDS", 1)
    with pytest.raises(report.ReportError, match="tidak selesai"):
        report.render(snapshots.snapshot(5))


def test_without_a_process_to_set_it_there_is_no_report(monkeypatch):
    def refused(*args, **kwargs):
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(subprocess, "run", refused)
    with pytest.raises(report.ReportError, match="tidak ada yang berubah"):
        report.render(snapshots.snapshot(5))


@pytest.mark.parametrize("snapshot", [{}, {"format": "kinerja-snapshot/1"}, {"format": "x"}])
def test_snapshot_of_another_format_is_refused(snapshot):
    with pytest.raises(report.ReportError, match="format lama"):
        report.render(snapshot)


@pytest.mark.parametrize("gone", ["objectives", "approval", "signatories", "mean"])
def test_snapshot_that_lacks_something_is_refused(gone):
    snapshot = snapshots.snapshot(5)
    del snapshot[gone]
    with pytest.raises(report.ReportError, match="tidak lengkap"):
        report.render(snapshot)
