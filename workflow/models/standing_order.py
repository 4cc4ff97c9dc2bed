from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from kinerja.models import Position, Section, Unit, User


class StandingOrderQuerySet(models.QuerySet):
    def living(self) -> "StandingOrderQuerySet":
        """Leave out what was revoked."""
        return self.filter(revoked_at=None)


class StandingOrder(models.Model):
    """One perintah tetap: a head's disposisi by which each next form of a section goes out.

    Who gave it is kept as of then, as on every sheet; its number is of the unit's one series. It
    acts while its giver holds the seat, until it is revoked; then another can be given.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    section = models.ForeignKey(Section, models.PROTECT, related_name="standing_orders")
    year = models.PositiveSmallIntegerField("tahun")
    serial = models.PositiveIntegerField("nomor urut")
    position = models.ForeignKey(Position, models.PROTECT, related_name="+")
    title = models.CharField("jabatan", max_length=200)
    name = models.CharField("nama", max_length=150)
    rank = models.CharField("pangkat", max_length=80, blank=True, default="")
    identity = models.CharField("nomor induk", max_length=40, blank=True, default="")
    people = models.ManyToManyField(User, related_name="+", verbose_name="petugas pengisi")
    instruction = models.CharField("perintah", max_length=500)
    made_at = models.DateTimeField("diberikan pada")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField("dicabut pada", null=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = StandingOrderQuerySet.as_manager()

    class Meta:
        verbose_name = "perintah tetap"
        verbose_name_plural = "perintah tetap"
        ordering = ["unit", "year", "serial"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "serial"], name="standing_order_number_once"
            ),
            models.UniqueConstraint(
                fields=["section"],
                condition=Q(revoked_at=None),
                name="one_living_standing_order_per_section",
            ),
            models.CheckConstraint(
                condition=Q(serial__gte=1), name="standing_order_numbers_begin_at_1"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="standing_order_revoked_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """Write the number as the office does: "DK-004/2026"."""
        return f"DK-{self.serial:03}/{self.year}"

    @property
    def is_revoked(self) -> bool:
        return self.revoked_at is not None

    @property
    def given_on(self) -> date:
        return timezone.localdate(self.made_at)
