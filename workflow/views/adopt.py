from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinerja import versions
from kinerja.keys import key
from workflow import actions, fetch
from workflow.models import Submission
from workflow.press import Answer
from workflow.screens import adopting
from workflow.views.posting import page, press, seats


@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """What a later agreement version changes for a record, and the press that takes it."""
    record = fetch.submission(request, pk)
    if request.method == "POST":
        return press(request, {adopting.VERB: lambda: adopted(request, record)})
    later = adopting.later(record, request.duties, seats=seats(request, record))
    difference = later and versions.compare(record.agreement, later.agreement, record.period)
    is_mine = bool(later and later.capacity) and (later.is_open or "atasan" in request.GET)
    context = {"record": record, "later": later, "difference": difference, "is_mine": is_mine}
    return page(request, "workflow/adopt.html", context)


def adopted(request: HttpRequest, record: Submission) -> Answer:
    """Take the version that lay on the page, not one that was made meanwhile."""
    chosen = get_object_or_404(record.unit.agreements, pk=key(request.POST.get("agreement")))
    actions.adopt_agreement(record, agreement=chosen, by=request.user, at=request.now)
    text = f"{record.period} kini memakai {chosen.title}, versi {chosen.version}."
    return Answer(reverse("submission", args=[record.pk]), text)
