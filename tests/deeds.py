"""Every verb of the record, ready to be pressed, with its stages and its people.

What stands here is read from the design, not from `workflow.permissions`, which it tests.
"""

import make
from deed import LATER, Deed
from filing_deeds import FILING_DEEDS
from make import Office
from review_deeds import AT_STEP_3, REVIEW_DEEDS, reviewed

from workflow import actions
from workflow.models import Sheet, StepRun, Submission

__all__ = ["DEEDS", "LATER", "STAGES", "Deed", "stage"]


def stage(office: Office, name: str) -> Submission | None:
    """Bring a record of the office to the stage of that name."""
    if name == "unopened":
        make.period()
        return None
    if name == "cancelled":
        record = office.opened()
        actions.dispose(record, note="Segera", by=office.camat, at=make.at())
        actions.cancel(record, reason="Salah periode", by=office.sekcam, at=make.at())
    elif name == "reopened":
        record = office.archived()
        actions.reopen(record, reason="Angka keliru", by=office.sekcam, at=make.at())
    elif name == "with_superiors":
        record = office.accepted()
        office.have_superiors()
    elif name == "paused":
        record = office.accepted()
        actions.pause(latest_run(record), reason="meeting", by=office.kasubag, at=make.at())
    elif name == "disposed":
        record = office.reviewing()
        actions.dispose(record, note="Segera", by=office.camat, at=make.at())
    elif name in ("noted", "corrected"):
        record = reviewed(office, name)
    else:
        record = getattr(office, name)()
    return make.fresh(record)


STAGES = (
    "opened",
    "entering",
    "filled",
    "accepted",
    "reviewing",
    "checked",
    "archiving",
    "sealed",
    "archived",
    "reopened",
    "cancelled",
)
AT_STEP_2 = ("accepted", "filled", "entering", "reopened")
LIVING = STAGES[:-1]
# A sheet lies on the desk of Sekcam; where a verb is offered says where it is counted, too.
WITH_SHEET = ("disposed", *LIVING, "disposed")


def instruction(record: Submission) -> Sheet:
    """The Camat's sheet on the record."""
    return record.sheets.get(cause="instruction")


def latest_run(record: Submission) -> StepRun:
    return record.runs.order_by("-pk")[0]


DEEDS = (
    REVIEW_DEEDS
    | FILING_DEEDS
    | {
        "open_submission": Deed(
            "kasubag",
            ("unopened", "cancelled"),
            lambda office, record, by, at: actions.open_submission(
                unit=office.unit, period=make.period(), by=by, at=at
            ),
        ),
        "order_form": Deed(
            "kasi",
            ("opened",),
            lambda office, record, by, at: actions.order_form(office.form(record), by=by, at=at),
        ),
        "distribute_form": Deed(
            "kasi",
            ("opened",),
            lambda office, record, by, at: actions.distribute_form(
                office.form(record), by=by, at=at
            ),
        ),
        "fill": Deed(
            "kasi",
            ("entering",),
            lambda office, record, by, at: actions.fill(
                office.form(record), values={"1.1": make.entry("91")}, by=by, at=at
            ),
        ),
        "hand_in": Deed(
            "kasi",
            ("entering",),
            lambda office, record, by, at: actions.hand_in(
                office.form(record), values={"1.1": make.entry("91")}, by=by, at=at
            ),
        ),
        "reassign": Deed(
            "kasi",
            ("opened", *AT_STEP_2),
            lambda office, record, by, at: actions.reassign(
                office.form(record), people=[office.filler], by=by, at=at
            ),
        ),
        "take_back": Deed(
            "kasi",
            ("filled",),
            lambda office, record, by, at: actions.take_back(office.form(record), by=by, at=at),
        ),
        "return_form": Deed(
            "kasubag",
            ("filled", "accepted", "reopened"),
            lambda office, record, by, at: actions.return_form(
                office.form(record), rows=["1.1"], reason="Satuan keliru", by=by, at=at
            ),
        ),
        "skip_form": Deed(
            "kasubag",
            ("opened", "entering"),
            lambda office, record, by, at: actions.skip_form(
                office.form(record), reason="Jabatan kosong", by=by, at=at
            ),
            also=("sekcam",),
        ),
        "start": Deed(
            "kasubag",
            ("filled",),
            lambda office, record, by, at: actions.start(latest_run(record), by=by, at=at),
        ),
        "pause": Deed(
            "kasubag",
            ("accepted", "filled"),
            lambda office, record, by, at: actions.pause(
                latest_run(record), reason="meeting", by=by, at=at
            ),
        ),
        "resume": Deed(
            "kasubag",
            ("paused",),
            lambda office, record, by, at: actions.resume(latest_run(record), by=by, at=at),
        ),
        "extend": Deed(
            "sekcam",
            ("with_superiors",),
            lambda office, record, by, at: actions.extend(
                latest_run(record), minutes=60, reason="Badai", by=by, at=at
            ),
        ),
        "enter": Deed(
            "kasubag",
            AT_STEP_2,
            lambda office, record, by, at: actions.enter(
                record, values={"1.1": make.entry("91", reason="Salah ketik")}, by=by, at=at
            ),
        ),
        "explain": Deed(
            "kasubag",
            AT_STEP_2,
            lambda office, record, by, at: actions.explain(
                record, texts={"1.1": actions.Text(drivers="Gotong royong")}, by=by, at=at
            ),
        ),
        "accept": Deed(
            "kasubag",
            ("filled", "accepted", "reopened"),
            lambda office, record, by, at: actions.accept(record, rows=["1.1"], by=by, at=at),
        ),
        "submit": Deed(
            "kasubag",
            ("accepted",),
            lambda office, record, by, at: actions.submit(record, by=by, at=at),
        ),
        "withdraw": Deed(
            "kasubag",
            ("reviewing",),
            lambda office, record, by, at: actions.withdraw(record, by=by, at=at),
        ),
        "return_from_archiving": Deed(
            "admin",
            ("archiving",),
            lambda office, record, by, at: actions.return_from_archiving(
                record, reason="Lampiran tertukar", by=by, at=at
            ),
        ),
        "seal": Deed(
            "admin",
            ("archiving",),
            lambda office, record, by, at: actions.seal(record, filing="000.8/7", by=by, at=at),
        ),
        "file_copy": Deed(
            "admin",
            ("sealed",),
            lambda office, record, by, at: actions.file_copy(
                record, place=("1", "A"), by=by, at=at
            ),
        ),
        "enter_late": Deed(
            "kasubag",
            ("promised",),
            lambda office, record, by, at: actions.enter_late(
                record, values={"1.1": make.entry("91")}, by=by, at=at
            ),
        ),
        "reopen": Deed(
            "sekcam",
            ("archived", "sealed"),
            lambda office, record, by, at: actions.reopen(record, reason="Keliru", by=by, at=at),
        ),
        "cancel": Deed(
            "sekcam",
            ("opened", "entering", "filled", *AT_STEP_3, "accepted", "reopened"),
            lambda office, record, by, at: actions.cancel(record, reason="Keliru", by=by, at=at),
            also=("administrator",),
        ),
        "dispose": Deed(
            "camat",
            LIVING,
            lambda office, record, by, at: actions.dispose(record, note="Periksa", by=by, at=at),
        ),
        "forward": Deed(
            "sekcam",
            WITH_SHEET,
            lambda office, record, by, at: actions.forward(
                instruction(record), to=office.seat(office.kasubag), note="Siapkan", by=by, at=at
            ),
        ),
        "acknowledge": Deed(
            "sekcam",
            WITH_SHEET,
            lambda office, record, by, at: actions.acknowledge(instruction(record), by=by, at=at),
        ),
        "respond": Deed(
            "sekcam",
            WITH_SHEET,
            lambda office, record, by, at: actions.respond(
                instruction(record), answer="Sudah diperiksa", by=by, at=at
            ),
        ),
        "file_agenda": Deed(
            "sekcam",
            WITH_SHEET,
            lambda office, record, by, at: actions.file_agenda(
                instruction(record), fields={"agenda_number": "12"}, by=by, at=at
            ),
            also=("kasubag",),
        ),
    }
)
