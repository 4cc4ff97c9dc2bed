"""Every verb as a press on its page: which page, and what its form sends."""

from collections.abc import Callable
from dataclasses import dataclass, field

import make
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from authority.acts import LATE_ROW, late_or_first
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
    query: str = ""


def url(post: Post, world: World) -> str:
    return address(post, world) + post.query


def address(post: Post, world: World) -> str:
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
    "late_evidence": lambda world: late_or_first().pk,
}


def fixed(**fields: str) -> Fields:
    return lambda world: fields


def of_run(**fields: str) -> Fields:
    return lambda world: {"run": world.run.pk} | fields


def period(world: World) -> dict:
    """The period of the record itself, which can be opened where that is cancelled."""
    return {"unit": world.office.unit.pk, "year": 2026, "quarter": 3}


def disruption(world: World) -> dict:
    return {"disruption": Disruption.objects.order_by("-pk")[0].pk}


def order(world: World) -> dict:
    return {"order": StandingOrder.objects.order_by("-pk")[0].pk}


def latest(world: World) -> dict:
    return {"agreement": world.office.unit.agreements.order_by("-version")[0].pk}


def forwarded(world: World) -> dict:
    position = world.office.unit.positions.get(title="Kasubag Perencanaan")
    return {"forward-to": position.pk, "to": position.pk, "note": "Siapkan"}


def ordered(world: World) -> dict:
    to = world.office.unit.positions.get(title="Sekretaris Camat").pk
    return {"to": to, "note": "Periksa", "urgency": "biasa"}


def answered(world: World) -> dict:
    found = world.record.corrections.order_by("pk")[0].pk
    return {"correction": found, "answer": "look_again", f"answer-{found}": "Lihat lampiran"}


def signed(world: World) -> dict:
    return {"file": SimpleUploadedFile("bertanda-tangan.pdf", world.signed_bytes)}


def row_of(relation: str, name: str) -> Fields:
    return lambda world: {name: getattr(world.record, relation).order_by("pk")[0].pk}


# Without it the page is of the unit in which the person serves.
OF_UNIT = "?unit=kecamatan-suak-midai"
HOURS = {
    "day": "2026-10-05",
    "starts_at": "2026-10-05T06:00",
    "ends_at": "2026-10-05T07:00",
    "reason": "Badai",
}
REASON = fixed(reason="Keliru")
ANOTHER = fixed(reason="Tertukar", link="https://contoh.go.id/benar")
DESCRIPTION = {"reason": "Salah ruang", "summary": "Laporan realisasi", "location": "Lantai 2"}
CORRECTION = {"row": "1.1", "value-1.1": "88", "reason-1.1": "Salah hitung"}
POSTS = {
    "open_submission": Post("open_period", "nothing", period),
    "order_form": Post("form", "form"),
    "distribute_form": Post("form", "form"),
    "give_standing_order": Post("standing_order", "section", fixed(instruction="Siapkan")),
    "revoke_standing_order": Post("standing_order", "section", order),
    "record_disruption": Post("calendar_disruption", "nothing", fixed(**HOURS), query=OF_UNIT),
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
    "pause": Post("", "step", of_run(), query="?alasan=meeting"),
    "resume": Post("", "step", of_run()),
    "extend": Post("timing", "record", of_run(minutes="60", extension_reason="Badai")),
    "enter": Post("enter", "record", fixed(**{"value-1.1": "91", "reason-1.1": "Salah"})),
    "explain": Post("enter", "record", fixed(**{"drivers-1.1": "Gotong royong"}), verb="enter"),
    "attach": Post("attach", "record", fixed(row="1.1", link="https://contoh.go.id/a")),
    "replace_evidence": Post("evidence", "evidence", ANOTHER),
    "attach of a form": Post("attach_form", "form", fixed(row="1.1", link="https://c.go.id/a")),
    "replace_evidence of a form": Post("evidence", "evidence", ANOTHER),
    "accept": Post("enter", "record", fixed(row="1.1")),
    "submit": Post("enter", "record"),
    "withdraw": Post("enter", "record"),
    "enter_late": Post("late", "record", fixed(**{f"value-{LATE_ROW}": "91"})),
    "attach_late": Post(
        "attach_late", "record", fixed(row=LATE_ROW, link="https://c.go.id/a"), verb="attach"
    ),
    "replace_late_evidence": Post("evidence", "late_evidence", ANOTHER, verb="replace_evidence"),
    "check": Post("review", "record", fixed(row="1.1")),
    "note": Post("review", "record", fixed(**{"row": "1.1", "note-1.1": "Satuannya?"})),
    "close_note": Post("review", "record", row_of("notes", "note")),
    "correct": Post("review", "record", fixed(**CORRECTION)),
    "answer": Post("review", "record", answered),
    "send_back": Post("review", "record", REASON),
    "approve": Post("approve", "record", fixed(seen="10000", password=make.PASSWORD)),
    "revoke_approval": Post("review", "record"),
    "return_from_archiving": Post("archive", "record", REASON),
    "seal": Post("archive", "record", fixed(filing="000.8.6.3/1/2026")),
    "file_copy": Post("archive", "record", fixed(box="1", shelf="A")),
    "move_copy": Post("paper_copies", "record", fixed(edition="1", box="9", shelf="Z")),
    "mark_superseded": Post("paper_copies", "record"),
    "correct_description": Post("archive_description", "record", fixed(**DESCRIPTION)),
    "upload_signed": Post("signed_copy", "record", signed),
    "file_receipt": Post("outside", "outside", fixed(number="EK-17", received_on="2026-10-06")),
    "reopen": Post("submission", "record", REASON),
    "cancel": Post("submission", "record", REASON),
    "dispose": Post("papers", "record", ordered),
    "forward": Post("disposition", "sheet", forwarded),
    "acknowledge": Post("disposition", "sheet"),
    "respond": Post("disposition", "sheet", fixed(answer="Sudah")),
    "file_agenda": Post("disposition", "sheet", fixed(agenda_number="12")),
}
