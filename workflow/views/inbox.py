from django.http import HttpRequest, HttpResponse

from workflow.screens import inbox as tasks
from workflow.views.posting import page


def inbox(request: HttpRequest) -> HttpResponse:
    """Tugas: what waits for the person who signed in."""
    return page(
        request, "workflow/inbox.html", {"inbox": tasks.read(request.duties, at=request.now)}
    )
