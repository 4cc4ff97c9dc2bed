from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from kinerja import access
from kinerja.spreadsheet.paper import CONTENT_TYPE
from workflow.measuring import evaluation as measuring
from workflow.measuring import evaluation_sheet, scope
from workflow.measuring.evaluation import Evaluation
from workflow.models import Sop


@require_GET
def evaluation(request: HttpRequest) -> HttpResponse:
    """How the SOP's steps do over some periods; ?bentuk=xlsx gives the tables as a workbook."""
    chosen = scope.choose(request)
    try:
        sop = Sop.objects.in_force(chosen.unit, localdate(request.now))
    except Sop.DoesNotExist as error:
        raise Http404 from error
    found = measuring.read(chosen, sop, at=request.now)
    if request.GET.get("bentuk") == "xlsx":
        return workbook(request, found)
    context = {
        "evaluation": found,
        "scope": chosen,
        "may_revise": access.keeps_reference_data(request.duties),
        "now": request.now,
    }
    return render(request, "workflow/evaluation.html", context)


def workbook(request: HttpRequest, found: Evaluation) -> HttpResponse:
    content = evaluation_sheet.write(found, at=request.now)
    name = evaluation_sheet.file_name(found.scope)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)
