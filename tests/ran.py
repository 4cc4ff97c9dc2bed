"""Rounds that went as a test needs them: so many minutes of waiting, so many of work."""

from datetime import datetime, timedelta

import make

from workflow.models import SectionForm, StepRun, Submission

# A Monday morning: four hours of work lie before the break.
MORNING = make.at("2026-10-05 08:00")
OUTCOMES = {1: "distribute_form", 2: "submit", 3: "approve", 4: "file_copy"}


def ran(
    record: Submission,
    step: int,
    *,
    waited: int = 0,
    worked: int = 30,
    outcome: str | None = None,
    form: SectionForm | None = None,
    at: datetime = MORNING,
    **fields,
) -> StepRun:
    """Store one finished round of a record, its next, with the standard of its SOP."""
    standard, started = record.sop.rows[step], at + timedelta(minutes=waited)
    before = StepRun.objects.filter(submission=record, step=step, form=form)
    defaults = {
        "edition": 1,
        "round": before.count() + 1,
        "arrived_at": at,
        "started_at": started,
        "started_by": record.opened_by,
        "finished_at": started + timedelta(minutes=worked),
        "finished_by": record.opened_by,
        "outcome": outcome or OUTCOMES[step],
        "standard_amount": standard.amount,
        "standard_unit": standard.amount_unit,
    }
    return StepRun.objects.create(submission=record, step=step, form=form, **defaults | fields)
