"""The matrix of serah terima tugas: a position changes hands, and two say so, each for one side.

Told from the domain: who gave the position up says it, or the superior for him; who holds it now
receives it, and where nobody does, the superior. Nobody says both, and nobody before the day.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from itertools import count, product

import make
import pytest
import time_machine
from authority import quick
from authority.entrance import Entrance, kept_in_memory
from authority.judging import entries, files, is_done, is_refused, outcome, over, writes
from authority.scenes import (
    SEATS,
    Principal,
    Scene,
    acting,
    holds,
    neighbours,
    own_people,
)
from authority.table import HANDED_OVER
from authority.world import World, made, taken_back
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from seats_once import read_once

from kinerja.models import Assignment, User
from workflow import actions

pytestmark = pytest.mark.django_db

AWAY, BACK = date(2026, 10, 6), date(2026, 10, 9)
BEFORE, INSIDE = make.at("2026-10-05 23:59"), make.at("2026-10-06 09:00")
AFTER = make.at("2026-10-09 09:00")
ACTS = {"release_duty": actions.release_duty, "receive_duty": actions.receive_duty}


@pytest.fixture(autouse=True)
def nobody_reads_the_pages():
    with quick.bare_pages(), kept_in_memory():
        yield


@dataclass(frozen=True)
class Hands:
    """One change of hands at a moment: of which assignment, and whose each side is."""

    name: str
    given: Assignment
    day: date
    at: datetime
    people: tuple[Principal, ...]
    may: dict[str, frozenset[str]]
    said: tuple[str, ...] = ()
    said_by: User | None = None


@dataclass
class Tally:
    done: int = 0
    refused: int = 0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        cells = self.done + self.refused
        agree = cells - len(self.faults)
        return f"{cells} cells, {agree} agree: {self.done} done twice, {self.refused} refused twice"


def everybody(world: World, *others: Principal) -> tuple[Principal, ...]:
    nobody = holds("nobody", make.person("nobody")), holds("anonymous", AnonymousUser())
    return (*own_people(world.office), *neighbours(world.neighbour), *others, *nobody)


def with_plh(world: World, seat: str) -> Iterator[Hands]:
    """A Plh takes over and gives back: three moments, and once with one side said."""
    user, plh = getattr(world.office, seat), make.person("plh")
    own, his = user.assignments.get(), acting(plh, user)
    people, above = everybody(world, holds("plh", plh)), {*over(seat, Scene("", ()))}
    begins = partial(Hands, given=own, day=AWAY, people=people)
    nobody = dict.fromkeys(HANDED_OVER, frozenset())
    may = {"release_duty": frozenset({seat, *above}), "receive_duty": frozenset({"plh"})}
    yield begins(f"Plh of {seat}, before", at=BEFORE, may=nobody)
    yield begins(f"Plh of {seat}, inside", at=INSIDE, may=may)
    said = may | {"release_duty": frozenset()}
    released = {"said": ("release_duty",), "said_by": superior(world, seat)}
    yield begins(f"Plh of {seat}, released", at=INSIDE, may=said, **released)
    may = {"release_duty": frozenset({"plh", *above}), "receive_duty": frozenset({seat})}
    yield Hands(f"Plh of {seat}, after", his, BACK, AFTER, people, may)


def vacant(world: World, seat: str) -> Iterator[Hands]:
    """Nobody holds the seat any longer: the superior receives what lay open."""
    given = getattr(world.office, seat).assignments.get()
    Assignment.objects.filter(pk=given.pk).update(end=date(2026, 10, 5))
    above = frozenset(over(seat, Scene("", ())))
    people, may = everybody(world), {"release_duty": above | {seat}, "receive_duty": above}
    empty = partial(Hands, given=given, day=AWAY, at=INSIDE, people=people)
    yield empty(f"vacant: {seat}", may=may)
    # Who has said it for the one who is gone does not receive it too.
    said = dict.fromkeys(HANDED_OVER, frozenset())
    released = {"said": ("release_duty",), "said_by": superior(world, seat)}
    yield empty(f"vacant: {seat}, released", may=said, **released)


def superior(world: World, seat: str) -> User:
    return getattr(world.office, next(over(seat, Scene("", ())), seat))


ARRANGED = (with_plh, vacant)


def walk(share: int) -> Tally:
    world, tally, entrance = made(), Tally(), Entrance()
    places = count(1)
    for seat, arrange in product(SEATS, ARRANGED):
        with taken_back():
            for hands in arrange(world, seat):
                is_whole = next(places) % share == 0
                with time_machine.travel(hands.at, tick=False), taken_back():
                    say_before(hands)
                    try_all(hands, entrance, tally, is_whole=is_whole)
    return tally


def say_before(hands: Hands) -> None:
    """Let the superior say the side that is said already; the Camat, who has none, himself."""
    by = hands.said_by
    for verb in hands.said:
        ACTS[verb](hands.given, day=hands.day, by=by, at=hands.at)


def try_all(hands: Hands, entrance: Entrance, tally: Tally, *, is_whole: bool) -> None:
    for who in hands.people:
        for verb in HANDED_OVER:
            # Who has said the one side is always asked for the other.
            if is_whole or who.name in hands.may[verb] or who.user == hands.said_by:
                with read_once():
                    judge(verb, who, hands, entrance, tally)


def judge(verb: str, who: Principal, hands: Hands, entrance: Entrance, tally: Tally) -> None:
    able, before = who.name in hands.may[verb], files()
    act = partial(ACTS[verb], hands.given, day=hands.day, by=who.user, at=hands.at)
    how, by_action = outcome(act)
    address = reverse("handover", args=[hands.given.pk, hands.day.isoformat()])
    client = entrance.of(who.user)
    with writes() as written, taken_back():
        answer = client.post(address, {"verb": verb})
    tally.done += able
    tally.refused += not able
    if able:
        agrees = how == "done" and is_done(answer) and entries(written) == entries(by_action) == 1
    else:
        refused = how in ("not yours", "NotNow") and is_refused(answer, who)
        agrees = refused and not (written or by_action or files() ^ before)
    if not agrees:
        told = f"{how}, {answer.status_code} {written[:1]}"
        tally.faults.append(f"{verb} by {who.name}, {hands.name}: {able=}, came {told}")


def test_both_sides_are_said_by_whose_they_are_and_by_nobody_else():
    tally = walk(share=11)
    print(tally)
    assert not tally.faults, "\n".join(tally.faults[:40])
    assert tally.done > 30


@pytest.mark.soak
def test_both_sides_of_every_seat_by_everybody():
    tally = walk(share=1)
    print(tally)
    assert not tally.faults, "\n".join(tally.faults[:60])
