"""What happened in the sample's two offices: at least one record in every state."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from kinerja.keeping import checks
from kinerja.models import Period, Quarter, Unit, User, latest_closed_quarter
from kinerja.models.period import working_day_after
from kinerja.relations import Missing
from workflow.calendars import holidays
from workflow.calendars.reading import GENERAL, Calendars
from workflow.demo import cast, figures
from workflow.demo.agreements import NOTHING, Plans, agree, make_scales
from workflow.demo.clock import OfficeClock, at_opening
from workflow.demo.record import Record
from workflow.models import Pause

# The section whose form is still being filled, and the one whose rows step 2 has accepted.
STILL_FILLING, ALREADY_ACCEPTED = "PMD", cast.SECTIONS["Pemerintahan"]
RECOUNTED = "1.2"
# The section that attached documents to its form.
DOCUMENTED = "Pemerintahan"
MINUTE = timedelta(minutes=1)
CROSS_CHECK = {
    "name": "Patroli mengikuti penyerapan anggaran",
    "relation": "4.3 ≤ 3.4",
    "missing": Missing.SKIP_IF_ANY,
}


class Story:
    """Both offices, and the year of the latest closed quarter around which all is told."""

    def __init__(self, now: datetime) -> None:
        self.today = timezone.localdate(now)
        self.year, self.quarter = latest_closed_quarter(self.today)

    def tell(self) -> None:
        make_scales()
        self.know_the_holidays()
        home = self.found(cast.SUAK_MIDAI, figures.SUAK_MIDAI)
        self.have_a_plh(home)
        self.define_a_check(home)
        neighbour = self.found(cast.MIDAI, figures.MIDAI)
        self.tell_of_home(home)
        self.tell_of_neighbour(neighbour)

    def know_the_holidays(self) -> None:
        """Import the national days before anything happens, so that no clock counts them."""
        moment = at_opening(working_day_after(date(self.year - 2, 12, 31), 1))
        for year in range(self.year - 1, self.today.year + 1):
            holidays.import_year(year, by=None, at=(moment := moment + MINUTE))
        self.calendar = Calendars([]).of(GENERAL, known_at=moment)

    def found(self, plan: cast.OfficePlan, plans: Plans) -> Unit:
        """Make an office with its people, and its agreements of the years that the story knows."""
        since, until = date(self.year - 1, 1, 1), date(self.today.year + 1, 12, 31)
        unit = cast.seat_people(plan, since=since, until=until)
        for year in range(self.year - 1, self.today.year + 1):
            agree(unit, plans, year=year, plan=self.column(year))
        return unit

    def have_a_plh(self, home: Unit) -> None:
        """In a quiet week of February one Kepala Seksi acted for another."""
        week = {"start": date(self.year, 2, 9), "end": date(self.year, 2, 15)}
        cast.stand_in(home, "kasi.kesos", f"Kepala {cast.SECTIONS['Trantib']}", **week)

    def define_a_check(self, home: Unit) -> None:
        """In January the operator let the program compare two rows from then on."""
        day = self.calendar.working_day_after(date(self.year, 1, 15), 1)
        by = User.objects.get(username="operator")
        checks.add_check(CROSS_CHECK, unit=home, by=by, at=at_opening(day) + MINUTE)

    def tell_of_home(self, home: Unit) -> None:
        for year, quarter in self.closed_before():
            record = self.finished(home, figures.SUAK_MIDAI, year, quarter)
            if (year, quarter) == (self.year - 1, Quarter.IV):
                corrected(record)
        waits_for_paper(self.recent(home, figures.SUAK_MIDAI, self.year - 1, 5, days=12))
        half_entered(self.recent(home, figures.SUAK_MIDAI, self.year, self.quarter, days=3))

    def tell_of_neighbour(self, neighbour: Unit) -> None:
        for year, quarter in self.closed_before():
            self.finished(neighbour, figures.MIDAI, year, quarter)
        returned_once(self.recent(neighbour, figures.MIDAI, self.year, self.quarter, days=10))
        opened_too_early(self.recent(neighbour, figures.MIDAI, *self.running(), days=6))
        self.recent(neighbour, figures.MIDAI, self.year - 1, 5, days=4).open()

    def closed_before(self) -> Iterator[tuple[int, int]]:
        """Name the quarters before the latest closed one, from the year before on."""
        yield from ((self.year - 1, quarter) for quarter in range(1, 5))
        yield from ((self.year, quarter) for quarter in range(1, self.quarter))

    def column(self, year: int) -> int:
        """Choose the column of the figures; a year that has just begun repeats the one before."""
        return min(year - self.year + 1, 1)

    def running(self) -> tuple[int, int]:
        return self.today.year, (self.today.month - 1) // 3 + 1

    def finished(self, unit: Unit, plans: Plans, year: int, quarter: int) -> Record:
        """Bring a record into the archive in the days after its quarter."""
        period = Period.objects.named(year, quarter)
        clock = self.clock(self.calendar.working_day_after(period.last_day, 2))
        record = Record(unit, period, self.realised(plans, period), clock)
        collect(record)
        archive(record)
        record.file_copy()
        return record

    def recent(self, unit: Unit, plans: Plans, year: int, quarter: int, *, days: int) -> Record:
        """Begin a record some working days ago."""
        period = Period.objects.named(year, quarter)
        clock = self.clock(self.calendar.working_day_before(self.today, days))
        return Record(unit, period, self.realised(plans, period), clock)

    def clock(self, day: date) -> OfficeClock:
        return OfficeClock(day, self.calendar)

    def realised(self, plans: Plans, period: Period) -> dict[str, str]:
        column = self.column(period.year)
        cells = {code: years[column].realised[period.quarter - 1] for code, years in plans.items()}
        return {code: cell for code, cell in cells.items() if cell != NOTHING}


def collect(record: Record) -> None:
    """Bring a record from its opening to the desk of Sekcam."""
    record.open()
    for form in record.forms():
        record.distribute(form)
    record.clock.next_day()
    for form in record.forms():
        record.fill(form, record.lines(form))
        record.hand_in(form, texts=record.texts(form))
    record.clock.next_day()
    record.explain_objectives()
    record.accept(record.codes)
    record.submit()


def archive(record: Record) -> None:
    """Bring a record from the desk of Sekcam into the electronic archive."""
    record.clock.next_day()
    record.check(record.codes)
    record.approve()
    record.start()
    record.seal()


def corrected(record: Record) -> None:
    """An error came out after filing: the second edition."""
    record.clock.next_day()
    record.reopen(reason="Satu permohonan tercatat dua kali pada register pelayanan.")
    record.correct(RECOUNTED, reason="Disesuaikan dengan register pelayanan.")
    record.document([RECOUNTED], "register pelayanan.pdf", form=None)
    record.accept(each.row.code for each in record.standing.unaccepted)
    record.submit()
    archive(record)
    record.file_copy()


def waits_for_paper(record: Record) -> None:
    """Sealed, while its signed print has not been filed."""
    collect(record)
    archive(record)


def half_entered(record: Record) -> None:
    """One form is still being filled; another came in below target and without explanation."""
    due = record.clock.calendar.working_day_after(record.clock.now.date(), 10)
    record.open()
    for form in record.forms():
        record.distribute(form, due=due)
    record.clock.next_day()
    for form in record.forms():
        if form.section.short_label == STILL_FILLING:
            record.fill(form, record.lines(form)[:1])
            continue
        record.fill(form, record.lines(form))
        if form.section.short_label == DOCUMENTED:
            codes = [line.code for line in record.lines(form)]
            record.document(codes, "register pelayanan.pdf", form=form)
            record.document(codes[:1], "papan pelayanan.png", form=form)
        record.hand_in(form, texts={})
    record.clock.next_day()
    acceptable = record.standing.acceptable
    accepted = (each.row for each in acceptable if each.row.section == ALREADY_ACCEPTED)
    record.accept([row.code for row in accepted])
    record.pause(Pause.Reason.MEETING, minutes=120)
    record.order_for_good()


def returned_once(record: Record) -> None:
    """Returned by Sekcam, mended, and on his desk again."""
    collect(record)
    record.clock.next_day()
    record.check(record.codes)
    reason = "Pembilang tidak sama dengan register pelayanan; mohon diperiksa."
    record.send_back([RECOUNTED], reason=reason)
    record.have_no_power(hours=2)
    record.clock.next_day()
    record.start()
    record.extend(60, reason="Register pelayanan masih di desa.")
    record.correct(RECOUNTED, reason="Disesuaikan dengan register pelayanan.")
    record.submit()


def opened_too_early(record: Record) -> None:
    """Opened by mistake while the quarter was still running."""
    record.open()
    record.distribute(record.forms()[0])
    record.cancel(reason="Triwulan belum berakhir; berkas dibuka terlalu dini.")
