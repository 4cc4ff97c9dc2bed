"""The reports' bytes under DATA_DIR/archive: whole or not there, and never written over."""

import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils.text import slugify

from workflow.models import ArchiveCopy, SignedCopy, Submission
from workflow.refused import NotMade, Refused

READ_ONLY, OWN_FOLDER = 0o444, 0o700
HALF_WRITTEN = ".tmp"
# Longer than any report takes to be written.
HALF_WRITTEN_KEPT = timedelta(days=1)
TRY_AGAIN = "Berkas tetap pada Pendokumentasian digital dan tidak berubah; lalu segel lagi."
FULL = f"Ruang disk server habis. Minta administrator mengosongkannya. {TRY_AGAIN}"
FORBIDDEN = (
    f"Folder arsip di server tidak dapat ditulis. Minta administrator membukanya. {TRY_AGAIN}"
)
FAILING = f"Disk server gagal menulis. Minta administrator memeriksanya. {TRY_AGAIN}"
WHY = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EACCES: FORBIDDEN,
    errno.EPERM: FORBIDDEN,
    errno.EROFS: FORBIDDEN,
}


class Damaged(Refused):
    """The file of a sealed report is gone, or is no longer what was sealed."""

    status = 503
    title = "Berkas laporan tidak utuh"


def folder() -> Path:
    return Path(settings.DATA_DIR) / "archive"


def located(file_name: str) -> Path:
    return folder() / file_name


def new_name(submission: Submission) -> str:
    """Name a file so that who has only the disk knows what it is; no name is given twice."""
    unit, period = submission.unit, submission.period
    edition = f"edisi-{submission.edition}-{secrets.token_hex(6)}"
    return f"{unit.code}/{period.year}/{slugify(period.get_quarter_display())}-{edition}.pdf"


def store(file_name: str, content: bytes) -> None:
    """Put a report in its place: bytes on the disk, then its name, then the name on the disk.

    Raises NotMade, and then has left nothing.
    """
    path = located(file_name)
    temporary = path.with_suffix(HALF_WRITTEN)
    try:
        make_folder(path.parent)
        write(temporary, content)
        temporary.rename(path)
        sync(path.parent)
    except OSError as fault:
        for left in (temporary, path):
            with suppress(OSError):
                left.unlink()
        raise NotMade(WHY.get(fault.errno, FAILING)) from fault


def write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fchmod(file.fileno(), READ_ONLY)
        os.fsync(file.fileno())


def make_folder(path: Path) -> None:
    """Make a folder and those above it, each known to the disk."""
    if not path.exists():
        make_folder(path.parent)
        path.mkdir(mode=OWN_FOLDER, exist_ok=True)
        sync(path.parent)


def sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def read(copy: ArchiveCopy) -> bytes:
    """Give a sealed report, proven by its hash. Raises Damaged."""
    try:
        content = located(copy.file_name).read_bytes()
    except OSError as fault:
        raise Damaged(
            f"Berkas laporan {copy} tidak ditemukan di server. Hubungi administrator untuk "
            "memulihkannya dari cadangan; isi arsip tetap terbaca di halaman laporan."
        ) from fault
    if not is_sealed(copy, content):
        raise Damaged(
            f"Isi berkas laporan {copy} tidak lagi sama dengan yang disegel, maka tidak dibagikan. "
            "Hubungi administrator untuk memulihkannya dari cadangan."
        )
    return content


def fingerprint_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def is_sealed(copy: ArchiveCopy, content: bytes) -> bool:
    """Say whether these bytes are the report that was sealed."""
    given = fingerprint_of(content), len(content)
    return given == (copy.file_sha256, copy.file_size)


def discard(file_name: str) -> None:
    """Take away a report that was not sealed."""
    located(file_name).unlink(missing_ok=True)


def strays() -> Iterator[str]:
    """Name the files that no row names: a kill between storing and sealing leaves one.

    They stay for people to judge: where an older database was restored, they are all there is.
    """
    named = {
        name
        for model in (ArchiveCopy, SignedCopy)
        for name in model.objects.values_list("file_name", flat=True)
    }
    for path in sorted(folder().rglob("*.pdf")):
        name = path.relative_to(folder()).as_posix()
        if name not in named:
            yield name


def sweep(at: datetime) -> int:
    """Delete what was half written when something was killed long ago; count the files."""
    before = at - HALF_WRITTEN_KEPT
    old = [
        path
        for path in folder().rglob(f"*{HALF_WRITTEN}")
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before
    ]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
