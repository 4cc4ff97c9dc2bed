from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from kinerja.models import Realisation, Unit, User
from workflow.models.submission import BEFORE_APPROVAL, Submission

TICK = ("checked_version", "checked_at", "checked_by")


class LateValueQuerySet(models.QuerySet):
    """Late values; those whose cell is not confirmed are still on their way."""

    def pending(self) -> "LateValueQuerySet":
        return self.filter(cell__confirmed_at=None)

    def waiting(self, unit: Unit) -> "LateValueQuerySet":
        """Those of a unit that had no open record when they came in."""
        return self.pending().filter(origin__unit=unit, carrier=None)

    def carried_by(self, record: Submission) -> "LateValueQuerySet":
        """Those that are reviewed and sealed with this edition of a record."""
        return self.filter(carrier=record, carrier_edition=record.edition)

    def with_names(self) -> "LateValueQuerySet":
        related = ("cell__line", "origin__period", "carrier__period", "entered_by")
        return self.select_related(*related).order_by("origin", "cell__line__code")

    def tick(self, **stamp) -> int:
        """Mark each as right at the version that its value has now."""
        cells = Realisation.objects.filter(pk=OuterRef("cell")).values("version")
        return self.update(checked_version=Subquery(cells), **stamp)

    def untick(self, **changed) -> int:
        return self.update(**dict.fromkeys(TICK), **changed)


class LateValue(models.Model):
    """One susulan: a value that its sealed record still owed, on its way into a later archive.

    `origin` owed it; `cell` is the next edition of that row's realisation; `carrier`, in
    `carrier_edition`, is the record with which it is reviewed and sealed (None while the unit has
    none open). Its tick falls by itself when the value changes.
    """

    origin = models.ForeignKey(Submission, models.PROTECT, related_name="late_values")
    cell = models.OneToOneField(Realisation, models.PROTECT, related_name="late")
    carrier = models.ForeignKey(Submission, models.PROTECT, null=True, related_name="carried")
    carrier_edition = models.PositiveSmallIntegerField("edisi pembawa", null=True)
    entered_at = models.DateTimeField("diisi pada")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    checked_version = models.PositiveIntegerField(null=True)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = LateValueQuerySet.as_manager()

    class Meta:
        verbose_name = "nilai susulan"
        verbose_name_plural = "nilai susulan"
        ordering = ["origin_id", "cell_id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(carrier=None, carrier_edition=None)
                | Q(carrier__isnull=False, carrier_edition__isnull=False),
                name="late_value_names_the_edition_of_its_carrier",
            ),
            models.CheckConstraint(
                condition=Q(carrier=None) | ~Q(carrier=F("origin")),
                name="late_value_is_not_its_own_carrier",
            ),
            models.CheckConstraint(
                condition=Q(checked_version=None, checked_at=None, checked_by=None)
                | Q(
                    checked_version__isnull=False,
                    checked_at__isnull=False,
                    checked_by__isnull=False,
                ),
                name="late_value_checked_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"susulan {self.cell.line.code} {self.origin.period.short}"

    @property
    def key(self) -> str:
        """Name it among the codes of its carrier's rows."""
        return f"susulan-{self.pk}"

    @property
    def is_checked(self) -> bool:
        return self.checked_version == self.cell.version

    @property
    def is_sealed(self) -> bool:
        return self.cell.confirmed_at is not None

    @property
    def is_open(self) -> bool:
        """Say whether it can still be corrected: until its carrier is approved."""
        if self.is_sealed:
            return False
        return self.carrier_id is None or self.carrier.state in BEFORE_APPROVAL
