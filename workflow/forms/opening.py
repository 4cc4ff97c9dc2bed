"""Which period is opened, and for which unit."""

from datetime import datetime

from django import forms

from kinerja.models import Period, Quarter
from workflow.calendars import periods


class OpenPeriodForm(forms.Form):
    """Which period to open, for which of the units that the person may open it for."""

    unit = forms.ModelChoiceField(label="Perangkat daerah", queryset=None, empty_label=None)
    quarter = forms.TypedChoiceField(label="Periode", choices=Quarter.choices, coerce=int)
    year = forms.IntegerField(label="Tahun", min_value=2000, max_value=2100)

    def __init__(self, *args, units, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units

    def period(self, *, at: datetime) -> Period:
        return periods.named(self.cleaned_data["year"], self.cleaned_data["quarter"], at=at)
