"""What the keeper gives to have a planning document read."""

from django import forms

from kinerja.form_parts import columns, plain_helper


class UploadForm(forms.Form):
    """A document, and the year that it plans."""

    year = forms.IntegerField(label="Tahun", min_value=2000, max_value=2999)
    file = forms.FileField(
        label="Dokumen (.xlsx, paling besar 10 MB)",
        allow_empty_file=True,
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    helper = plain_helper(columns("year", "file"))
