"""What keepers type about the calendar, and Kasubag about gangguan kerja."""

from collections.abc import Mapping

from django import forms

from kinerja.form_parts import columns, day_input, plain_helper
from kinerja.keeping.forms import KeptForm
from kinerja.models import Unit
from workflow.calendars.keeping import HOLIDAY_FIELDS, HOURS_FIELDS, SPECIAL_FIELDS
from workflow.models import WEEKDAYS, Disruption, Holiday, WorkHours

EVERY_UNIT = "semua"
HOURS_HELP = "Seperti 07.30–12.00, 13.00–16.00; kosong: tidak bekerja."
WEEK_ROWS = (columns(*WEEKDAYS[:2]), columns(*WEEKDAYS[2:4]), columns(*WEEKDAYS[4:6]), "sunday")
# Ramadan as the circulars of past years had it: 390 minutes a day.
RAMADAN = {
    "name": "Ramadan",
    **dict.fromkeys(WEEKDAYS[:4], "08.00–12.00, 12.30–15.00"),
    "friday": "08.00–11.30, 12.30–15.30",
}


class FactForm(KeptForm):
    """A fact of the calendar; who sees every unit says for whom it stands."""

    scope = forms.ChoiceField(label="Berlaku untuk")

    def __init__(self, *args, unit: Unit | None = None, **options) -> None:
        super().__init__(*args, **options)
        if unit is None:
            del self.fields["scope"]
        else:
            choices = [(EVERY_UNIT, "Semua perangkat daerah"), (unit.code, unit.name)]
            self.fields["scope"].choices = choices

    def owner(self, unit: Unit) -> Unit | None:
        """Give the unit for which the fact stands; None for all."""
        return None if self.cleaned_data.get("scope") == EVERY_UNIT else unit

    @property
    def helper(self):
        scope = ["scope"] if "scope" in self.fields else []
        return plain_helper(*scope, *self.rows)


class HoursForm(FactForm):
    rows = (columns("name", "starts_on"), *WEEK_ROWS)

    class Meta:
        model = WorkHours
        fields = HOURS_FIELDS
        widgets = {"starts_on": day_input()}
        help_texts = {"monday": HOURS_HELP}


class SpecialForm(FactForm):
    rows = ("name", columns("starts_on", "ends_on"), *WEEK_ROWS)

    class Meta:
        model = WorkHours
        fields = SPECIAL_FIELDS
        widgets = {"starts_on": day_input(), "ends_on": day_input()}
        help_texts = {"monday": HOURS_HELP, "ends_on": "Hari terakhir, ikut berlaku."}

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        self.fields["ends_on"].required = True


class HolidayForm(FactForm):
    rows = ("name", columns("day", "kind"))

    class Meta:
        model = Holiday
        fields = HOLIDAY_FIELDS
        widgets = {"day": day_input()}


def moment_input() -> forms.DateTimeInput:
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class DisruptionForm(forms.Form):
    starts_at = forms.DateTimeField(label="Mulai", widget=moment_input())
    ends_at = forms.DateTimeField(label="Selesai", widget=moment_input())
    reason = forms.CharField(
        label="Sebab",
        max_length=Disruption._meta.get_field("reason").max_length,
        help_text="Misalnya listrik padam, badai.",
    )

    helper = plain_helper(columns("starts_at", "ends_at"), "reason")

    def refuse(self, errors: Mapping[str, str]) -> None:
        for name, text in errors.items():
            self.add_error(name if name in self.fields else None, text)
