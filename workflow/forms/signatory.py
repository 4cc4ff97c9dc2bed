"""What is typed about who signs a report: the position, the word above it, and its place."""

from kinerja.form_parts import columns, plain_helper
from kinerja.keeping.forms import KeptForm
from kinerja.models import Position
from workflow import own_rows
from workflow.models import Signatory

SIGNS_ALREADY = "Jabatan ini sudah menandatangani laporan."


class SignatoryForm(KeptForm):
    """One place for a signature; a new one is known by its position."""

    class Meta:
        model = Signatory
        fields = ("position", "heading", "order")
        help_texts = {
            "position": "Pemegangnya pada hari persetujuan tercetak di bawah ruang tanda tangan.",
            "heading": "Misalnya Disusun oleh, Diperiksa oleh, atau Mengetahui; boleh kosong.",
            "order": "Dicetak dua berdampingan menurut urutan ini.",
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["position"]
        choices.queryset = Position.objects.filter(unit=self.instance.unit)
        choices.required, choices.empty_label = True, "pilih jabatan"
        if self.instance.position_id is None and self.instance.role:
            self.initial["position"] = choices.queryset.filter(role=self.instance.role).first()

    @property
    def helper(self):
        return plain_helper("position", columns("heading", "order"))

    def clean_heading(self) -> str:
        """Keep the word alone: the print adds the comma."""
        return self.cleaned_data["heading"].rstrip(" ,:")

    def clean(self) -> dict:
        read = super().clean()
        position = read.get("position")
        if position and self.signs_elsewhere(position):
            self.add_error("position", SIGNS_ALREADY)
        if position and not self.instance.code:
            read["code"] = f"jabatan-{position.pk}"
        return read

    def signs_elsewhere(self, position: Position) -> bool:
        """Say whether another row in use stands for the position, or for its role."""
        others = own_rows.in_use(Signatory, self.instance.unit)
        return any(
            (row.position_id or row.role) in (position.pk, position.role)
            for row in others
            if row.code != self.instance.code
        )
