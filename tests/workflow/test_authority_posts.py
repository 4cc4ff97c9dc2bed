"""The authorisation matrix through the other entrance: every verb as a press on its page.

Who may do it by the action may do it by the press, and both write as many entries of the journal.
"""

import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
import time_machine
from authority import quick
from authority.acts import ACTS, Act, exists
from authority.entrance import Entrance, kept_in_memory
from authority.judging import entitled, entries, files, is_done, is_refused, outcome, writes
from authority.posts import POSTS, url
from authority.scenes import Arrange, Principal, Scene, usual, with_plh
from authority.table import TABLE, verb_of
from authority.world import WHOLE, World, made, stages, taken_back
from django.http import HttpResponse
from seats_once import read_once

pytestmark = pytest.mark.django_db

SCENES = (usual, with_plh("sekcam"), with_plh("kasubag"))
# One page, one button: whose document it is decides which verb is done.
SAME = ("replace_evidence", "replace_evidence of a form", "replace_late_evidence")
# Until something is sealed there is no page for it.
OF_SEALED = ("upload_signed",)
ANOTHERS = "Ini bukan langkah Anda"


@pytest.fixture(autouse=True)
def nobody_reads_the_pages():
    with quick.names_not_asked(), quick.bare_pages(), kept_in_memory():
        yield


@dataclass
class Tally:
    """What was pressed: done, refused because of the person, or because of the state."""

    done: Counter = field(default_factory=Counter)
    another: int = 0
    out_of_time: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def presses(self) -> int:
        return sum(self.done.values()) + self.another + self.out_of_time

    def __str__(self) -> str:
        agree, done = self.presses - len(self.faults), sum(self.done.values())
        return (
            f"{self.presses} presses, {agree} agree: {done} done ({len(self.done)} of "
            f"{len(TABLE)} verbs), {self.another} another's, {self.out_of_time} not offered"
        )


def walk(share: int, scenes: Sequence[Arrange] = SCENES) -> Tally:
    tally, entrance = Tally(), Entrance()
    for world in stages(made()):
        for arrange in scenes if world.stage in WHOLE else {usual} & set(scenes):
            with taken_back():
                for scene in arrange(world):
                    with time_machine.travel(scene.at, tick=False), read_once():
                        press_all(world, scene, share, entrance, tally)
    return tally


def press_all(world: World, scene: Scene, share: int, entrance: Entrance, tally: Tally) -> None:
    for key in filter(lambda key: exists(key, world), TABLE):
        is_whole = is_asked(f"{world.stage} {scene.name} {key}", share)
        if is_whole or key not in tally.done:
            with taken_back():
                press_key(key, world, scene, entrance, tally, is_whole=is_whole)


def press_key(
    key: str,
    world: World,
    scene: Scene,
    entrance: Entrance,
    tally: Tally,
    *,
    is_whole: bool,
) -> None:
    """Everybody presses what is asked as a whole; else those who may, if it can be done now."""
    act, people = ACTS[key](world), whom(key, world, scene, is_whole=is_whole)
    if is_whole or any(is_doable(act, who, scene) for who in people[:1]):
        for who in people:
            press(key, who, scene, world, act, entrance, tally)


def is_doable(act: Act, who: Principal, scene: Scene) -> bool:
    return outcome(lambda: act(who.user, scene.at))[0] == "done"


def is_asked(name: str, share: int) -> bool:
    return zlib.crc32(name.encode()) % share == 0


def whom(key: str, world: World, scene: Scene, *, is_whole: bool) -> list[Principal]:
    """Choose who presses: everybody, or those who may; never who does the page's other verb."""
    able = [who for who in scene.people if entitled(key, who, scene, world)]
    if not (is_whole and world.stage in WHOLE):
        return able
    same = SAME if key in SAME else (key,)
    may = [who for who in scene.people if any(entitled(each, who, scene, world) for each in same)]
    return [who for who in scene.people if who in able or who not in may]


def press(
    key: str,
    who: Principal,
    scene: Scene,
    world: World,
    act: Act,
    entrance: Entrance,
    tally: Tally,
) -> None:
    """Press and take it back. What is another's is refused, and nothing is even tried."""
    post = POSTS[key]
    fields = {"verb": post.verb or verb_of(key)} | post.fields(world)
    able = entitled(key, who, scene, world)
    how, by_action = outcome(lambda: act(who.user, scene.at)) if able else ("not yours", [])
    before = set() if able else files()
    client = entrance.of(who.user)
    with writes() as written, taken_back():
        answer = client.post(url(post, world), fields)
    if able:
        fault = JUDGES.get(how, not_offered)(answer, written, by_action, how=how, key=key)
    else:
        fault = another(answer, who, [*written, *(files() ^ before)])
    tally.done.update([key] if how == "done" else [])
    tally.another += not able
    tally.out_of_time += able and how != "done"
    if fault:
        where = f"{key} by {who.name}, {scene.name}, {world.stage}"
        tally.faults.append(f"{where}: {how=}, came {answer.status_code} {fault}")


def another(answer: HttpResponse, who: Principal, tried: list) -> str:
    """Say what is wrong with the answer to who may not: refused, and nothing even tried."""
    return str(tried[:2]) if tried else "" if is_refused(answer, who) else "not refused"


def done(answer: HttpResponse, written: list[str], by_action: list[str], **_told) -> str:
    """Say what is wrong where the action is done: the press does the same, entry by entry."""
    same = entries(written) == entries(by_action) and bool(written) == bool(by_action)
    return "" if is_done(answer) and same else f"{entries(written)} entries"


def not_offered(
    answer: HttpResponse, written: list[str], by_action: list[str], *, how: str, key: str
) -> str:
    """Say what is wrong where the action is refused to who may: no page is missing for it."""
    if is_done(answer) and entries(written) and key not in SAME:
        return "done"
    if how != "NotNow" and key not in OF_SEALED and answer.status_code in (400, 404):
        return "not found"
    return "another's" if ANOTHERS in answer.content.decode() else ""


JUDGES = {"done": done}


def test_every_verb_has_its_page():
    assert set(POSTS) == set(TABLE)


def test_pages_do_what_the_sop_gives_a_person_and_nothing_else():
    """Every verb is done once, by who may; a part of the rest is asked of everybody."""
    tally = walk(share=120)
    print(tally)
    assert not tally.faults, "\n".join(tally.faults[:40])
    assert set(tally.done) == set(TABLE)
    assert tally.another > 80


@pytest.mark.soak
@pytest.mark.parametrize("number", range(len(SCENES)))
def test_every_page_by_everybody(number):
    tally = walk(1, SCENES[number : number + 1])
    print(f"scene {number}: {tally}")
    assert not tally.faults, "\n".join(tally.faults[:60])
    if SCENES[number] is usual:
        assert set(tally.done) == set(TABLE)
