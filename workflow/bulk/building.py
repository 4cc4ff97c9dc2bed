"""Building the bulk data: some offices at a time, each go in one transaction."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random

from django.db import reset_queries, transaction
from django.utils import timezone

from kinerja.models import Period, Unit, User, latest_closed_quarter
from kinerja.models.period import working_day_after
from workflow.bulk import disrupting, plan
from workflow.bulk.clock import Clock
from workflow.bulk.ledger import Ledger
from workflow.bulk.office import Office, account, found
from workflow.bulk.record import Record
from workflow.bulk.sealing import seal
from workflow.bulk.story import tell
from workflow.calendars.reading import Calendar, Calendars
from workflow.models import SheetSeries, Sop

AT_ONCE = 10
# How many working days ago the latest quarter's record was opened, at the most.
RECENT = 7
# One office in so many has not opened it yet.
UNOPENED = 25


class NoSop(Exception):
    """No SOP is in force on the day on which a quarter's records would be opened."""


@dataclass(frozen=True)
class Quarter:
    """One quarter to be told: its period, and the SOP under which its records are opened."""

    period: Period
    sop: Sop
    is_latest: bool


@dataclass(frozen=True)
class Done:
    """How far the building has come."""

    offices: int
    rows: int


class Builder:
    """Everything that the offices share: the quarters, the calendar, and what time it is."""

    def __init__(self, *, years: int, seed: int, now: datetime) -> None:
        self.seed, self.now = seed, now
        self.today = timezone.localdate(now)
        self.quarters = quarters(self.today, count=4 * years)
        self.calendar: Calendar = Calendars([]).of(None, known_at=now)
        self.auditor = auditor()
        self.years = sorted({each.period.year for each in self.quarters} | {self.today.year})

    def build(self, first: int, count: int) -> Iterator[Done]:
        """Make the offices of these numbers, and say after each go how far it has come."""
        rows = 0
        for start in range(first, first + count, AT_ONCE):
            numbers = range(start, min(start + AT_ONCE, first + count))
            with transaction.atomic():
                rows += self.go(numbers)
            # While DEBUG is on, Django keeps every statement.
            reset_queries()
            yield Done(numbers[-1] - first + 1, rows)

    def go(self, numbers: range) -> int:
        ledger = Ledger()
        drawn = [(self.office(ledger, number), self.rng(number)) for number in numbers]
        disruptions = [
            (office, disrupting.disrupt(ledger, office, number, rng, self.calendar, now=self.now))
            for number, (office, rng) in zip(numbers, drawn, strict=True)
        ]
        records = [record for office, rng in drawn for record in self.records(ledger, office, rng)]
        for office, _ in drawn:
            ledger.extend(
                SheetSeries(unit=office.unit, year=year, last=last)
                for year, last in office.sheets_given.items()
            )
        ledger.insert()
        for office, disruption in disruptions:
            if disruption:
                disrupting.tell(ledger, office, disruption)
        seal(ledger, records)
        return ledger.inserted

    def rng(self, number: int) -> Random:
        return Random(f"{self.seed}:{number}")  # noqa: S311  (nothing here is to be kept secret)

    def office(self, ledger: Ledger, number: int) -> Office:
        since, until = date(self.years[0], 1, 1), date(self.today.year + 1, 12, 31)
        return found(ledger, number, self.auditor, self.years, since=since, until=until)

    def records(self, ledger: Ledger, office: Office, rng: Random) -> Iterator[Record]:
        for quarter in self.quarters:
            if quarter.is_latest and not rng.randrange(UNOPENED):
                continue
            record = Record(ledger, office, quarter.period, quarter.sop)
            clock = Clock(self.calendar, self.opening(quarter, rng), now=self.now)
            if tell(record, clock, rng):
                yield record

    def opening(self, quarter: Quarter, rng: Random) -> datetime:
        """Choose the morning of the opening; that of the latest quarter lies some days back."""
        day = working_day_after(quarter.period.last_day, rng.randint(1, 4))
        if quarter.is_latest:
            day = max(day, self.calendar.working_day_before(self.today, rng.randint(0, RECENT)))
        return timezone.make_aware(datetime.combine(day, time(7)))


def quarters(today: date, *, count: int) -> list[Quarter]:
    """List the latest closed quarters, the earliest first. Raises NoSop."""
    year, quarter = latest_closed_quarter(today)
    named = [divmod(year * 4 + quarter - 1 - back, 4) for back in reversed(range(count))]
    periods = [Period.objects.named(of, number + 1) for of, number in named]
    return [Quarter(each, sop_after(each), each == periods[-1]) for each in periods]


def sop_after(period: Period) -> Sop:
    day = working_day_after(period.last_day, 1)
    revisions = Sop.objects.filter(unit=None, effective_on__lte=day).order_by("-effective_on")
    found = revisions.prefetch_related("steps").first()
    if found is None:
        raise NoSop(str(period))
    return found


def auditor() -> User:
    """Fetch the account that reads every generated office, made with the first of them."""
    username = f"{plan.CODE}.{plan.AUDITOR.word}"
    user = User.objects.filter(username=username).first()
    if user is None:
        user = account(username, plan.AUDITOR.title)
        user.save()
    return user


def generated() -> list[int]:
    """Number the offices that were generated before."""
    codes = Unit.objects.filter(code__regex=rf"^{plan.CODE}-\d+$").values_list("code", flat=True)
    return sorted(int(code.rpartition("-")[2]) for code in codes)
