"""The verbs that keep people, positions and assignments."""

from collections.abc import Callable
from datetime import date

from deeds import LATER
from make import Office

from authority.ready import Ready, through
from kinerja.keeping import acting, assignments, people, positions
from kinerja.keeping import forms as typed
from kinerja.models import Position
from workflow import qualified

PERSON = {"username": "budi", "name": "Budi", "identity_kind": "none", "is_active": True}


def add_person(at: Office) -> Ready:
    given, form = {"unit": at.unit}, typed.PersonForm
    return through(form, people.add_person, of={}, page="person_new", given=given, changes=PERSON)


def edit_person(at: Office) -> Ready:
    given = {"given": {"unit": at.unit}, "thing": at.filler, "args": (at.filler.pk,)}
    changes = {"name": "Petugas Baru"}
    form, of = typed.PersonForm, {"instance": at.filler}
    return through(form, people.edit_person, of=of, page="person", changes=changes, **given)


def about_person(writer: Callable, page: str = "person") -> Callable[[Office], Ready]:
    return lambda at: Ready(
        lambda by, when: writer(at.filler, unit=at.unit, by=by, at=when), page, (at.filler.pk,)
    )


def add_position(at: Office) -> Ready:
    of = {"instance": Position(unit=at.unit), "unit": at.unit, "default": None}
    changes, given = {"title": "Arsiparis", "short_label": "Arsiparis"}, {"unit": at.unit}
    form = typed.PositionForm
    return through(
        form, positions.add_position, of=of, page="position_new", changes=changes, given=given
    )


def edit_position(at: Office) -> Ready:
    seat = at.seat(at.admin)
    of = {"instance": seat, "unit": at.unit, "default": None}
    more = {"changes": {"short_label": "Admin"}, "thing": seat, "args": (seat.pk,)}
    return through(typed.PositionForm, positions.edit_position, of=of, page="position", **more)


def add_assignment(at: Office) -> Ready:
    changes = {"user": at.apip.pk, "position": at.seat(at.filler).pk, "role": "form_filler"}
    more = {"changes": changes | {"start": "2026-10-07"}, "given": {"unit": at.unit}}
    form, of = typed.AssignmentForm, {"unit": at.unit}
    return through(form, assignments.add_assignment, of=of, page="assignment_new", **more)


def edit_assignment(at: Office) -> Ready:
    held = at.apip.assignments.get()
    of, args = {"unit": at.unit, "instance": held}, (held.pk,)
    more = {"changes": {"end": "2027-11-30"}, "thing": held, "args": args}
    form = typed.AssignmentForm
    return through(form, assignments.edit_assignment, of=of, page="assignment", **more)


def end_assignment(at: Office) -> Ready:
    held = at.apip.assignments.get()
    return Ready(
        lambda by, when: assignments.end_assignment(held, end=date(2026, 12, 31), by=by, at=when),
        "assignment",
        (held.pk,),
        {"akhir-end": "2026-12-31"},
    )


def tick(at: Office) -> Ready:
    held, asked = at.kasubag.assignments.get(), qualified.asked(at.unit, LATER)
    given = {"texts": asked[:1], "offered": asked}
    return Ready(
        lambda by, when: assignments.tick(held, **given, by=by, at=when),
        "assignment",
        (held.pk,),
        {"texts": list(asked[:1])},
        verb="tick_qualifications",
    )


def name_acting(at: Office) -> Ready:
    """Kasubag will be away: the own seat, and nobody else's."""
    seat = at.kasubag.assignments.get(tenure="definitive")
    days = {"start": date(2026, 11, 2), "end": date(2026, 11, 4), "letter": ""}
    return Ready(
        lambda by, when: acting.name_acting(seat, {"user": at.apip, **days}, by=by, at=when),
        "acting",
        fields={"user": at.apip.pk, **days},
        query=f"&jabatan={seat.pk}",
    )
