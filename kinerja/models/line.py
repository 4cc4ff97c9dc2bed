from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from kinerja import formula
from kinerja.models.agreement import Agreement, Objective
from kinerja.models.fields import figure_field
from kinerja.models.indicator import Indicator, Predicate, PredicateScale
from kinerja.models.period import Period, Quarter


def labelled(choices: type, labels: dict) -> list[tuple[str, str]]:
    """Pair each member of a pure enumeration with the office's word for it."""
    return [(member.value, labels[member]) for member in choices]


KINDS = labelled(
    formula.Kind,
    {
        formula.Kind.HIGHER: "semakin tinggi semakin baik",
        formula.Kind.LOWER: "semakin rendah semakin baik",
        formula.Kind.LOWER_RATIO: "semakin rendah semakin baik (target dibagi realisasi)",
        formula.Kind.RANGE: "rentang",
        formula.Kind.PREDICATE: "predikat",
    },
)
ACCUMULATIONS = labelled(
    formula.Accumulation,
    {
        formula.Accumulation.SUM: "akumulatif",
        formula.Accumulation.LAST: "posisi akhir",
        formula.Accumulation.MEAN: "rata-rata",
        formula.Accumulation.FIXED: "tetap",
    },
)
BASES = labelled(
    formula.Basis,
    {
        formula.Basis.QUARTER: "Triwulan ini",
        formula.Basis.TO_DATE: "s.d. Triwulan ini",
    },
)


class Line(models.Model):
    """One indicator as one agreement asks for it: its code, section, unit of count and rules.

    A line that a realisation or a record uses never changes; a change is a new agreement version.
    """

    class Measure(models.TextChoices):
        NUMBER = "number", "angka"
        RATIO = "ratio", "pembilang dan penyebut"
        CHOICE = "choice", "predikat"

    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="lines", verbose_name="perjanjian kinerja"
    )
    objective = models.ForeignKey(
        Objective, models.PROTECT, related_name="lines", verbose_name="sasaran"
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="lines", verbose_name="indikator"
    )
    section = models.ForeignKey(
        "kinerja.Section",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lines",
        verbose_name="seksi/subbagian",
        help_text="Kosong: diisi langsung pada langkah input realisasi.",
    )
    code = models.CharField("kode", max_length=20)
    order = models.PositiveSmallIntegerField("urutan", default=1)
    satuan = models.CharField("satuan", max_length=40)
    kind = models.CharField("jenis", max_length=20, choices=KINDS, default=formula.Kind.HIGHER)
    measure = models.CharField(
        "cara mengisi", max_length=10, choices=Measure.choices, default=Measure.NUMBER
    )
    accumulation = models.CharField(
        "akumulasi", max_length=10, choices=ACCUMULATIONS, default=formula.Accumulation.LAST
    )
    basis = models.CharField("dasar", max_length=10, choices=BASES, default=formula.Basis.TO_DATE)
    schedule = models.CharField(
        "jadwal ukur",
        max_length=5,
        default="1234",
        help_text="Triwulan 1–4 dan 5 untuk Tahunan, misalnya 24 atau 5.",
    )
    scale = models.ForeignKey(
        PredicateScale, models.PROTECT, null=True, blank=True, verbose_name="skala predikat"
    )
    stock_denominator = models.BooleanField("penyebut berupa stok", default=False)
    allows_negative = models.BooleanField("boleh negatif", default=False)
    at_most_100 = models.BooleanField("paling tinggi 100", default=False)
    asks_evidence = models.BooleanField("dokumen pendukung diminta", default=False)
    person_in_charge = models.CharField("penanggung jawab", max_length=150, blank=True, default="")

    class Meta:
        verbose_name = "baris perjanjian"
        verbose_name_plural = "baris perjanjian"
        ordering = ["agreement_id", "objective__number", "order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "code"], name="line_code_once"),
            models.UniqueConstraint(fields=["agreement", "indicator"], name="line_indicator_once"),
            models.CheckConstraint(
                condition=Q(kind="predicate", measure="choice", scale__isnull=False)
                | (~Q(kind="predicate") & ~Q(measure="choice") & Q(scale__isnull=True)),
                name="predicate_is_chosen_from_a_scale",
                violation_error_message="Predikat diisi dari skala, dan hanya predikat.",
            ),
            models.CheckConstraint(
                condition=~Q(
                    accumulation="sum",
                    basis="quarter",
                    satuan__in=["%", "persen"],
                    measure="number",
                ),
                name="percentages_are_never_added",
                violation_error_message=(
                    "Persentase tidak dijumlahkan: pilih pembilang dan penyebut, atau rata-rata."
                ),
            ),
            models.CheckConstraint(
                condition=Q(schedule__regex=r"^[1-5]+$"),
                name="schedule_names_periods",
                violation_error_message="Jadwal ukur berisi angka 1 sampai 5.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.indicator}"

    def clean(self) -> None:
        if self.objective_id and self.objective.agreement_id != self.agreement_id:
            raise ValidationError({"objective": "Sasaran ini milik perjanjian kinerja lain."})

    def is_measured_in(self, period: Period) -> bool:
        return str(period.quarter) in self.schedule

    @property
    def schedule_words(self) -> str:
        """Say when the line is measured: "Triwulan II dan Triwulan IV", "setiap triwulan"."""
        digits = sorted(self.schedule)
        if digits == ["1", "2", "3", "4"]:
            return "setiap triwulan"
        *first, last = [Quarter(int(digit)).label for digit in digits]
        return f"{', '.join(first)} dan {last}" if first else last

    @property
    def ratio_factor(self) -> int:
        """Multiply a ratio by 100 where it is counted in per cent, else by 1."""
        return 100 if self.is_percentage else 1

    @property
    def is_percentage(self) -> bool:
        return self.satuan in ("%", "persen")


class Target(models.Model):
    """What one line is to reach in one quarter, or in the year as a whole."""

    line = models.ForeignKey(
        Line, models.PROTECT, related_name="targets", verbose_name="baris perjanjian"
    )
    quarter = models.PositiveSmallIntegerField("periode", choices=Quarter.choices)
    value = figure_field("target", help_text="Untuk rentang: batas bawah.")
    upper = figure_field("batas atas rentang")
    predicate = models.ForeignKey(
        Predicate, models.PROTECT, null=True, blank=True, verbose_name="predikat"
    )

    class Meta:
        verbose_name = "target"
        verbose_name_plural = "target"
        ordering = ["line_id", "quarter"]
        constraints = [
            models.UniqueConstraint(fields=["line", "quarter"], name="target_once"),
            models.CheckConstraint(
                condition=Q(quarter__in=Quarter.values), name="target_is_for_a_known_span"
            ),
            models.CheckConstraint(
                condition=Q(upper__isnull=True) | Q(upper__gte=models.F("value")),
                name="range_goes_upwards",
                violation_error_message="Batas atas tidak boleh di bawah batas bawah.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line}, {self.get_quarter_display()}"

    def clean(self) -> None:
        """Keep the target in the shape of its line: a predicate of its scale, or numbers."""
        chosen = self.predicate
        of_scale = chosen is not None and chosen.scale_id == self.line.scale_id
        is_choice = self.line.measure == Line.Measure.CHOICE
        is_range = self.line.kind == formula.Kind.RANGE
        is_negative = self.value is not None and self.value < 0
        has_value, has_upper = self.value is not None, self.upper is not None
        faults = (
            ("predicate", is_choice and not of_scale, "Pilih predikat dari skala baris ini."),
            ("value", is_choice and has_value, "Target baris ini predikat, bukan angka."),
            ("predicate", not is_choice and chosen, "Target baris ini angka, bukan predikat."),
            ("value", not is_choice and not has_value, "Isi angka target."),
            ("upper", is_range and not has_upper, "Isi batas atas rentang."),
            (
                "upper",
                not is_range and has_upper,
                "Batas atas diisi untuk rentang saja.",
            ),
            ("value", is_negative and not self.line.allows_negative, "Target tidak boleh negatif."),
        )
        found = {name: message for name, is_wrong, message in faults if is_wrong}
        if found:
            raise ValidationError(found)

    @property
    def figure(self):
        """Give what `formula.achievement` takes as target: a Decimal, a Choice or None."""
        return self.predicate.choice if self.predicate else self.value
