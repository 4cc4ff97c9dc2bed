from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from workflow import own_rows
from workflow import signatories as signing
from workflow.forms.signatory import SignatoryForm
from workflow.models import Signatory
from workflow.press import Answer, once
from workflow.views.desk import Desk, desk, keep, page, posted, written


@require_GET
def signatories(request: HttpRequest) -> HttpResponse:
    """The positions that sign the office's reports, in their order."""
    at = desk(request)
    return page(request, "signatories", at, seats=signing.every(at.unit, request.now))


@require_http_methods(["GET", "POST"])
def signatory_new(request: HttpRequest) -> HttpResponse:
    at = desk(request)
    form = SignatoryForm(
        posted(request, "add_signatory"), instance=own_rows.blank(Signatory, at.unit)
    )

    def act() -> Answer:
        made = own_rows.add(Signatory, form.cleaned_data, unit=at.unit, **at.who)
        return Answer(back(at), f"{made} ditambahkan.")

    return keep(request, form, act) or page(request, "signatory", at, form=form)


@require_http_methods(["GET", "POST"])
def signatory(request: HttpRequest, code: str) -> HttpResponse:
    """One place for a signature, to change or to take out of use."""
    at = desk(request)
    seat = signing.find(at.unit, code, request.now)
    if seat is None:
        raise Http404(f"no signatory {code}")
    form = SignatoryForm(posted(request, "edit_signatory"), instance=seat.row)

    def edit() -> Answer:
        return Answer(back(at), f"{own_rows.edit(seat.row, form.cleaned_data, **at.who)} disimpan.")

    def withdraw() -> Answer:
        own_rows.withdraw(seat.row, **at.who)
        return Answer(back(at), f"{seat.title} tidak lagi menandatangani laporan.")

    if posted(request, "withdraw_signatory") is not None:
        return once(request, lambda: written(withdraw))
    return keep(request, form, edit) or page(request, "signatory", at, form=form, seat=seat)


def back(at: Desk) -> str:
    return reverse("signatories") + at.query
