from django.db import models
from django.db.models import Q

from kinerja.models.line import labelled
from kinerja.relations import Missing, Sign

MISSING = labelled(
    Missing,
    {
        Missing.SKIP_IF_ANY: "lewati bila ada yang kosong",
        Missing.SKIP_IF_ALL: "lewati bila semua kosong",
        Missing.NEVER_SKIP: "jangan dilewati; yang kosong dihitung 0",
    },
)
SIGNS = [(sign.value, sign.value) for sign in Sign]


class RuleSwitch(models.Model):
    """One rule of `kinerja.findings` that a unit has switched off."""

    unit = models.ForeignKey(
        "kinerja.Unit",
        models.PROTECT,
        related_name="rule_switches",
        verbose_name="perangkat daerah",
    )
    code = models.CharField("aturan", max_length=30)

    class Meta:
        verbose_name = "sakelar peringatan"
        verbose_name_plural = "sakelar peringatan"
        ordering = ["unit", "code"]
        constraints = [models.UniqueConstraint(fields=["unit", "code"], name="rule_switched_once")]

    def __str__(self) -> str:
        return f"{self.code}: mati"


class CrossCheck(models.Model):
    """One uji silang of a unit: sums of indicators' figures that must stand to each other so."""

    unit = models.ForeignKey(
        "kinerja.Unit", models.PROTECT, related_name="cross_checks", verbose_name="perangkat daerah"
    )
    name = models.CharField("nama", max_length=100)
    sign = models.CharField("tanda", max_length=1, choices=SIGNS)
    missing = models.CharField(
        "bila ada nilai yang kosong", max_length=5, choices=MISSING, default=Missing.SKIP_IF_ANY
    )
    withdrawn_at = models.DateTimeField("dicabut pada", null=True)
    withdrawn_by = models.ForeignKey("kinerja.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "uji silang"
        verbose_name_plural = "uji silang"
        ordering = ["unit", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                condition=Q(withdrawn_at=None),
                name="standing_check_named_once",
                violation_error_message="Nama ini sudah dipakai uji silang lain.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="check_withdrawn_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CheckTerm(models.Model):
    """One indicator of a cross-check, left or right of its sign; codes may change, it does not."""

    cross_check = models.ForeignKey(CrossCheck, models.CASCADE, related_name="terms")
    indicator = models.ForeignKey("kinerja.Indicator", models.PROTECT, related_name="check_terms")
    is_left = models.BooleanField("di sebelah kiri")
    order = models.PositiveSmallIntegerField("urutan")

    class Meta:
        verbose_name = "suku uji silang"
        verbose_name_plural = "suku uji silang"
        ordering = ["cross_check_id", "-is_left", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["cross_check", "indicator"], name="indicator_once_in_a_check"
            )
        ]
