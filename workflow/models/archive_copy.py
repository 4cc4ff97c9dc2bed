from django.db import models
from django.db.models import Q

from kinerja.models import User
from workflow.models.submission import Submission


class ArchiveCopy(models.Model):
    """The electronic archive of one edition: a canonical snapshot (JSON) and the report made of it.

    The report lies as `file_name` under DATA_DIR/archive; it can be rendered again, byte for byte,
    by the same `template` and `typst`. Generated offices have no report, and then no code either.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="archives")
    edition = models.PositiveSmallIntegerField("edisi")
    register_number = models.CharField("nomor arsip", max_length=100)
    snapshot = models.TextField("isi (JSON baku)")
    sha256 = models.CharField("SHA-256", max_length=64)
    # Null, not "": a unique column holds many of the one and a single one of the other.
    code = models.CharField("kode verifikasi", max_length=30, unique=True, null=True)  # noqa: DJ001
    file_name = models.CharField("berkas laporan", max_length=200, blank=True, default="")
    file_sha256 = models.CharField("SHA-256 laporan", max_length=64, blank=True, default="")
    file_size = models.PositiveIntegerField("ukuran laporan", null=True)
    template = models.CharField("versi templat", max_length=40, blank=True, default="")
    typst = models.CharField("versi typst", max_length=20, blank=True, default="")
    supersedes = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="superseded_by", verbose_name="menggantikan"
    )
    sealed_at = models.DateTimeField("disegel pada")
    sealed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "arsip elektronik"
        verbose_name_plural = "arsip elektronik"
        ordering = ["submission_id", "edition"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "edition"], name="archive_once"),
            models.CheckConstraint(
                condition=Q(file_name="", file_sha256="", file_size=None, template="", typst="")
                | Q(
                    ~Q(file_name=""),
                    ~Q(file_sha256=""),
                    ~Q(template=""),
                    ~Q(typst=""),
                    file_size__isnull=False,
                    code__isnull=False,
                ),
                name="report_is_there_as_a_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission}, edisi {self.edition}"


class PaperCopy(models.Model):
    """Where the signed print of one electronic archive stands; a move adds a row.

    `signers` names who signed it, one a line.
    """

    archive = models.ForeignKey(ArchiveCopy, models.PROTECT, related_name="papers")
    box = models.CharField("boks", max_length=60)
    shelf = models.CharField("rak", max_length=60)
    signers = models.TextField("ditandatangani oleh", blank=True, default="", max_length=600)
    filed_at = models.DateTimeField("disimpan pada")
    filed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "salinan manual"
        verbose_name_plural = "salinan manual"
        ordering = ["archive_id", "filed_at"]

    def __str__(self) -> str:
        return f"boks {self.box}, rak {self.shelf}"
