from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kinerja.signin import history, sessions
from workflow import personal
from workflow.views.posting import unknown_button

SHOWN = 10


@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Akun saya: what is known of the person, the last sign-ins, and the way out everywhere."""
    if request.method == "POST":
        act = VERBS.get(request.POST.get("verb", ""))
        if act is None:
            return unknown_button(request)
        return act(request)
    context = {
        "sign_ins": history.sign_ins(request.user)[:SHOWN],
        "failures": history.failures(request.user)[:SHOWN],
    }
    return render(request, "workflow/account.html", context)


def end_everywhere(request: HttpRequest) -> HttpResponse:
    sessions.end_all(request.user)
    logout(request)
    messages.success(request, "Akun Anda sudah keluar dari semua perangkat.")
    return redirect("login")


def dismiss_since(request: HttpRequest) -> HttpResponse:
    history.dismiss(request.session)
    return redirect("inbox")


VERBS = {"end_sessions": end_everywhere, "dismiss_since": dismiss_since}


@require_GET
@never_cache
def account_data(request: HttpRequest) -> HttpResponse:
    """All that is kept about the person, as a file."""
    content = personal.export(request.user, at=request.now)
    name = f"data-saya-{request.user.username}-{localdate(request.now)}.zip"
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
