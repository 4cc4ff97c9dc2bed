"""Every verb as a press on its page: which page, and what its form sends."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import reverse

from authority.world import World
from kinerja.models import Evidence
from workflow.models import Disruption, StandingOrder

Fields = Callable[[World], dict]
ROUND_PAGES = {1: "form", 2: "enter", 3: "review", 4: "archive"}


@dataclass(frozen=True)
class Post:
    """One press: the page by its name, what fills its address, and the fields beside the verb."""

    page: str
    of: str = "record"
    fields: Fields = field(default=lambda world: {})
    # The word of the button, where it is not the verb itself.
    verb: str = ""


def url(post: Post, world: World) -> str:
    if post.of == "step":
        return reverse(ROUND_PAGES[world.step], args=[THINGS[ROUND_OF[world.step]](world)])
    if post.of == "outside":
        return reverse(post.page, args=[world.record.pk, "e-kejab"])
    return reverse(post.page, args=[THINGS[post.of](world)] if post.of != "nothing" else [])


ROUND_OF = {1: "form", 2: "record", 3: "record", 4: "record"}
THINGS: dict[str, Callable[[World], int]] = {
    "record": lambda world: world.record.pk,
    "form": lambda world: world.form.pk,
    "section": lambda world: world.office.sections[0].pk,
    "sheet": lambda world: world.record.sheets.get(cause="instruction").pk,
    "evidence": lambda world: Evidence.objects.order_by("pk")[0].pk,
}


def fixed(**fields: str) -> Fields:
    return lambda world: fields


def of_run(**fields: str) -> Fields:
    return lambda world: {"run": world.run.pk} | fields


def period(world: World) -> dict:
    return {"unit": world.office.unit.pk, "year": 2026, "quarter": 2}


def disruption(world: World) -> dict:
    return {"disruption": Disruption.objects.order_by("-pk")[0].pk}


def order(world: World) -> dict:
    return {"order": StandingOrder.objects.order_by("-pk")[0].pk}


def latest(world: World) -> dict:
    return {"agreement": world.office.unit.agreements.order_by("-version")[0].pk}


def forwarded(world: World) -> dict:
    position = world.office.unit.positions.get(title="Kasubag Perencanaan")
    return {"forward-to": position.pk, "to": position.pk, "note": "Siapkan"}


def row_of(relation: str, name: str) -> Fields:
    return lambda world: {name: getattr(world.record, relation).order_by("pk")[0].pk}


HOURS = {
    "day": "2026-10-05",
    "starts_at": "2026-10-05T06:00",
    "ends_at": "2026-10-05T07:00",
    "reason": "Badai",
}
REASON = fixed(reason="Keliru")
POSTS = {
    "open_submission": Post("open_period", "nothing", period),
    "order_form": Post("form", "form"),
    "distribute_form": Post("form", "form"),
    "give_standing_order": Post("standing_order", "section", fixed(instruction="Siapkan")),
    "revoke_standing_order": Post("standing_order", "section", order),
    "record_disruption": Post("calendar_disruption", "nothing", fixed(**HOURS)),
    "confirm_disruption": Post("calendar", "nothing", disruption),
    "withdraw_disruption": Post("calendar", "nothing", disruption),
    "reassign": Post("form", "form"),
    "skip_form": Post("form", "form", REASON),
    "fill": Post("form", "form", fixed(**{"value-1.1": "91"})),
    "hand_in": Post("form", "form", fixed(**{"value-1.1": "91"})),
    "take_back": Post("form", "form"),
    "return_form": Post("form", "form", fixed(reason="Keliru", row="1.1")),
    "adopt_agreement": Post("adopt", "record", latest),
    "start": Post("", "step", of_run()),
    "pause": Post("", "step", of_run(reason="meeting")),
    "resume": Post("", "step", of_run()),
    "extend": Post("timing", "record", of_run(minutes="60", reason="Badai")),
    "enter": Post("enter", "record", fixed(**{"value-1.1": "91", "reason-1.1": "Salah"})),
    "explain": Post("enter", "record", fixed(**{"drivers-1.1": "Gotong royong"}), verb="enter"),
    "attach": Post("attach", "record", fixed(row="1.1", link="https://contoh.go.id/a")),
    "replace_evidence": Post("evidence", "evidence", fixed(reason="Tertukar")),
    "attach of a form": Post("attach_form", "form", fixed(row="1.1", link="https://c.go.id/a")),
    "replace_evidence of a form": Post("evidence", "evidence", fixed(reason="Tertukar")),
    "accept": Post("enter", "record", fixed(row="1.1")),
    "submit": Post("enter", "record"),
    "withdraw": Post("enter", "record"),
    "enter_late": Post("late", "record", fixed(**{"value-1.2": "91"})),
    "attach_late": Post("attach_late", "record", fixed(row="1.2", link="https://c.go.id/a")),
    "replace_late_evidence": Post(
        "evidence", "evidence", fixed(reason="Tertukar"), verb="replace_evidence"
    ),
    "check": Post("review", "record", fixed(row="1.1")),
    "note": Post("review", "record", fixed(note="1.1", text="Satuannya?")),
    "close_note": Post("review", "record", row_of("notes", "note")),
    "correct": Post("review", "record", fixed(**{"row": "1.1", "value": "88", "reason": "Salah"})),
    "answer": Post("review", "record", row_of("corrections", "correction")),
    "send_back": Post("review", "record", REASON),
    "approve": Post("approve", "record", fixed(seen="10000")),
    "revoke_approval": Post("review", "record"),
    "return_from_archiving": Post("archive", "record", REASON),
    "seal": Post("archive", "record"),
    "file_copy": Post("archive", "record", fixed(box="1", shelf="A")),
    "move_copy": Post("paper_copies", "record", fixed(edition="1", box="9", shelf="Z")),
    "mark_superseded": Post("paper_copies", "record"),
    "correct_description": Post("archive_description", "record", REASON),
    "upload_signed": Post("signed_copy", "record"),
    "file_receipt": Post("outside", "outside", fixed(number="EK-17", received_on="2026-10-06")),
    "reopen": Post("submission", "record", REASON),
    "cancel": Post("submission", "record", REASON),
    "dispose": Post("papers", "record", fixed(note="Periksa")),
    "forward": Post("disposition", "sheet", forwarded),
    "acknowledge": Post("disposition", "sheet"),
    "respond": Post("disposition", "sheet", fixed(answer="Sudah")),
    "file_agenda": Post("disposition", "sheet", fixed(agenda_number="12")),
}
