"""Whether a backup is still what it was: every file against its SHA-256."""

from collections.abc import Iterator, MutableMapping
from pathlib import Path

from kinerja.backup import durable, manifest
from kinerja.backup.manifest import Item, Manifest
from kinerja.backup.progress import Tell, silent
from kinerja.backup.refusing import Damaged

# Files that several backups share are read once: from what the file system calls them, their hash.
Hashes = MutableMapping[tuple, str]


def checked(folder: Path, *, tell: Tell = silent) -> Manifest:
    """Read all of a backup. Raises Damaged, naming the first file that does not fit."""
    fault = next(faults(folder, tell=tell), None)
    if fault:
        raise Damaged(f"{fault} Pakai cadangan lain.")
    return manifest.read(folder)


def faults(folder: Path, *, hashes: Hashes | None = None, tell: Tell = silent) -> Iterator[str]:
    """Name everything that does not fit, in Indonesian, one line each."""
    try:
        items = manifest.read(folder).items
    except Damaged as error:
        yield error.reason
        return
    hashes = {} if hashes is None else hashes
    for number, item in enumerate(items, start=1):
        word = fault_of(folder / item.path, item, hashes)
        if word:
            yield f"{folder.name}: {item.path} {word}."
        tell("periksa", number, len(items))


def fault_of(path: Path, item: Item, hashes: Hashes) -> str:
    try:
        if path.stat().st_size != item.size:
            return "tidak utuh: ukurannya lain"
        if hash_of(path, hashes) != item.sha256:
            return "rusak: isinya tidak cocok dengan SHA-256"
    except OSError:
        return "hilang atau tidak terbaca"
    return ""


def hash_of(path: Path, hashes: Hashes) -> str:
    found = path.stat()
    key = (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)
    if key not in hashes:
        hashes[key] = durable.hashed(path)
    return hashes[key]
