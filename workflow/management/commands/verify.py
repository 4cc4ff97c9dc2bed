import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time

from django.core.management.base import BaseCommand
from django.utils import timezone

from kinerja import clock, upkeep
from kinerja.models import Chain, JournalEntry
from workflow.models import ArchiveCopy
from workflow.verifying import CHECKS, Found, Scope, Weight

BAR = 30


class Command(BaseCommand):
    """Prove that journal, archives, reports, guards, states and values hold together.

    Exit code 0 only if everything does; what is only odd is told and does not count. Never run
    inside a transaction: it reads everything, and on SQLite it would keep all writers out.
    """

    help = "Memeriksa jurnal, arsip dan laporannya, penjaga basis data, keadaan dan nilai berkas."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--since",
            type=date.fromisoformat,
            metavar="TAHUN-BULAN-TANGGAL",
            help="hanya yang terjadi sejak tanggal ini",
        )

    def handle(self, *_args, since: date | None, **_options) -> None:
        scope = Scope(since and timezone.make_aware(datetime.combine(since, time())))
        found = list(self.look(scope))
        # An act between two readings looks like a fault once; a real one is found again.
        if faults(found):
            again = set(self.look(scope))
            found = [each for each in found if each in again]
        broken = faults(found)
        upkeep.note(upkeep.VERIFY, at=clock.now(), is_well=not broken, words=in_short(broken))
        styles = {Weight.FAULT: self.style.ERROR, Weight.WARNING: self.style.WARNING}
        for each in found:
            self.stdout.write(styles.get(each.weight, str)(told(each)))
        if broken:
            sys.exit(1)
        self.stdout.write(self.style.SUCCESS(summary(since)))

    def look(self, scope: Scope) -> Iterator[Found]:
        """Do every check, with a bar where somebody watches."""
        done, all_of_it = 0, sum(check.size(scope) for check in CHECKS)
        for check in CHECKS:
            for found in check.run(scope):
                yield from found
                done += 1
                self.show_progress(done, all_of_it, check.name)

    def show_progress(self, done: int, all_of_it: int, name: str) -> None:
        if not self.stderr.isatty():
            return
        share = min(done, all_of_it) * BAR // max(all_of_it, 1)
        bar = "#" * share + " " * (BAR - share)
        end = "\n" if done >= all_of_it else ""
        self.stderr._out.write(f"\r[{bar}] {done}/{all_of_it} {name:<25}{end}")
        self.stderr.flush()


def faults(found: Iterable[Found]) -> list[Found]:
    return [each for each in found if each.weight is Weight.FAULT]


def in_short(broken: Sequence[Found]) -> str:
    """Say in one line how the last check went, for whoever keeps the server."""
    return f"{len(broken)} hal tidak utuh, antara lain: {broken[0].text}" if broken else "Utuh."


def told(found: Found) -> str:
    return found.text if found.weight is Weight.FAULT else f"{found.weight.value}: {found.text}"


def summary(since: date | None) -> str:
    chains, entries = Chain.objects.count(), JournalEntry.objects.count()
    limited = f" (diperiksa: sejak {since:%d-%m-%Y})" if since else ""
    return (
        f"Utuh: {chains} rantai, {entries} catatan, {ArchiveCopy.objects.count()} arsip.{limited}"
    )
