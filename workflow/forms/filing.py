"""What is typed about filing: the description of an archive, and the office's klasifikasi."""

from collections.abc import Iterable

from django import forms

from kinerja.form_parts import columns, day_input, plain_helper
from kinerja.keeping.forms import KeptForm
from workflow.models import ArchiveDescription, Classification, Fate
from workflow.models.filing import LONGEST_RETENTION

BY_CLASS = "menurut klasifikasi"


def years(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=LONGEST_RETENTION,
        required=False,
        widget=forms.NumberInput(attrs={"placeholder": BY_CLASS}),
    )


class DescriptionForm(forms.Form):
    """What daftar arsip says of an archive: all of it prefilled, and left as it is by most."""

    classification = forms.ChoiceField(label="Kode klasifikasi", required=False)
    summary = forms.CharField(label="Uraian", max_length=300, required=False)
    from_day = forms.DateField(label="Kurun waktu dari", widget=day_input(), required=False)
    to_day = forms.DateField(label="Kurun waktu sampai", widget=day_input(), required=False)
    development = forms.ChoiceField(
        label="Tingkat perkembangan",
        choices=ArchiveDescription.Development.choices,
        required=False,
    )
    # Not "media": a form has an attribute of that name.
    medium = forms.ChoiceField(
        label="Media", choices=ArchiveDescription.Medium.choices, required=False
    )
    security = forms.ChoiceField(
        label="Klasifikasi keamanan",
        choices=ArchiveDescription.Security.choices,
        required=False,
    )
    active_years = years("Retensi aktif (tahun)")
    inactive_years = years("Retensi inaktif (tahun)")
    fate = forms.ChoiceField(
        label="Nasib akhir", choices=[("", BY_CLASS), *Fate.choices], required=False
    )
    location = forms.CharField(label="Lokasi", max_length=120, required=False)

    helper = plain_helper(
        "classification",
        "summary",
        columns("from_day", "to_day"),
        columns("development", "medium", "security"),
        columns("active_years", "inactive_years", "fate"),
        "location",
    )

    def __init__(self, *args, classifications: Iterable[Classification], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["classification"].choices = [
            (
                row.code,
                f"{row}: aktif {row.active_years}, inaktif {row.inactive_years} tahun, "
                f"{row.get_fate_display()}{'' if row.is_checked else ' (perlu diperiksa)'}",
            )
            for row in classifications
        ]


class ClassificationForm(KeptForm):
    class Meta:
        model = Classification
        fields = ("code", "name", "active_years", "inactive_years", "fate", "is_checked")
        help_texts = {
            "code": "Angka dengan titik, misalnya 000.8.6.3; kemudian tidak dapat diganti.",
            "fate": "Keputusannya pada pejabat; program tidak menghapus apa pun.",
        }

    helper = plain_helper(
        columns("code", "name"), columns("active_years", "inactive_years", "fate"), "is_checked"
    )


class KnownClassificationForm(ClassificationForm):
    """A klasifikasi that is in the list: its code stays."""

    code = None

    class Meta(ClassificationForm.Meta):
        fields = ClassificationForm.Meta.fields[1:]

    helper = plain_helper("name", columns("active_years", "inactive_years", "fate"), "is_checked")
