from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kinerja import access
from kinerja.backup import starting
from workflow import press
from workflow.refused import NotYours
from workflow.screens import backup as backups

RUNNING = "Cadangan sedang dibuat. Muat ulang halaman ini untuk melihat hasilnya."


@require_http_methods(["GET", "POST"])
def backup(request: HttpRequest) -> HttpResponse:
    """The installation's backups, for who keeps all units; one press makes another."""
    if not access.sees_every_unit(request.duties):
        raise NotYours(f"Cadangan dibuat oleh: {names(request) or 'saat ini belum ada'}.")
    if request.method == "POST":
        return press.once_more(request) or made(request)
    context = {"page": backups.read(), "token": press.new_token()}
    return render(request, "workflow/backup.html", context)


def names(request: HttpRequest) -> str:
    keepers = access.keepers_for_all(request.now)
    return ", ".join(f"{duty.title} ({duty.user.name})" for duty in keepers)


def made(request: HttpRequest) -> HttpResponse:
    """Begin a backup outside of any transaction; only one that was begun spends the token."""
    done = starting.start()
    if done.is_running or done.is_made:
        words = RUNNING if done.is_running else done.said
        return press.once(request, lambda: press.Answer(request.path, words))
    messages.error(request, done.said)
    return redirect("backup")
