"""Every verb as a press on the world's things, whatever state its record is in."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

import make
import papers
from deeds import DEEDS, instruction
from office_deeds import OFFICE_DEEDS
from susulan import attached as attached_late
from version_deeds import amended, later

from kinerja.models import Evidence, Position, User
from workflow import actions
from workflow.actions import Refused

if TYPE_CHECKING:
    from authority.world import World

Act = Callable[[User, datetime], object]
LATE_ROW = "1.2"


def deed(verb: str) -> Callable[["World"], Act]:
    """Press a verb as deeds.py has it."""
    return lambda world: lambda by, at: DEEDS[verb].press(world.office, world.record, by=by, at=at)


def office_deed(verb: str) -> Callable[["World"], Act]:
    """Press a verb of the office itself, on a thing of its own."""

    def ready(world: "World") -> Act:
        thing = OFFICE_DEEDS[verb].ready(world.office)
        return lambda by, at: OFFICE_DEEDS[verb].press(world.office, thing, by=by, at=at)

    return ready


def of_round(press: Callable[..., object]) -> Callable[["World"], Act]:
    """Press at the clock of the step that the record stands at; of step 1 the first form's."""
    return lambda world: lambda by, at: press(world.run, by=by, at=at)


def resume(world: "World") -> Act:
    """A round whose actor is in a pause, where the round is open."""
    with suppress(Refused):
        actions.pause(world.run, reason="meeting", by=world.actor, at=make.at("2026-10-05 08:30"))
    return lambda by, at: actions.resume(world.run, by=by, at=at)


def adopt(world: "World") -> Act:
    amended(world.office)
    return lambda by, at: actions.adopt_agreement(
        world.record, agreement=later(world.office), by=by, at=at
    )


def replace(world: "World") -> Act:
    before = Evidence.objects.order_by("pk").first()
    new = {"file": papers.kept(world.office.unit, papers.pdf("baru")), "title": "baru.pdf"}
    return lambda by, at: actions.replace_evidence(
        world.record, before, **new, reason="Tertukar", by=by, at=at
    )


def attach(world: "World") -> Act:
    given = {"file": papers.kept(world.office.unit), "title": "rekap.pdf"}
    return lambda by, at: actions.attach(world.record, rows=["1.1"], **given, by=by, at=at)


def attach_form(world: "World") -> Act:
    given = {"file": papers.kept(world.office.unit, papers.pdf("lain")), "title": "lain.pdf"}
    return lambda by, at: actions.attach(
        world.record, rows=["1.1"], **given, form=world.form, by=by, at=at
    )


def replace_form(world: "World") -> Act:
    before = Evidence.objects.order_by("pk").first()
    new = {"file": papers.kept(world.office.unit, papers.pdf("ganti")), "title": "ganti.pdf"}
    return lambda by, at: actions.replace_evidence(
        world.record, before, **new, form=world.form, reason="Tertukar", by=by, at=at
    )


def given_late(world: "World") -> None:
    with suppress(Refused):
        values = {LATE_ROW: make.entry("91")}
        actions.enter_late(world.record, values=values, by=world.office.kasubag, at=make.at())


def enter_late(world: "World") -> Act:
    values = {LATE_ROW: make.entry("91")}
    return lambda by, at: actions.enter_late(world.record, values=values, by=by, at=at)


def attach_late(world: "World") -> Act:
    given_late(world)
    given = {"file": papers.kept(world.office.unit, papers.pdf("susulan")), "title": "surat.pdf"}
    return lambda by, at: actions.attach_late(world.record, rows=[LATE_ROW], **given, by=by, at=at)


def replace_late(world: "World") -> Act:
    """The document of a late value where there is one, else the record's first."""
    given_late(world)
    with suppress(Refused):
        attached_late(world.office, world.record, rows=(LATE_ROW,), at=make.at())
    shown = late_or_first()
    new = {"file": papers.kept(world.office.unit, papers.pdf("benar")), "title": "benar.pdf"}
    return lambda by, at: actions.replace_late_evidence(
        world.record, shown, **new, reason="Tertukar", by=by, at=at
    )


def late_or_first() -> Evidence:
    of_late = Evidence.objects.filter(title="surat bps.pdf").order_by("pk").first()
    return of_late or Evidence.objects.order_by("pk")[0]


def reassign(world: "World") -> Act:
    """Nobody is named any longer, for one is named already."""
    return lambda by, at: actions.reassign(world.form, people=[], by=by, at=at)


def close_note(world: "World") -> Act:
    note = world.record.notes.order_by("pk").first()
    return lambda by, at: actions.close_note(note, by=by, at=at)


def answer(world: "World") -> Act:
    found = world.record.corrections.order_by("pk").first()
    return lambda by, at: actions.answer(
        found, answer="look_again", text="Lihat lampiran", by=by, at=at
    )


def upload(world: "World") -> Act:
    return lambda by, at: actions.upload_signed(world.record, file=world.signed, by=by, at=at)


def forward(world: "World") -> Act:
    to = Position.objects.get(unit=world.office.unit, title="Kasubag Perencanaan")
    return lambda by, at: actions.forward(
        instruction(world.record), to=to, note="Siapkan", by=by, at=at
    )


ACTS: dict[str, Callable[["World"], Act]] = (
    {verb: deed(verb) for verb in DEEDS}
    | {verb: office_deed(verb) for verb in OFFICE_DEEDS}
    | {
        "start": of_round(actions.start),
        "pause": of_round(lambda run, by, at: actions.pause(run, reason="meeting", by=by, at=at)),
        "resume": resume,
        "extend": of_round(
            lambda run, by, at: actions.extend(run, minutes=60, reason="Badai", by=by, at=at)
        ),
        "reassign": reassign,
        "adopt_agreement": adopt,
        "attach": attach,
        "replace_evidence": replace,
        "attach of a form": attach_form,
        "replace_evidence of a form": replace_form,
        "enter_late": enter_late,
        "attach_late": attach_late,
        "replace_late_evidence": replace_late,
        "close_note": close_note,
        "answer": answer,
        "upload_signed": upload,
        "forward": forward,
    }
)
# What is found on a row, and a document, has nothing to press on before it is there.
THINGS = {
    "close_note": lambda record: record.notes,
    "answer": lambda record: record.corrections,
    "replace_evidence": lambda record: Evidence.objects,
    "replace_evidence of a form": lambda record: Evidence.objects,
    "replace_late_evidence": lambda record: Evidence.objects,
}


def exists(key: str, world: "World") -> bool:
    if key in ("start", "pause", "resume", "extend"):
        return world.runs.exists()
    return key not in THINGS or THINGS[key](world.record).exists()
