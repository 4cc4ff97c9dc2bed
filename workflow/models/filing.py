"""What a record's archive is filed under: klasifikasi with retention, description, DIGANTI."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from kinerja.models import Unit, User
from workflow.models.archive_copy import ArchiveCopy

LONGEST_RETENTION = 100
BAD_CODE = "Kode ditulis dengan angka, huruf, dan titik, misalnya 000.8.6.3."


class Fate(models.TextChoices):
    """Nasib akhir: what people decide about an archive whose retention is over."""

    DESTROYED = "destroyed", "musnah"
    PERMANENT = "permanent", "permanen"
    REASSESSED = "reassessed", "dinilai kembali"


class Classification(models.Model):
    """One kode klasifikasi arsip of a unit, with its retention.

    It stands in the place of the one with the same code that the program offers to every unit
    (workflow.own_rows), and that is not stored.
    """

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="classifications", verbose_name="perangkat daerah"
    )
    code = models.CharField(
        "kode klasifikasi",
        max_length=30,
        validators=[RegexValidator(r"\A[0-9A-Za-z]+([.-][0-9A-Za-z]+)*\Z", BAD_CODE)],
    )
    name = models.CharField("nama", max_length=150)
    active_years = models.PositiveSmallIntegerField("retensi aktif (tahun)")
    inactive_years = models.PositiveSmallIntegerField("retensi inaktif (tahun)")
    fate = models.CharField("nasib akhir", max_length=10, choices=Fate.choices)
    is_checked = models.BooleanField("sudah diperiksa dengan peraturan yang berlaku", default=False)
    withdrawn_at = models.DateTimeField("tidak dipakai sejak", null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "klasifikasi arsip"
        verbose_name_plural = "klasifikasi arsip"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "code"],
                name="classification_once_per_unit",
                violation_error_message="Kode ini sudah ada dalam daftar.",
            ),
            models.CheckConstraint(
                condition=Q(
                    active_years__lte=LONGEST_RETENTION, inactive_years__lte=LONGEST_RETENTION
                ),
                name="classification_retention_within_a_century",
                violation_error_message=f"Retensi paling lama {LONGEST_RETENTION} tahun.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="classification_withdrawn_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class ArchiveDescription(models.Model):
    """What daftar arsip says of one electronic archive and its print, written with the seal.

    A correction is a later row that `replaces` the one before, which stays; archives from before
    there were descriptions get their first so. The retention is that of its klasifikasi then: a
    table that changes later moves no date here.
    """

    class Development(models.TextChoices):
        ORIGINAL = "original", "asli"
        COPY = "copy", "salinan"
        DUPLICATE = "duplicate", "tembusan"

    class Medium(models.TextChoices):
        BOTH = "both", "elektronik dan kertas"
        ELECTRONIC = "electronic", "elektronik"
        PAPER = "paper", "kertas"

    class Security(models.TextChoices):
        OPEN = "open", "biasa/terbuka"
        LIMITED = "limited", "terbatas"
        SECRET = "secret", "rahasia"
        TOP_SECRET = "top_secret", "sangat rahasia"

    archive = models.ForeignKey(ArchiveCopy, models.PROTECT, related_name="descriptions")
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaced_by", verbose_name="menggantikan"
    )
    corrected_at = models.DateTimeField("diperbaiki pada", null=True)
    corrected_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    classification_code = models.CharField("kode klasifikasi", max_length=30)
    classification_name = models.CharField("nama klasifikasi", max_length=150)
    summary = models.CharField("uraian", max_length=300)
    from_day = models.DateField("kurun waktu dari")
    to_day = models.DateField("kurun waktu sampai")
    development = models.CharField(
        "tingkat perkembangan", max_length=10, choices=Development.choices
    )
    medium = models.CharField("media", max_length=10, choices=Medium.choices)
    security = models.CharField("klasifikasi keamanan", max_length=10, choices=Security.choices)
    active_years = models.PositiveSmallIntegerField("retensi aktif (tahun)")
    inactive_years = models.PositiveSmallIntegerField("retensi inaktif (tahun)")
    fate = models.CharField("nasib akhir", max_length=10, choices=Fate.choices)
    location = models.CharField("lokasi", max_length=120)
    active_until = models.DateField("aktif sampai")
    retained_until = models.DateField("retensi sampai")

    class Meta:
        verbose_name = "data arsip"
        verbose_name_plural = "data arsip"
        ordering = ["archive_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_day__lte=F("to_day")),
                name="description_ends_after_its_start",
                violation_error_message="Kurun waktu berakhir sebelum mulainya.",
            ),
            models.CheckConstraint(
                condition=Q(to_day__lte=F("active_until"))
                & Q(active_until__lte=F("retained_until")),
                name="description_retention_in_order",
            ),
            models.UniqueConstraint(
                fields=["archive"], condition=Q(replaces=None), name="description_begins_once"
            ),
            models.CheckConstraint(
                condition=Q(replaces=None, corrected_at=None, corrected_by=None)
                | Q(corrected_at__isnull=False, corrected_by__isnull=False),
                name="description_corrected_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.classification_code}, {self.summary}"

    @property
    def retention_words(self) -> str:
        return f"aktif {self.active_years} tahun, inaktif {self.inactive_years} tahun"


class SupersededMark(models.Model):
    """That the paper copy of an earlier edition was marked DIGANTI by hand, by whom and when."""

    archive = models.OneToOneField(ArchiveCopy, models.PROTECT, related_name="superseded_mark")
    marked_at = models.DateTimeField("ditandai pada")
    marked_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "tanda DIGANTI"
        verbose_name_plural = "tanda DIGANTI"
        ordering = ["archive_id"]

    def __str__(self) -> str:
        return f"{self.archive}: DIGANTI"
