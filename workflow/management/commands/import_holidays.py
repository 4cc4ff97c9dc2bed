from django.core.exceptions import ValidationError

from kinerja import clock
from kinerja.journal import ClockFault
from kinerja.management.office_command import OfficeCommand
from kinerja.templatetags.office import day as shown
from workflow.calendars.holidays import import_year
from workflow.models import Holiday


class Command(OfficeCommand):
    """Record the national holidays and cuti bersama of a year for every unit."""

    help = "Mencatat hari libur nasional dan cuti bersama satu tahun."

    def add_arguments(self, parser) -> None:
        parser.add_argument("year", nargs="?", default="", metavar="TAHUN", help="misalnya 2027")

    def handle(self, *_args, year: str, **_options) -> None:
        if not (year.isascii() and year.isdecimal() and len(year) == 4):
            self.refuse(f"Tahun “{year}” tidak dikenal. Tulis empat angka, misalnya 2027.")
        try:
            done = import_year(int(year), by=None, at=clock.now())
        except ValidationError as error:
            self.refuse(" ".join(error.messages))
        except ClockFault as fault:
            self.refuse(f"Jam server lebih awal daripada catatan terakhir ({fault.last}).")
        for each in done.withdrawn:
            self.stdout.write(f"− {shown(each.day)}: {each.name} (perkiraan, dicabut)")
        for each in done.added:
            estimate = ", perkiraan" if each.is_estimate else ""
            kind = Holiday.Kind(each.kind).label
            self.stdout.write(f"+ {shown(each.day)}: {each.name} ({kind}{estimate})")
        for each in done.left:
            self.stdout.write(f"= {shown(each.day)}: {each.name} (dibiarkan seperti diputuskan)")
        self.stdout.write(done.words)
