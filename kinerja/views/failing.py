from django.http import HttpRequest, HttpResponseServerError
from django.template.loader import render_to_string

from kinerja import logs


def server_error(_request: HttpRequest) -> HttpResponseServerError:
    """Say the number under which the log tells what went wrong; ask nothing that may be broken."""
    return HttpResponseServerError(render_to_string("500.html", {"number": logs.number.get()}))
