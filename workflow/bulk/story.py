"""How a generated record went: its pace, and what came in between."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from workflow.bulk import figures
from workflow.bulk.clock import Clock, NotYet
from workflow.bulk.record import Record
from workflow.models import Pause

# How fast an office works, in per cent of the usual minutes; the slow ones pass their standards.
PACES = (60, 80, 100, 100, 130, 220, 400)
PAUSES = (Pause.Reason.MEETING, Pause.Reason.SERVING_CITIZENS, Pause.Reason.ELECTRICITY)


@dataclass(frozen=True)
class Way:
    """What is out of the usual in one record."""

    pace: int
    is_returned: bool
    is_paused: bool


def draw(rng: Random) -> Way:
    return Way(
        rng.choice(PACES), is_returned=rng.randrange(7) == 0, is_paused=rng.randrange(5) == 0
    )


def tell(record: Record, clock: Clock, rng: Random) -> bool:
    """Play the record's days as far as they have come; False where it was not opened yet."""
    try:
        play(record, clock, rng, draw(rng))
    except NotYet:
        return bool(record.notes)
    return True


def play(record: Record, clock: Clock, rng: Random, way: Way) -> None:
    """Do one act after another. Raises NotYet where the future begins."""

    def later(low: int, high: int) -> datetime:
        return clock.after(rng.randint(low, high) * way.pace // 100)

    drawn = {line.code: figures.figure(rng, line) for line in record.lines}
    record.open(later(5, 60))
    for form in record.forms:
        record.order(form, later(5, 60))
        record.distribute(form, later(3, 16))
    for form in record.forms:
        record.hand_in(form, drawn, later(40, 200))
    record.start(2, "kasubag", later(15, 240))
    if way.is_paused:
        record.pause(2, "kasubag", rng.choice(PAUSES), later(10, 60))
        record.resume(2, "kasubag", later(15, 120))
    record.explain(later(20, 120))
    record.accept(later(10, 90))
    record.submit(later(10, 150))
    if way.is_returned and record.missed:
        returned = record.missed[0]
        record.start(3, "sekcam", later(30, 600))
        record.check(later(15, 60))
        record.send_back(returned, later(5, 15))
        record.enter(returned, later(20, 200))
        record.submit(later(5, 60))
    record.start(3, "sekcam", later(30, 600))
    record.check(later(15, 60))
    record.approve(later(5, 30))
    record.start(4, "admin", later(20, 500))
    record.seal(later(5, 18))
    record.file_copy(later(20, 400))
