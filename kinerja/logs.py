"""What the program writes about itself: one line of JSON per event on stderr, and one per request.

A line never holds what was typed, an address with a code in it, or a staff number: whoever reads
logs keeps a server and not people's data.
"""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from time import monotonic

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

from kinerja.redacting import redacted

# A number that can be said over the telephone: no letter that looks like another.
LETTERS, LENGTH = "23456789abcdefghjkmnpqrstuvwxyz", 10
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
NONE = "-"
# Of the request that is being answered; the program serves in threads.
number: ContextVar[str] = ContextVar("request_number", default=NONE)

log = logging.getLogger("kinerja.requests")

FIELDS = ("user", "method", "path", "status", "ms")


class JsonLines(logging.Formatter):
    """Write a record as one line; an address only as the pattern that it fits."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC)
        line = {
            "at": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "log": record.name,
            "request": number.get(),
            "said": redacted(self.said(record)),
        }
        line |= {name: vars(record)[name] for name in FIELDS if name in vars(record)}
        if record.exc_info:
            line["trace"] = redacted(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)

    def said(self, record: logging.LogRecord) -> str:
        request, text = getattr(record, "request", None), record.getMessage()
        if not isinstance(request, HttpRequest):
            return text
        return text.replace(request.get_full_path(), pattern(request)).replace(
            request.path, pattern(request)
        )


def pattern(request: HttpRequest) -> str:
    """Name the address by its pattern: the address itself may hold a code or what was typed."""
    match = getattr(request, "resolver_match", None)
    return f"/{match.route}" if match else "/?"


class RequestLogMiddleware:
    """Number every request, answer with that number, and write one line about it."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = monotonic()
        # It stands until the thread's next request: Django says its last word about this one after
        # every middleware.
        number.set(numbered(request))
        response = self.get_response(request)
        response["X-Request-ID"] = number.get()
        log.info("request", extra=told(request, response, monotonic() - begun))
        return response


def numbered(request: HttpRequest) -> str:
    """Take the number of a proxy of one's own where it is one; else give a new one."""
    given = request.META.get("HTTP_X_REQUEST_ID", "")
    if settings.PROXIES and GIVEN.fullmatch(given):
        return given
    return get_random_string(LENGTH, LETTERS)


def told(request: HttpRequest, response: HttpResponse, seconds) -> dict:
    """Collect what the line says; who it was is asked of nobody who was not asked already."""
    user = getattr(request, "_cached_user", None)
    return {
        "user": user.pk if user else None,
        "method": request.method,
        "path": pattern(request),
        "status": response.status_code,
        "ms": round(seconds * 1000),
    }


# Django's own words about requests and errors go the same way; what it repeats of 4xx does not.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "kinerja.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "kinerja.requests": {"level": "INFO"},
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
    },
}
