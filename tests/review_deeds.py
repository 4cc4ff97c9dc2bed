"""The verbs of step 3, and what Kasubag answers to them."""

import make
from deed import Deed
from make import Office

from workflow import actions
from workflow.models import Submission

AT_STEP_3 = ("checked", "reviewing")


def reviewed(office: Office, name: str) -> Submission:
    """Bring a record to where its first row has a note, or was corrected."""
    record, by_sekcam = office.reviewing(), {"by": office.sekcam, "at": make.at()}
    if name == "noted":
        actions.note(record, row="1.1", text="Satuannya?", **by_sekcam)
    else:
        value = make.entry("89")
        actions.correct(record, row="1.1", value=value, reason="Salah hitung", **by_sekcam)
    return record


REVIEW_DEEDS = {
    "check": Deed(
        "sekcam",
        AT_STEP_3,
        lambda office, record, by, at: actions.check(record, rows=["1.1"], by=by, at=at),
    ),
    "send_back": Deed(
        "sekcam",
        AT_STEP_3,
        lambda office, record, by, at: actions.send_back(
            record, reason="Periksa lagi", by=by, at=at
        ),
    ),
    "approve": Deed(
        "sekcam",
        ("checked",),
        lambda office, record, by, at: actions.approve(record, seen=10_000, by=by, at=at),
    ),
    "revoke_approval": Deed(
        "sekcam",
        ("archiving",),
        lambda office, record, by, at: actions.revoke_approval(record, by=by, at=at),
    ),
    "note": Deed(
        "sekcam",
        AT_STEP_3,
        lambda office, record, by, at: actions.note(
            record, row="1.1", text="Satuannya?", by=by, at=at
        ),
    ),
    "close_note": Deed(
        "sekcam",
        ("noted",),
        lambda office, record, by, at: actions.close_note(record.notes.get(), by=by, at=at),
    ),
    "correct": Deed(
        "sekcam",
        AT_STEP_3,
        lambda office, record, by, at: actions.correct(
            record, row="1.1", value=make.entry("88"), reason="Salah hitung", by=by, at=at
        ),
    ),
    "answer": Deed(
        "kasubag",
        ("corrected",),
        lambda office, record, by, at: actions.answer(
            record.corrections.get(), answer="look_again", text="Lihat lampiran", by=by, at=at
        ),
    ),
}
