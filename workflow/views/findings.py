from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kinerja.findings import office
from kinerja.keeping import agreements
from kinerja.keeping import checks as keeping
from workflow.press import Answer, once
from workflow.views.desk import Desk, desk, page, posted, written


@require_http_methods(["GET", "POST"])
def findings(request: HttpRequest) -> HttpResponse:
    """What the office is warned of: rules to be switched, and its own cross-checks."""
    at = desk(request)
    if posted(request, "switch_rule") is not None:
        return once(request, lambda: written(lambda: switch(request, at)))
    shown = office.read(at.unit, agreements.current(at.unit, request.now), at=request.now)
    return page(request, "findings", at, shown=shown)


def switch(request: HttpRequest, at: Desk) -> Answer:
    is_on = request.POST.get("to") == "on"
    title = keeping.switch_rule(request.POST.get("rule", ""), unit=at.unit, is_on=is_on, **at.who)
    return Answer(reverse("findings") + at.query, f"“{title}” {keeping.switched(is_on)}.")
