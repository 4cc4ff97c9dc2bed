"""What forms of reference data share: a field for figures, one for days, and a plain layout."""

from collections.abc import Iterable
from decimal import Decimal

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from kinerja import numbers
from kinerja.keys import key


class FigureField(forms.CharField):
    """A number as people write it: "1.250,5" is 1250.5, and never 1.25."""

    def __init__(
        self,
        *,
        max_digits: int | None = None,
        decimal_places: int | None = None,
        **options,
    ) -> None:
        super().__init__(**options, empty_value=None)

    def prepare_value(self, value: Decimal | str | None) -> str | None:
        return numbers.exact(value) if isinstance(value, Decimal) else value

    def to_python(self, value: str | None) -> Decimal | None:
        text = super().to_python(value)
        try:
            return None if text is None else numbers.parse(text)
        except numbers.NumberError as error:
            raise ValidationError(str(error)) from error

    def has_changed(self, initial: Decimal | None, data: str | None) -> bool:
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


class RowsField(forms.ModelMultipleChoiceField):
    """A choice of rows; a key that no table can hold is refused at the field like a strange one.

    Django asks for all keys at once, and SQLite does not take a number of more than 64 bits.
    """

    def clean(self, value: Iterable[str] | None) -> QuerySet:
        for text in value or ():
            if key(str(text)) is None:
                code = "invalid_pk_value"
                raise ValidationError(self.error_messages[code], code=code, params={"pk": text})
        return super().clean(value)


def columns(*names: str) -> Row:
    return Row(*(Column(name) for name in names))


def plain_helper(*layout) -> FormHelper:
    """Lay out fields alone: the page has the form, the token and the button."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(*layout)
    return helper


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
