"""Small documents to attach, of every kind and of none, made as they are asked for."""

import io
import zipfile

import make
from PIL import Image

from kinerja import evidence
from kinerja.evidence import Kept
from kinerja.models import Evidence, Unit

PDF_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"


def pdf(word: str = "", *, pages: int = 1) -> bytes:
    """A PDF of empty A4 pages; another word makes other bytes."""
    kids = " ".join(f"{number + 3} 0 R" for number in range(pages)).encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        *[PDF_PAGE] * pages,
    ]
    return file_of(objects, word.encode())


def file_of(objects: list[bytes], mark: bytes) -> bytes:
    """Put the objects of a PDF, its root first, into a file; another mark makes other bytes."""
    text, offsets = b"%PDF-1.7\n%" + mark + b"\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(text))
        text += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return text + head + table + tail % (len(objects) + 1, len(text))


def flipped(content: bytes, place: int) -> bytes:
    """The same bytes with one bit other, as a tired disk gives them back."""
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), colour: str = "navy") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, kind)
    return file.getvalue()


def noise(size: tuple[int, int], kind: str = "JPEG") -> bytes:
    """A picture that no compression makes small, as of a sheet full of writing."""
    file = io.BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(file, kind)
    return file.getvalue()


def office(part: str = "word/document.xml", **others: bytes) -> bytes:
    """A DOCX, or with another part an XLSX; `others` adds parts by name."""
    parts = {"[Content_Types].xml": b"<Types/>", part: b"<document/>"} | others
    return packed(parts)


def packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def kept(unit: Unit, content: bytes | None = None) -> Kept:
    """Keep bytes as an upload does: a small PDF, where none are given."""
    return evidence.keep(unit, [pdf() if content is None else content])


def attached(office: make.Office) -> Evidence:
    """Attach a small PDF to the office's first two rows, without a record and its journal."""
    return evidence.attach(
        [line.pk for line in office.lines[:2]],
        unit=office.unit,
        period=make.period(),
        edition=1,
        title="a.pdf",
        file=kept(office.unit),
        by=office.kasi,
        at=make.at(),
    )
