"""One generated office: its sections, people, agreements, lines and targets."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.contrib.auth.hashers import make_password

from kinerja.formula import Accumulation, Basis
from kinerja.models import (
    Agreement,
    Assignment,
    Indicator,
    Line,
    Objective,
    Position,
    Section,
    Target,
    Unit,
    User,
)
from workflow.bulk import plan
from workflow.bulk.ledger import Ledger
from workflow.bulk.plan import Measured, Seat

QUARTERS = (1, 2, 3, 4)


@dataclass
class Office:
    """A unit with all that its records refer to; `lines` by year, in the order of the sheet."""

    unit: Unit
    sections: tuple[Section, ...]
    duties: dict[str, Assignment] = field(default_factory=dict)
    agreements: dict[int, Agreement] = field(default_factory=dict)
    objectives: dict[int, list[Objective]] = field(default_factory=dict)
    lines: dict[int, list[Line]] = field(default_factory=dict)
    sheets_given: dict[int, int] = field(default_factory=dict)

    def head(self, section: Section) -> Assignment:
        return self.duties[f"kasi{section.order}"]

    def fillers(self, section: Section) -> list[Assignment]:
        filler = self.duties["petugas"]
        return [filler] if filler.section is section else []

    def take_number(self, year: int) -> int:
        """Take the next number of the unit's sheets in that year."""
        self.sheets_given[year] = self.sheets_given.get(year, 0) + 1
        return self.sheets_given[year]


def found(
    ledger: Ledger, number: int, auditor: User, years: Iterable[int], *, since: date, until: date
) -> Office:
    """Put the rows of an office on the ledger; only what must end has an end, on `until`."""
    code = f"{plan.CODE}-{number:04}"
    unit = ledger.add(Unit(code=code, name=f"Perangkat Daerah Umum {number:04}"))
    sections = tuple(
        ledger.add(Section(unit=unit, name=f"Seksi {name}", short_label=name, order=order))
        for order, name in enumerate(plan.SECTIONS, start=1)
    )
    office = Office(unit, sections)
    for seat in plan.SEATS:
        holder = account(f"{code}.{seat.word}", f"{seat.title} {number:04}")
        sit(ledger, office, seat, ledger.add(holder), since=since)
    sit(ledger, office, plan.AUDITOR, auditor, since=since, until=until)
    indicators = {
        measured.code: ledger.add(Indicator(unit=unit, name=measured.name))
        for measured in plan.INDICATORS
    }
    for year in years:
        agree(ledger, office, year, indicators)
    return office


def account(username: str, name: str) -> User:
    """Make an account that nobody can sign in to."""
    return User(username=username, name=name, password=make_password(None))


def sit(
    ledger: Ledger,
    office: Office,
    seat: Seat,
    holder: User,
    *,
    since: date,
    until: date | None = None,
) -> None:
    section = None if seat.section is None else office.sections[seat.section]
    above = office.duties.get(seat.superior)
    position = Position(
        unit=office.unit,
        section=section,
        title=seat.title,
        short_label=seat.short_label,
        role=seat.role,
        superior=above and above.position,
    )
    office.duties[seat.word] = ledger.add(
        Assignment(
            user=holder,
            position=ledger.add(position),
            role=seat.role,
            unit=office.unit,
            section=section,
            start=since,
            end=until,
        )
    )


def agree(ledger: Ledger, office: Office, year: int, indicators: dict[str, Indicator]) -> None:
    """Add the agreement of a year, with the same target in every quarter."""
    agreement = ledger.add(Agreement(unit=office.unit, year=year, date=date(year, 1, 15)))
    objectives = [
        ledger.add(Objective(agreement=agreement, number=number, text=text))
        for number, text in enumerate(plan.OBJECTIVES, start=1)
    ]
    lines = [
        ledger.add(line(office, agreement, objectives, measured, indicators[measured.code], order))
        for order, measured in enumerate(plan.INDICATORS, start=1)
    ]
    ledger.extend(
        Target(line=each, quarter=quarter, value=Decimal(plan.BY_CODE[each.code].target))
        for each in lines
        for quarter in QUARTERS
    )
    office.agreements[year], office.objectives[year] = agreement, objectives
    office.lines[year] = lines


def line(
    office: Office,
    agreement: Agreement,
    objectives: list[Objective],
    measured: Measured,
    indicator: Indicator,
    order: int,
) -> Line:
    section = office.sections[measured.section]
    return Line(
        agreement=agreement,
        objective=objectives[measured.objective - 1],
        indicator=indicator,
        section=section,
        code=measured.code,
        order=order,
        satuan=measured.satuan,
        kind=measured.kind,
        measure=Line.Measure.RATIO if measured.is_share else Line.Measure.NUMBER,
        accumulation=Accumulation.LAST,
        basis=Basis.TO_DATE,
        at_most_100=measured.is_share,
        person_in_charge=office.head(section).position.title,
    )
