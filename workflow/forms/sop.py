"""The form of a revision: the sheet's identity and boxes, and its four steps."""

from collections.abc import Iterable, Mapping

from crispy_forms.layout import Fieldset
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.text import normalize_newlines

from kinerja.form_parts import columns, day_input, plain_helper
from kinerja.models import SECTION_ROLES, Unit
from workflow.models import STEP_NUMBERS, Sop, SopStep
from workflow.sop import SHEET_FIELDS, STEP_FIELDS

EVERY_UNIT = "semua perangkat daerah tanpa SOP sendiri"


class SopForm(forms.ModelForm):
    """The sheet's first page, from when and for whom it holds, and why it is revised."""

    # Not in Meta.fields: `sop.revise` alone judges the day, so that a repeated press, which finds
    # it taken by itself, gets its first answer.
    effective_on = forms.DateField(label="Berlaku dalam program sejak", widget=day_input())

    class Meta:
        model = Sop
        fields = [
            "unit",
            *(name for name in SHEET_FIELDS if name != "effective_on"),
            "revision_reason",
        ]
        labels = {"unit": "Berlaku untuk"}
        help_texts = {"unit": "", "approved_by": "Jabatan, nama, pangkat, dan NIP; boleh kosong."}
        widgets = {
            **{name: day_input() for name in ("made_on", "revised_on", "printed_effective_on")},
            "legal_basis": forms.Textarea(attrs={"rows": 8}),
            **{
                name: forms.Textarea(attrs={"rows": 4})
                for name in ("approved_by", "qualifications", "equipment")
            },
            **{
                name: forms.Textarea(attrs={"rows": 2})
                for name in ("related", "warning", "recording")
            },
        }

    helper = plain_helper(
        Fieldset("Revisi", columns("unit", "effective_on"), "revision_reason"),
        Fieldset(
            "Identitas lembar",
            columns("name", "office"),
            columns("number", "made_on"),
            columns("revised_on", "printed_effective_on"),
            "approved_by",
        ),
        Fieldset(
            "Isi kotak",
            columns("legal_basis", "qualifications"),
            columns("related", "equipment"),
            columns("warning", "recording"),
        ),
    )

    def __init__(self, *args, units: QuerySet[Unit], serves_every_unit: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        unit.queryset = units
        unit.required = not serves_every_unit
        unit.empty_label = EVERY_UNIT if serves_every_unit else None
        self.fields["revision_reason"].required = True


class StepForm(forms.ModelForm):
    """One of the four rows; its number is its place."""

    class Meta:
        model = SopStep
        fields = STEP_FIELDS
        labels = {"actor": "Peran dalam program", "actor_title": "Pelaksana pada lembar"}
        help_texts = {"actor": "Menentukan siapa yang dapat bertindak."}
        widgets = {"activity": forms.Textarea(attrs={"rows": 2})}

    helper = plain_helper(
        "title",
        "activity",
        columns("actor", "actor_title"),
        columns("equipment", "output"),
        columns("amount", "amount_unit"),
        columns("basis", "day_meaning"),
    )


class FourSteps(forms.BaseFormSet):
    def clean(self) -> None:
        """Keep the roles of a seksi to step 1: only a form belongs to a seksi."""
        for number, form in zip(STEP_NUMBERS, self.forms, strict=False):
            if number > 1 and form.cleaned_data.get("actor") in SECTION_ROLES:
                form.add_error("actor", "Peran seksi hanya dapat melaksanakan langkah 1.")


StepForms = forms.formset_factory(
    StepForm,
    formset=FourSteps,
    extra=0,
    min_num=len(STEP_NUMBERS),
    max_num=len(STEP_NUMBERS),
    absolute_max=len(STEP_NUMBERS),
    validate_min=True,
    validate_max=True,
)


def read_from(form: forms.ModelForm, names: Iterable[str]) -> dict:
    """Give what was typed, its line ends as the journal knows them: browsers send others."""
    typed = {name: form.cleaned_data[name] for name in names}
    return {
        name: normalize_newlines(value) if isinstance(value, str) else value
        for name, value in typed.items()
    }


class RevisionForm:
    """Sheet and steps together, prefilled from the revision that the new one follows."""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        follows: Sop,
        unit: Unit | None,
        units: QuerySet[Unit],
        serves_every_unit: bool,
    ) -> None:
        old = {name: getattr(follows, name) for name in SHEET_FIELDS if name != "effective_on"}
        self.sheet = SopForm(
            data,
            initial={**old, "unit": unit},
            units=units,
            serves_every_unit=serves_every_unit,
        )
        rows = [follows.rows[number] for number in STEP_NUMBERS]
        self.steps = StepForms(
            data,
            prefix="langkah",
            initial=[{name: getattr(row, name) for name in STEP_FIELDS} for row in rows],
        )

    def is_valid(self) -> bool:
        return all([self.sheet.is_valid(), self.steps.is_valid()])

    def revision(self) -> dict:
        """Give what `sop.revise` takes."""
        return {
            "unit": self.sheet.cleaned_data["unit"],
            "reason": self.sheet.cleaned_data["revision_reason"],
            "content": read_from(self.sheet, SHEET_FIELDS),
            "steps": [read_from(form, STEP_FIELDS) for form in self.steps],
        }

    def refuse(self, errors: Mapping[str, str]) -> None:
        for name, text in errors.items():
            self.sheet.add_error(name, text)

    @property
    def problems(self) -> Iterable[str]:
        return self.steps.non_form_errors()
