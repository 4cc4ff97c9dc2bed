from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from kinerja.models.role import SECTION_ROLES, SINGLE_SEATS, Role


class Tenure(models.TextChoices):
    """How a person holds a position: as its own, or for a time in another's place."""

    DEFINITIVE = "definitive", "definitif"
    PLH = "plh", "Plh."
    PLT = "plt", "Plt."


ACTING = (Tenure.PLH, Tenure.PLT)


class AssignmentQuerySet(models.QuerySet):
    def holding(self, day: date) -> "AssignmentQuerySet":
        """Keep those of active accounts whose dates, both days included, hold the day."""
        return self.filter(Q(end=None) | Q(end__gte=day), start__lte=day, user__is_active=True)

    def in_force(self, at: datetime) -> "AssignmentQuerySet":
        """Keep those who act on the local day of `at`.

        While a Plh or Plt is in force, the definitive holder of the position does not act.
        """
        day = timezone.localdate(at)
        acting = Assignment.objects.holding(day).filter(
            position=OuterRef("position"), tenure__in=ACTING
        )
        return self.holding(day).filter(~Q(tenure=Tenure.DEFINITIVE) | ~Exists(acting))


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
    tenure = models.CharField(
        "kedudukan", max_length=10, choices=Tenure.choices, default=Tenure.DEFINITIVE
    )
    letter = models.CharField(
        "nomor surat perintah",
        max_length=100,
        blank=True,
        default="",
        help_text="Untuk Plh. dan Plt.; kosong berarti menyusul.",
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
                condition=Q(tenure=Tenure.DEFINITIVE) | Q(end__isnull=False),
                name="acting_holder_has_an_end",
                violation_error_message="Plh. dan Plt. wajib bertanggal mulai dan akhir.",
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gte=F("start")),
                name="assignment_ends_after_its_start",
                violation_error_message="Tanggal akhir tidak boleh sebelum tanggal mulai.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.title}"

    @property
    def title(self) -> str:
        """Name the capacity as it is signed: "Plh. Sekretaris Camat"."""
        if self.tenure == Tenure.DEFINITIVE:
            return self.position.title
        return f"{self.get_tenure_display()} {self.position.title}"

    @property
    def awaits_letter(self) -> bool:
        return self.tenure in ACTING and not self.letter

    def clean(self) -> None:
        if self.section and self.unit and self.section.unit_id != self.unit_id:
            raise ValidationError({"section": "Seksi ini bukan bagian dari perangkat daerah itu."})
        if self.start and self.position_id and self.overlapping().exists():
            whom = "Plh. atau Plt." if self.tenure in ACTING else "pemegang definitif"
            text = f"Jabatan ini sudah mempunyai {whom} pada tanggal itu."
            raise ValidationError({"start": text})

    def overlapping(self) -> AssignmentQuerySet:
        """Find others who hold the same seat in the same way on any of these days."""
        if self.role not in SINGLE_SEATS:
            return Assignment.objects.none()
        others = Assignment.objects.exclude(pk=self.pk).filter(
            Q(end=None) | Q(end__gte=self.start),
            position=self.position,
            role=self.role,
            tenure__in=ACTING if self.tenure in ACTING else (Tenure.DEFINITIVE,),
        )
        return others.filter(start__lte=self.end) if self.end else others
