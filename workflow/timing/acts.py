"""When a person did something at a record: what pauses are measured against."""

from datetime import datetime

from kinerja.models import User
from workflow.models import Submission

MARKS = ("accepted", "checked")


def moments(record: Submission, *, by: User, since: datetime) -> list[datetime]:
    """List the moments from `since` on at which the person acted, in order; ticks are acts too."""
    entries = record.journal().filter(person=by, moment__gte=since).order_by()
    found = set(entries.values_list("moment", flat=True))
    for mark in MARKS:
        ticked = record.marks.filter(**{f"{mark}_by": by, f"{mark}_at__gte": since}).order_by()
        found |= set(ticked.values_list(f"{mark}_at", flat=True).distinct())
    return sorted(found)
