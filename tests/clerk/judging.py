"""How the clerk judges a press: whose it is, whether the state offers it, what is missing."""

from collections.abc import Callable
from dataclasses import dataclass

from clerk.desk import Deal, Desk, holders
from clerk.record import Record

DONE, NOT_YOURS, REFUSED = "done", "not yours", "refused"
LIVING = ("distributing", "entering", "reviewing", "archiving", "archived")
FILLING = ("distributing", "entering")


@dataclass(frozen=True)
class Press:
    """One press under way on paper."""

    desk: Desk
    record: Record | None
    who: str
    deal: Deal

    @property
    def section(self) -> int:
        return self.deal.section


@dataclass(frozen=True)
class Known:
    """What the clerk knows of a verb; `do` changes the paper and says whether it was done."""

    do: Callable[[Press], bool]
    people: Callable[[Press], set[str]]
    states: tuple[str, ...] = LIVING
    reviews: Callable[[Press], bool] = lambda press: False
    entries: int = 1
    needs_record: bool = True


PRESSES: dict[str, Known] = {}


def step(number: int, *, named: bool = False, also: tuple[str, ...] = ()) -> Callable:
    """Give a step's people: its actor and the superior; the petugas whom the head has named."""

    def people(press: Press) -> set[str]:
        found = holders(number, press.section) | set(also)
        is_named = named and press.record.named[press.section]
        return found | ({"petugas"} if is_named else set())

    return people


def always(_press: Press) -> bool:
    return True


def never(_press: Press) -> bool:
    return False


def verb(people: Callable[[Press], set[str]] | int, **known) -> Callable:
    """Enter a function of the same name as what the clerk knows of a verb."""

    def enter(do: Callable[[Press], bool]) -> Callable:
        whose = step(people) if isinstance(people, int) else people
        PRESSES[do.__name__] = Known(do, whose, **known)
        return do

    return enter


def judge(desk: Desk, name: str, who: str, deal: Deal) -> str:
    """Judge a press and, where it is to be done, write down what it changes; else nothing."""
    known, record = PRESSES[name], desk.records[deal.quarter]
    press = Press(desk, record, who, deal)
    if who not in known.people(press):
        return NOT_YOURS
    if known.needs_record and record.state not in known.states:
        return REFUSED
    if known.reviews(press) and who in desk.barred(record):
        return NOT_YOURS
    if not known.do(press):
        return REFUSED
    if not known.needs_record:
        desk.entries += known.entries
    elif known.entries:
        record.told(name, who)
    return DONE


def people_of(desk: Desk, name: str, deal: Deal) -> set[str]:
    """Name who may press, for those who like to be right."""
    return PRESSES[name].people(Press(desk, desk.records[deal.quarter], "", deal))
