"""What step 3 finds wrong: notes on rows, and values that the reviewer corrected himself."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from kinerja.models import Indicator, Realisation, User
from workflow.models.submission import Submission


class OfEditionQuerySet(models.QuerySet):
    """Rows that belong to one edition of a record, by the entry that they were written with."""

    def of(self, record: Submission) -> "OfEditionQuerySet":
        """Those of the record's present edition; an abandoned edition's stay behind."""
        return self.filter(submission=record, number__gte=record.edition_began)


class CorrectionQuerySet(OfEditionQuerySet):
    def unanswered(self, records: Iterable[Submission]) -> "CorrectionQuerySet":
        """Those of the records' present editions that wait for an answer: their value stands."""
        cells = Realisation.objects.filter(
            line__indicator=OuterRef("indicator"),
            line__agreement=OuterRef("submission__agreement"),
            period=OuterRef("submission__period"),
            edition=OuterRef("submission__edition"),
            version=OuterRef("version"),
        )
        mine = self.filter(submission__in=records, number__gte=F("submission__edition_began"))
        return mine.filter(Exists(cells), answer="")


class Correction(models.Model):
    """One value that the reviewer replaced, with what Kasubag answers to it.

    `number` is the journal entry that says from what to what and why; `version` the row version
    that it made: once the value has changed again there is nothing left to answer. It names the
    indicator, which stays the same when the record takes up another agreement version.
    """

    class Answer(models.TextChoices):
        AGREED = "agreed", "sesuai"
        LOOK_AGAIN = "look_again", "mohon ditinjau kembali"

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="corrections")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField("nomor catatan jurnal")
    version = models.PositiveIntegerField("versi baris")
    before = models.JSONField("semula", default=dict)
    after = models.JSONField("menjadi", default=dict)
    reason = models.CharField("alasan", max_length=500)
    corrected_at = models.DateTimeField("dikoreksi pada")
    corrected_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answer = models.CharField(
        "jawaban", max_length=10, choices=Answer.choices, blank=True, default=""
    )
    answer_text = models.CharField("isi jawaban", max_length=500, blank=True, default="")
    answered_at = models.DateTimeField("dijawab pada", null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = "koreksi"
        verbose_name_plural = "koreksi"
        ordering = ["submission_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "number"], name="correction_has_an_entry_of_its_own"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_a_reason"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_by=None)
                | Q(~Q(answer=""), answered_at__isnull=False, answered_by__isnull=False),
                name="correction_answered_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"koreksi {self.indicator}, catatan {self.number}"


class Note(models.Model):
    """One remark of the reviewer on a row, open until he closes it.

    `correction` is set where Kasubag's answer to a correction opened it.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="notes")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField("nomor catatan jurnal")
    text = models.CharField("catatan", max_length=500)
    correction = models.ForeignKey(Correction, models.PROTECT, null=True, related_name="notes")
    opened_at = models.DateTimeField("dibuka pada")
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField("ditutup pada", null=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = OfEditionQuerySet.as_manager()

    class Meta:
        verbose_name = "catatan koreksi"
        verbose_name_plural = "catatan koreksi"
        ordering = ["submission_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "number"], name="note_has_an_entry_of_its_own"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="note_closed_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        return self.closed_at is None
