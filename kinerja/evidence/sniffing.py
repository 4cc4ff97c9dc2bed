"""What a file is, told by its bytes alone; its name is not asked."""

import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kinerja.evidence.refusing import TooLarge, Unfit

HEAD = 4096
ENTRIES, UNPACKED, CONTENT_TYPES = 2000, 200 * 1024 * 1024, 1024 * 1024
TAKEN = "Yang diterima: PDF, JPEG, PNG, XLSX, dan DOCX"
# What zipfile raises on bytes that are no whole archive, also while an entry is read.
BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True)
class Stranger:
    """A kind of file that is not taken: how it begins, its name, and the way out."""

    begins: tuple[bytes, ...]
    name: str
    way_out: str

    @property
    def reason(self) -> str:
        return f"Isinya {self.name}. {TAKEN}: {self.way_out}."


AS_DOCX_OR_XLSX = "simpan sebagai DOCX, XLSX, atau PDF"
AS_JPEG = "simpan sebagai JPEG atau PNG"
AS_PDF = "cetak atau simpan sebagai PDF"
UNPACK = "buka arsipnya, lalu lampirkan berkas di dalamnya"

STRANGERS = (
    Stranger(
        (b"\xd0\xcf\x11\xe0",), "berkas Office lama (DOC, XLS) atau bersandi", AS_DOCX_OR_XLSX
    ),
    Stranger((b"{\\rtf",), "berkas RTF", AS_DOCX_OR_XLSX),
    Stranger((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh"), "arsip terkompresi", UNPACK),
    Stranger((b"GIF8", b"BM", b"II*\0", b"MM\0*"), "gambar GIF, BMP, atau TIFF", AS_JPEG),
    Stranger((b"<svg",), "gambar SVG", AS_JPEG),
    Stranger((b"<!doctype html", b"<html", b"<head", b"<body", b"<script"), "halaman web", AS_PDF),
    Stranger((b"<?xml",), "berkas XML atau SVG", AS_PDF),
    Stranger((b"MZ", b"\x7fELF", b"#!"), "program", "lampirkan dokumennya saja"),
)


def kind_of(path: Path) -> str:
    """Name the kind of a file (a value of StoredFile.Kind). Raises Unfit, saying what it is."""
    content = path.read_bytes()
    head = content[:HEAD]
    if not head:
        raise Unfit("Berkas ini kosong. Periksa berkas aslinya, lalu pilih lagi.")
    for kind, begins, end in WHOLE:
        if begins(head):
            if end not in content:
                raise Unfit(f"Berkas {kind.upper()} ini tidak utuh. Salin ulang, lalu pilih lagi.")
            return kind
    if head.startswith(b"PK\x03\x04"):
        return office_kind(path)
    raise Unfit(reason_of(head))


def is_png(head: bytes) -> bool:
    return head.startswith(b"\x89PNG\r\n\x1a\n") and head[12:16] == b"IHDR"


# A kind, how it begins at the first byte, and what it ends with; cameras and scanners append more.
WHOLE: tuple[tuple[str, Callable[[bytes], bool], bytes], ...] = (
    ("pdf", lambda head: head.startswith(b"%PDF-"), b"%%EOF"),
    ("jpeg", lambda head: head.startswith(b"\xff\xd8\xff"), b"\xff\xd9"),
    ("png", is_png, b"IEND"),
)


def reason_of(head: bytes) -> str:
    """Say what bytes are that are not taken, and what to do instead."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for each in STRANGERS:
        if head.startswith(each.begins) or start.startswith(each.begins):
            return each.reason
    if head[4:8] == b"ftyp":
        return Stranger((), "foto HEIC atau video", AS_JPEG).reason
    if head.startswith(b"RIFF"):
        return Stranger((), "gambar WebP atau rekaman", AS_JPEG).reason
    if b"\0" not in head:
        return Stranger((), "teks biasa", AS_PDF).reason
    return Stranger((), "berkas yang tidak dikenal", AS_PDF).reason


# The part that makes a zip an office document of a kind.
PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}


def office_kind(path: Path) -> str:
    """Tell XLSX and DOCX by their parts. Raises Unfit; nothing is unpacked but one small part."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archived_kind(archive)
    except BROKEN_ZIP as error:
        text = "Berkas ini rusak atau bersandi. Buka dan simpan ulang, lalu pilih lagi."
        raise Unfit(text) from error


def archived_kind(archive: zipfile.ZipFile) -> str:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > ENTRIES or sum(entry.file_size for entry in entries) > UNPACKED:
        raise TooLarge("Isi berkas ini terlalu besar ketika dibuka. Simpan ulang sebagai PDF.")
    if len(set(names)) < len(names):
        raise Unfit("Susunan berkas ini tidak wajar. Buka dan simpan ulang, lalu pilih lagi.")
    kinds = {kind for part, kind in PARTS.items() if part in names}
    if len(kinds) != 1 or "[Content_Types].xml" not in names:
        raise Unfit(f"Isinya arsip ZIP. {TAKEN}: {UNPACK}.")
    with archive.open("[Content_Types].xml") as part:
        types = part.read(CONTENT_TYPES).lower()
    if b"macroenabled" in types or any("vbaproject" in name.lower() for name in names):
        raise Unfit(
            "Berkas ini memuat makro. Simpan tanpa makro (DOCX atau XLSX), lalu pilih lagi."
        )
    return kinds.pop()
