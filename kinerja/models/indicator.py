from django.core.validators import MinValueValidator
from django.db import models

from kinerja import formula
from kinerja.models.fields import figure_field


class Indicator(models.Model):
    """One indikator kinerja of a unit, the same through all years and versions."""

    unit = models.ForeignKey(
        "kinerja.Unit", models.PROTECT, related_name="indicators", verbose_name="perangkat daerah"
    )
    name = models.CharField("indikator kinerja", max_length=300)
    definition = models.TextField("definisi operasional", blank=True, default="")
    formula_text = models.TextField("rumus penghitungan", blank=True, default="")
    data_source = models.CharField("sumber data", max_length=300, blank=True, default="")
    plan_target = figure_field("target akhir Renstra")
    plan_year = models.PositiveSmallIntegerField("tahun akhir Renstra", null=True, blank=True)
    national_standard = figure_field("standar nasional")
    usual_step = figure_field(
        "langkah wajar antartriwulan",
        validators=[MinValueValidator(0, "Langkah tidak boleh negatif.")],
    )

    class Meta:
        verbose_name = "indikator"
        verbose_name_plural = "indikator"
        ordering = ["unit", "name"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="indicator_named_once")
        ]

    def __str__(self) -> str:
        return self.name


class PredicateScale(models.Model):
    """One ordered scale of predicates, such as opini BPK or nilai AKIP."""

    name = models.CharField("nama skala", max_length=100, unique=True)

    class Meta:
        verbose_name = "skala predikat"
        verbose_name_plural = "skala predikat"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Predicate(models.Model):
    """One step of a scale; the higher its rank the better."""

    scale = models.ForeignKey(
        PredicateScale, models.PROTECT, related_name="predicates", verbose_name="skala predikat"
    )
    rank = models.PositiveSmallIntegerField("peringkat", help_text="Makin besar makin baik.")
    label = models.CharField("predikat", max_length=60)
    score = figure_field("nilai")

    class Meta:
        verbose_name = "predikat"
        verbose_name_plural = "predikat"
        ordering = ["scale_id", "-rank"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "rank"], name="predicate_rank_once"),
            models.UniqueConstraint(fields=["scale", "label"], name="predicate_label_once"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def choice(self) -> formula.Choice:
        return formula.Choice(self.rank, self.score, self.label)
