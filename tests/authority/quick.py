"""What is the same for every cell of a scene is read once, and pages that nobody reads stay bare.

Within a scene nobody's assignment changes: who holds what at a moment is asked for once a moment.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from unittest import mock

from django.http import HttpRequest
from django.template.backends.django import Template

from kinerja import access
from kinerja.models import Assignment, User
from workflow import permissions
from workflow.models import Sop
from workflow.seats import Seats


@contextmanager
def read_once() -> Iterator[None]:
    """Read once, inside the block, what a person holds, who sits where, and the SOP's four rows."""
    duties, held = access.duties, {}

    def held_by(user: User, at: datetime) -> tuple[Assignment, ...]:
        key = ("held", user.pk, at)
        if key not in held:
            held[key] = duties(user, at)
        return held[key]

    def once(of: type, word: str, name: Callable[[object], object]) -> mock._patch:
        read = of.__dict__[word].func

        def found(thing: object) -> object:
            key = (word, name(thing))
            if key not in held:
                held[key] = read(thing)
            return held[key]

        kept = cached_property(found)
        kept.__set_name__(of, word)
        return mock.patch.object(of, word, kept)

    with (
        mock.patch.object(access, "duties", held_by),
        once(Seats, "positions", lambda seats: (frozenset(seats.units), seats.at)),
        once(Seats, "duties", lambda seats: (frozenset(seats.units), seats.at)),
        once(Sop, "rows", lambda sop: sop.pk),
    ):
        yield


@contextmanager
def bare_pages() -> Iterator[None]:
    """Set no page: of a refusal its title is left, of everything else nothing."""

    def render(page: Template, context: Mapping | None = None, request: HttpRequest = None) -> str:
        return str(getattr((context or {}).get("refused"), "title", ""))

    with mock.patch.object(Template, "render", render):
        yield


def names_not_asked():
    """Who could do it instead is named at four more questions a cell, and judged elsewhere."""
    return mock.patch.object(permissions, "whose", lambda *_, **__: "orang lain")
