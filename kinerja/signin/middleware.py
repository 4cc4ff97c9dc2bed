"""What stands before every page that asks for a person."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse

from kinerja.signin import kept, sessions
from kinerja.signin.views import lost

Respond = Callable[[HttpRequest], HttpResponse]

ENDED_ELSEWHERE = (
    "Sesi Anda sudah diakhiri: kata sandi diganti, atau akun ini keluar dari semua perangkat."
)


class SessionLimitsMiddleware:
    """End a session that was unused or open for too long; remember whose it was."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            owner = request.session.get(SESSION_KEY)
            request.lost_owner = int(owner) if owner else None
            self.limit(request)
        return self.get_response(request)

    def limit(self, request: HttpRequest) -> None:
        if not request.user.is_authenticated:
            if request.lost_owner:
                messages.warning(request, ENDED_ELSEWHERE)
            return
        why = sessions.why_ended(request.session, request.now)
        if why:
            logout(request)
            messages.warning(request, why)
        else:
            sessions.use(request.session, request.now)


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Lead to the door; a press that met no session keeps what it held."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable) -> HttpResponse:
        if request.method == "POST" and kept.of(request, None).fields:
            return lost(request)
        return super().handle_no_permission(request, view_func)
