"""What keepers type about the scale of categories: its year, its cap, and its rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django import forms

from kinerja.form_parts import FigureField, columns, plain_helper
from kinerja.keeping.scales import LONGEST, Typed
from kinerja.models import Unit
from kinerja.models.category_scale import CAPS, ICONS
from kinerja.policies import Policy

EVERY_UNIT = "semua"
PLACES = range(1, LONGEST + 1)


@dataclass(frozen=True)
class ScaleRow:
    """The inputs of one row of the scale."""

    number: int
    lower: forms.BoundField
    label: forms.BoundField
    icon: forms.BoundField


class ScaleForm(forms.Form):
    """A scale from a year on; who sees every unit says for whom it stands."""

    scope = forms.ChoiceField(label="Berlaku untuk")
    first_year = forms.IntegerField(
        label="Berlaku mulai tahun",
        min_value=2000,
        max_value=2199,
        help_text="Sampai tahun yang mendapat skala berikutnya.",
    )
    cap = forms.TypedChoiceField(
        label="Batas capaian dalam rata-rata",
        choices=[("", "tanpa batas atas"), *CAPS],
        coerce=Decimal,
        empty_value=None,
        required=False,
        help_text="Hanya untuk rata-rata; capaian sendiri tidak pernah dipotong.",
    )

    def __init__(self, data, *, unit: Unit, policy: Policy, year: int, for_all: bool) -> None:
        super().__init__(data, initial={"first_year": year, "cap": policy.cap, **typed(policy)})
        self.fields["scope"].choices = [
            (unit.code, unit.name),
            (EVERY_UNIT, "Semua perangkat daerah yang tanpa skala sendiri"),
        ]
        if not for_all:
            del self.fields["scope"]
        for number in PLACES:
            self.fields |= row_fields(number)

    @property
    def helper(self):
        scope = ["scope"] if "scope" in self.fields else []
        return plain_helper(*scope, columns("first_year", "cap"))

    @property
    def rows(self) -> list[ScaleRow]:
        return [
            ScaleRow(number, *(self[f"{name}_{number}"] for name in ("lower", "label", "icon")))
            for number in PLACES
        ]

    def typed_rows(self) -> list[Typed]:
        read = self.cleaned_data
        return [
            (read[f"lower_{number}"], read[f"label_{number}"], read[f"icon_{number}"])
            for number in PLACES
        ]

    def owner(self, unit: Unit) -> Unit | None:
        """Give the unit for which the scale stands; None for all."""
        return None if self.cleaned_data.get("scope") == EVERY_UNIT else unit

    def refuse(self, errors: Mapping[str, str]) -> None:
        for name, text in errors.items():
            self.add_error(name if name in self.fields else None, text)


def row_fields(number: int) -> dict[str, forms.Field]:
    words = {
        "lower": f"Batas bawah baris {number}",
        "label": f"Sebutan baris {number}",
        "icon": f"Tanda baris {number}",
    }
    shown = {name: {"class": "cell-input", "aria-label": word} for name, word in words.items()}
    figure = shown["lower"] | {"inputmode": "decimal", "autocomplete": "off"}
    return {
        f"lower_{number}": FigureField(
            label=words["lower"], required=False, widget=forms.TextInput(attrs=figure)
        ),
        f"label_{number}": forms.CharField(
            label=words["label"],
            required=False,
            max_length=40,
            widget=forms.TextInput(attrs=shown["label"] | {"class": "cell-input cell-text"}),
        ),
        f"icon_{number}": forms.ChoiceField(
            label=words["icon"],
            choices=ICONS,
            widget=forms.Select(attrs=shown["icon"] | {"class": "cell-input cell-choice"}),
        ),
    }


def typed(policy: Policy) -> dict[str, object]:
    """Fill the rows in as they stand."""
    return {
        f"{name}_{number}": getattr(each, name)
        for number, each in enumerate(policy.scale, start=1)
        for name in ("lower", "label", "icon")
    }
