from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Role(models.TextChoices):
    """What an assignment lets a person do; the SOP's actor column names one of these."""

    SECTION_HEAD = "section_head", "Kepala Seksi"
    FORM_FILLER = "form_filler", "petugas pengisi"
    PLANNING_HEAD = "planning_head", "Kasubag Perencanaan"
    SECRETARY = "secretary", "Sekcam"
    ARCHIVIST = "archivist", "Admin e-kejab"
    LEADER = "leader", "pimpinan (Camat)"
    AUDITOR = "auditor", "APIP (Inspektorat)"
    OPERATOR = "operator", "operator perangkat daerah"
    ADMINISTRATOR = "administrator", "administrator"


SECTION_ROLES = (Role.SECTION_HEAD, Role.FORM_FILLER)


class AssignmentQuerySet(models.QuerySet):
    def in_force(self, at: datetime) -> "AssignmentQuerySet":
        """Keep those whose dates, both days included, hold the local day of `at`."""
        day = timezone.localdate(at)
        return self.filter(Q(end=None) | Q(end__gte=day), start__lte=day, user__is_active=True)


class Assignment(models.Model):
    """One person in one position with one role, from a first day to a last day."""

    user = models.ForeignKey(
        "kinerja.User", models.PROTECT, related_name="assignments", verbose_name="akun"
    )
    position = models.ForeignKey(
        "kinerja.Position", models.PROTECT, related_name="assignments", verbose_name="jabatan"
    )
    role = models.CharField("peran", max_length=20, choices=Role.choices)
    unit = models.ForeignKey(
        "kinerja.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name="perangkat daerah",
        help_text="Perangkat daerah yang dilayani; kosong hanya untuk administrator (semua).",
    )
    section = models.ForeignKey(
        "kinerja.Section",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name="seksi/subbagian",
    )
    start = models.DateField("berlaku sejak")
    end = models.DateField("sampai dengan", null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "penugasan"
        verbose_name_plural = "penugasan"
        ordering = ["unit", "role", "start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=SECTION_ROLES, section__isnull=False)
                | (~Q(role__in=SECTION_ROLES) & Q(section__isnull=True)),
                name="section_goes_with_section_roles",
                violation_error_message="Pilih seksi untuk peran ini, dan hanya untuk peran seksi.",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | Q(role=Role.ADMINISTRATOR),
                name="only_the_administrator_serves_every_unit",
                violation_error_message="Pilih perangkat daerah.",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.AUDITOR) | Q(end__isnull=False),
                name="auditor_has_an_end",
                violation_error_message="Penugasan APIP wajib bertanggal akhir.",
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")),
                name="assignment_ends_after_its_start",
                violation_error_message="Tanggal akhir tidak boleh sebelum tanggal mulai.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.position}"

    def clean(self) -> None:
        if self.section and self.unit and self.section.unit_id != self.unit_id:
            raise ValidationError({"section": "Seksi ini bukan bagian dari perangkat daerah itu."})
