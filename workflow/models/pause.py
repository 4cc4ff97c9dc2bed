from django.db import models
from django.db.models import Q

from kinerja.models import User
from workflow.models.step_run import StepRun


class Pause(models.Model):
    """One jeda: a span in which a round's actor could not work on it; open while `until` is empty.

    The program itself makes one between the seal and the filing of the signed print.
    """

    class Reason(models.TextChoices):
        MEETING = "meeting", "rapat"
        OFFICIAL_TRIP = "official_trip", "dinas luar"
        SERVING_CITIZENS = "serving_citizens", "pelayanan warga"
        ELECTRICITY = "electricity", "listrik"
        INTERNET = "internet", "internet"
        WAITING_FOR_SECTION = "waiting_for_section", "menunggu seksi"
        WAITING_FOR_SIGNATURE = "waiting_for_signature", "menunggu tanda tangan"

    # Not PROTECT: the database refuses by itself, without a question before each deletion of a run.
    run = models.ForeignKey(StepRun, models.DO_NOTHING, related_name="pauses")
    since = models.DateTimeField("sejak")
    until = models.DateTimeField("sampai", null=True)
    reason = models.CharField("alasan", max_length=30, choices=Reason.choices)
    recorded_at = models.DateTimeField("dicatat pada")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "jeda"
        verbose_name_plural = "jeda"
        ordering = ["run_id", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["run"], condition=Q(until=None), name="one_open_pause_per_round"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="pause_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()

    @property
    def is_open(self) -> bool:
        return self.until is None


class Extension(models.Model):
    """More time for a round, given by the superior of its actor, with a reason."""

    run = models.ForeignKey(StepRun, models.DO_NOTHING, related_name="extensions")
    minutes = models.PositiveIntegerField("tambahan waktu (menit)")
    reason = models.CharField("alasan", max_length=500)
    at = models.DateTimeField("diberikan pada")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "perpanjangan"
        verbose_name_plural = "perpanjangan"
        ordering = ["run_id", "at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gt=0), name="extension_gives_time"),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} menit: {self.reason}"
