"""Putting a backup back: everything is read and laid beside first, then one instant changes it.

Until that instant the former data is whole and in its place. Documents and archive have names that
are used once, so files of both may lie side by side; the database alone says which are its own.
"""

import contextlib
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from kinerja import serving
from kinerja.backup import checking, database, durable, refusing, shelf
from kinerja.backup.manifest import PLACES, Item, Manifest
from kinerja.backup.progress import Tell, silent
from kinerja.backup.refusing import Damaged, Refused
from kinerja.backup.taking import SPARE, megabytes

SCRATCH = ".restoring"
LAYING = ".restoring-file"


@dataclass(frozen=True)
class Restored:
    """What was put back from where; `aside` is where the former files lie, and the former rows."""

    folder: Path
    manifest: Manifest
    aside: tuple[str, ...]
    is_older: bool


def restore(source: Path, *, at: datetime, replace: bool, tell: Tell = silent) -> Restored:
    """Put a backup in the place of the data. Raises Refused or Damaged: then all is as it was."""
    refusing.refuse_bad_start()
    folder = shelf.chosen(source)
    manifest = checking.checked(folder, tell=tell)
    refuse_unfit(manifest)
    try:
        with serving.alone():
            database.engine().refuse_in_use()
            aside = None if is_vacant() else aside_of(at)
            if aside and not replace:
                raise Refused(
                    "Di sini sudah ada data. Tambahkan --replace: data yang ada dipindahkan ke "
                    f"{aside}, tidak dihapus."
                )
            return put_back(folder, manifest, aside, tell)
    except serving.Occupied as error:
        raise Refused("Program masih melayani. Hentikan dahulu, lalu ulangi.") from error
    finally:
        shutil.rmtree(Path(settings.DATA_DIR) / SCRATCH, ignore_errors=True)


def refuse_unfit(manifest: Manifest) -> None:
    """Refuse another engine's backup, and one of a program that knows more than this one."""
    here = database.engine()
    if manifest.engine != here.name:
        title = database.title_of(manifest.engine)
        raise Refused(
            f"Cadangan ini dari {title}, sedangkan program memakai {here.title}. Cadangan hanya "
            f"dipulihkan ke jenis yang sama: atur DATABASE_URL ke {title}."
        )
    unknown = sorted(set(manifest.migrations) - database.known_migrations())
    if unknown:
        raise Refused(
            f"Cadangan ini dari program yang lebih baru (versi {manifest.program}, {unknown[-1]}). "
            "Perbarui program dahulu, lalu ulangi."
        )


def is_vacant() -> bool:
    data = Path(settings.DATA_DIR)
    has_files = any(True for place in PLACES for _ in durable.files(data / place))
    return database.engine().is_empty() and not has_files


def aside_of(at: datetime) -> Path:
    return Path(settings.DATA_DIR) / f"sebelum-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def put_back(folder: Path, manifest: Manifest, aside: Path | None, tell: Tell) -> Restored:
    engine = database.engine()
    refuse_without_room(manifest)
    prepared = engine.prepare(folder / manifest.database.path, fresh_scratch())
    former = set_aside(aside) if aside else ()
    lay_files(folder, manifest, tell)
    was_empty = engine.is_empty()
    database.let_go()
    rows = engine.switch(prepared, None if was_empty else aside)
    drop_former(former, manifest)
    pending = database.known_migrations() - set(manifest.migrations)
    return Restored(folder, manifest, told(aside, rows), bool(pending))


def told(aside: Path | None, rows: str) -> tuple[str, ...]:
    """Say where the former data is."""
    return tuple(dict.fromkeys(str(each) for each in (aside, rows) if each))


def refuse_without_room(manifest: Manifest) -> None:
    data = Path(settings.DATA_DIR)
    laid = (item.size for item in manifest.files if not (data / item.path).exists())
    # The database is written out once, and on PostgreSQL as text too.
    needed = sum(laid) + 2 * manifest.database.size + SPARE
    if durable.room_below(data) < needed:
        raise Refused(
            f"Ruang di {data} tidak cukup: perlu sekitar {megabytes(needed)} MB. Kosongkan dahulu."
        )


def fresh_scratch() -> Path:
    scratch = Path(settings.DATA_DIR) / SCRATCH
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(mode=0o700)
    return scratch


def set_aside(aside: Path) -> tuple[str, ...]:
    """Give the former files a second name aside; answer which there were."""
    data = Path(settings.DATA_DIR)
    aside.mkdir(mode=0o700)
    former = []
    for path in (path for place in PLACES for path in durable.files(data / place)):
        name = path.relative_to(data).as_posix()
        target = aside / name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not durable.link(path, target):
            durable.copy(path, target, PLACES[name.split("/")[0]])
        former.append(name)
    durable.sync_folders(aside)
    durable.sync(data)
    return tuple(former)


def lay_files(folder: Path, manifest: Manifest, tell: Tell) -> None:
    """Lay the backup's files in their places; one that lies there already, whole, stays."""
    data = Path(settings.DATA_DIR)
    for number, item in enumerate(manifest.files, start=1):
        lay(folder / item.path, data / item.path, item)
        tell("berkas", number, len(manifest.files))
    for place in PLACES:
        (data / place).mkdir(exist_ok=True, mode=0o700)
        durable.sync_folders(data / place)


def lay(source: Path, target: Path, item: Item) -> None:
    if target.is_file() and durable.hashed(target) == item.sha256:
        return
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = target.with_name(f"{LAYING}.tmp")
    fresh.unlink(missing_ok=True)
    if durable.copy(source, fresh, PLACES[item.path.split("/")[0]]) != item.sha256:
        fresh.unlink()
        raise Damaged(f"{item.path} berubah selama pemulihan. Pakai cadangan lain.")
    fresh.replace(target)


def drop_former(former: tuple[str, ...], manifest: Manifest) -> None:
    """Take the names of former files away that the backup does not have; they lie aside.

    What cannot be taken away is only left over: the restoring itself is done.
    """
    data, kept = Path(settings.DATA_DIR), manifest.by_path
    for name in former:
        if name not in kept:
            with contextlib.suppress(OSError):
                (data / name).unlink()
