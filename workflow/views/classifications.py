from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from workflow import own_rows
from workflow.forms.filing import ClassificationForm, KnownClassificationForm
from workflow.models import Classification
from workflow.press import Answer, once
from workflow.views.desk import Desk, desk, keep, page, posted, written


@require_GET
def classifications(request: HttpRequest) -> HttpResponse:
    """The office's klasifikasi arsip with their retention."""
    at = desk(request)
    rows = own_rows.every(Classification, at.unit)
    return page(request, "classifications", at, rows=sorted(rows, key=lambda row: row.code))


@require_http_methods(["GET", "POST"])
def classification_new(request: HttpRequest) -> HttpResponse:
    at = desk(request)
    row = own_rows.blank(Classification, at.unit)
    form = ClassificationForm(posted(request, "add_classification"), instance=row)

    def act() -> Answer:
        made = own_rows.add(Classification, form.cleaned_data, unit=at.unit, **at.who)
        return Answer(back(at), f"{made} ditambahkan.")

    return keep(request, form, act) or page(request, "classification", at, form=form)


@require_http_methods(["GET", "POST"])
def classification(request: HttpRequest, code: str) -> HttpResponse:
    """One klasifikasi, to change or to take out of use."""
    at = desk(request)
    row = own_rows.find(Classification, at.unit, code)
    if row is None:
        raise Http404(f"no klasifikasi {code}")
    form = KnownClassificationForm(posted(request, "edit_classification"), instance=row)

    def edit() -> Answer:
        return Answer(back(at), f"{own_rows.edit(row, form.cleaned_data, **at.who)} disimpan.")

    def withdraw() -> Answer:
        return Answer(back(at), f"{own_rows.withdraw(row, **at.who)} tidak dipakai lagi.")

    if posted(request, "withdraw_classification") is not None:
        return once(request, lambda: written(withdraw))
    return keep(request, form, edit) or page(request, "classification", at, form=form, row=row)


def back(at: Desk) -> str:
    return reverse("classifications") + at.query
