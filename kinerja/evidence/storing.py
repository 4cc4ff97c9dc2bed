"""The bytes of documents: taken in, hashed, kept under DATA_DIR/evidence, found again, proven."""

import hashlib
import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from kinerja.evidence.refusing import TooLarge, Unfit
from kinerja.evidence.sniffing import kind_of
from kinerja.models import Evidence, StoredFile, Unit
from kinerja.models.evidence import LARGEST

TITLE = Evidence._meta.get_field("title").max_length
BLOCK = 1024 * 1024
TOO_LARGE = (
    "Berkas paling besar 10 MB. Perkecil, atau simpan di penyimpanan kantor dan tempel tautannya."
)
NOT_KNOWN = "Isinya belum ada di kantor ini. Pilih berkasnya lagi."
TYPES = {
    StoredFile.Kind.PDF: "application/pdf",
    StoredFile.Kind.JPEG: "image/jpeg",
    StoredFile.Kind.PNG: "image/png",
    StoredFile.Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    StoredFile.Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
ENDINGS = {StoredFile.Kind.JPEG: (".jpg", ".jpeg")}


@dataclass(frozen=True)
class Kept:
    """Bytes that are in their place: just now, and in no row yet, or known to the unit already."""

    sha256: str
    size: int
    kind: str
    stored_name: str
    is_fresh: bool = True


def folder() -> Path:
    return Path(settings.DATA_DIR) / "evidence"


def located(stored_name: str) -> Path:
    return folder() / stored_name


def keep(unit: Unit, chunks: Iterable[bytes]) -> Kept:
    """Put bytes into the unit's store, named by their hash. Raises Unfit or TooLarge.

    Each time has a place of its own, so that taking one away never takes another's bytes.
    """
    place = folder() / str(unit.pk)
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = place / f"{uuid4().hex}.tmp"
    try:
        sha256, size = written(temporary, chunks)
        kind = kind_of(temporary)
        name = f"{unit.pk}/{sha256[:2]}/{sha256}-{uuid4().hex[:8]}"
        located(name).parent.mkdir(exist_ok=True, mode=0o700)
        temporary.replace(located(name))
    finally:
        temporary.unlink(missing_ok=True)
    return Kept(sha256, size, kind, name)


def known(unit: Unit, sha256: str) -> Kept:
    """Give what the unit has already. Raises Unfit where it has no such content, or no more."""
    found = StoredFile.objects.filter(unit=unit, sha256=sha256).first()
    if found is None:
        raise Unfit(NOT_KNOWN)
    return Kept(found.sha256, found.size, found.kind, found.stored_name, is_fresh=False)


def has_content(unit: Unit, sha256: str) -> bool:
    return StoredFile.objects.filter(unit=unit, sha256=sha256).exists()


def written(path: Path, chunks: Iterable[bytes]) -> tuple[str, int]:
    """Write bytes to the disk itself; give their hash and count."""
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > LARGEST:
                raise TooLarge(TOO_LARGE)
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest(), size


def blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


def discard(kept: Iterable[Kept]) -> None:
    """Take away kept bytes that no row came to need."""
    names = {each.stored_name for each in kept}
    used = StoredFile.objects.filter(stored_name__in=names).values_list("stored_name", flat=True)
    for name in names - set(used):
        located(name).unlink(missing_ok=True)


def title_of(name: str) -> str:
    """Give a file's own name as its title: without folders and control characters, cut to fit."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    # "C" is control, format (also what turns the reading direction), surrogate, unassigned.
    plain = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip(" .")
    if len(plain) > TITLE:
        stem, dot, ending = plain.rpartition(".")
        ending = f"…{dot}{ending}" if dot and len(ending) <= 5 else "…"
        plain = f"{(stem or plain)[: TITLE - len(ending)]}{ending}"
    return plain or "tanpa nama"


def content_type(file: StoredFile) -> str:
    return TYPES[StoredFile.Kind(file.kind)]


def file_name(evidence: Evidence) -> str:
    """Name a document for saving: its title, with the ending of what it really is."""
    endings = ENDINGS.get(evidence.file.kind, (f".{evidence.file.kind}",))
    if evidence.title.lower().endswith(endings):
        return evidence.title
    return f"{evidence.title}{endings[0]}"


def faults(file: StoredFile) -> Iterator[str]:
    """Say that a kept file is gone, or no longer has its hash."""
    name = f"dokumen {file.stored_name}"
    try:
        sha256 = hashlib.sha256()
        for block in blocks(located(file.stored_name)):
            sha256.update(block)
    except OSError:
        yield f"{name}: berkasnya hilang."
        return
    if sha256.hexdigest() != file.sha256:
        yield f"{name}: isi tidak cocok dengan SHA-256."
