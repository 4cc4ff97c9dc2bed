import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from kinerja import clock, upkeep
from kinerja.backup import shelf, taking, thinning
from kinerja.backup.checking import faults
from kinerja.backup.refusing import BackupError, Refused, TooSlow
from kinerja.backup.taking import Taken, megabytes
from kinerja.management.office_command import OfficeCommand
from kinerja.management.telling import Line


class Command(OfficeCommand):
    """Make a backup while people work: exit 0 made, 1 failed or to be looked at, 2 not begun."""

    help = "Membuat cadangan basis data, dokumen pendukung, dan arsip, selagi program dipakai."
    requires_migrations_checks = False

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "target",
            nargs="?",
            type=Path,
            default=settings.BACKUP_DIR,
            help="Folder tempat cadangan; tanpa ini BACKUP_DIR.",
        )
        parser.add_argument(
            "--keep", type=at_least_one, help="Sisakan sekian cadangan utuh yang terbaru."
        )
        parser.add_argument(
            "--within", type=at_least_one, help="Berhenti bila belum selesai sesudah sekian detik."
        )
        parser.add_argument(
            "--check", action="store_true", help="Periksa saja cadangan yang ada; tidak membuat."
        )

    def handle(self, *_args, target: Path, keep, within, check: bool, **_options) -> None:
        line = Line(self.stdout)
        try:
            with limited(within):
                found = self.look(target, line) if check else self.make(target, keep, line)
        except Refused as error:
            self.refuse(error.reason)
        except (BackupError, OSError) as error:
            self.fail(taking.told(error))
        for fault in found:
            self.stdout.write(self.style.ERROR(fault))
        if found:
            sys.exit(1)

    def look(self, target: Path, line: Line) -> list[str]:
        """Read every backup of the folder; give what is wrong."""
        folders = shelf.backups(target)
        if not folders:
            raise Refused(f"Tidak ada cadangan di {target}.")
        hashes: dict = {}
        found = [
            fault for folder in folders for fault in faults(folder, hashes=hashes, tell=line.tell)
        ]
        line.end()
        if not found:
            self.stdout.write(self.style.SUCCESS(f"Utuh: {len(folders)} cadangan di {target}."))
        return found

    def make(self, target: Path, keep: int | None, line: Line) -> list[str]:
        """Make one, and thin the older ones; give what is to be looked at."""
        at = clock.now()
        made = taking.take(target, at=at, tell=line.tell)
        line.end()
        words = said(made)
        self.stdout.write(self.style.SUCCESS(words))
        found = [f"{name}: isinya lain daripada di cadangan terdahulu." for name in made.changed]
        if keep and not found:
            thinned = thinning.thin(target, keep=keep, at=at, tell=line.tell)
            line.end()
            found += thinned.faults
            if thinned.gone:
                self.stdout.write(f"Cadangan lama dihapus: {', '.join(thinned.gone)}.")
        told = " ".join([words, *found[:1]])
        upkeep.note(upkeep.BACKUP, at=clock.now(), is_well=not found, words=told)
        return found

    def fail(self, reason: str) -> None:
        upkeep.note(upkeep.BACKUP, at=clock.now(), is_well=False, words=reason)
        self.stderr.write(self.style.ERROR(reason))
        sys.exit(1)


def at_least_one(text: str) -> int:
    """Read a count. Raises ValueError, which the parser puts into words."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def said(made: Taken) -> str:
    files = len(made.manifest.files)
    return (
        f"Cadangan {made.folder.name} selesai: {megabytes(made.manifest.size)} MB, {files} berkas, "
        f"{made.linked} di antaranya sama dengan cadangan terdahulu."
    )


@contextmanager
def limited(seconds: int | None) -> Iterator[None]:
    """Give up after so many seconds, and when the system asks to stop: nothing half stays."""

    def give_up(*_signal: object) -> None:
        raise TooSlow("Pencadangan dihentikan: belum selesai dalam waktu yang diberikan.")

    former = {each: signal.signal(each, give_up) for each in (signal.SIGALRM, signal.SIGTERM)}
    signal.alarm(seconds or 0)
    try:
        yield
    finally:
        signal.alarm(0)
        for each, handler in former.items():
            signal.signal(each, handler)
