import sys
from pathlib import Path

from django.core.management import call_command

from kinerja import clock
from kinerja.backup import restoring
from kinerja.backup.refusing import BackupError, Refused
from kinerja.backup.restoring import Restored
from kinerja.management.office_command import OfficeCommand
from kinerja.management.telling import Line
from kinerja.templatetags.office import moment


class Command(OfficeCommand):
    """Put a backup back and verify it: exit 0 all holds, 1 it does not, 2 refused, nothing done."""

    help = "Memulihkan data dari cadangan, lalu memeriksanya dengan verify."
    requires_migrations_checks = False

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "source",
            type=Path,
            help="Folder cadangan, atau tempatnya: yang terbaru dipakai.",
        )
        parser.add_argument(
            "--replace",
            action="store_true",
            help="Ganti data yang ada; yang lama dipindahkan, tidak dihapus.",
        )

    def handle(self, *_args, source: Path, replace: bool, **_options) -> None:
        line = Line(self.stdout)
        try:
            done = restoring.restore(source, at=clock.now(), replace=replace, tell=line.tell)
        except Refused as error:
            self.refuse(error.reason)
        except (BackupError, OSError) as error:
            reason = error.reason if isinstance(error, BackupError) else str(error)
            self.stderr.write(self.style.ERROR(f"Tidak dipulihkan, data tetap: {reason}"))
            sys.exit(1)
        line.end()
        self.tell(done)
        if done.is_older:
            self.stdout.write("Cadangan dari program yang lebih lama: tabel disesuaikan.")
            call_command("migrate", verbosity=0)
        # Ends with exit code 1, naming what is wrong, where something does not hold.
        call_command("verify", stdout=self.stdout)

    def tell(self, done: Restored) -> None:
        files = len(done.manifest.files)
        made = f"dibuat {moment(done.manifest.moment)}"
        self.stdout.write(f"Dipulihkan: {done.folder.name}, {made}, {files} berkas.")
        for place in done.aside:
            self.stdout.write(f"Data sebelumnya: {place}.")
