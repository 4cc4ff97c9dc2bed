"""Bytes that are on the disk before anything says so: copied with their hash, synced, linked."""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

BLOCK = 1024 * 1024
# How file systems say that they know no hard links, or no syncing of folders.
UNKNOWN_HERE = {errno.EPERM, errno.EXDEV, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS, errno.EINVAL}


def blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


def hashed(path: Path) -> str:
    sha256 = hashlib.sha256()
    for block in blocks(path):
        sha256.update(block)
    return sha256.hexdigest()


def copy(source: Path, target: Path, mode: int = 0o600) -> str:
    """Copy a file to the disk itself; give the hash of what was read."""
    sha256 = hashlib.sha256()
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for block in blocks(source):
            sha256.update(block)
            file.write(block)
        file.flush()
        os.fchmod(file.fileno(), mode)
        os.fsync(file.fileno())
    return sha256.hexdigest()


def link(source: Path, target: Path) -> bool:
    """Give a file a second name; False where the file system cannot."""
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno in UNKNOWN_HERE:
            return False
        raise
    return True


def sync(path: Path) -> None:
    """Bring a file or a folder's names to the disk itself."""
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    except OSError as error:
        if error.errno not in UNKNOWN_HERE:
            raise
    finally:
        os.close(file)


def sync_folders(folder: Path) -> None:
    """Bring the names in a folder, and in all folders below, to the disk itself."""
    for below, _, _ in os.walk(folder):
        sync(Path(below))


def files(folder: Path) -> Iterator[Path]:
    """List the plain files below a folder in a steady order; drafts (*.tmp) are none."""
    for below, names, found in os.walk(folder):
        names.sort()
        for name in sorted(found):
            path = Path(below) / name
            if path.suffix != ".tmp" and not path.is_symlink():
                yield path


def total(paths: Iterator[Path]) -> int:
    """Add up sizes; a file that is gone meanwhile counts nothing."""
    size = 0
    for path in paths:
        try:
            size += path.stat().st_size
        except FileNotFoundError:
            continue
    return size


def room_below(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def existing(place: Path) -> Path:
    """Find the folder that stands already, on whose disk the place will be."""
    return next(each for each in (place, *place.absolute().parents) if each.exists())
