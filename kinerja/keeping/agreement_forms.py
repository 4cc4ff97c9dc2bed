"""What the operator types about agreements, indicators, lines and targets."""

from collections.abc import Mapping
from dataclasses import dataclass

from crispy_forms.layout import Fieldset
from django import forms

from kinerja.form_parts import FigureField, columns, day_input, plain_helper
from kinerja.keeping.agreements import HEAD_FIELDS, OBJECTIVE_FIELDS
from kinerja.keeping.forms import KeptForm
from kinerja.keeping.lines import INDICATOR_FIELDS, LINE_FIELDS, TARGET_FIELDS, kept_indicators
from kinerja.models import Agreement, Indicator, Line, Objective, Predicate, Quarter, Target

LONG = {"rows": 3}
FIGURES = ("plan_target", "national_standard", "usual_step")


class YearForm(KeptForm):
    """The first version of a year; its lines are copied where there is something to copy."""

    with_targets = forms.BooleanField(
        label="Salin juga targetnya",
        required=False,
        help_text="Tanpa centang, target tiap baris dikosongkan untuk diisi.",
    )

    class Meta:
        model = Agreement
        fields = ("year", "title", "date")
        widgets = {"date": day_input()}

    helper = plain_helper(columns("year", "date"), "title", "with_targets")

    def __init__(self, *args, source: Agreement | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if source is None:
            del self.fields["with_targets"]
            self.helper = plain_helper(columns("year", "date"), "title")


class HeadForm(KeptForm):
    class Meta:
        model = Agreement
        fields = HEAD_FIELDS
        widgets = {"date": day_input(), "reason": forms.Textarea(attrs=LONG)}
        help_texts = {"reason": "Wajib untuk perubahan (versi 2 dan seterusnya)."}

    helper = plain_helper(columns("title", "date"), "reason")


class ObjectiveForm(KeptForm):
    class Meta:
        model = Objective
        fields = OBJECTIVE_FIELDS
        widgets = {"text": forms.Textarea(attrs=LONG)}

    helper = plain_helper("number", "text")


class IndicatorForm(KeptForm):
    class Meta:
        model = Indicator
        fields = INDICATOR_FIELDS
        field_classes = dict.fromkeys(FIGURES, FigureField)
        help_texts = {
            "usual_step": (
                "Dalam satuannya; perubahan sampai sebesar ini tidak diberi peringatan. Kosong: 5."
            ),
        }
        widgets = {
            "definition": forms.Textarea(attrs=LONG),
            "formula_text": forms.Textarea(attrs=LONG),
        }

    helper = plain_helper(
        "name",
        columns("definition", "formula_text"),
        "data_source",
        columns("plan_target", "plan_year", "national_standard"),
        "usual_step",
    )


@dataclass(frozen=True)
class TargetRow:
    """The inputs of one quarter's target, or of the year's."""

    label: str
    value: forms.BoundField
    upper: forms.BoundField
    predicate: forms.BoundField


class LineForm(KeptForm):
    """One line with its targets, each quarter a row; the inputs are "target-<quarter>-<field>"."""

    schedule = forms.MultipleChoiceField(
        label="Jadwal ukur",
        choices=Quarter.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Di luar jadwal baris ini tidak ditanyakan.",
    )

    class Meta:
        model = Line
        fields = LINE_FIELDS
        help_texts = {
            "scale": "Hanya untuk predikat.",
            "stock_denominator": "Penyebut keadaan terakhir, bukan jumlah sepanjang tahun.",
            "asks_evidence": "Tanpa dokumen baris ini diberi peringatan.",
        }

    helper = plain_helper(
        Fieldset(
            "Baris",
            columns("indicator", "objective"),
            columns("code", "order"),
            columns("section", "person_in_charge"),
        ),
        Fieldset(
            "Cara mengukur",
            columns("satuan", "kind"),
            columns("measure", "scale"),
            columns("accumulation", "basis"),
            "schedule",
            columns("stock_denominator", "allows_negative", "at_most_100", "asks_evidence"),
        ),
    )

    def __init__(self, *args, agreement: Agreement, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial["schedule"] = list(self.initial.get("schedule") or "1234")
        taken = agreement.lines.exclude(pk=self.instance.pk).values("indicator")
        self.fields["objective"].queryset = agreement.objectives.all()
        self.fields["indicator"].queryset = kept_indicators(agreement.unit).exclude(pk__in=taken)
        self.fields["section"].queryset = agreement.unit.sections.all()
        self.fields["section"].empty_label = "diisi langsung pada input realisasi"
        self.fields["scale"].empty_label = "bukan predikat"
        self.add_targets()

    def add_targets(self) -> None:
        """Add the inputs of five targets, filled from those that stand."""
        held = {each.quarter: each for each in self.standing_targets()}
        choices = predicate_choices()
        for quarter in Quarter:
            for name, made in target_inputs(quarter, choices).items():
                key = f"target-{quarter}-{name}"
                self.fields[key] = made
                target = held.get(quarter)
                self.initial[key] = getattr(target, SOURCES[name]) if target else None

    def standing_targets(self) -> list[Target]:
        return list(self.instance.targets.all()) if self.instance.pk else []

    def clean_schedule(self) -> str:
        return "".join(sorted(self.cleaned_data["schedule"]))

    def targets(self) -> dict[int, Mapping]:
        """Give what `lines.keep_line` takes: the fields of each target, by quarter."""
        return {
            int(quarter): {
                name: self.cleaned_data.get(f"target-{quarter}-{name}") for name in TARGET_FIELDS
            }
            for quarter in Quarter
        }

    @property
    def target_rows(self) -> list[TargetRow]:
        return [
            TargetRow(
                quarter.label, **{name: self[f"target-{quarter}-{name}"] for name in TARGET_FIELDS}
            )
            for quarter in Quarter
        ]


# Where a target keeps what its inputs show.
SOURCES = {"value": "value", "upper": "upper", "predicate": "predicate_id"}


def target_inputs(quarter: Quarter, choices: list) -> dict[str, forms.Field]:
    """Make the three inputs of one target; which of them are filled, the line's kind decides."""
    words = {
        "value": f"Target {quarter.label}",
        "upper": f"Batas atas {quarter.label}",
        "predicate": f"Predikat {quarter.label}",
    }
    figures = {
        name: FigureField(
            label=words[name],
            required=False,
            widget=forms.TextInput(attrs=figure_attributes(words[name])),
        )
        for name in ("value", "upper")
    }
    predicate = forms.TypedChoiceField(
        label=words["predicate"],
        required=False,
        choices=choices,
        coerce=chosen,
        empty_value=None,
        widget=forms.Select(
            attrs={"class": "cell-input cell-choice", "aria-label": words["predicate"]}
        ),
    )
    return {**figures, "predicate": predicate}


def chosen(key: str) -> Predicate:
    return Predicate.objects.get(pk=key)


def figure_attributes(words: str) -> dict[str, str]:
    return {
        "class": "cell-input",
        "inputmode": "decimal",
        "autocomplete": "off",
        "aria-label": words,
    }


def predicate_choices() -> list:
    """List all predicates by scale, with one question to the database."""
    scales: dict[str, list] = {}
    for each in Predicate.objects.select_related("scale").order_by("scale__name", "-rank"):
        scales.setdefault(each.scale.name, []).append((each.pk, each.label))
    return [("", "–"), *scales.items()]
