"""One cell of the matrix: what the table expects, what the program does, and what it wrote."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse

from authority.scenes import Principal, Scene
from authority.table import ABOVE, ACTOR, STEP, TABLE
from authority.world import Undone, World
from workflow.actions import NotYours, Refused

WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "TRUNCATE")


@dataclass
class Tally:
    """How many cells were judged, how many of them were done, and which do not agree."""

    cells: int = 0
    allowed: int = 0
    done: set[tuple[str, str]] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    # What lay in DATA_DIR after the last cell; None where that may have changed it.
    lying: set | None = None

    def __str__(self) -> str:
        agree = self.cells - len(self.faults)
        return f"{self.cells} cells, {agree} agree, {self.allowed} acts done"


def entitled(key: str, who: Principal, scene: Scene, world: World) -> bool:
    """Say from the table alone whether this person may do the verb at this moment."""
    row, seats = TABLE[key], TABLE[key].seats
    others = set(row.others)
    if row.of_step:
        seats = (ACTOR[world.step],)
        others |= {"petugas"} if world.step == 1 and not row.above_only else set()
    if is_barred(key, who, scene, world):
        return False
    if "addressee" in others:
        others |= {"sekcam"}
    if who.seats & others:
        return True
    own = set() if row.above_only else set(seats)
    return bool(who.seats & (own | {above for seat in seats for above in over(seat, scene)}))


def is_barred(key: str, who: Principal, scene: Scene, world: World) -> bool:
    """Who entered does not review, but in a small office; a round of step 3 is reviewing too.

    So is gangguan kerja, which Kasubag has recorded, benar by somebody else.
    """
    row = TABLE[key]
    if scene.small_office:
        return False
    if row.confirms_kasubag:
        return who.user == world.office.kasubag
    is_review = row.reviews and world.state in row.states
    is_round = row.of_step and not row.above_only and world.step == 3
    return (is_review or is_round) and who.entered and has_entered(world)


def has_entered(world: World) -> bool:
    """Say whether Kasubag has sent on in this edition."""
    return STEP.get(world.state) in (3, 4) or world.stage == "archived"


def over(seat: str, scene: Scene) -> Iterator[str]:
    """Name who is above a seat: the next, and on while the next is vacant."""
    while above := ABOVE.get(seat):
        yield above
        if above not in scene.vacant:
            return
        seat = above


def expectation(key: str, who: Principal, scene: Scene, world: World) -> str:
    """Tell what must come: another's act, an act out of its time, or one that is offered."""
    if not entitled(key, who, scene, world):
        return "not yours"
    states = TABLE[key].states
    return "not now" if states and world.state not in states else "offered"


COUNTED = "workflow_attempts"


@contextmanager
def writes() -> Iterator[list[str]]:
    """List the statements that would change a table.

    What is sent is counted before it is known whose the act is; that count is none of them.
    """
    found: list[str] = []

    def watch(execute, sql, params, many, context):
        if sql.lstrip().upper().startswith(WRITING) and COUNTED not in sql:
            found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield found


def outcome(act: Callable[[], object]) -> tuple[str, list[str]]:
    """Do the act, take it back, and tell how it ended and what it had tried to write."""
    with writes() as written:
        try:
            with transaction.atomic():
                act()
                raise Undone
        except Undone:
            return "done", written
        except NotYours:
            return "not yours", written
        except Refused as refused:
            return type(refused).__name__, written


def files() -> set[tuple[str, int, int]]:
    """List what lies in DATA_DIR, with its size and when it was written last."""
    found = ((path, path.stat()) for path in settings.DATA_DIR.rglob("*") if path.is_file())
    return {(str(path), told.st_size, told.st_mtime_ns) for path, told in found}


AGREES = {
    "not yours": lambda how: how == "not yours",
    "not now": lambda how: how in ("NotNow", "Incomplete"),
    "offered": lambda how: how != "not yours",
}


def judge(key: str, who: Principal, scene: Scene, world: World, act, tally: Tally) -> None:
    """Judge one cell. What is another's act does not even try to write."""
    expected = expectation(key, who, scene, world)
    if expected == "not yours" and tally.lying is None:
        tally.lying = files()
    how, written = outcome(lambda: act(who.user, scene.at))
    tally.cells += 1
    if how == "done":
        tally.allowed += 1
        tally.done.add((key, who.name))
    has_tried = [*written, *news(tally)] if expected == "not yours" else ()
    if expected != "not yours":
        tally.lying = None
    if has_tried or not AGREES[expected](how):
        where = f"{key} by {who.name}, {scene.name}, {world.stage}"
        tally.faults.append(f"{where}: expected {expected}, came {how} {has_tried or ''}")


def news(tally: Tally) -> set:
    """Tell which files came, went or changed since the last cell."""
    before, tally.lying = tally.lying, files()
    return before ^ tally.lying


def is_done(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and "/masuk/" not in answer["Location"]


def is_refused(answer: HttpResponse, who: Principal) -> bool:
    """Say whether a press was refused to this person, who is led to sign in only where not in."""
    if answer.status_code == 302:
        is_in = who.user.is_authenticated and who.user.is_active
        return not is_done(answer) and not is_in
    return 400 <= answer.status_code < 500


def entries(written: list[str]) -> int:
    return sum("kinerja_journalentry" in sql for sql in written if sql.startswith("INSERT"))
