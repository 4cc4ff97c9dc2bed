from decimal import Decimal

from django.db import models
from django.db.models import Q

from kinerja import formula
from kinerja.models.fields import figure_field


class Realisation(models.Model):
    """The one number that stands for a line in a period: one cell, typed once.

    Confirmed rows never change; `recording.reopen` copies them into the next edition.
    """

    class Status(models.TextChoices):
        BLANK = "", "belum diisi"
        MEASURED = "measured", "terisi"
        NOT_YET = "not_yet", "belum tersedia"
        NOT_MEASURED = "not_measured", "tidak diukur"

    class Source(models.TextChoices):
        SECTION = "section", "dari seksi"
        PAPER = "paper", "formulir kertas"
        MESSAGE = "message", "pesan"
        PHONE = "phone", "telepon"
        DOCUMENT = "document", "dokumen"
        CORRECTION = "correction", "koreksi"

    line = models.ForeignKey("kinerja.Line", models.PROTECT, related_name="realisations")
    period = models.ForeignKey("kinerja.Period", models.PROTECT, related_name="realisations")
    edition = models.PositiveSmallIntegerField("edisi", default=1)
    status = models.CharField(max_length=15, choices=Status.choices, blank=True, default="")
    value = figure_field("realisasi")
    numerator = figure_field("pembilang")
    denominator = figure_field("penyebut")
    predicate = models.ForeignKey("kinerja.Predicate", models.PROTECT, null=True, blank=True)
    reason = models.CharField("alasan", max_length=500, blank=True, default="")
    promised_on = models.DateField("dijanjikan tanggal", null=True, blank=True)
    source = models.CharField("sumber", max_length=10, choices=Source.choices)
    replaces_section = models.BooleanField("menggantikan nilai dari seksi", default=False)
    version = models.PositiveIntegerField("versi baris", default=1)
    entered_at = models.DateTimeField("diisi pada")
    entered_by = models.ForeignKey("kinerja.User", models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField("disahkan pada", null=True)
    confirmed_by = models.ForeignKey("kinerja.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "realisasi"
        verbose_name_plural = "realisasi"
        ordering = ["line", "period", "edition"]
        constraints = [
            models.UniqueConstraint(fields=["line", "period", "edition"], name="realisation_once"),
            models.CheckConstraint(
                condition=Q(
                    Q(value__isnull=False)
                    | Q(numerator__isnull=False, denominator__isnull=False)
                    | Q(predicate__isnull=False),
                    status="measured",
                )
                | Q(
                    ~Q(status="measured"),
                    value=None,
                    numerator=None,
                    denominator=None,
                    predicate=None,
                ),
                name="only_a_measured_row_holds_a_number",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["not_yet", "not_measured"]) | ~Q(reason=""),
                name="no_number_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status="not_yet") | Q(promised_on__isnull=False),
                name="not_yet_has_a_promised_date",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="realisation_confirmed_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line}, {self.period}, edisi {self.edition}"

    @property
    def pair(self) -> tuple[Decimal, Decimal] | None:
        if self.numerator is None or self.denominator is None:
            return None
        return self.numerator, self.denominator


class Explanation(models.Model):
    """Why a figure is as it is: for one sasaran, or for one indicator where it is asked.

    Of an indicator it also keeps, in words, which documents support its figure.
    """

    objective = models.ForeignKey(
        "kinerja.Objective", models.PROTECT, null=True, related_name="explanations"
    )
    line = models.ForeignKey("kinerja.Line", models.PROTECT, null=True, related_name="explanations")
    period = models.ForeignKey("kinerja.Period", models.PROTECT, related_name="explanations")
    edition = models.PositiveSmallIntegerField("edisi", default=1)
    drivers = models.TextField("faktor pendorong", blank=True, default="")
    obstacles = models.TextField("faktor penghambat", blank=True, default="")
    follow_up = models.TextField("tindak lanjut", blank=True, default="")
    evidence_note = models.TextField("catatan dokumen pendukung", blank=True, default="")
    written_at = models.DateTimeField("ditulis pada")
    written_by = models.ForeignKey("kinerja.User", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField("versi baris", default=1)
    confirmed_at = models.DateTimeField("disahkan pada", null=True)
    confirmed_by = models.ForeignKey("kinerja.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "penjelasan"
        verbose_name_plural = "penjelasan"
        ordering = ["period", "objective", "line", "edition"]
        constraints = [
            models.CheckConstraint(
                condition=Q(objective__isnull=False, line__isnull=True)
                | Q(objective__isnull=True, line__isnull=False),
                name="explanation_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(objective=None) | Q(evidence_note=""),
                name="only_a_line_has_an_evidence_note",
            ),
            models.UniqueConstraint(
                fields=["line", "period", "edition"], name="line_explained_once"
            ),
            models.UniqueConstraint(
                fields=["objective", "period", "edition"], name="objective_explained_once"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="explanation_confirmed_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line or self.objective}, {self.period}"


def figure_of(row: Realisation, line) -> Decimal | formula.Choice | None:
    """Give the one figure of a row, derived from its parts, never rounded."""
    if row.predicate:
        return row.predicate.choice
    if row.pair:
        return formula.ratio(*row.pair, factor=Decimal(line.ratio_factor))
    return row.value
