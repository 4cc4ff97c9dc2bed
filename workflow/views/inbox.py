from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from workflow.reminding import digests
from workflow.screens import awaited
from workflow.screens import inbox as tasks
from workflow.views.posting import page


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Tugas: what waits for the person who signed in."""
    inbox = tasks.read(request.duties, at=request.now)
    context = {
        "inbox": inbox,
        "awaited": awaited.running(inbox.running, at=request.now),
        "digest": digests.of(request.user, localdate(request.now)),
    }
    return page(request, "workflow/inbox.html", context)
