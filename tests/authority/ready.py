"""A verb that keeps the office, ready to be done by its action and to be pressed on its page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django import forms
from django.urls import reverse
from make import Office

from authority.acts import Act


@dataclass(frozen=True)
class Ready:
    """A verb on its thing: the action, and the page with what is typed there."""

    act: Act
    page: str
    args: tuple = ()
    fields: Mapping = field(default_factory=dict)
    # The word of the button, where it is not the verb itself; and what else stands in the address.
    verb: str = ""
    query: str = ""

    def address(self, at: Office) -> str:
        return f"{reverse(self.page, args=self.args)}?unit={at.unit.code}{self.query}"


@dataclass(frozen=True)
class Row:
    """Who may, the function that writes, and how both entrances are made ready."""

    seat: str
    writer: Callable
    ready: Callable[[Office], Ready]


def posted(form: forms.BaseForm, **changes: object) -> dict:
    """Fill the form in as its page shows it, with changes."""
    shown = {each.html_name: each.value() for each in form} | changes
    said = {name: "on" if value is True else value for name, value in shown.items()}
    return {name: value for name, value in said.items() if value not in (None, False)}


def read(form: forms.BaseForm) -> dict:
    assert form.is_valid(), form.errors
    return form.cleaned_data


def through(form: type[forms.BaseForm], writer: Callable, *, of: Mapping, page: str, **more):
    """A verb whose page is one form: its action gets what that form reads."""
    given, changes = more.pop("given", {}), more.pop("changes", {})
    fields = posted(form(None, **of), **changes)
    values = read(form(fields, **of))
    thing = more.pop("thing", None)
    first = (thing, values) if thing is not None else (values,)
    return Ready(lambda by, at: writer(*first, **given, by=by, at=at), page, fields=fields, **more)
