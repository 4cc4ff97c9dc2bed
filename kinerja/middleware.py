import codecs
from collections.abc import Callable, Iterator

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.functional import SimpleLazyObject

from kinerja import access, clock
from kinerja.fingerprint import FingerprintHandler
from kinerja.installation import PERMISSIONS_POLICY
from kinerja.signin import passwords

Respond = Callable[[HttpRequest], HttpResponse]


class OfficeMiddleware:
    """Read the clock once per request, and the person's assignments when first asked for.

    `clock` reads it anew, for a press that waited and is to be done again.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.clock = clock.now
        request.now = request.clock()
        request.duties = SimpleLazyObject(lambda: access.duties(request.user, request.now))
        return self.get_response(request)


class OwnPasswordMiddleware:
    """Let whoever has a one-time password, or one too old, change it, and open nothing before."""

    open_pages = frozenset({"password_change", "logout"})

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        user = request.user
        if not user.is_authenticated:
            return None
        if not (user.must_change_password or passwords.is_too_old(user, request.now)):
            return None
        if request.resolver_match.view_name in self.open_pages:
            return None
        return redirect("password_change")


class PolicyMiddleware:
    """Send the policies of content and of permissions with every answer, errors and files too.

    The former is settings.SECURE_CSP, in the shape that Django 6 gives that setting. It stands
    before all others: what they answer by themselves passes here.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response
        self.policy = "; ".join(
            " ".join((directive, *sources)) for directive, sources in settings.SECURE_CSP.items()
        )

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        return response


class NotKeptMiddleware:
    """Let no browser keep a page: whoever uses the computer next would find it by going back.

    What names a rule of its own keeps it, and static files are answered before.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class ComparedFileMiddleware:
    """Let files that strangers only compare be hashed as they come in, and never be kept.

    Here, because a body is read only once, and the first to read it stands before every view.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_compared(request):
            request.upload_handlers = [FingerprintHandler(request)]
        return self.get_response(request)


def is_compared(request: HttpRequest) -> bool:
    return request.path_info.startswith(settings.COMPARED_BELOW)


class BodySizeMiddleware:
    """Refuse a body that is too large by its declared length, before anything reads or keeps it."""

    drained, block = 128 * 1024 * 1024, 1024 * 1024

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        compared = is_compared(request)
        largest = settings.LARGEST_COMPARED if compared else settings.LARGEST_BODY
        if length.isdecimal() and int(length) <= largest:
            return self.get_response(request)
        # A browser that is still sending would see a broken line instead of the answer.
        for _ in range(self.drained // self.block):
            if not request.read(self.block):
                break
        return render(request, "413.html", {"compared": compared}, status=413)


class PlainTextMiddleware:
    """Refuse what no browser of ours sends: a NUL character, or another encoding than UTF-8.

    PostgreSQL keeps no NUL and is asked with what stands in an address and in a cookie too; other
    encodings are not all of text, and some of them make texts that no database takes.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_utf8(request):
            raise BadRequest("another encoding than UTF-8")
        if any("\x00" in text for text in brought(request)):
            raise BadRequest("a NUL character")
        return self.get_response(request)


def is_utf8(request: HttpRequest) -> bool:
    try:
        return codecs.lookup(request.content_params.get("charset", "utf-8")).name == "utf-8"
    except LookupError:
        return False


def brought(request: HttpRequest) -> Iterator[str]:
    """List all texts of a request with which a database can come to be asked."""
    yield request.path_info
    yield from request.COOKIES.values()
    for given in (request.GET, request.POST):
        for name, texts in given.lists():
            yield name
            yield from texts


class MethodMiddleware:
    """Refuse a method that no screen has; where a screen refuses one, say so on a page."""

    methods = ("GET", "HEAD", "POST")
    # Screens that take another one, by their name.
    others = {"attach_parts": "PUT"}

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and not response.content:
            response.content = render_to_string("405.html")
        return response

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        other = self.others.get(request.resolver_match.view_name)
        if request.method in self.methods or request.method == other:
            return None
        return HttpResponseNotAllowed(self.methods)
