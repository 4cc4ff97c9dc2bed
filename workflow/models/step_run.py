from django.db import models
from django.db.models import Q

from kinerja.models import User
from workflow.models.section_form import SectionForm
from workflow.models.sop import STEP_NUMBERS, SopStep
from workflow.models.submission import Submission


class StepRunQuerySet(models.QuerySet):
    def with_times(self) -> "StepRunQuerySet":
        """Fetch what clocks are read from, in two more queries."""
        return self.prefetch_related("pauses", "extensions")


class StepRun(models.Model):
    """One round of one SOP step (of step 1: of one form): arrived, started, finished.

    The standard is copied from the SOP when the round starts, with its factor; a finished round
    never changes. How long it took is not stored: it follows from these moments, the pauses, and
    the calendar as it was known then (decision 0009). Started by nobody: atas perintah tetap.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="runs")
    form = models.ForeignKey(SectionForm, models.PROTECT, null=True, related_name="runs")
    edition = models.PositiveSmallIntegerField("edisi")
    step = models.PositiveSmallIntegerField("langkah")
    round = models.PositiveSmallIntegerField("putaran")
    arrived_at = models.DateTimeField("tiba")
    started_at = models.DateTimeField("mulai", null=True)
    started_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField("selesai", null=True)
    finished_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField("berakhir dengan", max_length=40, blank=True, default="")
    standard_amount = models.PositiveIntegerField("standar", null=True)
    standard_unit = models.CharField(
        "satuan standar", max_length=15, choices=SopStep.Amount.choices, blank=True, default=""
    )
    standard_meaning = models.CharField(
        "arti satu hari",
        max_length=20,
        choices=SopStep.DayMeaning.choices,
        default=SopStep.DayMeaning.MINUTES_OF_DAY,
    )
    standard_factor = models.PositiveIntegerField("pengali", default=1)

    objects = StepRunQuerySet.as_manager()

    # The open pause, where the query asked for it.
    paused: int | None = None

    class Meta:
        verbose_name = "putaran langkah"
        verbose_name_plural = "putaran langkah"
        ordering = ["submission_id", "edition", "step", "form", "round"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "edition", "step", "round"],
                condition=Q(form=None),
                name="round_of_a_step_once",
            ),
            models.UniqueConstraint(
                fields=["form", "edition", "step", "round"],
                condition=Q(form__isnull=False),
                name="round_of_a_form_once",
            ),
            models.UniqueConstraint(
                fields=["submission", "step"],
                condition=Q(form=None, finished_at=None),
                name="one_open_round_per_step",
            ),
            models.CheckConstraint(
                condition=Q(step__in=STEP_NUMBERS), name="round_belongs_to_a_sop_step"
            ),
            models.CheckConstraint(
                condition=Q(started_at=None, standard_amount=None)
                | Q(started_at__isnull=False, standard_amount__isnull=False),
                name="started_round_has_its_standard",
            ),
            models.CheckConstraint(
                condition=Q(started_at=None) | Q(started_at__gte=models.F("arrived_at")),
                name="round_starts_after_it_arrived",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission}, langkah {self.step}, putaran {self.round}"

    @property
    def is_open(self) -> bool:
        return self.finished_at is None

    @property
    def is_by_standing_order(self) -> bool:
        """Say whether nobody worked on it: it was done atas perintah tetap."""
        return self.started_at is not None and self.started_by_id is None
