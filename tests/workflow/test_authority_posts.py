"""The authorisation matrix through the other entrance: every verb as a press on its page."""

import zlib
from dataclasses import dataclass, field

import pytest
import time_machine
from authority.acts import ACTS, exists
from authority.judging import entitled, writes
from authority.posts import POSTS, url
from authority.scenes import Principal, Scene, usual, with_plh
from authority.table import TABLE, verb_of
from authority.world import World, made, stages, taken_back
from django.http import HttpResponse
from django.test import Client

pytestmark = pytest.mark.django_db

STAGES = ("opened", "accepted", "noted", "sealed", "archived")
SCENES = (usual, with_plh("sekcam"), with_plh("kasubag"))
# One page, one button: whose document it is decides which verb is done.
SAME = ("replace_evidence", "replace_evidence of a form", "replace_late_evidence")
ANOTHERS = "Ini bukan langkah Anda"


@dataclass
class Tally:
    presses: int = 0
    done: int = 0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        agree = self.presses - len(self.faults)
        return f"{self.presses} presses, {agree} agree, {self.done} acts done"


def walk(share: int) -> Tally:
    tally = Tally()
    for world in stages(made()):
        for arrange in SCENES if world.stage in STAGES else ():
            with taken_back():
                for scene in arrange(world):
                    with time_machine.travel(scene.at, tick=False):
                        press_all(world, scene, share, tally)
    return tally


def press_all(world: World, scene: Scene, share: int, tally: Tally) -> None:
    asked = [key for key in TABLE if is_asked(f"{world.stage} {scene.name} {key}", share)]
    browsers = {who.name: browser(who) for who in scene.people if asked}
    for key in asked:
        if exists(key, world):
            with taken_back():
                ACTS[key](world)
                for who in scene.people:
                    press(key, who, scene, world, browsers[who.name], tally)


def is_asked(name: str, share: int) -> bool:
    return zlib.crc32(name.encode()) % share == 0


def browser(who: Principal) -> Client:
    client = Client()
    if who.user.is_authenticated and who.user.is_active:
        client.force_login(who.user)
    return client


def press(
    key: str, who: Principal, scene: Scene, world: World, client: Client, tally: Tally
) -> None:
    """Press and take it back. What is another's is refused, and nothing is even tried."""
    post = POSTS[key]
    fields = {"verb": post.verb or verb_of(key)} | post.fields(world)
    with writes() as written, taken_back():
        answer = client.post(url(post, world), fields)
    tally.presses += 1
    tally.done += is_done(answer)
    written = [sql for sql in written if "django_session" not in sql]
    able = any(entitled(each, who, scene, world) for each in (SAME if key in SAME else (key,)))
    if able:
        states = TABLE[key].states
        missing = (400, 404) if not states or world.state in states else ()
        agrees = answer.status_code not in missing and ANOTHERS not in answer.content.decode()
    else:
        agrees = not is_done(answer) and answer.status_code != 200 and not written
    if not agrees:
        where = f"{key} by {who.name}, {scene.name}, {world.stage}"
        tally.faults.append(f"{where}: {able=}, came {answer.status_code} {written[:2] or ''}")


def is_done(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and "/masuk/" not in answer["Location"]


def test_every_verb_has_its_page():
    assert set(POSTS) == set(TABLE)


def test_pages_do_what_the_sop_gives_a_person_and_nothing_else():
    tally = walk(share=60)
    print(tally)
    assert not tally.faults, "\n".join(tally.faults[:40])
    assert tally.presses > 200


@pytest.mark.soak
def test_every_page_by_everybody():
    tally = walk(share=1)
    print(tally)
    assert not tally.faults, "\n".join(tally.faults[:60])
