from django.db import models
from django.db.models import Q


class Agreement(models.Model):
    """One version of a unit's Perjanjian Kinerja for a year: PK murni, then PK perubahan."""

    unit = models.ForeignKey(
        "kinerja.Unit", models.PROTECT, related_name="agreements", verbose_name="perangkat daerah"
    )
    year = models.PositiveSmallIntegerField("tahun")
    version = models.PositiveSmallIntegerField("versi", default=1)
    title = models.CharField("sebutan", max_length=100, default="PK murni")
    date = models.DateField("tanggal")
    reason = models.CharField("alasan perubahan", max_length=500, blank=True, default="")

    class Meta:
        verbose_name = "perjanjian kinerja"
        verbose_name_plural = "perjanjian kinerja"
        ordering = ["unit", "-year", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "version"], name="agreement_version_once"
            ),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(reason=""),
                name="agreement_changes_for_a_reason",
                violation_error_message="Perubahan perjanjian kinerja wajib beralasan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.year}, {self.unit}"


class Objective(models.Model):
    """One sasaran strategis of an agreement."""

    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="objectives", verbose_name="perjanjian kinerja"
    )
    number = models.PositiveSmallIntegerField("nomor")
    text = models.CharField("sasaran strategis", max_length=500)

    class Meta:
        verbose_name = "sasaran"
        verbose_name_plural = "sasaran"
        ordering = ["agreement_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="objective_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"
