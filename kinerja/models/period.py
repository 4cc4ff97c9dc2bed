from collections.abc import Callable
from datetime import date, timedelta

from django.db import models

WorkingDayAfter = Callable[[date, int], date]

# A form that is ordered after its day is to be back after this many working days.
LATE_ORDER_DAYS = 2


class Quarter(models.IntegerChoices):
    """The four quarters and, as the fifth, the year as a whole."""

    I = 1, "Triwulan I"  # noqa: E741  (the office's own numerals)
    II = 2, "Triwulan II"
    III = 3, "Triwulan III"
    IV = 4, "Triwulan IV"
    YEAR = 5, "Tahunan"


def working_day_after(last: date, count: int) -> date:
    """Name the `count`-th day from Monday to Friday after `last`.

    >>> working_day_after(date(2026, 9, 30), 5)
    datetime.date(2026, 10, 7)
    """
    day = last
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


class PeriodQuerySet(models.QuerySet):
    def named(
        self, year: int, quarter: int, *, after: WorkingDayAfter = working_day_after
    ) -> "Period":
        """Fetch the period, made with its default dates where it does not exist yet.

        `after` counts working days; without it every day from Monday to Friday is one.
        """
        found = self.filter(year=year, quarter=quarter).first()
        if found is None:
            defaults = Period.dates(year, quarter, after=after)
            found, _ = self.get_or_create(year=year, quarter=quarter, defaults=defaults)
        return found


class Period(models.Model):
    """One span that is measured: a quarter or a year, with its three dates."""

    year = models.PositiveSmallIntegerField("tahun")
    quarter = models.PositiveSmallIntegerField("periode", choices=Quarter.choices)
    forms_back = models.DateField("formulir kembali")
    report_due = models.DateField("batas laporan")
    data_frozen = models.DateField("data dibekukan", help_text="Hanya mengingatkan.")

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "periode"
        verbose_name_plural = "periode"
        ordering = ["-year", "-quarter"]
        constraints = [
            models.UniqueConstraint(fields=["year", "quarter"], name="period_once"),
            models.CheckConstraint(
                condition=models.Q(quarter__in=Quarter.values), name="period_is_a_known_span"
            ),
            models.CheckConstraint(
                condition=models.Q(forms_back__lte=models.F("report_due"))
                & models.Q(report_due__lte=models.F("data_frozen")),
                name="period_dates_in_order",
                violation_error_message="Urutan tanggal: formulir kembali, laporan, dibekukan.",
            ),
        ]

    def __str__(self) -> str:
        return self.short if self.quarter == Quarter.YEAR else self.long

    @property
    def long(self) -> str:
        return f"{self.get_quarter_display()} Tahun {self.year}"

    @property
    def short(self) -> str:
        return f"{self.get_quarter_display()} {self.year}"

    @property
    def previous_words(self) -> str:
        """Head the column of the figures before: the quarter's, or of Tahunan last year's."""
        return "Tahun lalu" if self.quarter == Quarter.YEAR else "Triw. lalu"

    @property
    def up_to(self) -> str:
        """Say how far a figure reaches: "s.d. Triwulan III", "Tahunan"."""
        name = self.get_quarter_display()
        return name if self.is_year else f"s.d. {name}"

    @property
    def is_year(self) -> bool:
        return self.quarter == Quarter.YEAR

    @property
    def last_day(self) -> date:
        return last_day_of(self.year, self.quarter)

    def forms_back_from(self, day: date, *, after: WorkingDayAfter) -> date:
        """Give the day on which forms ordered on `day` are to be back: a late order has its own."""
        return after(day, LATE_ORDER_DAYS) if day > self.forms_back else self.forms_back

    @staticmethod
    def dates(
        year: int, quarter: int, *, after: WorkingDayAfter = working_day_after
    ) -> dict[str, date]:
        """Give the default dates: the 5th, 10th and 15th working day after the span."""
        end = last_day_of(year, quarter)
        names = {"forms_back": 5, "report_due": 10, "data_frozen": 15}
        return {name: after(end, count) for name, count in names.items()}


def last_day_of(year: int, quarter: int) -> date:
    month = min(quarter, 4) * 3
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def latest_closed_quarter(day: date) -> tuple[int, int]:
    """Name the last quarter that ended before `day`, as (year, quarter).

    >>> latest_closed_quarter(date(2026, 11, 23))
    (2026, 3)
    >>> latest_closed_quarter(date(2026, 1, 2))
    (2025, 4)
    """
    quarter = (day.month - 1) // 3
    return (day.year, quarter) if quarter else (day.year - 1, 4)
