"""Previews are drawn by a child within limits, small, once, and never at the cost of the page."""

import io
import zlib

import make
import papers
import pytest
from PIL import Image

from kinerja import evidence
from kinerja.evidence import previewing, rendering
from kinerja.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored():
    """Keep bytes as a row of a unit's, without asking of what kind they truly are."""
    unit = make.unit()

    def store(content: bytes, kind: str) -> StoredFile:
        name = f"{unit.pk}/aa/{len(content)}"
        path = evidence.located(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return StoredFile(unit=unit, sha256="a" * 64, size=1, kind=kind, stored_name=name)

    return store


def opened(preview: evidence.Preview) -> list[Image.Image]:
    return [Image.open(io.BytesIO(page.read_bytes())) for page in preview.pages]


def test_a_pdf_shows_its_first_three_pages(stored):
    assert len(evidence.preview(stored(papers.pdf(pages=2), "pdf")).pages) == 2
    found = evidence.preview(stored(papers.pdf(pages=7), "pdf"))
    assert len(found.pages) == rendering.PAGES == 3
    assert {image.format for image in opened(found)} == {"WEBP"}


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_that_hardly_compresses_still_fits_80_kilobytes(stored, kind):
    found = evidence.preview(stored(papers.noise((2400, 1800), kind), kind.lower()))
    assert [page.stat().st_size <= 80_000 for page in found.pages] == [True]
    assert max(opened(found)[0].size) <= rendering.WIDEST


def test_a_photograph_is_drawn_the_way_it_was_held(stored):
    file, image = io.BytesIO(), Image.new("RGB", (60, 20), "navy")
    exif = image.getexif()
    exif[0x0112] = 6  # turned by a quarter
    image.save(file, "JPEG", exif=exif)
    assert opened(evidence.preview(stored(file.getvalue(), "jpeg")))[0].size == (20, 60)


def test_what_is_transparent_is_drawn_on_white(stored):
    file = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(file, "PNG")
    image = opened(evidence.preview(stored(file.getvalue(), "png")))[0]
    assert image.convert("L").getextrema()[0] > 250


def png_bomb(width: int, height: int) -> bytes:
    """A PNG of a few kilobytes that says it is huge."""
    file = io.BytesIO()
    Image.new("1", (8, 8)).save(file, "PNG")
    content = bytearray(file.getvalue())
    content[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4, "big")
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "kind", "says"),
    [
        (png_bomb(60_000, 60_000), "png", "terlalu besar"),
        (b"%PDF-1.4 tidak ada isinya %%EOF", "pdf", "tidak dapat digambar"),
        (papers.pdf(), "png", "tidak dapat digambar"),
        (papers.office(), "docx", "Tidak ada pratinjau"),
    ],
    ids=["bomb", "broken", "another kind", "office"],
)
def test_what_cannot_be_drawn_says_why_and_what_to_do(stored, content, kind, says):
    found = evidence.preview(stored(content, kind))
    assert found.pages == ()
    assert says in found.why_not
    assert "Unduh" in found.why_not


def test_a_child_that_takes_too_long_is_stopped(stored, monkeypatch):
    monkeypatch.setattr(previewing, "SECONDS", 0)
    assert "terlalu lama" in evidence.preview(stored(papers.pdf(), "pdf")).why_not


def test_a_preview_is_drawn_once_also_where_it_failed(stored, monkeypatch):
    good, bad = stored(papers.pdf(), "pdf"), stored(b"%PDF-", "pdf")
    first = [evidence.preview(each) for each in (good, bad)]
    monkeypatch.setattr(previewing, "run", lambda *_: pytest.fail("drawn again"))
    assert [evidence.preview(each) for each in (good, bad)] == first


def test_the_child_may_not_take_more_than_300_megabytes():
    assert rendering.MEMORY <= 300 * 1024 * 1024
    assert rendering.CPU_SECONDS <= previewing.SECONDS <= 10
