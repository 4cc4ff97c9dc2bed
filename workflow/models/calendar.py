from datetime import date

from django.db import models
from django.db.models import Q

from kinerja.models import Unit, User

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class CalendarFactQuerySet(models.QuerySet):
    def standing(self) -> "CalendarFactQuerySet":
        """Leave out what was withdrawn: the calendar as it is known now."""
        return self.filter(withdrawn_at=None)


class CalendarFact(models.Model):
    """Something that is known of the calendar, of one unit or of all, from one moment on.

    Facts are never changed or deleted: a fact is withdrawn and another recorded, so that what was
    known when a round finished can be read for ever (decision 0009).
    """

    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="perangkat daerah",
        help_text="Kosong: berlaku untuk semua perangkat daerah.",
    )
    recorded_at = models.DateTimeField("dicatat pada")
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField("dicabut pada", null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = CalendarFactQuerySet.as_manager()

    class Meta:
        abstract = True


class WorkHours(CalendarFact):
    """The hours of a week: without a last day the usual ones, with one those of a special range.

    Each day is a text such as "07.30–12.00, 13.00–16.00"; a day without work is empty.
    """

    name = models.CharField("nama", max_length=100)
    starts_on = models.DateField("berlaku sejak")
    ends_on = models.DateField("sampai dengan", null=True, blank=True)
    monday = models.CharField("Senin", max_length=80, blank=True, default="")
    tuesday = models.CharField("Selasa", max_length=80, blank=True, default="")
    wednesday = models.CharField("Rabu", max_length=80, blank=True, default="")
    thursday = models.CharField("Kamis", max_length=80, blank=True, default="")
    friday = models.CharField("Jumat", max_length=80, blank=True, default="")
    saturday = models.CharField("Sabtu", max_length=80, blank=True, default="")
    sunday = models.CharField("Minggu", max_length=80, blank=True, default="")

    class Meta:
        verbose_name = "jam kerja"
        verbose_name_plural = "jam kerja"
        ordering = ["starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "starts_on"],
                condition=Q(withdrawn_at=None, ends_on=None),
                name="usual_hours_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["starts_on"],
                condition=Q(unit=None, withdrawn_at=None, ends_on=None),
                name="general_hours_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="special_hours_end_after_they_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_special(self) -> bool:
        return self.ends_on is not None

    def of_day(self, day: date) -> str:
        """Give the text of the hours on that day of the week."""
        return getattr(self, WEEKDAYS[day.weekday()])


class Holiday(CalendarFact):
    """One day on which nobody works; an estimate counts until its date is confirmed or mended."""

    class Kind(models.TextChoices):
        NATIONAL = "national", "libur nasional"
        COLLECTIVE_LEAVE = "collective_leave", "cuti bersama"
        LOCAL = "local", "libur daerah"

    day = models.DateField("tanggal")
    name = models.CharField("nama", max_length=150)
    kind = models.CharField("jenis", max_length=20, choices=Kind.choices)
    is_estimate = models.BooleanField("perkiraan", default=False)
    confirmed_at = models.DateTimeField("dipastikan pada", null=True, blank=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "hari libur"
        verbose_name_plural = "hari libur"
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "day"],
                condition=Q(withdrawn_at=None),
                name="holiday_once",
            ),
            models.UniqueConstraint(
                fields=["day"],
                condition=Q(unit=None, withdrawn_at=None),
                name="general_holiday_once",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="holiday_confirmed_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def awaits_confirmation(self) -> bool:
        return self.is_estimate and self.confirmed_at is None


class Disruption(CalendarFact):
    """One gangguan kerja: hours in which a unit could not work, entered afterwards.

    It counts from its confirmation on; confirmed after a round has finished it is a remark only.
    """

    starts_at = models.DateTimeField("mulai")
    ends_at = models.DateTimeField("selesai")
    reason = models.CharField("sebab", max_length=200)
    confirmed_at = models.DateTimeField("dibenarkan pada", null=True, blank=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "gangguan kerja"
        verbose_name_plural = "gangguan kerja"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")),
                name="disruption_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False), name="disruption_belongs_to_a_unit"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="disruption_confirmed_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.reason
