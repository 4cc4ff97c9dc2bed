from django.db import models
from django.db.models import F, Q

from kinerja.models import Assignment, Unit, User


class Handover(models.Model):
    """One serah terima tugas: what lay open when a position changed hands, and who said so.

    `assignment` is that of who held the position until `day`, the first day on which he does no
    longer. Made with the first acknowledgement, so that both are said of the same list; `items`
    are lines of {"kind", "text"}. By whom each was said is kept as of then.
    """

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="handovers")
    day = models.DateField("tanggal serah terima")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    items = models.JSONField("yang diserahterimakan", default=list, blank=True)
    made_at = models.DateTimeField("dibuat pada")
    released_at = models.DateTimeField("diserahkan pada", null=True)
    released_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    released_as = models.CharField("diserahkan sebagai", max_length=250, blank=True, default="")
    received_at = models.DateTimeField("diterima pada", null=True)
    received_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    received_as = models.CharField("diterima sebagai", max_length=250, blank=True, default="")

    class Meta:
        verbose_name = "serah terima tugas"
        verbose_name_plural = "serah terima tugas"
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "day"], name="handover_once"),
            models.CheckConstraint(
                condition=Q(released_at=None, released_by=None, released_as="")
                | Q(released_at__isnull=False, released_by__isnull=False),
                name="handover_released_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(received_at=None, received_by=None, received_as="")
                | Q(received_at__isnull=False, received_by__isnull=False),
                name="handover_received_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(released_by=None)
                | Q(received_by=None)
                | ~Q(released_by=F("received_by")),
                name="handover_is_between_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"serah terima tugas {self.assignment.title}, {self.day:%d-%m-%Y}"

    @property
    def is_done(self) -> bool:
        return bool(self.released_at and self.received_at)
