from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinerja import access, roster
from kinerja.keeping import office as keeping
from kinerja.keeping.assignments import awaiting_letter
from kinerja.keeping.forms import PaperForm
from workflow.press import Answer
from workflow.views.desk import desk, keep, page, posted


@require_http_methods(["GET", "POST"])
def office(request: HttpRequest) -> HttpResponse:
    """The operator's desk: what is kept here, what is still open, and what changed last."""
    at = desk(request)
    form = PaperForm(posted(request, "set_paper"), instance=at.unit)

    def act() -> Answer:
        keeping.set_paper(at.unit, form.cleaned_data["paper"], **at.who)
        return Answer(reverse("office") + at.query, "Ukuran kertas disimpan.")

    return keep(request, form, act) or page(
        request,
        "office",
        at,
        form=form,
        letters=awaiting_letter(at.unit),
        changes=roster.changes(at.unit),
        keeps_backups=access.sees_every_unit(request.duties),
    )
