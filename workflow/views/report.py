from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kinerja.keys import key
from workflow import fetch, standing
from workflow.screens import report as reports


@require_GET
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The printable report of a record: ?edisi= names an earlier edition."""
    record = fetch.submission(request, pk)
    edition = key(request.GET.get("edisi", str(record.edition)))
    if edition is None or not 1 <= edition <= record.edition:
        raise Http404
    standing.read(record)
    content = reports.read(record, edition=edition)
    context = {"record": record, "report": content, "now": request.now}
    return render(request, "workflow/report.html", context)
