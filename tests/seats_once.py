"""Who sits where and what the SOP says, read once a day: for trials in which both stand still.

A third of what an act costs is reading them. Whose step it is, and who is above, is judged each
time all the same.
"""

from collections.abc import Callable, Hashable
from functools import cached_property

import pytest
from django.utils.timezone import localdate

from kinerja import access
from workflow.models import Sop
from workflow.seats import Seats


def keep(patch: pytest.MonkeyPatch) -> None:
    """Keep, until the test ends, what was read of seats and steps; another day is read again."""
    duties = kept(access.duties, by=lambda user, at: (user.pk, localdate(at)))
    patch.setattr(access, "duties", duties)
    for owner, name, by in (
        (Sop, "rows", lambda sop: sop.pk),
        (Seats, "duties", of_the_day),
        (Seats, "positions", of_the_day),
    ):
        once = cached_property(kept(vars(owner)[name].func, by=by))
        once.__set_name__(owner, name)
        patch.setattr(owner, name, once)


def of_the_day(seats: Seats) -> tuple:
    return frozenset(seats.units), localdate(seats.at)


def kept(read: Callable, *, by: Callable[..., Hashable]) -> Callable:
    answers: dict = {}

    def once(*given: object) -> object:
        key = by(*given)
        if key not in answers:
            answers[key] = read(*given)
        return answers[key]

    return once
