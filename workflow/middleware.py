from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from kinerja.field_words import told
from workflow import attempts
from workflow.refused import ClockWrong, Refused, TooManyFiles, TooMuch

# How often a press that was overtaken is done again.
TRIES = 5
# Also an empty one costs a press.
LEAST_KB = 50
TOO_MUCH = (
    "Unggahan Anda dalam satu jam ini sudah terlalu banyak, dan yang ini belum disimpan. "
    "Yang sebelumnya tersimpan. Tunggu sampai jam berikutnya, tekan tombol kembali, lalu kirim "
    "lagi; berkas yang Anda pilih masih ada di komputer Anda."
)
TOO_MANY_FILES = (
    "Berkas yang dibuatkan untuk Anda dalam satu jam ini sudah terlalu banyak. Tunggu sampai jam "
    "berikutnya, lalu minta lagi; pekerjaan lain dapat diteruskan."
)
# Addresses of files that are made when they are asked for; others are asked for by ?bentuk=.
MADE = frozenset(
    ("account_data", "form_workbook", "planning_document", "planning_template", "record_workbook")
)
# Fields of a form that carry nothing a person typed.
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "token", "verb", "seen", "confirmed_period"})


class RefusedMiddleware:
    """Answer a refused act with a page that says why, and keeps what was typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refused):
            return None
        for _ in range(TRIES):
            if not only_waited(request, error):
                break
            try:
                return again(request)
            except Refused as refused:
                error = refused
        return page(request, error)


class HourlyMeasureMiddleware:
    """Measure what a person uploads and has made within an hour; refuse the rest before any view.

    The public's own limit, per address, is that of the verification.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        asked = measured(request)
        if asked is None or not request.user.is_authenticated:
            return None
        limit, weight, refused = asked
        if attempts.may_ask(limit, str(request.user.pk), at=request.now, weight=weight):
            return None
        if request.method == "PUT":
            return JsonResponse({"reason": refused.reason}, status=refused.status)
        return page(request, refused)


def measured(request: HttpRequest) -> tuple[attempts.Limit, int, TooMuch] | None:
    """Tell which measure a request is of, how much of it, and what is said beyond; else None."""
    if uploads(request):
        return attempts.UPLOAD, max(LEAST_KB, kilobytes(request)), TooMuch(TOO_MUCH)
    if has_made(request):
        return attempts.MADE_FILE, 1, TooManyFiles(TOO_MANY_FILES)
    return None


def has_made(request: HttpRequest) -> bool:
    """Say whether the answer is a file that is made for it, and no page."""
    return "bentuk" in request.GET or request.resolver_match.url_name in MADE


def uploads(request: HttpRequest) -> bool:
    return request.method == "PUT" or bool(request.method == "POST" and request.FILES)


def kilobytes(request: HttpRequest) -> int:
    return int(request.META.get("CONTENT_LENGTH") or 0) // 1024


def page(request: HttpRequest, error: Refused) -> HttpResponse:
    """Show why nothing was done, and all that was typed."""
    context = {"refused": error, "kept": typed(request)}
    response = render(request, "workflow/refused.html", context, status=error.status)
    if isinstance(error, TooMuch):
        response["Retry-After"] = str(error.after)
    return response


def only_waited(request: HttpRequest, error: Refused) -> bool:
    """Say whether the clock is right, and the press only waited while another one was written."""
    return isinstance(error, ClockWrong) and error.last <= request.clock()


def again(request: HttpRequest) -> HttpResponse:
    """Do the press anew, as of now: nothing was written, and its token is not spent."""
    request.now = request.clock()
    match = request.resolver_match
    return match.func(request, *match.args, **match.kwargs)


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """List what the person typed, so that nothing is lost with the refusal."""
    return [
        told(name, text)
        for name, text in request.POST.items()
        if text.strip() and name not in NOT_TYPED and not name.startswith(("seen-", "shown-"))
    ]
