"""Revisions of the SOP: the first sheet again, with changes."""

from datetime import date

import make

from workflow import sop as sheets
from workflow.models import Sop

FIRST_DAY = date(2022, 1, 1)


def revision(**changes) -> dict:
    """Give what `sop.revise` takes; `steps` holds changes by the number of the step."""
    old = Sop.objects.get(effective_on=FIRST_DAY)
    unit, reason = changes.pop("unit", None), changes.pop("reason", "Menyesuaikan organisasi")
    steps = changes.pop("steps", {})
    content = {name: getattr(old, name) for name in sheets.SHEET_FIELDS}
    rows = {
        number: {name: getattr(step, name) for name in sheets.STEP_FIELDS}
        for number, step in old.rows.items()
    }
    return {
        "unit": unit,
        "reason": reason,
        "content": content | {"effective_on": date(2026, 10, 1)} | changes,
        "steps": [rows[number] | steps.get(number, {}) for number in sorted(rows)],
    }


def revised(office: make.Office, **changes) -> Sop:
    """Let the administrator enter a revision, before the record's usual day."""
    return sheets.revise(
        **revision(**changes), by=office.administrator, at=make.at("2026-09-20 08:00")
    )


def filled_in(**changes) -> dict:
    """Fill in the form of a revision as the page offers it, with changes."""
    given = revision(**changes)
    sheet = {**given["content"], "unit": "", "revision_reason": given["reason"]}
    rows = {
        f"langkah-{place}-{name}": value
        for place, row in enumerate(given["steps"])
        for name, value in row.items()
    }
    counts = {"langkah-TOTAL_FORMS": 4, "langkah-INITIAL_FORMS": 4}
    filled = {**sheet, **rows, **counts}
    return {name: "" if value is None else value for name, value in filled.items()}
