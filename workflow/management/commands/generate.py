import time

from django.conf import settings
from django.utils import timezone

from kinerja.management.office_command import OfficeCommand
from kinerja.models import Unit
from workflow.bulk.building import Builder, Done, NoSop, generated

# More than any regency has, and longer than any office keeps its records at hand.
MOST_UNITS, MOST_YEARS = 10_000, 20


class Command(OfficeCommand):
    """Make offices with years of records, many rows at a time: for measuring, not for work."""

    help = "Membuat data banyak untuk pengukuran: perangkat daerah dengan berkas bertahun-tahun."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--units", type=int, required=True, metavar="N")
        parser.add_argument("--years", type=int, required=True, metavar="Y")
        parser.add_argument("--seed", type=int, default=1, help="angka awal acak")
        parser.add_argument(
            "--force",
            action="store_true",
            help="Buat juga ketika DEBUG tidak aktif atau di samping data lain.",
        )

    def handle(self, *_args, units: int, years: int, seed: int, force: bool, **_options) -> None:
        before = generated()
        for name, given, most in (("units", units, MOST_UNITS), ("years", years, MOST_YEARS)):
            if not 1 <= given <= most:
                self.refuse(f"Isi --{name} dengan 1 sampai {most}, bukan {given}.")
        if not force:
            self.refuse_where_people_work(len(before))
        began = time.monotonic()
        try:
            builder = Builder(years=years, seed=seed, now=timezone.now())
        except NoSop as error:
            self.refuse(f"Belum ada SOP yang berlaku setelah {error}: kurangi --years.")
        for done in builder.build(max(before, default=0) + 1, units):
            self.tell(done, units)
        seconds = round(time.monotonic() - began)
        told = f"{done.offices} perangkat daerah, {done.rows} baris, {seconds} detik"
        self.stdout.write(self.style.SUCCESS(f"Selesai: {told}."))

    def refuse_where_people_work(self, generated_before: int) -> None:
        """Keep bulk data out of an installation that may be somebody's."""
        if not settings.DEBUG:
            self.refuse(
                "Data pengukuran hanya dibuat ketika DEBUG aktif. "
                "Tambahkan --force bila memang dikehendaki."
            )
        others = Unit.objects.count() - generated_before
        if others:
            self.refuse(
                f"Ada {others} perangkat daerah yang bukan data pengukuran. "
                "Tambahkan --force bila memang dikehendaki."
            )

    def tell(self, done: Done, units: int) -> None:
        self.stdout.write(f"{done.offices} dari {units} perangkat daerah, {done.rows} baris")
