"""The people and the plan of a whole office, a statement for each table."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count

from kinerja.formula import Accumulation, Basis, Kind
from kinerja.models import (
    Agreement,
    Assignment,
    Indicator,
    Line,
    Objective,
    Position,
    Role,
    Section,
    Target,
    Unit,
    User,
)

SINCE = date(2024, 1, 1)
numbers = count(1)
# Those of whom an office has one, but for petugas pengisi, whom it may do without.
ALONE = ("kasubag", "sekcam", "admin", "camat", "apip", "operator", "administrator")


@dataclass(frozen=True)
class Seat:
    """A position of the office and who holds it, before either is stored."""

    who: str
    role: Role
    title: str
    within: Section | None = None
    end: date | None = None


def seats(parts: list[Section]) -> list[Seat]:
    return [
        *(
            Seat(f"kasi{number + 1}", Role.SECTION_HEAD, f"Kepala {part.name}", part)
            for number, part in enumerate(parts)
        ),
        *(Seat("petugas", Role.FORM_FILLER, "Staf Seksi 1", part) for part in parts[:1]),
        Seat("kasubag", Role.PLANNING_HEAD, "Kasubag Perencanaan"),
        Seat("sekcam", Role.SECRETARY, "Sekretaris Camat"),
        Seat("admin", Role.ARCHIVIST, "Admin e-kejab"),
        Seat("camat", Role.LEADER, "Camat"),
        Seat("apip", Role.AUDITOR, "Auditor", end=date(2027, 12, 31)),
        Seat("operator", Role.OPERATOR, "Operator"),
        Seat("administrator", Role.ADMINISTRATOR, "Administrator"),
    ]


def seat_people(of: Unit, held: list[Seat], people: dict[str, User]) -> None:
    """Give everybody the own position, from long ago."""
    positions = Position.objects.bulk_create(
        Position(unit=of, title=each.title, short_label=each.title[:60], section=each.within)
        for each in held
    )
    Assignment.objects.bulk_create(
        Assignment(
            user=people[each.who],
            role=each.role,
            position=position,
            unit=None if each.role == Role.ADMINISTRATOR else of,
            section=each.within,
            start=SINCE,
            end=each.end,
        )
        for each, position in zip(held, positions, strict=True)
    )


def plan(of: Agreement, parts: list[Section], rows: int) -> list[Line]:
    """Agree on `rows` percentage indicators for each section: 80 in every quarter."""
    objectives = Objective.objects.bulk_create(
        Objective(agreement=of, number=number + 1, text=f"Meningkatnya pelayanan {number + 1}")
        for number in range(len(parts) if rows else 0)
    )
    codes = [
        (number, f"{number + 1}.{row + 1}") for number in range(len(parts)) for row in range(rows)
    ]
    indicators = Indicator.objects.bulk_create(
        Indicator(unit=of.unit, name=f"Indikator {code}") for _, code in codes
    )
    lines = Line.objects.bulk_create(
        Line(
            agreement=of,
            objective=objectives[number],
            indicator=indicator,
            section=parts[number],
            code=code,
            **percentage(),
        )
        for (number, code), indicator in zip(codes, indicators, strict=True)
    )
    Target.objects.bulk_create(
        Target(line=line, quarter=quarter, value=Decimal(80))
        for line in lines
        for quarter in (1, 2, 3, 4)
    )
    return lines


def percentage() -> dict[str, object]:
    """Give what the fields of a plain row hold."""
    return {
        "satuan": "%",
        "kind": Kind.HIGHER,
        "accumulation": Accumulation.LAST,
        "basis": Basis.TO_DATE,
        "order": next(numbers),
    }
