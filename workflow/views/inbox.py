from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from kinerja.signin import history, sessions
from workflow.reminding import digests
from workflow.screens import awaited, since
from workflow.screens import inbox as tasks
from workflow.views.posting import page


def inbox(request: HttpRequest) -> HttpResponse:
    """Tugas: what waits for the person who signed in."""
    told = history.carried(request.session)
    inbox = tasks.read(request.duties, at=request.now)
    context = {
        "inbox": inbox,
        "awaited": awaited.running(inbox.running, at=request.now),
        "since": since.read(
            request.user, request.duties, told, until=sessions.began(request.session)
        )
        if told
        else None,
        "digest": digests.of(request.user, localdate(request.now)),
    }
    return page(request, "workflow/inbox.html", context)
