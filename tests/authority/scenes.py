"""Who stands at the door: everybody with the seats they hold at a moment, by scene.

A scene changes who sits where; what each may then do follows from table.py alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import handing
import make
from deeds import LATER
from django.contrib.auth.models import AnonymousUser
from make import Office

from authority.world import World
from kinerja.models import Assignment, Role, Tenure, User

FIRST, LAST = date(2026, 10, 6), date(2026, 10, 8)
INSTANT = timedelta(microseconds=1)
# The borders of a Plh's days, in the office's own zone.
BEGINS, OVER = make.at("2026-10-06 00:00"), make.at("2026-10-09 00:00")
BORDERS = {
    "the instant before": BEGINS - INSTANT,
    "the first instant": BEGINS,
    "the last instant": OVER - INSTANT,
    "the instant after": OVER,
}
SEATS = {
    "kasi": Role.SECTION_HEAD,
    "kasubag": Role.PLANNING_HEAD,
    "sekcam": Role.SECRETARY,
    "admin": Role.ARCHIVIST,
    "camat": Role.LEADER,
}
ROLES = (*SEATS.values(), Role.FORM_FILLER, Role.OPERATOR, Role.ADMINISTRATOR)


@dataclass(frozen=True)
class Principal:
    """Somebody, and the seats of the office that are theirs at the moment."""

    name: str
    user: User | AnonymousUser
    seats: frozenset[str] = frozenset()
    entered: bool = False


@dataclass(frozen=True)
class Scene:
    """A constellation: who is there, when, and which seats nobody holds then."""

    name: str
    people: tuple[Principal, ...]
    at: datetime = LATER
    vacant: frozenset[str] = frozenset()
    small_office: bool = False


Arrange = Callable[[World], Iterator[Scene]]


def holds(name: str, user: User, *seats: str, entered: bool = False) -> Principal:
    return Principal(name, user, frozenset(seats), entered)


def own_people(office: Office) -> list[Principal]:
    """Everybody of the office; Kasubag is who entered the values."""
    people = [holds(word, getattr(office, word), word) for word in SEATS if word != "kasubag"]
    return [
        *people,
        holds("kasubag", office.kasubag, "kasubag", entered=True),
        holds("kasi of another seksi", office.heads[1]),
        holds("petugas", office.filler, "petugas"),
        holds("apip", office.apip),
        holds("operator", office.operator, "operator"),
        holds("administrator", office.administrator, "administrator"),
    ]


def neighbours(office: Office) -> list[Principal]:
    """The same roles next door; an administrator serves every unit."""
    words = [*SEATS, "filler", "apip", "operator"]
    found = [holds(f"neighbour's {word}", getattr(office, word)) for word in words]
    return [*found, holds("neighbour's administrator", office.administrator, "administrator")]


def outdated(office: Office) -> Iterator[Principal]:
    """People whose time in a role is over, has not come, or whose account is closed."""
    spells = {"expired": {"end": date(2026, 10, 5)}, "future": {"start": date(2026, 10, 7)}}
    for word in ("expired", "future", "inactive"):
        for role in ROLES:
            is_sectional = role in (Role.SECTION_HEAD, Role.FORM_FILLER)
            within = office.sections[0] if is_sectional else None
            user = make.person(f"{word}.{role.value.replace('_', '-')}", name=f"{word} {role}")
            user.is_active = word != "inactive"
            user.save()
            of = None if role == Role.ADMINISTRATOR else office.unit
            title = f"{word} {role.label}"
            make.assign(
                user, role, of, within, title=title, seat=office.unit, **spells.get(word, {})
            )
            yield holds(user.name, user)


def usual(world: World) -> Iterator[Scene]:
    people = (*own_people(world.office), *neighbours(world.neighbour), *outdated(world.office))
    nobody = holds("nobody", make.person("nobody")), holds("anonymous", AnonymousUser())
    yield Scene("usual", (*people, *nobody))


def acting(user: User, of: User, *, first: date = FIRST, last: date = LAST) -> Assignment:
    """Let somebody act for a while in the place of another."""
    duty = of.assignments.select_related("position").get(tenure=Tenure.DEFINITIVE)
    return handing.plh(user, duty, first, last)


def with_plh(seat: str) -> Arrange:
    """A Plh for one seat, at the borders of the days in force."""

    def arrange(world: World) -> Iterator[Scene]:
        office = world.office
        definitive, plh = getattr(office, seat), make.person("plh")
        acting(plh, definitive)
        entered = seat == "kasubag"
        for when, at in BORDERS.items():
            is_inside = BEGINS <= at < OVER
            own = {plh: [seat] if is_inside else [], definitive: [] if is_inside else [seat]}
            both = (
                holds(f"Plh of {seat}", plh, *own[plh]),
                holds(f"definitive {seat}", definitive, *own[definitive], entered=entered),
            )
            yield Scene(f"Plh of {seat}, {when}", both, at=at)

    return arrange


def vacancy(*seats: str) -> Arrange:
    """Nobody holds these seats: who is above answers for them."""

    def arrange(world: World) -> Iterator[Scene]:
        office = world.office
        for seat in seats:
            getattr(office, seat).assignments.update(end=date(2026, 10, 5))
        people = (
            holds(each.name, each.user, *(each.seats - set(seats)), entered=each.entered)
            for each in own_people(office)
            if each.name in SEATS
        )
        yield Scene(f"vacant: {' and '.join(seats)}", tuple(people), vacant=frozenset(seats))

    return arrange


def chain_of_positions(world: World) -> Iterator[Scene]:
    """Kasubag is Plh of Sekcam, and another is Plh of Kasubag: A to B to C."""
    office, third = world.office, make.person("plh-ketiga")
    acting(office.kasubag, office.sekcam)
    acting(third, office.kasubag)
    people = (
        holds("A, who rests", office.sekcam),
        holds("B, who entered and is Plh Sekcam", office.kasubag, "sekcam", entered=True),
        holds("C, Plh of Kasubag", third, "kasubag"),
        holds("camat", office.camat, "camat"),
        holds("admin", office.admin, "admin"),
    )
    yield Scene("a chain over two positions", people)
    office.unit.small_office = True
    office.unit.save()
    yield Scene("the same in a small office", people, small_office=True)
    office.unit.small_office = False


def chain_of_days(world: World) -> Iterator[Scene]:
    """Sekcam's place is taken by B, then by C, then he is back: A to B to C to A."""
    office, second, third = world.office, make.person("plh-b"), make.person("plh-c")
    acting(second, office.sekcam, last=date(2026, 10, 6))
    acting(third, office.sekcam, first=date(2026, 10, 7))
    for text, seated in (
        ("2026-10-05 23:59", office.sekcam),
        ("2026-10-06 23:59", second),
        ("2026-10-07 00:00", third),
        ("2026-10-09 00:00", office.sekcam),
    ):
        people = [
            holds(name, user, *(["sekcam"] if user == seated else []))
            for name, user in (("A", office.sekcam), ("B", second), ("C", third))
        ]
        yield Scene(f"a chain of days, {text}", tuple(people), at=make.at(text))


SCENES = (
    usual,
    *(with_plh(seat) for seat in SEATS),
    *(vacancy(seat) for seat in SEATS),
    vacancy("sekcam", "kasubag"),
    vacancy("sekcam", "kasi", "admin"),
    chain_of_positions,
    chain_of_days,
)
