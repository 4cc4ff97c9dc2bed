from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods

from kinerja import workbook as workbooks
from kinerja.spreadsheet.cells import Patience
from kinerja.spreadsheet.figures import shown
from kinerja.spreadsheet.guarding import LARGEST_FILE
from kinerja.workbook import CONTENT_TYPE, FormReading, FormShape, TooLarge, WorkbookError
from workflow import fetch, permissions, standing
from workflow.actions.door import what_happened
from workflow.actions.filling import form_happened
from workflow.models import SectionForm, Submission
from workflow.refused import NotNow, Refused
from workflow.rules import RULES
from workflow.screens import documents
from workflow.screens.workbook import FileReading, preview, section_shape, unit_shapes
from workflow.views.posting import page

MOST_FILES = 10
NO_FILE = "Pilih dahulu berkas Excel-nya."
TOO_MANY = f"Paling banyak {MOST_FILES} berkas sekali unggah."

Read = Callable[[bytes, Patience], tuple[FormReading, ...]]


@dataclass(frozen=True)
class Place:
    """Where an upload goes: the page that writes it, under which verbs, and which forms it has."""

    record: Submission
    form: SectionForm | None
    title: str
    url: str
    download: str
    verbs: tuple[tuple[str, str], ...]
    shapes: tuple[FormShape, ...]
    read: Read
    asks_reason: Callable[[str], bool]


@require_GET
def form_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """One section's form as a workbook, ready to be filled in."""
    section_form = fetch.form(request, pk)
    shape = form_shape(section_form)
    name = f"formulir {section_form.submission.period.short} {section_form.section.short_label}"
    return answer(workbooks.write_form(shape), name)


@require_GET
def record_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The forms of the whole unit as one workbook, a sheet per section."""
    record = fetch.submission(request, pk)
    shapes = record_shapes(record)
    return answer(
        workbooks.write_unit(shapes), f"formulir {record.period.short} {record.unit.name}"
    )


def answer(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{slugify(name)}.xlsx"'}
    return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)


@require_http_methods(["GET", "POST"])
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """Upload workbooks into a section's form: see first what they would change."""
    section_form = fetch.form(request, pk)
    record = section_form.submission
    whose(request, record, "fill", form=section_form)
    if not section_form.is_fillable:
        raise NotNow(form_happened(section_form))
    verbs = (("fill", "Simpan isian"),)
    if can(request, record, "hand_in", form=section_form):
        verbs = (*verbs, ("hand_in", "Simpan dan serahkan"))
    shape = form_shape(section_form)
    return upload(
        request,
        Place(
            record=record,
            form=section_form,
            title=str(section_form),
            url=reverse("form", args=[pk]),
            download=reverse("form_workbook", args=[pk]),
            verbs=verbs,
            shapes=(shape,),
            read=lambda content, patience: (
                workbooks.read_form(content, shape, patience=patience),
            ),
            asks_reason=lambda _code: False,
        ),
    )


@require_http_methods(["GET", "POST"])
def record_upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Upload workbooks into input realisasi: any section's form, or the whole unit's."""
    record = fetch.submission(request, pk)
    whose(request, record, "enter")
    shapes = record_shapes(record)
    return upload(
        request,
        Place(
            record=record,
            form=None,
            title=f"Input realisasi {record.period.short}",
            url=reverse("enter", args=[pk]),
            download=reverse("record_workbook", args=[pk]),
            verbs=(("enter", "Simpan isian"),),
            shapes=shapes,
            read=lambda content, patience: workbooks.read_unit(content, shapes, patience=patience),
            asks_reason=lambda code: is_from_section(record, code),
        ),
    )


def whose(
    request: HttpRequest, record: Submission, verb: str, *, form: SectionForm | None = None
) -> None:
    """Refuse whoever could not press the verb now. Raises NotYours or NotNow."""
    who = {"by": request.user, "at": request.now}
    permissions.capacity(verb, **who, unit=record.unit, sop=record.sop, form=form)
    if record.state not in RULES[verb].states:
        raise NotNow(what_happened(record))


def can(request: HttpRequest, record: Submission, verb: str, *, form: SectionForm) -> bool:
    try:
        whose(request, record, verb, form=form)
    except Refused:
        return False
    return True


def form_shape(form: SectionForm) -> FormShape:
    stands = standing.read(form.submission)
    return section_shape(
        stands,
        form.section,
        is_open=lambda row: not form.is_done and documents.is_open(form, row),
    )


def record_shapes(record: Submission) -> tuple[FormShape, ...]:
    return unit_shapes(standing.read(record), is_open=lambda row: row.is_editable)


def is_from_section(record: Submission, code: str) -> bool:
    """Say whether the value that stands came from a section: replacing it needs a reason."""
    row = record.standing.by_code[code].row
    return not row.is_blank and row.reading.is_from_section


def upload(request: HttpRequest, place: Place) -> HttpResponse:
    """Ask for files, and show what is in those that came; nothing is written here."""
    if request.method != "POST":
        return show(request, place)
    files = request.FILES.getlist("file")
    if not files or len(files) > MOST_FILES:
        return show(request, place, error=TOO_MANY if files else NO_FILE, status=400)
    patience = Patience()
    read = [
        read_file(shown(file.name), file.read(LARGEST_FILE + 1), place.read, patience)
        for file in files
    ]
    found = preview(read, place.shapes, asks_reason=place.asks_reason)
    return show(request, place, preview=found, status=found.status)


def read_file(name: str, content: bytes, read: Read, patience: Patience) -> FileReading:
    try:
        return FileReading(name, read(content, patience))
    except WorkbookError as error:
        return FileReading(name, error=str(error), is_too_large=isinstance(error, TooLarge))


def show(request: HttpRequest, place: Place, *, status: int = 200, **found) -> HttpResponse:
    context = {"place": place, "record": place.record, **found}
    return page(request, "workflow/workbook.html", context, status=status)
