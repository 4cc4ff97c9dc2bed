from django.db import models
from django.db.models import Q

LARGEST = 10 * 1024 * 1024


class StoredFile(models.Model):
    """The bytes of a document, once per unit and content; they lie under DATA_DIR/evidence.

    `stored_name` is the path there: the hash, and a word of its own for each time of storing.
    """

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        JPEG = "jpeg", "JPEG"
        PNG = "png", "PNG"
        XLSX = "xlsx", "XLSX"
        DOCX = "docx", "DOCX"

    unit = models.ForeignKey("kinerja.Unit", models.PROTECT, related_name="+")
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField("ukuran")
    kind = models.CharField("jenis", max_length=4, choices=Kind.choices)
    stored_name = models.CharField("nama simpan", max_length=120, unique=True)

    class Meta:
        verbose_name = "berkas tersimpan"
        verbose_name_plural = "berkas tersimpan"
        constraints = [
            models.UniqueConstraint(fields=["unit", "sha256"], name="content_once_per_unit"),
            models.CheckConstraint(
                condition=Q(size__gte=1, size__lte=LARGEST), name="file_is_not_too_large"
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="file_has_its_hash"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["pdf", "jpeg", "png", "xlsx", "docx"]),
                name="file_is_of_a_known_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.sha256[:12]}"


class Evidence(models.Model):
    """One dokumen pendukung: a file or a link, for cells of one period.

    It never changes. Which cells it supports, and since when no longer, stands on its rows.
    `section` is set where it is the scan of that section's signed paper form.
    """

    unit = models.ForeignKey("kinerja.Unit", models.PROTECT, related_name="evidence")
    period = models.ForeignKey("kinerja.Period", models.PROTECT, related_name="evidence")
    section = models.ForeignKey(
        "kinerja.Section", models.PROTECT, null=True, related_name="+", verbose_name="seksi"
    )
    title = models.CharField("judul", max_length=200)
    # Not PROTECT, here and below: the database refuses by itself, without a question before.
    file = models.ForeignKey(StoredFile, models.DO_NOTHING, null=True, related_name="evidence")
    link = models.CharField("tautan", max_length=500, blank=True, default="")
    attached_at = models.DateTimeField("dilampirkan pada")
    attached_by = models.ForeignKey("kinerja.User", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "dokumen pendukung"
        verbose_name_plural = "dokumen pendukung"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(Q(link=""), file__isnull=False)
                | Q(Q(link__startswith="https://") | Q(link__startswith="http://"), file=None),
                name="evidence_is_a_file_or_a_link",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="evidence_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_words(self) -> str:
        return self.file.get_kind_display() if self.file else "tautan"


class EvidenceRow(models.Model):
    """One cell (line × period × edition) that a document supports; the period is the document's.

    Removed or replaced, it stays with who and why. Sealing makes it final; `recording.reopen`
    copies it into the next edition.
    """

    evidence = models.ForeignKey(Evidence, models.DO_NOTHING, related_name="rows")
    line = models.ForeignKey("kinerja.Line", models.PROTECT, related_name="evidence_rows")
    edition = models.PositiveSmallIntegerField("edisi", default=1)
    removed_at = models.DateTimeField("dilepas pada", null=True)
    removed_by = models.ForeignKey("kinerja.User", models.PROTECT, null=True, related_name="+")
    reason = models.CharField("alasan", max_length=500, blank=True, default="")
    replaced_by = models.ForeignKey(Evidence, models.DO_NOTHING, null=True, related_name="replaced")
    confirmed_at = models.DateTimeField("disahkan pada", null=True)
    confirmed_by = models.ForeignKey("kinerja.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "baris dokumen pendukung"
        verbose_name_plural = "baris dokumen pendukung"
        ordering = ["evidence_id", "line", "edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "line", "edition"], name="evidence_supports_a_cell_once"
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None, replaced_by=None, reason="")
                | Q(~Q(reason=""), removed_at__isnull=False, removed_by__isnull=False),
                name="evidence_removed_at_by_and_why",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="evidence_confirmed_at_and_by",
            ),
        ]
        indexes = [models.Index(fields=["line", "edition"], name="evidence_of_a_cell")]

    def __str__(self) -> str:
        return f"{self.evidence}, {self.line}, edisi {self.edition}"
