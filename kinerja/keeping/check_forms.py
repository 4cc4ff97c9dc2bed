"""What the operator types about cross-checks."""

from django import forms

from kinerja.form_parts import plain_helper
from kinerja.keeping.forms import KeptForm
from kinerja.models import CrossCheck


class CheckForm(KeptForm):
    relation = forms.CharField(
        label="Yang diuji",
        max_length=300,
        help_text=(
            "Kode baris, satu tanda =, ≤, ≥, < atau >, dan + di kedua sisinya: "
            "misalnya 1.1 + 1.2 = 1.3. Tanda <= dan >= boleh."
        ),
    )

    class Meta:
        model = CrossCheck
        fields = ("name", "missing")
        help_texts = {"name": "Disebut dalam peringatan, misalnya Pengaduan tertangani."}

    helper = plain_helper("relation", "name", "missing")
