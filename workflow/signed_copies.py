"""Signed copies: their bytes under DATA_DIR/archive beside the sealed ones, and their rows.

The bytes are taken in, compared and kept outside of a transaction; the row is written by the verb
that holds the lock of the record.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from kinerja import signature
from kinerja.evidence import TooLarge, Unfit
from kinerja.models import User
from kinerja.signature import Check
from workflow.archive.files import HALF_WRITTEN, READ_ONLY, located, make_folder, sync
from workflow.models import ArchiveCopy, SignedCopy

LARGEST = 20 * 1024 * 1024
TAIL = 2048
TOO_LARGE = "Salinan bertanda tangan paling besar 20 MB."
NO_PDF = "Isi berkas ini bukan PDF. Pilih PDF yang diterima dari layanan tanda tangan."
OTHER = (
    "PDF ini tidak memuat laporan yang disegel: awalnya tidak sama dengan berkas yang disegel. "
    "Unduh laporan di halaman ini, tanda tangani berkas itu tanpa mencetak atau menyimpannya "
    "ulang, lalu unggah hasilnya."
)
SAME = "Ini laporan yang disegel itu sendiri, belum ditandatangani. Tanda tangani dahulu."
CUT = "PDF ini tidak utuh: akhirnya terpotong. Unduh lagi dari layanan tanda tangan."


@dataclass(frozen=True)
class Received:
    """Signed bytes in their place, proven to begin with the sealed ones; no row names them yet."""

    file_name: str
    sha256: str
    size: int
    sealed_sha256: str
    check: Check


def receive(archive: ArchiveCopy, chunks: Iterable[bytes]) -> Received:
    """Put signed bytes in their place. Raises Unfit or TooLarge, and then has left nothing."""
    name = f"{archive.file_name.removesuffix('.pdf')}-bertanda-tangan-{uuid4().hex[:8]}.pdf"
    path = located(name)
    make_folder(path.parent)
    temporary = path.with_suffix(HALF_WRITTEN)
    try:
        write(temporary, chunks)
        sealed_sha256, sha256, size = fingerprints(temporary, archive.file_size)
        prove(temporary, archive, sealed_sha256, size)
        check = signature.check(temporary, sealed=archive.file_size)
        temporary.rename(path)
        sync(path.parent)
    finally:
        temporary.unlink(missing_ok=True)
    return Received(name, sha256, size, sealed_sha256, check)


def write(path: Path, chunks: Iterable[bytes]) -> None:
    """Write bytes to the disk itself, for nobody to write over. Raises TooLarge."""
    size = 0
    with path.open("xb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > LARGEST:
                raise TooLarge(TOO_LARGE)
            file.write(chunk)
        file.flush()
        os.fchmod(file.fileno(), READ_ONLY)
        os.fsync(file.fileno())


def fingerprints(path: Path, sealed: int) -> tuple[str, str, int]:
    """Hash the first `sealed` bytes of a file, and all of it; give its size too."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        digest.update(file.read(sealed))
        beginning = digest.hexdigest()
        while block := file.read(1024 * 1024):
            digest.update(block)
        return beginning, digest.hexdigest(), file.tell()


def prove(path: Path, archive: ArchiveCopy, sealed_sha256: str, size: int) -> None:
    """Raise Unfit where a file is no whole PDF that was added behind the sealed bytes."""
    with path.open("rb") as file:
        is_pdf = file.read(5) == b"%PDF-"
        file.seek(max(0, size - TAIL))
        is_whole = b"%%EOF" in file.read()
    if not is_pdf:
        raise Unfit(NO_PDF)
    if sealed_sha256 != archive.file_sha256:
        raise Unfit(OTHER)
    if size == archive.file_size:
        raise Unfit(SAME)
    if not is_whole:
        raise Unfit(CUT)


def add(archive: ArchiveCopy, file: Received, *, by: User, at: datetime) -> SignedCopy:
    """Write the row of received bytes; callers hold the lock of the record."""
    return SignedCopy.objects.create(
        archive=archive,
        file_name=file.file_name,
        sha256=file.sha256,
        size=file.size,
        sealed_sha256=file.sealed_sha256,
        outcome=file.check.outcome,
        checked_by=file.check.by,
        signatures=file.check.plain(),
        uploaded_at=at,
        uploaded_by=by,
    )


def discard(file: Received) -> None:
    """Take received bytes away that no row came to need."""
    if not SignedCopy.objects.filter(file_name=file.file_name).exists():
        with suppress(OSError):
            located(file.file_name).unlink()


def told(copy: SignedCopy) -> dict[str, str]:
    """Say of a signed copy what the journal says: both hashes, and what its file told."""
    signatures = copy.signed_by
    return {
        "sha256": copy.sha256,
        "sealed_sha256": copy.sealed_sha256,
        "signed_by": "; ".join(each.signer for each in signatures),
        "issued_by": "; ".join(each.issuer for each in signatures),
        "signed_at": "; ".join(each.told_moment for each in signatures),
        "check": copy.outcome,
        "checked_by": copy.checked_by,
    }


def faults() -> Iterator[str]:
    """Name every signed copy whose bytes do not fit its row."""
    for copy in SignedCopy.objects.select_related("archive").iterator():
        name = f"salinan bertanda tangan {copy.file_name}"
        try:
            found = fingerprints(located(copy.file_name), copy.archive.file_size)
        except OSError:
            yield f"{name}: berkasnya hilang."
            continue
        if found != (copy.archive.file_sha256, copy.sha256, copy.size):
            yield f"{name}: isi tidak cocok dengan SHA-256."
