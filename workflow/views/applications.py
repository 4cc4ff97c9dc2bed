from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from workflow import own_rows
from workflow.forms.outside import ApplicationForm
from workflow.models import OutsideApplication
from workflow.outside import applications as outside
from workflow.outside.columns import ordered
from workflow.press import Answer, once
from workflow.views.desk import Desk, desk, keep, page, posted, written


@require_GET
def applications(request: HttpRequest) -> HttpResponse:
    """The outside applications into which the office types its values again."""
    at = desk(request)
    rows = [(row, ordered(row.columns)) for row in outside.every(at.unit)]
    return page(request, "applications", at, rows=rows)


@require_http_methods(["GET", "POST"])
def application_new(request: HttpRequest) -> HttpResponse:
    at = desk(request)
    row = own_rows.blank(OutsideApplication, at.unit)
    form = ApplicationForm(posted(request, "add_application"), instance=row)

    def act() -> Answer:
        made = own_rows.add(OutsideApplication, form.cleaned_data, unit=at.unit, **at.who)
        return Answer(back(at), f"{made} ditambahkan.")

    return keep(request, form, act) or page(request, "application", at, form=form)


@require_http_methods(["GET", "POST"])
def application(request: HttpRequest, code: str) -> HttpResponse:
    """One outside application, to change or to take out of use."""
    at = desk(request)
    row = outside.find(at.unit, code)
    if row is None:
        raise Http404(f"no application {code}")
    form = ApplicationForm(posted(request, "edit_application"), instance=row)

    def edit() -> Answer:
        return Answer(back(at), f"{own_rows.edit(row, form.cleaned_data, **at.who)} disimpan.")

    def withdraw() -> Answer:
        return Answer(back(at), f"{own_rows.withdraw(row, **at.who)} tidak dipakai lagi.")

    if posted(request, "withdraw_application") is not None:
        return once(request, lambda: written(withdraw))
    return keep(request, form, edit) or page(request, "application", at, form=form, row=row)


def back(at: Desk) -> str:
    return reverse("applications") + at.query
