"""What a backup says of itself: when, of which program, and every file with its SHA-256.

`manifest.sha256` beside it is a line for `sha256sum --check`: a manifest that was cut off, or not
written whole, does not fit it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from kinerja.backup import durable
from kinerja.backup.refusing import Damaged

FORMAT = "kinerja-backup/1"
NAME, SEAL = "manifest.json", "manifest.sha256"
# The folders of DATA_DIR whose files a backup holds, and the mode they have in their place.
PLACES = {"evidence": 0o600, "archive": 0o444}


@dataclass(frozen=True)
class Item:
    """One file of a backup; its path is relative, with slashes."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`migrations` are named as "kinerja.0001_initial"; `files` are those beside the database."""

    moment: datetime
    program: str
    engine: str
    migrations: tuple[str, ...]
    database: Item
    files: tuple[Item, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        return (self.database, *self.files)

    @property
    def size(self) -> int:
        return sum(item.size for item in self.items)

    @property
    def by_path(self) -> Mapping[str, Item]:
        return {item.path: item for item in self.files}


def write(manifest: Manifest, folder: Path) -> None:
    content = {"format": FORMAT, **asdict(manifest), "moment": manifest.moment.isoformat()}
    text = json.dumps(content, ensure_ascii=False, indent=1).encode()
    (folder / NAME).write_bytes(text)
    (folder / SEAL).write_text(f"{hashlib.sha256(text).hexdigest()}  {NAME}\n")
    durable.sync(folder / NAME)
    durable.sync(folder / SEAL)


def read(folder: Path) -> Manifest:
    """Read a backup's manifest. Raises Damaged where it is missing, cut off, changed or foreign."""
    try:
        text = (folder / NAME).read_bytes()
        seal = (folder / SEAL).read_text().split()
    except (OSError, ValueError) as error:
        raise Damaged(f"{folder.name}: manifesnya tidak ada atau tidak terbaca.") from error
    if seal != [hashlib.sha256(text).hexdigest(), NAME]:
        raise Damaged(f"{folder.name}: manifes tidak cocok dengan SHA-256.")
    try:
        return parsed(json.loads(text))
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged(f"{folder.name}: isi manifes tidak dikenal.") from error


def parsed(content: dict) -> Manifest:
    if content["format"] != FORMAT:
        raise ValueError("another format")
    return Manifest(
        moment=datetime.fromisoformat(content["moment"]),
        program=content["program"],
        engine=content["engine"],
        migrations=tuple(content["migrations"]),
        database=item(content["database"], {"database"}),
        files=tuple(item(each, set(PLACES)) for each in content["files"]),
    )


def item(content: dict, places: set[str]) -> Item:
    """Read one file's line; its path leads into one of these places and nowhere else."""
    found = Item(content["path"], int(content["size"]), content["sha256"])
    parts = PurePosixPath(found.path).parts
    if parts[0] not in places or ".." in parts or len(parts) < 2:
        raise ValueError("a path that leads elsewhere")
    return found
