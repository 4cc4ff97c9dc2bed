from django.db import models

from kinerja.models import User
from workflow.models.submission import Submission


class RowMark(models.Model):
    """Kasubag's acceptance, Sekcam's check and Sekcam's return, as marks on one cell.

    A mark names the row version that it was set on, so it is withdrawn by itself when the value
    changes; a return names the round of step 2 that it asks the row for, and
    `is_with_section` marks a row that step 2 gave back to its section. Marks are no entries.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="marks")
    line = models.ForeignKey("kinerja.Line", models.PROTECT, related_name="+")
    edition = models.PositiveSmallIntegerField()
    accepted_version = models.PositiveIntegerField(null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    checked_version = models.PositiveIntegerField(null=True)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    returned_round = models.PositiveSmallIntegerField(null=True)
    is_with_section = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "line", "edition"], name="mark_once")
        ]
