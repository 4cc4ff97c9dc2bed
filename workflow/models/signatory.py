"""Who signs the print of a report: a unit's own list of positions, in their order."""

from django.db import models
from django.db.models import Q

from kinerja.models import Position, Role, Unit, User


class Signatory(models.Model):
    """One place for a signature: whose, and the word above the title.

    It stands in the place of the one with the same code that the program offers to every unit
    (workflow.own_rows), and that is not stored. What is offered names a role, because the
    program does not know the office's positions; what an office keeps names a position.
    """

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="signatories", verbose_name="perangkat daerah"
    )
    code = models.SlugField("kode", max_length=40)
    role = models.CharField("peran", max_length=20, choices=Role.choices, blank=True, default="")
    position = models.ForeignKey(
        Position, models.PROTECT, null=True, related_name="+", verbose_name="jabatan"
    )
    heading = models.CharField("kata pengantar", max_length=60, blank=True, default="")
    order = models.PositiveSmallIntegerField("urutan", default=1)
    withdrawn_at = models.DateTimeField("tidak dipakai sejak", null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "penanda tangan"
        verbose_name_plural = "penanda tangan"
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "code"],
                name="signatory_once_per_unit",
                violation_error_message="Jabatan ini sudah ada dalam daftar.",
            ),
            models.CheckConstraint(
                condition=~Q(role="") | Q(position__isnull=False),
                name="signatory_has_a_seat",
                violation_error_message="Pilih jabatan yang menandatangani.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="signatory_withdrawn_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return str(self.position or Role(self.role).label)
