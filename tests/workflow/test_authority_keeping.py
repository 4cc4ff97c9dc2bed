"""The authorisation matrix of the office itself: who keeps it, by the action and by the page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

import make
import pytest
import time_machine
from authority import quick
from authority.entrance import Entrance, kept_in_memory
from authority.judging import entries, files, is_done, is_refused, outcome, writes
from authority.keeping import FOR_ALL, KEEPING, OWN_SEAT, is_inner, verb_of, writers
from authority.keeping_rows import FACTS
from authority.ready import Ready
from authority.scenes import (
    Principal,
    Scene,
    acting,
    holds,
    neighbours,
    own_people,
    usual,
)
from authority.world import World, made, taken_back
from django.db import transaction
from seats_once import read_once

from kinerja import journal
from kinerja.keeping.change import SYSTEM, NotKeeper
from kinerja.models import JournalEntry
from kinerja.roster import TOLD
from workflow.rules import RULES

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_reads_the_pages():
    with quick.bare_pages(), kept_in_memory():
        yield


# Of what stands for all units, and so in no office's list of changes.
FOR_NO_UNIT = {"import_holidays", "revise_sop"}
# Only /pengelola/ does this.
ADMINISTERED = {"administer_unit"}
# One page with the same button: who keeps one office is not asked for whom it stands, and keeps
# the own.
ONE_PAGE = {"keep_scale for all", *(f"record_{word} for all" for word in FACTS)}
# Shown once, on the page itself.
SLIP = "issue_password"


def without_operator(world: World) -> Iterator[Scene]:
    """Nobody is operator: Kasubag keeps the office, and after a while who acts for him."""
    office = world.office
    office.operator.assignments.update(end=date(2026, 10, 5))
    own = [who for who in own_people(office) if who.name != "operator"]
    people = [*own, holds("operator, whose time is over", office.operator)]
    people += neighbours(world.neighbour)
    yield Scene("no operator", tuple(people), vacant=frozenset(["operator"]))
    plh = make.person("plh-kasubag")
    acting(plh, office.kasubag)
    both = holds("Plh of kasubag", plh, "kasubag"), holds("kasubag, who rests", office.kasubag)
    others = [who for who in people if who.name != "kasubag"]
    yield Scene("no operator, Plh", (*others, *both), vacant=frozenset(["operator"]))


SCENES: tuple[Callable[[World], Iterator[Scene]], ...] = (usual, without_operator)


def entitled(key: str, who: Principal, scene: Scene, world: World) -> bool:
    """Say from the table alone whether this person may keep this."""
    seat = KEEPING[key].seat
    if seat == OWN_SEAT:
        return who.user == world.office.kasubag and "kasubag" in who.seats
    able = {"administrator"} if seat == FOR_ALL else {"administrator", "operator"}
    if seat != FOR_ALL and "operator" in scene.vacant:
        able |= {"kasubag"}
    return bool(able & who.seats)


@dataclass
class Tally:
    done: int = 0
    refused: int = 0
    verbs: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        cells = self.done + self.refused
        agree = cells - len(self.faults)
        return f"{cells} cells, {agree} agree: {self.done} done twice, {self.refused} refused twice"


def walk(share: int) -> Tally:
    world, tally, entrance = made(), Tally(), Entrance()
    with transaction.atomic():
        journal.locked_chain(SYSTEM)
    for number, arrange in enumerate(SCENES):
        with taken_back():
            for scene in arrange(world):
                for place, key in enumerate(KEEPING):
                    is_whole = (place + number) % share == 0
                    with time_machine.travel(scene.at, tick=False), taken_back():
                        keep(key, scene, world, entrance, tally, is_whole=is_whole)
    return tally


def keep(
    key: str,
    scene: Scene,
    world: World,
    entrance: Entrance,
    tally: Tally,
    *,
    is_whole: bool,
) -> None:
    """Let everybody try, or those who may; and once where it is done, look at the journal."""
    ready = KEEPING[key].ready(world.office)
    able = [who for who in scene.people if entitled(key, who, scene, world)]
    with read_once():
        for who in scene.people if is_whole else able[:1]:
            if key in ONE_PAGE and who not in able and entitled(verb_of(key), who, scene, world):
                continue
            judge(key, who, ready, scene, world, entrance, tally)
    if able and verb_of(key) not in tally.verbs:
        with taken_back():
            ready.act(able[0].user, scene.at)
            tally.verbs.add(JournalEntry.objects.order_by("-pk")[0].verb)


def judge(
    key: str,
    who: Principal,
    ready: Ready,
    scene: Scene,
    world: World,
    entrance: Entrance,
    tally: Tally,
) -> None:
    """Judge both entrances; what is another's is refused, and nothing is even tried."""
    able, before = entitled(key, who, scene, world), files()
    how, by_action = kept(lambda: ready.act(who.user, scene.at))
    client = entrance.of(who.user)
    with writes() as written, taken_back():
        fields = {"verb": ready.verb or verb_of(key), **ready.fields}
        answer = client.post(ready.address(world.office), fields)
    was_done = is_done(answer) or (key == SLIP and answer.status_code == 200)
    if able:
        tally.done += 1
        agrees = how == "done" and was_done and entries(written) == entries(by_action) == 1
    else:
        tally.refused += 1
        refused = how == "not yours" and is_refused(answer, who)
        agrees = refused and not (written or by_action or files() ^ before)
    if not agrees:
        told = f"{how}, {answer.status_code}, {entries(written)} entries {written[:1]}"
        tally.faults.append(f"{key} by {who.name}, {scene.name}: {able=}, came {told}")


def kept(act: Callable[[], object]) -> tuple[str, list[str]]:
    try:
        return outcome(act)
    except NotKeeper:
        return "not yours", []


def test_every_verb_that_keeps_the_office_stands_in_the_matrix():
    """A new function that is told who acts and when stands in the table, or inside of another."""
    written = {row.writer for row in KEEPING.values()}
    assert {each for each in writers() if not is_inner(each)} == written
    assert {verb_of(key) for key in KEEPING} == set(TOLD) - set(RULES) - ADMINISTERED | FOR_NO_UNIT


def test_the_office_is_kept_by_its_keepers_and_by_nobody_else():
    """Every verb is done once through both entrances; a part is tried by everybody."""
    tally = walk(share=24)
    print(tally)
    assert not tally.faults, "\n".join(tally.faults[:40])
    assert tally.verbs == {verb_of(key) for key in KEEPING}


@pytest.mark.soak
def test_every_verb_that_keeps_the_office_by_everybody():
    tally = walk(share=1)
    print(tally)
    assert not tally.faults, "\n".join(tally.faults[:60])
