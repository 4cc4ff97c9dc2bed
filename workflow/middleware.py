from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from workflow.refused import ClockWrong, Refused

# How often a press that was overtaken is done again.
TRIES = 5
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
        context = {"refused": error, "kept": typed(request)}
        return render(request, "workflow/refused.html", context, status=error.status)


def only_waited(request: HttpRequest, error: Refused) -> bool:
    """Say whether the clock is right, and the press only waited while another one was written."""
    return isinstance(error, ClockWrong) and error.last <= request.clock()


def again(request: HttpRequest) -> HttpResponse:
    """Do the press anew, as of now: nothing was written, and its token is not spent."""
    request.now = request.clock()
    match = request.resolver_match
    return match.func(request, *match.args, **match.kwargs)


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """List what the person typed, by field, so that nothing is lost with the refusal."""
    return [
        (name, text)
        for name, text in request.POST.items()
        if text.strip() and name not in NOT_TYPED and not name.startswith(("seen-", "shown-"))
    ]
