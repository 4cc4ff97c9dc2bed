"""A row that an office keeps for itself: a screen to add one, and one to change or withdraw it."""

from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from workflow import own_rows
from workflow.press import Answer, once
from workflow.views.desk import Desk, desk, keep, page, posted, written


def add(
    request: HttpRequest, model: own_rows.Model, form_class: type[ModelForm], *, word: str, to: str
) -> HttpResponse:
    """Show an empty form on the screen of this word; what is added stands in the list `to`."""
    at = desk(request)
    verb, _, _ = own_rows.VERBS[model]
    form = form_class(posted(request, verb), instance=own_rows.blank(model, at.unit))

    def act() -> Answer:
        made = own_rows.add(model, form.cleaned_data, unit=at.unit, **at.who)
        return Answer(reverse(to) + at.query, f"{made} ditambahkan.")

    return keep(request, form, act) or page(request, word, at, form=form)


def change(
    request: HttpRequest,
    at: Desk,
    row: own_rows.Row,
    form_class: type[ModelForm],
    *,
    word: str,
    to: str,
    gone: str = "",
    **shown: object,
) -> HttpResponse:
    """Show one row, to change it, or by its other button to take it out of use.

    `gone` is what is said then, where a row is not merely used no more.
    """
    _, edits, withdraws = own_rows.VERBS[type(row)]
    form = form_class(posted(request, edits), instance=row)

    def edit() -> Answer:
        made = own_rows.edit(row, form.cleaned_data, **at.who)
        return Answer(reverse(to) + at.query, f"{made} disimpan.")

    def withdraw() -> Answer:
        made = own_rows.withdraw(row, **at.who)
        return Answer(reverse(to) + at.query, gone or f"{made} tidak dipakai lagi.")

    if posted(request, withdraws) is not None:
        return once(request, lambda: written(withdraw))
    return keep(request, form, edit) or page(request, word, at, form=form, row=row, **shown)
