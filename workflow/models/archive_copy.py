from django.db import models

from kinerja.models import User
from workflow.models.submission import Submission


class ArchiveCopy(models.Model):
    """The electronic archive of one edition: a canonical snapshot (JSON) and its SHA-256."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="archives")
    edition = models.PositiveSmallIntegerField("edisi")
    register_number = models.CharField("nomor arsip", max_length=100)
    snapshot = models.TextField("isi (JSON baku)")
    sha256 = models.CharField("SHA-256", max_length=64)
    sealed_at = models.DateTimeField("disegel pada")
    sealed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "arsip elektronik"
        verbose_name_plural = "arsip elektronik"
        ordering = ["submission", "edition"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "edition"], name="archive_once")
        ]

    def __str__(self) -> str:
        return f"{self.submission}, edisi {self.edition}"


class PaperCopy(models.Model):
    """Where the signed print of one electronic archive stands; a move adds a row."""

    archive = models.ForeignKey(ArchiveCopy, models.PROTECT, related_name="papers")
    box = models.CharField("boks", max_length=60)
    shelf = models.CharField("rak", max_length=60)
    filed_at = models.DateTimeField("disimpan pada")
    filed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "salinan manual"
        verbose_name_plural = "salinan manual"
        ordering = ["archive", "filed_at"]

    def __str__(self) -> str:
        return f"boks {self.box}, rak {self.shelf}"
