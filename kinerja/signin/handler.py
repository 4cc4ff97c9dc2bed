"""What django-axes asks of us: whether one may try, and what became of it."""

from axes.handlers.base import AxesHandler
from axes.models import AccessAttempt
from django.http import HttpRequest, HttpResponse

from kinerja import clock
from kinerja.address import address
from kinerja.models import User
from kinerja.signin import guessing

# Stands for an address that is not known; nobody listens there.
UNKNOWN_ADDRESS = "0.0.0.0"  # noqa: S104  (nobody listens)


class OfficeHandler(AxesHandler):
    """Judge every attempt by `guessing`, and keep the log of sign-ins."""

    def is_allowed(self, request: HttpRequest, credentials: dict | None = None) -> bool:
        typed, at = typed_in(credentials), moment(request)
        request.locked_until = guessing.take(typed, client_address(request), at=at)
        return request.locked_until is None

    def user_login_failed(
        self, sender: str, credentials: dict, request: HttpRequest | None = None, **_kwargs: object
    ) -> None:
        if request is None:
            return
        guessing.note_failure(
            typed_in(credentials),
            client_address(request),
            is_refused=request.axes_locked_out,
            at=moment(request),
        )

    def user_logged_in(
        self, sender: type, request: HttpRequest, user: User, **_kwargs: object
    ) -> None:
        guessing.note_sign_in(user, client_address(request))

    def post_save_access_attempt(self, instance: AccessAttempt, **_kwargs: object) -> None:
        """Do nothing: axes calls it of every handler."""

    def post_delete_access_attempt(self, instance: AccessAttempt, **_kwargs: object) -> None:
        """Do nothing: axes calls it of every handler."""


def typed_in(credentials: dict | None) -> str:
    return (credentials or {}).get("username") or ""


def moment(request: HttpRequest):
    """Take the request's one moment; a sign-in outside of a page has only the clock."""
    return getattr(request, "now", None) or clock.now()


def client_address(request: HttpRequest) -> str:
    """Name the address as the table's column takes it: of an IPv6 network its first address."""
    found = address(request)
    return UNKNOWN_ADDRESS if found == "unknown" else found.partition("/")[0]


def locked_out(request: HttpRequest, response: HttpResponse, _credentials: dict) -> HttpResponse:
    """Answer who has no guess left with the page that is there, which says when to try again."""
    response.status_code = 429
    wait = request.locked_until - moment(request)
    response.headers["Retry-After"] = str(int(wait.total_seconds()))
    return response
