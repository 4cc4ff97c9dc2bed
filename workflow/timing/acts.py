"""When somebody worked at a record: what pauses are measured against."""

from datetime import datetime

from django.db.models import Q

from kinerja.models import User
from workflow.models import Submission
from workflow.rules import RULES

# The ticks of a step; of step 1, which runs per form, only the person's own acts count.
MARKS = {2: "accepted", 3: "checked"}


def moments(record: Submission, *, by: User, since: datetime, step: int) -> list[datetime]:
    """List the moments from `since` on at which the person acted, or anybody at this step."""
    verbs = [verb for verb, rule in RULES.items() if rule.works and rule.step == step > 1]
    entries = record.journal().filter(Q(person=by) | Q(verb__in=verbs), moment__gte=since)
    found = set(entries.order_by().values_list("moment", flat=True))
    if step in MARKS:
        column = f"{MARKS[step]}_at"
        ticked = record.marks.filter(**{f"{column}__gte": since}).order_by()
        found |= set(ticked.values_list(column, flat=True).distinct())
    return sorted(found)
