"""PDF/A-3a and PDF/UA-1 are proven by veraPDF, an outside validator, and never only claimed."""

from pathlib import Path

import odd_snapshots
import papers
import pytest
import snapshots
from conformance import verdicts

from kinerja import report

pytestmark = pytest.mark.xdist_group(__name__)

ADDRESS = "https://kinerja.example.go.id/verifikasi/k7Qm2xVd9sTfR4wZ/"
REPORTS = {
    "five-f4.pdf": lambda: snapshots.snapshot(5),
    "five-a4.pdf": lambda: snapshots.snapshot(5, paper="a4", address=ADDRESS),
    "forty-f4.pdf": lambda: snapshots.full(40),
    "forty-a4.pdf": lambda: snapshots.full(40, paper="a4"),
    "five-hundred-f4.pdf": lambda: snapshots.full(500),
    "five-hundred-of-one-sasaran.pdf": lambda: snapshots.snapshot(500, goals=1, paper="a4"),
    "draft.pdf": lambda: snapshots.draft(5),
    "odd.pdf": odd_snapshots.odd,
    "bare.pdf": lambda: snapshots.snapshot(1, steps=[], signatories=[]),
    "second-format.pdf": lambda: snapshots.second(snapshots.full(5)),
}
# The sheets that lie printed inside these reports are held to the same.
WITH_SHEETS = ("five-a4.pdf", "forty-f4.pdf", "odd.pdf")
CLAIMS = (b"<pdfaid:part>3</pdfaid:part>", b"<pdfaid:conformance>A<", b"<pdfuaid:part>1<")


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> list[Path]:
    folder = tmp_path_factory.mktemp("reports")
    for name, make in REPORTS.items():
        snapshot = make()
        made = report.attachments(snapshot)
        (folder / name).write_bytes(report.render(snapshot, attachments=made))
        if name in WITH_SHEETS:
            (sheets,) = [each.content for each in made if each.name == "lembar.pdf"]
            (folder / f"sheets-of-{name}").write_bytes(sheets)
    return sorted(folder.iterdir())


def test_no_check_of_either_standard_fails(files):
    found = verdicts(files)
    names = set(REPORTS) | {f"sheets-of-{name}" for name in WITH_SHEETS}
    asked = {(name, standard) for name in names for standard in ("PDF/A-3a", "PDF/UA-1")}
    assert {(each.file, each.standard) for each in found} == asked
    assert {(each.file, each.broken) for each in found if each.failed} == set()
    assert all(each.passed > 1000 for each in found)


def test_both_standards_are_declared_in_one_file(files):
    for path in files:
        content = path.read_bytes()
        assert all(claim in content for claim in CLAIMS), path.name


def test_a_file_that_does_not_conform_is_found(tmp_path):
    """A validator that passes everything would prove nothing."""
    (tmp_path / "plain.pdf").write_bytes(papers.pdf("isi"))
    (found,) = verdicts([tmp_path / "plain.pdf"])
    assert found.standard == "PDF/A-3a"
    assert found.failed > 0
