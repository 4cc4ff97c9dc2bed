"""Taking a backup: into a folder that has no name yet, checked, synced, and only then named."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings

from kinerja import serving
from kinerja.backup import database, durable, manifest, refusing, shelf
from kinerja.backup.manifest import PLACES, Item, Manifest
from kinerja.backup.progress import Tell, silent
from kinerja.backup.refusing import BackupError, Damaged, Refused
from kinerja.version import version

# What must stay free after a backup, for the manifest and for the file system itself.
SPARE = 16 * 1024 * 1024


@dataclass(frozen=True)
class Taken:
    """A backup that stands. `changed` names files that are no longer what an earlier one holds."""

    folder: Path
    manifest: Manifest
    linked: int
    changed: tuple[str, ...]


@dataclass
class Earlier:
    """The newest readable backup of the shelf: what has not changed is only given a second name."""

    folder: Path | None = None
    items: Mapping[str, Item] = field(default_factory=dict)
    linked: int = 0
    changed: list[str] = field(default_factory=list)


def take(target: Path, *, at: datetime, tell: Tell = silent) -> Taken:
    """Make a backup in the folder. Raises Refused, Damaged, TooSlow or OSError; nothing is left."""
    refusing.refuse_bad_start()
    refuse_own_folders(target)
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with serving.together(), shelf.locked(target, moment=at):
            shelf.clear_leftovers(target)
            return written(target, at=at, tell=tell)
    except serving.Occupied as error:
        raise Refused("Data sedang dipulihkan. Cadangkan sesudah pemulihan selesai.") from error


def refuse_own_folders(target: Path) -> None:
    """Keep backups out of the folders that they are made of."""
    for place in PLACES:
        if target.resolve().is_relative_to((Path(settings.DATA_DIR) / place).resolve()):
            raise Refused(f"Cadangan tidak disimpan di dalam folder {place}. Pilih folder lain.")


def written(target: Path, *, at: datetime, tell: Tell) -> Taken:
    earlier, migrations = earlier_of(target), database.applied_migrations()
    if not migrations:
        raise Refused("Basis data belum berisi apa-apa. Periksa DATA_DIR dan DATABASE_URL.")
    refuse_without_room(target, earlier)
    name = shelf.name_of(at)
    draft = shelf.draft(target, name)
    try:
        made = Manifest(
            moment=at,
            program=version(),
            engine=database.engine().name,
            migrations=migrations,
            # The database first: a file that a row of it names is never taken away meanwhile.
            database=database_into(draft, tell),
            files=files_into(draft, earlier, tell),
        )
        manifest.write(made, draft)
        folder = shelf.publish(draft, name)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return Taken(folder, made, earlier.linked, tuple(earlier.changed))


def earlier_of(target: Path) -> Earlier:
    for folder in shelf.backups(target):
        try:
            return Earlier(folder, manifest.read(folder).by_path)
        except Damaged:
            continue
    return Earlier()


def refuse_without_room(target: Path, earlier: Earlier) -> None:
    data = Path(settings.DATA_DIR)
    fresh = (
        path
        for place in PLACES
        for path in durable.files(data / place)
        if path.relative_to(data).as_posix() not in earlier.items
    )
    needed = database.engine().size() + durable.total(fresh) + SPARE
    free = durable.room_below(target)
    if free < needed:
        raise Refused(
            f"Ruang di {target} tidak cukup: perlu sekitar {megabytes(needed)} MB, tersisa "
            f"{megabytes(free)} MB. Kosongkan ruang atau pilih tempat lain."
        )


def megabytes(size: int) -> int:
    return -(-size // (1024 * 1024))


def database_into(draft: Path, tell: Tell) -> Item:
    engine = database.engine()
    path = draft / engine.file_name
    path.parent.mkdir(mode=0o700)
    engine.dump(path, tell)
    return Item(engine.file_name, path.stat().st_size, durable.hashed(path))


def files_into(draft: Path, earlier: Earlier, tell: Tell) -> tuple[Item, ...]:
    data = Path(settings.DATA_DIR)
    found = [path for place in PLACES for path in durable.files(data / place)]
    items = []
    for number, path in enumerate(found, start=1):
        item = kept(path, path.relative_to(data).as_posix(), draft, earlier)
        items += [item] if item else []
        tell("berkas", number, len(found))
    return tuple(items)


def kept(source: Path, name: str, draft: Path, earlier: Earlier) -> Item | None:
    """Keep one file; None for one that is gone: no row names it, it was left over."""
    target, known = draft / name, earlier.items.get(name)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        sha256 = durable.hashed(source) if known else ""
        if known and sha256 == known.sha256 and linked(earlier.folder / name, target, sha256):
            earlier.linked += 1
        else:
            sha256 = durable.copy(source, target, PLACES[name.split("/")[0]])
    except FileNotFoundError:
        target.unlink(missing_ok=True)
        return None
    if known and sha256 != known.sha256:
        earlier.changed.append(name)
    return Item(name, target.stat().st_size, sha256)


def linked(before: Path, target: Path, sha256: str) -> bool:
    """Share the earlier backup's bytes, if the disk still holds them as they were."""
    try:
        if durable.hashed(before) != sha256 or not durable.link(before, target):
            return False
    except OSError:
        return False
    return True


def told(error: BaseException) -> str:
    """Say why no backup came about, in words for the administrator."""
    if isinstance(error, BackupError):
        return error.reason
    return f"Pencadangan gagal: {error}. Periksa tempat cadangan, lalu ulangi."
