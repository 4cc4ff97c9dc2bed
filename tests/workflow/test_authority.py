"""The authorisation matrix: everybody × every verb × every state, against the SOP's own table."""

import zlib
from collections.abc import Callable, Sequence

import pytest
from authority import quick
from authority.acts import ACTS, exists
from authority.judging import Tally, entitled, judge
from authority.scenes import SCENES, Arrange, Scene, usual
from authority.table import HANDED_OVER, TABLE, verb_of
from authority.world import EVERY_STATE, WHOLE, World, made, stages, taken_back
from seats_once import read_once

from workflow.rules import RULES

pytestmark = pytest.mark.django_db
Asked = Callable[[str], bool]


@pytest.fixture(autouse=True)
def names_are_not_asked():
    with quick.names_not_asked():
        yield


def walk(is_asked: Asked, scenes: Sequence[Arrange] = SCENES) -> tuple[Tally, set[str]]:
    """Judge every cell that is asked for; give the tally, and the states that were met."""
    tally, met = Tally(), set()
    for world in stages(made()):
        met.add(world.state)
        for arrange in scenes if world.stage in WHOLE else {usual} & set(scenes):
            with taken_back():
                for scene in arrange(world):
                    judge_scene(world, scene, is_asked, tally)
    return tally, met


def judge_scene(world: World, scene: Scene, is_asked: Asked, tally: Tally) -> None:
    asked = [key for key in TABLE if is_asked(f"{world.stage} {scene.name} {key}")]
    with read_once():
        for key in asked:
            if exists(key, world):
                judge_key(key, world, scene, tally)


def judge_key(key: str, world: World, scene: Scene, tally: Tally) -> None:
    with taken_back():
        act, tally.lying = ACTS[key](world), None
        for who in scene.people:
            if world.stage in WHOLE or entitled(key, who, scene, world):
                judge(key, who, scene, world, act, tally)


def thinned(name: str) -> bool:
    """Ask a part of the cells, always the same one; `make soak` asks all."""
    return zlib.crc32(name.encode()) % (32 if " usual " in name else 200) == 0


def test_every_verb_and_every_state_stands_in_the_matrix():
    """Those of a position that changed hands stand in a matrix of their own, in test_handover."""
    assert {verb_of(key) for key in TABLE} | set(HANDED_OVER) == set(RULES)
    assert set(ACTS) == set(TABLE)


def test_everybody_may_do_what_the_sop_gives_them_and_nothing_else():
    tally, met = walk(thinned)
    print(tally)
    assert not tally.faults, "\n".join(tally.faults[:40])
    assert met == set(EVERY_STATE)
    assert tally.cells > 300


@pytest.mark.soak
@pytest.mark.parametrize("number", range(len(SCENES)))
def test_whole_matrix_agrees(number):
    """Scene by scene; in the usual one every verb is done by somebody at some stage."""
    tally, _ = walk(lambda name: True, SCENES[number : number + 1])
    print(f"scene {number}: {tally}")
    assert not tally.faults, "\n".join(tally.faults[:40])
    if SCENES[number] is usual:
        assert {key for key, _ in tally.done} == set(TABLE)
