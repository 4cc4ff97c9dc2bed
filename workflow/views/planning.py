from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from kinerja.keeping import agreements as keeping
from kinerja.keeping.agreement_forms import HeadForm
from kinerja.keeping.documents import apply_document
from kinerja.models import Unit
from kinerja.planning import carrying, preview, reading, writing
from kinerja.planning.carrying import Carried
from kinerja.planning.plan import PlannedLine, known, plan_of
from kinerja.planning.reading import PlanReading
from kinerja.spreadsheet.errors import TooLarge, WorkbookError
from kinerja.spreadsheet.guarding import LARGEST_FILE, TOO_LARGE
from kinerja.spreadsheet.paper import CONTENT_TYPE
from workflow import press
from workflow.forms.planning import UploadForm
from workflow.press import Answer
from workflow.views.agreements import fetch
from workflow.views.desk import Desk, desk, keep

STALE = "Pratinjau ini sudah terlalu lama atau tidak utuh. Unggah dokumennya lagi."
TOO_MUCH = "Isi dokumen terlalu banyak untuk satu kali unggah. Bagi dokumennya."


@require_http_methods(["GET", "POST"])
def planning(request: HttpRequest) -> HttpResponse:
    """Upload a Perjanjian Kinerja: see what was read, then make it the next version."""
    at = desk(request)
    if request.method != "POST":
        return show(request, at)
    return {"preview": read, "apply": apply}.get(request.POST.get("verb", ""), show)(request, at)


@require_GET
def planning_template(request: HttpRequest) -> HttpResponse:
    """The empty document, ready to be filled in."""
    at = desk(request)
    return workbook(request, at.unit, (), "Format Perjanjian Kinerja", "format-perjanjian-kinerja")


@require_GET
def planning_document(request: HttpRequest, pk: int) -> HttpResponse:
    """One agreement as a document: to be read, kept, or changed and uploaded again."""
    at, shown = fetch(request, pk)
    about = f"{shown.title} Tahun {shown.year}, versi {shown.version}"
    name = slugify(f"{shown.title} {shown.year} versi {shown.version}")
    return workbook(request, at.unit, plan_of(shown), about, name)


def workbook(
    request: HttpRequest, unit: Unit, lines: tuple[PlannedLine, ...], about: str, name: str
) -> HttpResponse:
    content = writing.write(lines, known(unit), unit=unit, about=about, at=request.now)
    headers = {"Content-Disposition": f'attachment; filename="{name}-{unit.code}.xlsx"'}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)


def show(
    request: HttpRequest,
    at: Desk,
    form: UploadForm | None = None,
    *,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    latest = keeping.latest(at.unit)
    first = {"year": latest.year if latest else localdate(request.now).year}
    context = {
        "form": form or UploadForm(initial=first),
        "latest": latest,
        "fault": fault,
    }
    return answer(request, "planning", at, context, status)


def read(request: HttpRequest, at: Desk) -> HttpResponse:
    """Read the uploaded document and show what it would change; nothing is stored."""
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, at, form, status=422)
    year, file = form.cleaned_data["year"], form.cleaned_data["file"]
    try:
        if file.size > LARGEST_FILE:
            raise TooLarge(TOO_LARGE)
        found = reading.read_plan(file.read(), known(at.unit))
    except WorkbookError as error:
        status = 413 if isinstance(error, TooLarge) else 400
        return show(request, at, form, fault=f"{file.name}: {error}", status=status)
    if found.errors:
        return preview_page(request, at, found, year=year)
    base = preview.compared_with(at.unit, year)
    try:
        packed = carrying.pack(at.unit, year, base, found.lines)
    except carrying.TooMuch:
        return show(request, at, form, fault=TOO_MUCH, status=413)
    return preview_page(request, at, found, year=year, packed=packed)


def apply(request: HttpRequest, at: Desk) -> HttpResponse:
    """Make what the preview carried the next version of its year."""
    packed = request.POST.get("plan", "")
    try:
        plan = carrying.unpack(packed)
    except carrying.Unsealed:
        return press.once_more(request) or show(request, at, fault=STALE, status=400)
    form = HeadForm(request.POST)

    def act() -> Answer:
        made = apply_document(plan, form.cleaned_data, request.POST, unit=at.unit, **at.who)
        return Answer(reverse("agreement", args=[made.pk]), f"{made} disimpan dari dokumen.")

    return keep(request, form, act) or preview_page(
        request, at, as_read(plan), year=plan.year, packed=packed, form=form, chosen=request.POST
    )


def as_read(plan: Carried) -> PlanReading:
    return PlanReading(plan.lines, (), ())


def preview_page(
    request: HttpRequest,
    at: Desk,
    found: PlanReading,
    *,
    year: int,
    packed: str = "",
    form: HeadForm | None = None,
    chosen: Mapping[str, str] = {},
) -> HttpResponse:
    """Show what was read; without `packed` it cannot be applied."""
    last = preview.last_version(at.unit, year)
    first = {"title": "PK perubahan" if last else "PK murni"}
    context = {
        "found": found,
        "year": year,
        "version": last.version + 1 if last else 1,
        "preview": None
        if found.errors
        else preview.preview(found.lines, at.unit, year, choices=chosen),
        "packed": packed,
        "form": form or HeadForm(initial=first),
    }
    is_fine = packed and not (form and form.errors)
    return answer(request, "planning_preview", at, context, 200 if is_fine else 422)


def answer(
    request: HttpRequest, template: str, at: Desk, context: Mapping, status: int
) -> HttpResponse:
    shared = {"desk": at, "unit": at.unit, "choice": at.choice, "token": press.new_token()}
    return render(request, f"workflow/{template}.html", {**shared, **context}, status=status)
