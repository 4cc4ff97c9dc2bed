"""Cadangan as a page: the last one, those that lie there, the room beside them, the last verify."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from kinerja import upkeep
from kinerja.backup import durable, manifest, shelf
from kinerja.backup.refusing import Damaged
from kinerja.backup.taking import megabytes
from kinerja.upkeep import Note

MOST = 10
SCARCE = 5


@dataclass(frozen=True)
class Kept:
    """One backup that lies there, by its manifest; `fault` where that cannot be read."""

    name: str
    moment: datetime | None = None
    megabytes: int = 0
    files: int = 0
    program: str = ""
    fault: str = ""


@dataclass(frozen=True)
class BackupPage:
    place: Path
    running_since: datetime | None
    last: Note | None
    verified: Note | None
    kept: tuple[Kept, ...]
    others: int
    free: int | None
    shares_disk: bool

    @property
    def is_scarce(self) -> bool:
        """Say whether not many more backups of this size fit."""
        newest = next((each for each in self.kept if not each.fault), None)
        return (
            self.free is not None and newest is not None and (self.free < SCARCE * newest.megabytes)
        )


def read() -> BackupPage:
    place = Path(settings.BACKUP_DIR)
    found = shelf.backups(place)
    there = durable.existing(place)
    return BackupPage(
        place=place,
        running_since=shelf.running_since(place),
        last=upkeep.last(upkeep.BACKUP),
        verified=upkeep.last(upkeep.VERIFY),
        kept=tuple(kept(folder) for folder in found[:MOST]),
        others=len(found[MOST:]),
        free=megabytes(durable.room_below(there)),
        shares_disk=there.stat().st_dev == Path(settings.DATA_DIR).stat().st_dev,
    )


def kept(folder: Path) -> Kept:
    try:
        found = manifest.read(folder)
    except Damaged as damaged:
        return Kept(folder.name, fault=damaged.reason)
    return Kept(
        name=folder.name,
        moment=found.moment,
        megabytes=megabytes(found.size),
        files=len(found.files),
        program=found.program,
    )
