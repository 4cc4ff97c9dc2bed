from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from workflow import fetch, standing
from workflow.screens import paper_form as sheets
from workflow.screens.workbook import section_shape


@require_GET
def paper_form(request: HttpRequest, pk: int) -> HttpResponse:
    """The empty form as a sheet to write on, with the rows and codes of the workbook."""
    section_form = fetch.form(request, pk)
    record = section_form.submission
    shape = section_shape(standing.read(record), section_form.section, is_open=lambda row: True)
    context = {"form": section_form, "record": record, "shape": shape}
    return render(request, "workflow/paper_form.html", context)


@require_GET
def paper_form_filled(request: HttpRequest, pk: int) -> HttpResponse:
    """The form with what stands in it, to be signed or kept."""
    section_form = fetch.form(request, pk)
    record = section_form.submission
    standing.read(record)
    context = {
        "form": section_form,
        "record": record,
        "filled": sheets.read(section_form),
        "now": request.now,
    }
    return render(request, "workflow/paper_form_filled.html", context)
