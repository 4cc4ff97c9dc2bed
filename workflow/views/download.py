"""What every screen with a table to take along shares: the file as an answer."""

from datetime import datetime
from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from kinerja.tables_out import FORMATS, BookFile, Format, TableFile, as_xlsx


def wanted(request: HttpRequest) -> Format | None:
    """Find the format that `?bentuk=` names; None for the page itself."""
    return FORMATS.get(request.GET.get("bentuk", ""))


def download(request: HttpRequest, table: TableFile, form: Format) -> HttpResponse:
    """Answer with the table as a file of this format."""
    kept = BytesIO()
    form.write(table, kept, request.now)
    return answer(kept, f"{table.file_name}.{form.suffix}", form)


def download_book(book: BookFile, *, at: datetime) -> HttpResponse:
    """Answer with several tables as one workbook."""
    kept = BytesIO()
    as_xlsx.write_sheets(book.tables, kept, at)
    return answer(kept, f"{book.file_name}.{as_xlsx.FORMAT.suffix}", as_xlsx.FORMAT)


def answer(kept: BytesIO, name: str, form: Format) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(kept.getvalue(), content_type=form.content_type, headers=headers)
