"""A document is what its bytes say, whatever its name says."""

import papers
import pytest

from kinerja.evidence.refusing import TooLarge, Unfit
from kinerja.evidence.sniffing import STRANGERS, kind_of

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.fixture
def told(tmp_path):
    """Write bytes to a file and say of what kind they are; the name says something else."""

    def tell(content: bytes) -> str:
        path = tmp_path / "laporan.svg"
        path.write_bytes(content)
        return kind_of(path)

    return tell


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (papers.pdf(), "pdf"),
        (papers.picture("JPEG"), "jpeg"),
        (papers.picture("PNG"), "png"),
        (papers.office("word/document.xml"), "docx"),
        (papers.office("xl/workbook.xml"), "xlsx"),
    ],
)
def test_five_kinds_are_known_by_their_content(told, content, kind):
    assert told(content) == kind


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "kosong"),
        (b"x", "teks biasa"),
        (b"\x00", "tidak dikenal"),
        (b"%", "teks biasa"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "halaman web"),
        (b"\xef\xbb\xbf  <html>%PDF-1.4 %%EOF", "halaman web"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"<?xml version='1.0'?><svg/>", "SVG"),
        (OLD_WORD, "Office lama"),
        (b"GIF89a" + bytes(20), "GIF"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "WebP"),
        (b"\x00\x00\x00\x18ftypheic", "HEIC"),
        (b"MZ\x90\x00", "program"),
        (b"Rar!\x1a\x07", "arsip"),
        (b"{\\rtf1 halo}", "RTF"),
        (b"GET / HTTP/1.1\r\n%PDF-1.4\n%%EOF", "teks biasa"),
        (b" " + papers.pdf(), "teks biasa"),
    ],
)
def test_everything_else_is_refused_saying_what_it_is_and_the_way_out(told, content, says):
    with pytest.raises(Unfit) as refused:
        told(content)
    assert says in refused.value.reason
    assert refused.value.reason.endswith(".")
    assert any(word in refused.value.reason for word in ("impan", "ampirkan", "Periksa"))


@pytest.mark.parametrize(
    "content",
    [papers.pdf().replace(b"%%EOF", b""), papers.picture("PNG")[:-12], papers.picture("JPEG")[:-2]],
)
def test_a_file_that_was_cut_off_is_not_whole(told, content):
    with pytest.raises(Unfit, match="tidak utuh"):
        told(content)


def test_what_camera_or_scanner_adds_at_the_end_does_no_harm(told):
    """Phones append a short film to a photograph, scanners a signature to a PDF."""
    assert told(papers.picture("JPEG") + bytes(9000)) == "jpeg"
    assert told(papers.pdf() + b"\n% tambahan" * 900) == "pdf"


def test_a_picture_that_is_also_an_archive_or_a_page_is_a_picture_only(told):
    """Nothing of it is ever opened as anything else: see the headers in test_evidence.py."""
    assert told(papers.picture("PNG") + papers.office()) == "png"
    assert told(papers.picture("JPEG") + b"<script>alert(1)</script>") == "jpeg"


def test_a_page_with_an_archive_behind_it_is_no_document(told):
    with pytest.raises(Unfit, match="halaman web"):
        told(b"<html></html>" + papers.office())


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"foto.jpg": b"x"}, "arsip ZIP"),
        ({"[Content_Types].xml": b"<Types/>", "foto.jpg": b"x"}, "arsip ZIP"),
        ({"word/document.xml": b"x"}, "arsip ZIP"),
        (
            {"[Content_Types].xml": b"x", "word/document.xml": b"x", "xl/workbook.xml": b"x"},
            "arsip ZIP",
        ),
        (
            {"[Content_Types].xml": b"x", "word/document.xml": b"", "word/vbaProject.bin": b"x"},
            "makro",
        ),
        (
            {
                "[Content_Types].xml": b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                "xl/workbook.xml": b"",
            },
            "makro",
        ),
    ],
)
def test_an_archive_is_a_document_only_with_its_parts_and_without_macros(told, parts, says):
    with pytest.raises(Unfit, match=says):
        told(papers.packed(parts))


def test_an_archive_that_would_burst_is_refused_without_being_unpacked(told):
    bomb = papers.office(**{"word/media/image1.png": bytes(210 * 1024 * 1024)})
    assert len(bomb) < 300_000
    with pytest.raises(TooLarge, match="terlalu besar ketika dibuka"):
        told(bomb)


def test_an_archive_of_very_many_parts_is_refused(told):
    with pytest.raises(TooLarge):
        told(papers.office(**{f"word/{number}": b"" for number in range(2100)}))


@pytest.mark.parametrize("cut", [4, 40, 200])
def test_a_broken_archive_is_said_to_be_broken(told, cut):
    with pytest.raises(Unfit, match="rusak atau bersandi"):
        told(papers.office()[:-cut])


def test_bytes_changed_anywhere_are_answered_plainly(told):
    """Whatever the archive's own tables say, there is a kind or a refusal, never another error."""
    whole = papers.office()
    for place in range(4, len(whole), 3):
        changed = whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
        try:
            assert told(changed) in ("docx", "xlsx")
        except Unfit as unfit:
            assert unfit.status in (400, 413)


def test_every_stranger_has_a_way_out():
    assert all(each.way_out and each.begins for each in STRANGERS)
