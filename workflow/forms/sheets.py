"""What is typed on the page of a sheet: an order, an answer, the office's own fields."""

from collections.abc import Iterable, Mapping

from django import forms

from kinerja.models import Position
from workflow.models import Instruction, Sheet, Urgency
from workflow.screens.disposition import Desk


class RefusableForm(forms.Form):
    """A form at whose fields an act's refusal can be shown."""

    def refuse(self, errors: Mapping[str, str], reason: str) -> None:
        for name, text in (errors or {None: reason}).items():
            self.add_error(name if name in self.fields else None, text)


class DeskField(forms.ModelChoiceField):
    """A choice among the positions of an office; those that nobody holds are named so."""

    def choose_from(self, desks: Iterable[Desk]) -> None:
        self.words = {desk.position.pk: desk.words for desk in desks}
        self.queryset = Position.objects.filter(pk__in=self.words)
        empty = [] if self.empty_label is None else [("", self.empty_label)]
        self.choices = [*empty, *self.words.items()]


def day_field(label: str, **options) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, **options)


class ForwardForm(RefusableForm):
    """An order to a position."""

    to = DeskField(label="Diteruskan kepada", queryset=Position.objects.none())
    instructions = forms.MultipleChoiceField(
        label="Dengan hormat harap",
        choices=Instruction.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(
        label="Catatan",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    due = day_field("Batas waktu")

    def __init__(self, *args, desks: Iterable[Desk], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choose_from(desks)


class InstructionForm(ForwardForm):
    """The head's instruction on a record or on one of its rows."""

    row = forms.ChoiceField(label="Tentang", required=False)
    urgency = forms.ChoiceField(label="Sifat", choices=Urgency.choices)
    field_order = ("to", "row", "urgency", "instructions", "note", "due")

    def __init__(self, *args, rows: Iterable[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["row"].choices = [("", "Seluruh berkas"), *rows]


class AnswerForm(RefusableForm):
    """The answer to an order."""

    answer = forms.CharField(
        label="Jawaban",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tuliskan jawabannya."},
    )


class HeadForm(RefusableForm):
    """The fields of the head that the office's own agenda book fills."""

    agenda_number = forms.CharField(label="No. agenda", max_length=100, required=False)
    letter_number = forms.CharField(label="No. surat", max_length=100, required=False)
    letter_date = day_field("Tgl. surat")
    received_on = day_field("Diterima tgl.")


def head_of(sheet: Sheet) -> dict:
    return {name: getattr(sheet, name) for name in HeadForm.base_fields}
