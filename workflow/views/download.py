"""What every screen with a table to take along shares: the file as an answer."""

from io import BytesIO

from django.http import HttpRequest, HttpResponse

from kinerja.tables_out import FORMATS, Format, TableFile


def wanted(request: HttpRequest) -> Format | None:
    """Find the format that `?bentuk=` names; None for the page itself."""
    return FORMATS.get(request.GET.get("bentuk", ""))


def download(request: HttpRequest, table: TableFile, form: Format) -> HttpResponse:
    """Answer with the table as a file of this format."""
    kept = BytesIO()
    form.write(table, kept, request.now)
    name = f"{table.file_name}.{form.suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(kept.getvalue(), content_type=form.content_type, headers=headers)
