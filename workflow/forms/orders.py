"""What Kepala Seksi orders: one form, or every next one."""

from collections.abc import Iterable
from datetime import date

from django import forms

from kinerja.form_parts import RowsField
from kinerja.models import User
from workflow.models import SectionForm


class OrderForm(forms.Form):
    """Kepala Seksi's order: who prepares, distributes and fills; what to do; until when."""

    people = RowsField(
        label="Petugas pengisi",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    instruction = forms.CharField(label="Perintah", max_length=500, required=False)
    due = forms.DateField(
        label="Kembali paling lambat",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, people: Iterable[User], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = User.objects.filter(pk__in=[user.pk for user in people])


class StandingOrderForm(OrderForm):
    """The order of every next form; each has the date of its own period."""

    due = None

    def __init__(self, *args, people: Iterable[User], **kwargs) -> None:
        super().__init__(*args, people=people, **kwargs)
        if not people:
            del self.fields["people"]


def order_defaults(
    form: SectionForm, people: Iterable[User], instruction: str, *, due: date
) -> dict:
    return {
        "people": [user.pk for user in people],
        "instruction": form.instruction or instruction,
        "due": due,
    }
