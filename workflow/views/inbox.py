from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from kinerja import access
from kinerja.keeping import acting
from kinerja.signin import history, sessions
from workflow import health
from workflow.reminding import digests
from workflow.screens import awaited, since
from workflow.screens import inbox as tasks
from workflow.views.posting import page


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Tugas: what waits for the person who signed in."""
    told = history.carried(request.session)
    inbox = tasks.read(request.duties, by=request.user, at=request.now)
    context = {
        "inbox": inbox,
        "awaited": awaited.running(inbox.running, at=request.now),
        "since": since.read(
            request.user, request.duties, told, until=sessions.began(request.session)
        )
        if told
        else None,
        "health": health.read(at=request.now) if keeps_server(request) else None,
        "can_name_acting": bool(acting.own_seats(request.user, request.now)),
        "digest": digests.of(request.user, localdate(request.now)),
    }
    return page(request, "workflow/inbox.html", context)


def keeps_server(request: HttpRequest) -> bool:
    return access.keeps_reference_data(request.duties)
