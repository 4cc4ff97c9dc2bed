"""The verbs of what was archived: its paper and the receipts of outside applications."""

from deed import LATER, Deed

from workflow import actions

FILING_DEEDS = {
    "move_copy": Deed(
        "admin",
        ("archived", "reopened"),
        lambda office, record, by, at: actions.move_copy(
            record, edition=1, place=("9", "Z"), by=by, at=at
        ),
    ),
    "correct_description": Deed(
        "admin",
        ("sealed", "archived", "reopened"),
        lambda office, record, by, at: actions.correct_description(
            record,
            edition=1,
            description={"location": "Lantai 2"},
            reason="Salah ruang",
            by=by,
            at=at,
        ),
    ),
    "mark_superseded": Deed(
        "admin",
        ("reopened",),
        lambda office, record, by, at: actions.mark_superseded(record, by=by, at=at),
    ),
    "file_receipt": Deed(
        "admin",
        ("sealed", "archived"),
        lambda office, record, by, at: actions.file_receipt(
            record, place="e-kejab", received_on=LATER.date(), number="EK-17", by=by, at=at
        ),
    ),
}
