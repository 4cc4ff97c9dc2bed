from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from kinerja.keys import key
from workflow import fetch, standing
from workflow.models import Submission
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
    if request.GET.get("bentuk") == "pdf":
        return as_pdf(record, content)
    context = {"record": record, "report": content, "now": request.now}
    return render(request, "workflow/report.html", context)


def as_pdf(record: Submission, content: reports.Report) -> HttpResponse:
    """Answer with the report's file, to be saved: the sealed one, or the draft as it stands."""
    if not content.has_file:
        raise Http404("generated for measuring, without a file")
    response = HttpResponse(reports.pdf(content), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=reports.file_name(record, content)
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
