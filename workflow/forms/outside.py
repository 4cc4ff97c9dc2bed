"""What is typed about outside applications: their name and columns, and their receipts."""

from django import forms
from django.utils.text import slugify

from kinerja.form_parts import columns, day_input, plain_helper
from kinerja.keeping.forms import KeptForm
from workflow.models import OutsideApplication
from workflow.outside.columns import COLUMNS, written

PLACES = range(1, 11)
NONE = [("", "tidak ada")]


class ApplicationForm(KeptForm):
    """One outside application; each of its columns is chosen at its own place."""

    class Meta:
        model = OutsideApplication
        fields = ("name", "order", "is_awaited")
        help_texts = {"order": "Tempatnya dalam daftar bila ada beberapa aplikasi."}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.instance.columns.split(",")
        for place in PLACES:
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=f"Kolom {place}",
                choices=[*NONE, *((column.key, column.head) for column in COLUMNS)],
                required=False,
                initial=chosen[place - 1] if place <= len(chosen) else "",
            )

    @property
    def helper(self):
        names = [f"column_{place}" for place in PLACES]
        pairs = [columns(*names[at : at + 5]) for at in range(0, len(names), 5)]
        return plain_helper(columns("name", "order"), *pairs, "is_awaited")

    def clean(self) -> dict:
        """Join the places to one order; a new application is known by its name."""
        read = super().clean()
        read["columns"] = written(read.get(f"column_{place}", "") for place in PLACES)
        if not read["columns"]:
            self.add_error("column_1", "Pilih sedikitnya satu kolom.")
        if not self.instance.code:
            read["code"] = slugify(read.get("name", ""))[:40]
            if read.get("name") and not read["code"]:
                self.add_error("name", "Nama memerlukan huruf atau angka.")
        return read


class ReceiptForm(forms.Form):
    """What an outside application gave back: a day, with a number, a picture, or both."""

    received_on = forms.DateField(label="Tanggal", widget=day_input())
    number = forms.CharField(label="Nomor tanda terima", max_length=100, required=False)

    def refuse(self, errors: dict[str, str]) -> None:
        for name, text in errors.items():
            self.add_error(name if name in self.fields else None, text)
