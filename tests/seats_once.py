"""Who sits where and what the SOP says, read once: for trials in which both stand still.

A third of what an act costs is reading them. Whose step it is, and who is above, is judged each
time all the same.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import cached_property
from unittest import mock

from kinerja import access
from workflow.models import Sop
from workflow.seats import Seats


@contextmanager
def read_once(each: Callable[[datetime], Hashable] = lambda at: at) -> Iterator[None]:
    """Keep, inside the block, what was read of duties, seats and steps: for each moment, or day."""

    def of_seats(seats: Seats) -> tuple:
        return frozenset(seats.units), each(seats.at)

    duties = kept(access.duties, by=lambda user, at: (user.pk, each(at)))
    with ExitStack() as changed:
        changed.enter_context(mock.patch.object(access, "duties", duties))
        for owner, name, by in (
            (Sop, "rows", lambda sop: sop.pk),
            (Seats, "duties", of_seats),
            (Seats, "positions", of_seats),
        ):
            once = cached_property(kept(vars(owner)[name].func, by=by))
            once.__set_name__(owner, name)
            changed.enter_context(mock.patch.object(owner, name, once))
        yield


def kept(read: Callable, *, by: Callable[..., Hashable]) -> Callable:
    answers: dict = {}

    def once(*given: object) -> object:
        key = by(*given)
        if key not in answers:
            answers[key] = read(*given)
        return answers[key]

    return once
