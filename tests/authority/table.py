"""Whose each verb is and in which states of the record, a row per verb: told from the SOP.

Read from the SOP's actor column and the design, and from nothing in `workflow`, which it judges.
"""

from dataclasses import dataclass

DISTRIBUTING, ENTERING, REVIEWING = "distributing", "entering", "reviewing"
ARCHIVING, ARCHIVED, CANCELLED = "archiving", "archived", "cancelled"
FILLING = (DISTRIBUTING, ENTERING)
BEFORE_APPROVAL = (DISTRIBUTING, ENTERING, REVIEWING)
LIVING = (*BEFORE_APPROVAL, ARCHIVING, ARCHIVED)
EVERY_STATE = (*LIVING, CANCELLED)
SEALED = (ARCHIVING, ARCHIVED)
PAPER = (ENTERING, REVIEWING, ARCHIVING, ARCHIVED)

# Langkah 1 to 4 of the SOP, and who acts there.
ACTOR = {1: "kasi", 2: "kasubag", 3: "sekcam", 4: "admin"}
STEP = {
    DISTRIBUTING: 1,
    ENTERING: 2,
    REVIEWING: 3,
    ARCHIVING: 4,
}
# Who is above a seat: Sekcam, and above him the Camat.
ABOVE = {"kasi": "sekcam", "kasubag": "sekcam", "admin": "sekcam", "sekcam": "camat"}


@dataclass(frozen=True)
class Row:
    """One verb: the seats that may, the states that offer it, and what else counts."""

    seats: tuple[str, ...]
    states: tuple[str, ...]
    # Others who may, for whom no superior steps in.
    others: tuple[str, ...] = ()
    # The act belongs to the round that is open: its seat is the step's.
    of_step: bool = False
    # Only the superior of the seat may.
    above_only: bool = False
    # Who entered may not.
    reviews: bool = False
    # Nor may who recorded what is confirmed, which here is Kasubag.
    confirms_kasubag: bool = False


def row(seats: str, states: tuple[str, ...], others: str = "", **facts: bool) -> Row:
    return Row(tuple(seats.split()), states, tuple(others.split()), **facts)


# "petugas" is whom Kepala Seksi named; "addressee" is the position that a sheet lies with.
TABLE = {
    "open_submission": row("kasubag", ()),
    "order_form": row("kasi", FILLING),
    "distribute_form": row("kasi", FILLING, "petugas"),
    "give_standing_order": row("kasi", ()),
    "revoke_standing_order": row("kasi", ()),
    "record_disruption": row("kasubag", ()),
    "confirm_disruption": row("sekcam", (), confirms_kasubag=True),
    "withdraw_disruption": row("kasubag sekcam", ()),
    "reassign": row("kasi", FILLING),
    "skip_form": row("kasubag sekcam", FILLING),
    "fill": row("kasi", FILLING, "petugas"),
    "hand_in": row("kasi", FILLING),
    "take_back": row("kasi", FILLING),
    "return_form": row("kasubag", (ENTERING,)),
    "adopt_agreement": row("kasubag", FILLING),
    "start": row("", EVERY_STATE, of_step=True),
    "pause": row("", EVERY_STATE, of_step=True),
    "resume": row("", EVERY_STATE, of_step=True),
    "extend": row("", EVERY_STATE, of_step=True, above_only=True),
    "enter": row("kasubag", (ENTERING,)),
    "explain": row("kasubag", (ENTERING,)),
    "attach": row("kasubag", FILLING),
    "replace_evidence": row("kasubag", FILLING),
    "attach of a form": row("kasi", FILLING, "petugas"),
    "replace_evidence of a form": row("kasi", FILLING, "petugas"),
    "accept": row("kasubag", (ENTERING,)),
    "submit": row("kasubag", (ENTERING,)),
    "withdraw": row("kasubag", (REVIEWING,)),
    "enter_late": row("kasubag", SEALED),
    "attach_late": row("kasubag", SEALED),
    "replace_late_evidence": row("kasubag", SEALED),
    "check": row("sekcam", (REVIEWING,), reviews=True),
    "note": row("sekcam", (REVIEWING,), reviews=True),
    "close_note": row("sekcam", (REVIEWING,), reviews=True),
    "correct": row("sekcam", (REVIEWING,), reviews=True),
    "answer": row("kasubag", (ENTERING, REVIEWING, ARCHIVING)),
    "send_back": row("sekcam", (REVIEWING,), reviews=True),
    "approve": row("sekcam", (REVIEWING,), reviews=True),
    "revoke_approval": row("sekcam", (ARCHIVING,)),
    "return_from_archiving": row("admin", (ARCHIVING,)),
    "seal": row("admin", (ARCHIVING,)),
    "file_copy": row("admin", (ARCHIVING,)),
    "move_copy": row("admin", PAPER),
    "mark_superseded": row("admin", PAPER),
    "correct_description": row("admin", PAPER),
    "upload_signed": row("admin", SEALED),
    "file_receipt": row("admin", SEALED),
    "reopen": row("sekcam", SEALED),
    "cancel": row("sekcam", BEFORE_APPROVAL, "administrator"),
    "dispose": row("", LIVING, "camat"),
    "forward": row("", LIVING, "addressee"),
    "acknowledge": row("", LIVING, "addressee"),
    "respond": row("", LIVING, "addressee"),
    "file_agenda": row("kasubag", LIVING, "addressee"),
}
# Of a position that changed hands; whose they are follows from who held it before and after.
HANDED_OVER = ("release_duty", "receive_duty")


def verb_of(key: str) -> str:
    return key.removesuffix(" of a form")
