"""The sheets of the chain as they lie, printed, inside the report's file."""

import odd_snapshots
import pypdfium2
import pytest
import snapshots
from papers_read import pages

from kinerja import report

MILLIMETRES = 72 / 25.4


def printed(snapshot: dict) -> bytes:
    (found,) = [each for each in report.attachments(snapshot) if each.name == "lembar.pdf"]
    return found.content


def test_every_sheet_of_the_chain_is_printed_on_its_own_paper(tmp_path):
    pdf = printed(snapshots.full(8, paper="a4"))
    order, of_form, of_record, form, control = pages(pdf, tmp_path)
    assert "Lembar Disposisi Nomor DK-003/2026" in order
    assert "ditindaklanjuti" in order
    assert "Surat Pengantar Nomor SP-12-5/2026" in of_form
    assert "09.00 WIB" in of_form
    assert "1 berkas, 5 baris" in of_record
    assert "Formulir Pengumpulan Data Kinerja, Seksi Pemerintahan" in form
    assert "86,12 / 85,00 × 100 =" in form
    assert "Isi baris seperti pada saat laporan disetujui." in form
    assert "Lembar Kendali SOP" in control
    assert "jeda: rapat, 20 menit" in control
    document = pypdfium2.PdfDocument(pdf)
    sizes = [document.get_page_size(at) for at in range(len(document))]
    millimetres = [tuple(round(side / MILLIMETRES) for side in size) for size in sizes]
    assert millimetres == [(165, 215)] * 3 + [(297, 210)] * 2


def test_same_snapshot_gives_the_same_sheets_and_another_gives_others():
    assert printed(snapshots.full(8)) == printed(snapshots.full(8))
    assert printed(snapshots.full(8)) != printed(snapshots.full(8, period="Triwulan I Tahun 2026"))


def test_a_cancelled_order_says_so(tmp_path):
    sheet = snapshots.full(1)["sheets"][0] | {"cancelled_at": snapshots.MOMENT}
    first, *_rest = pages(printed(snapshots.full(5, sheets=[sheet])), tmp_path)
    assert "DIBATALKAN 12 Oktober 2026 10.15" in first


def test_odd_texts_of_sheets_stay_texts_inside_the_margins(tmp_path):
    """Markup, bidi, emoji and 10,000 signs in titles, names, notes, answers and remarks."""
    pdf = printed(odd_snapshots.odd())
    told = " ".join(pages(pdf, tmp_path))
    assert '#read("x")' in told
    assert "root:" not in told
    assert "terbalik □ayak" in told
    assert told.count("□") > 20
    for page in pypdfium2.PdfDocument(pdf):
        width, height = page.get_size()
        boxes = [each.get_bounds() for each in page.get_objects()]
        assert all(left > 30 and right < width - 30 for left, _low, right, _high in boxes)
        assert all(low > 15 and high < height - 20 for _left, low, _right, high in boxes)


def test_a_snapshot_of_the_second_format_has_no_printed_sheets():
    made = report.attachments(snapshots.second(snapshots.full(5)))
    assert "lembar.pdf" not in {each.name for each in made}


@pytest.mark.parametrize("gone", ["control", "sheets"])
def test_snapshot_that_lacks_sheets_is_refused(gone):
    snapshot = snapshots.full(5)
    del snapshot[gone]
    with pytest.raises((report.ReportError, LookupError)):
        report.attachments(snapshot)
