from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models

from kinerja.models.role import Role


class Unit(models.Model):
    """One perangkat daerah: an office that keeps records of its performance data."""

    class Paper(models.TextChoices):
        F4 = "f4", "F4 (215 × 330 mm)"
        A4 = "a4", "A4 (210 × 297 mm)"

    code = models.SlugField("kode", max_length=40, unique=True)
    name = models.CharField("nama perangkat daerah", max_length=150, unique=True)
    regency = models.CharField("kabupaten/kota", max_length=100, default="Kabupaten Natuna")
    small_office = models.BooleanField(
        "aturan kantor kecil",
        default=False,
        help_text="Yang menginput boleh juga mengoreksi; berkas dan laporannya diberi tanda.",
    )
    paper = models.CharField("kertas", max_length=2, choices=Paper.choices, default=Paper.F4)

    class Meta:
        verbose_name = "perangkat daerah"
        verbose_name_plural = "perangkat daerah"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Section(models.Model):
    """One seksi or subbagian of a unit: those who know the figures."""

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="sections", verbose_name="perangkat daerah"
    )
    name = models.CharField("nama", max_length=150)
    short_label = models.CharField("sebutan singkat", max_length=60)
    order = models.PositiveSmallIntegerField("urutan", default=1)

    class Meta:
        verbose_name = "seksi/subbagian"
        verbose_name_plural = "seksi/subbagian"
        ordering = ["unit", "order", "name"]
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="section_named_once")]

    def __str__(self) -> str:
        return self.name


class Position(models.Model):
    """One jabatan of a unit, with the title that sheets print and the one it answers to."""

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="positions", verbose_name="perangkat daerah"
    )
    section = models.ForeignKey(
        Section,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="positions",
        verbose_name="seksi/subbagian",
    )
    title = models.CharField("nama jabatan lengkap", max_length=150)
    short_label = models.CharField("sebutan singkat", max_length=60)
    role = models.CharField(
        "peran jabatan",
        max_length=20,
        choices=Role.choices,
        blank=True,
        default="",
        help_text="Peran pemegangnya; dari sini program tahu bahwa kursinya kosong.",
    )
    superior = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="subordinates",
        verbose_name="atasan langsung",
    )

    class Meta:
        verbose_name = "jabatan"
        verbose_name_plural = "jabatan"
        ordering = ["unit", "title"]
        constraints = [models.UniqueConstraint(fields=["unit", "title"], name="position_once")]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if self.pk and any(above.pk == self.pk for above in self.superiors()):
            text = "Atasan langsung melingkar: jabatan ini akan menjadi atasannya sendiri."
            raise ValidationError({"superior": text})

    def superiors(self) -> Iterator["Position"]:
        """Walk up to the highest superior, or once around a circle."""
        seen: set[int] = set()
        above = self.superior
        while above and above.pk not in seen:
            yield above
            seen.add(above.pk)
            above = above.superior
