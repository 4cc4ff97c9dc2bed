from datetime import date
from functools import cached_property

from django.db import models
from django.db.models import Q

from kinerja.models import Role, Unit

STEP_NUMBERS = (1, 2, 3, 4)


class SopQuerySet(models.QuerySet):
    def in_force(self, unit: Unit, day: date) -> "Sop":
        """Fetch the revision that holds for the unit on that day: its own before the general one.

        Raises Sop.DoesNotExist where none is in force yet.
        """
        held = self.filter(Q(unit=unit) | Q(unit=None), effective_on__lte=day)
        found = held.order_by(
            models.F("unit").desc(nulls_last=True), "-effective_on", "-pk"
        ).first()
        if found is None:
            raise Sop.DoesNotExist(f"no SOP in force for {unit} on {day}")
        return found


class Sop(models.Model):
    """One revision of the SOP sheet: its identity block and its boxes, from a first day on.

    Running records keep the revision they were opened under. What the signed sheet leaves blank
    stays blank here.
    """

    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sops",
        verbose_name="perangkat daerah",
        help_text="Kosong: berlaku untuk semua perangkat daerah tanpa SOP sendiri.",
    )
    effective_on = models.DateField("berlaku dalam program sejak")
    revision_reason = models.CharField("alasan revisi", max_length=300, blank=True, default="")
    name = models.CharField("nama SOP", max_length=200)
    office = models.CharField("perangkat daerah pada lembar", max_length=200)
    number = models.CharField("nomor SOP", max_length=100, blank=True, default="")
    made_on = models.DateField("tanggal pembuatan", null=True, blank=True)
    revised_on = models.DateField("tanggal revisi", null=True, blank=True)
    printed_effective_on = models.DateField("tanggal efektif", null=True, blank=True)
    approved_by = models.TextField("disahkan oleh", blank=True, default="")
    legal_basis = models.TextField("dasar hukum", help_text="Satu butir per baris.")
    qualifications = models.TextField("kualifikasi pelaksana", help_text="Satu butir per baris.")
    related = models.TextField("keterkaitan", help_text="Satu butir per baris.")
    equipment = models.TextField("peralatan/perlengkapan", help_text="Satu butir per baris.")
    warning = models.TextField("peringatan")
    recording = models.TextField("pencatatan dan pendataan")

    objects = SopQuerySet.as_manager()

    class Meta:
        verbose_name = "SOP"
        verbose_name_plural = "SOP"
        ordering = ["unit", "-effective_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "effective_on"],
                name="sop_revision_once_a_day",
                violation_error_message="Sudah ada revisi yang berlaku sejak tanggal itu.",
            ),
            models.UniqueConstraint(
                fields=["effective_on"],
                condition=Q(unit=None),
                name="general_sop_revision_once_a_day",
                violation_error_message="Sudah ada revisi yang berlaku sejak tanggal itu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, berlaku {self.effective_on}"

    @cached_property
    def rows(self) -> dict[int, "SopStep"]:
        """The four steps by number, fetched once."""
        return {step.number: step for step in self.steps.all()}


class SopStep(models.Model):
    """One of the four rows of the SOP's second page: who does what, with what, in what time."""

    class Amount(models.TextChoices):
        MINUTES = "minutes", "menit"
        WORKING_DAYS = "working_days", "hari"

    class Basis(models.TextChoices):
        ONCE = "once", "sekali"
        PER_UNIT = "per_unit", "per Perangkat Daerah"
        PER_SECTION = "per_section", "per seksi yang melapor"

    class DayMeaning(models.TextChoices):
        """What "1 hari" stands for; on the sheet it is not said (sop.md, uncertain reading 4)."""

        MINUTES_OF_DAY = "minutes_of_day", "menit kerja pada hari mulai dihitung"
        END_OF_NEXT_DAY = "end_of_next_day", "sampai akhir hari kerja berikutnya"

    sop = models.ForeignKey(Sop, models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField("nomor")
    title = models.CharField("sebutan singkat", max_length=60)
    activity = models.TextField("kegiatan")
    actor = models.CharField("pelaksana", max_length=20, choices=Role.choices)
    actor_title = models.CharField("pelaksana pada lembar", max_length=60)
    equipment = models.CharField("kelengkapan", max_length=200)
    amount = models.PositiveIntegerField("waktu")
    amount_unit = models.CharField("satuan waktu", max_length=15, choices=Amount.choices)
    basis = models.CharField(
        "dasar waktu", max_length=15, choices=Basis.choices, default=Basis.ONCE
    )
    day_meaning = models.CharField(
        "arti satu hari",
        max_length=20,
        choices=DayMeaning.choices,
        default=DayMeaning.MINUTES_OF_DAY,
        help_text="Hanya untuk standar dalam hari.",
    )
    output = models.CharField("output", max_length=200)

    class Meta:
        verbose_name = "langkah SOP"
        verbose_name_plural = "langkah SOP"
        ordering = ["sop_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["sop", "number"], name="sop_step_once"),
            models.CheckConstraint(condition=Q(number__in=STEP_NUMBERS), name="sop_has_four_steps"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="sop_step_takes_time"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def time_words(self) -> str:
        """Write the standard without its basis: "90 menit"."""
        return f"{self.amount} {self.get_amount_unit_display()}"

    @property
    def standard_words(self) -> str:
        """Write the standard as the sheet does: "90 menit per Perangkat Daerah"."""
        if self.basis == self.Basis.ONCE:
            return self.time_words
        return f"{self.time_words} {self.get_basis_display()}"

    @property
    def day_words(self) -> str:
        """Write how the program reads a day: no word of the sheet's, and nothing of minutes."""
        if self.amount_unit != self.Amount.WORKING_DAYS:
            return ""
        return f"1 hari: {self.get_day_meaning_display()}"
