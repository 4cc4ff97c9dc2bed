"""What lies inside the report's file: it comes out as it went in, and can be checked without us."""

import csv
import hashlib
import json
from io import StringIO

import bare_reports
import odd_snapshots
import pytest
import snapshots
from papers_read import pages

from kinerja import report
from kinerja.report import compiling

NAMES = [
    *("nilai.csv", "nilai.json", "kamus-data.json", "jurnal.json", "lembar.json", "lembar.pdf"),
    "manifes.json",
]


def inside(snapshot: dict, *extra: report.Attachment) -> dict[str, bytes]:
    made = report.attachments(snapshot, extra)
    return report.extract(report.render(snapshot, attachments=made))


def whole(snapshot: dict) -> bytes:
    return report.render(snapshot, attachments=report.attachments(snapshot))


def test_attachments_come_out_of_the_file_as_they_went_in():
    snapshot = snapshots.full(8)
    made = report.attachments(snapshot)
    found = report.extract(report.render(snapshot, attachments=made))
    assert list(found) == sorted(NAMES)
    assert found == {each.name: each.content for each in made}


def test_manifest_names_every_other_file_with_its_hash():
    found = inside(snapshots.full(8))
    listed = json.loads(found.pop("manifes.json"))
    assert {each["nama"]: each["sha256"] for each in listed} == {
        name: hashlib.sha256(content).hexdigest() for name, content in found.items()
    }
    assert {each["nama"]: each["ukuran"] for each in listed} == {
        name: len(content) for name, content in found.items()
    }


def test_page_prints_the_hash_of_each_attachment(tmp_path):
    snapshot = snapshots.snapshot(5)
    made = report.attachments(snapshot)
    last = pages(report.render(snapshot, attachments=made), tmp_path)[-1]
    assert all(each.sha256 in last and each.name in last for each in made)


def test_a_stranger_recomputes_the_journal_from_the_file_up_to_the_printed_hash():
    snapshot = snapshots.full(8)
    told = json.loads(inside(snapshot)["jurnal.json"])
    previous = ""
    for entry in told["catatan"]:
        previous = hashlib.sha256(f"{previous}\n{entry['text']}".encode()).hexdigest()
        assert entry["hash"] == previous
    assert previous == snapshot["approval"]["hash"]


def test_values_are_exact_in_csv_and_json():
    snapshot = snapshots.snapshot(6, goals=1)
    found = inside(snapshot)
    told = StringIO(found["nilai.csv"].decode("utf-8-sig"), newline="")
    rows = list(csv.DictReader(told, delimiter=";"))
    assert [row["kode"] for row in rows] == [f"1.{at}" for at in range(1, 7)]
    first, fourth = rows[0], rows[3]
    assert (first["target"], first["realisasi"]) == ("85", "86,12")
    assert first["capaian"].startswith("101,3176470588")
    assert (fourth["diukur_periode_ini"], fourth["realisasi"]) == ("tidak", "")
    values = json.loads(found["nilai.json"])
    assert values["objectives"] == snapshot["objectives"]
    assert "entries" not in values


def test_every_name_in_the_values_is_explained():
    meanings = json.loads(inside(snapshots.full(8))["kamus-data.json"])["arti"]
    snapshot = snapshots.full(8)
    names = set(snapshot) - {"entries", "sheets", "letters", "control"}
    names |= {name for each in snapshot["objectives"] for row in each["rows"] for name in row}
    assert names <= set(meanings)


def test_text_that_a_spreadsheet_would_calculate_stays_text():
    told = inside(odd_snapshots.odd())["nilai.csv"].decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in told
    assert ";=HYPERLINK" not in told


def test_any_bytes_can_be_attached():
    content = bytes(range(256)) * 40
    extra = report.Attachment("pindaian.bin", content, "application/octet-stream", "Pindaian")
    found = inside(snapshots.snapshot(5), extra)
    assert found["pindaian.bin"] == content
    assert "pindaian.bin" in found["manifes.json"].decode()


def test_a_bare_report_of_the_tests_holds_what_a_real_one_holds(monkeypatch):
    """But for what typst sets: else sealing bare reports would show less than it seems."""
    snapshot = snapshots.full(8)
    real = inside(snapshot)
    monkeypatch.setattr(compiling, "compiled", bare_reports.compiled)
    bare = inside(snapshot)
    assert list(bare) == list(real)
    assert {name for name in bare if bare[name] != real[name]} == set(report.SET)
    assert whole(snapshot) == whole(snapshot) != whole(snapshots.full(8, edition=3))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 rusak", b"bukan pdf"])
def test_what_is_no_pdf_is_refused(content):
    with pytest.raises(report.ReportError, match="bukan PDF"):
        report.extract(content)
