from collections.abc import Iterable

from kinerja import clock
from kinerja.management.office_command import OfficeCommand
from kinerja.models import Agreement, Line, Period, Quarter, Unit
from workflow import actions
from workflow.calendars import periods

WORDS = {
    "1": Quarter.I,
    "2": Quarter.II,
    "3": Quarter.III,
    "4": Quarter.IV,
    "tahunan": Quarter.YEAR,
}


class Command(OfficeCommand):
    """Open a period's record in every unit that measures something in it."""

    help = "Membuka berkas satu periode di setiap perangkat daerah yang mengukurnya."

    def add_arguments(self, parser) -> None:
        parser.add_argument("year", nargs="?", default="", metavar="TAHUN", help="misalnya 2026")
        parser.add_argument(
            "quarter", nargs="?", default="", metavar="PERIODE", help="1, 2, 3, 4, atau tahunan"
        )
        parser.add_argument("--unit", metavar="KODE", help="hanya perangkat daerah ini")

    def handle(self, *_args, year: str, quarter: str, unit: str | None, **_options) -> None:
        wanted = self.quarter_named(quarter)
        agreed = self.agreed_in(year)
        if unit is not None:
            agreed = [self.of_unit(unit, agreed, year)]
        measuring = [agreement for agreement in agreed if wanted in quarters([agreement])]
        if not measuring:
            scheduled = ", ".join(each.label for each in quarters(agreed)) or "tidak ada"
            self.refuse(
                f"Tidak ada indikator yang diukur pada {wanted.label} {year}. "
                f"Yang terjadwal: {scheduled}."
            )
        period = periods.named(int(year), wanted, at=clock.now())
        for agreement in measuring:
            self.stdout.write(opened(agreement.unit, period))

    def quarter_named(self, word: str) -> Quarter:
        if word.lower() not in WORDS:
            self.refuse(f"Periode “{word}” tidak dikenal. Yang ada: {', '.join(WORDS)}.")
        return WORDS[word.lower()]

    def agreed_in(self, year: str) -> list[Agreement]:
        """List the year's agreements, the latest version of each unit."""
        known = {str(agreed) for agreed in Agreement.objects.values_list("year", flat=True)}
        if year not in known:
            exist = ", ".join(sorted(known)) or "tidak ada"
            self.refuse(f"Tidak ada Perjanjian Kinerja tahun “{year}”. Yang ada: {exist}.")
        versions = Agreement.objects.filter(year=year).select_related("unit")
        latest = {agreement.unit: agreement for agreement in versions.order_by("version")}
        return sorted(latest.values(), key=lambda agreement: agreement.unit.name)

    def of_unit(self, code: str, agreed: Iterable[Agreement], year: str) -> Agreement:
        if not Unit.objects.filter(code=code).exists():
            exist = ", ".join(Unit.objects.order_by("code").values_list("code", flat=True))
            self.refuse(f"Perangkat daerah “{code}” tidak ada. Yang ada: {exist}.")
        by_code = {agreement.unit.code: agreement for agreement in agreed}
        if code not in by_code:
            exist = ", ".join(sorted(by_code))
            self.refuse(
                f"Perangkat daerah “{code}” belum mempunyai Perjanjian Kinerja {year}. "
                f"Yang mempunyai: {exist}."
            )
        return by_code[code]


def quarters(agreed: Iterable[Agreement]) -> list[Quarter]:
    """List the periods in which these agreements measure anything."""
    schedules = Line.objects.filter(agreement__in=list(agreed)).values_list("schedule", flat=True)
    digits = set("".join(schedules))
    return [quarter for quarter in Quarter if str(quarter.value) in digits]


def opened(unit: Unit, period: Period) -> str:
    """Open one unit's record and say what came of it."""
    try:
        actions.open_submission(unit=unit, period=period, by=None, at=clock.now())
    except actions.Refused as refused:
        return f"{unit}: dilewati. {refused.reason}"
    return f"{unit}: {period} dibuka."
