"""Outside applications into which a record's values are typed again, and what they gave back."""

from django.db import models
from django.db.models import Q

from kinerja.models import Evidence, Unit, User
from workflow.models.submission import Submission


class OutsideApplication(models.Model):
    """One outside application of a unit: its name and the order of its columns.

    It stands in the place of the one with the same code that the program offers to every unit
    (workflow.own_rows), and that is not stored. `columns` are keys of workflow.outside.columns,
    with commas between them.
    """

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="outside_applications", verbose_name="perangkat daerah"
    )
    code = models.SlugField("kode", max_length=40)
    name = models.CharField("nama aplikasi", max_length=60)
    columns = models.CharField("urutan kolom", max_length=300)
    is_awaited = models.BooleanField(
        "langkah 4 menunggu tanda terimanya",
        default=False,
        help_text="Salinan manual baru dapat disimpan sesudah tanda terimanya dicatat.",
    )
    order = models.PositiveSmallIntegerField("urutan", default=1)
    withdrawn_at = models.DateTimeField("tidak dipakai sejak", null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "aplikasi luar"
        verbose_name_plural = "aplikasi luar"
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "code"],
                name="outside_application_once_per_unit",
                violation_error_message="Aplikasi dengan nama ini sudah ada dalam daftar.",
            ),
            models.CheckConstraint(
                condition=~Q(columns=""),
                name="outside_application_has_columns",
                violation_error_message="Pilih sedikitnya satu kolom.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="outside_application_withdrawn_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Receipt(models.Model):
    """What an outside application gave back for one edition: its day, a number or a picture.

    It names the application by the code and the name of that day. A later one adds a row.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="receipts")
    edition = models.PositiveSmallIntegerField("edisi")
    application = models.SlugField("kode aplikasi", max_length=40)
    application_name = models.CharField("nama aplikasi", max_length=60)
    received_on = models.DateField("tanggal tanda terima")
    number = models.CharField("nomor tanda terima", max_length=100, blank=True, default="")
    # Not PROTECT: the database refuses by itself, without a question before.
    evidence = models.ForeignKey(
        Evidence, models.DO_NOTHING, null=True, related_name="receipts", verbose_name="gambar layar"
    )
    filed_at = models.DateTimeField("dicatat pada")
    filed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "tanda terima"
        verbose_name_plural = "tanda terima"
        ordering = ["submission_id", "edition", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(number="") | Q(evidence__isnull=False),
                name="receipt_has_a_number_or_a_picture",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_name} {self.number}".strip()
