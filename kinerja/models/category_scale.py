from django.db import models
from django.db.models import Q

from kinerja import formula
from kinerja.models.fields import figure_field

CAPS = [(int(cap), f"{cap}%") for cap in formula.CAPS if cap is not None]
ICONS = [(icon, f"{icon} {word}") for icon, word in formula.ICONS.items()]


class CategoryScale(models.Model):
    """One scale of categories from a year on, with the cap of averages: of one unit, or of all.

    A kept scale never changes. Of several for the same year the one kept last stands.
    """

    unit = models.ForeignKey(
        "kinerja.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="category_scales",
        verbose_name="perangkat daerah",
        help_text="Kosong: berlaku untuk semua perangkat daerah.",
    )
    first_year = models.PositiveSmallIntegerField("berlaku mulai tahun")
    cap = models.PositiveSmallIntegerField(
        "batas capaian dalam rata-rata", choices=CAPS, null=True, blank=True
    )

    class Meta:
        verbose_name = "skala kategori"
        verbose_name_plural = "skala kategori"
        ordering = ["first_year", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_year__range=(2000, 2199)), name="scale_begins_in_a_known_year"
            ),
            models.CheckConstraint(
                condition=Q(cap__isnull=True) | Q(cap__in=[cap for cap, _word in CAPS]),
                name="scale_cap_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"skala kategori mulai {self.first_year}"


class CategoryStep(models.Model):
    """One row of a scale, from the highest down; the last one, without a bound, takes the rest."""

    scale = models.ForeignKey(
        CategoryScale, models.PROTECT, related_name="steps", verbose_name="skala kategori"
    )
    order = models.PositiveSmallIntegerField("urutan")
    lower = figure_field("batas bawah (%)")
    label = models.CharField("sebutan", max_length=40)
    icon = models.CharField("tanda", max_length=1, choices=ICONS)

    class Meta:
        verbose_name = "kategori"
        verbose_name_plural = "kategori"
        ordering = ["scale_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "order"], name="category_order_once"),
            models.UniqueConstraint(fields=["scale", "label"], name="category_label_once"),
            models.UniqueConstraint(
                fields=["scale"], condition=Q(lower__isnull=True), name="category_bottom_once"
            ),
            models.CheckConstraint(
                condition=Q(icon__in=list(formula.ICONS)), name="category_icon_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def category(self) -> formula.Category:
        return formula.Category(self.label, self.icon, self.lower)
