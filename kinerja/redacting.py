"""What no log says: passwords, tokens, keys of sessions, staff numbers."""

import logging
import re

HIDDEN = "[disamarkan]"
STAFF_NUMBER = re.compile(r"(?<!\d)\d{8}[ .]?\d{6}[ .]?\d[ .]?\d{3}(?!\d)")
# A name, what joins it to its value ("password=x", "'token': ['x']"), and the value.
SECRET = re.compile(
    r"(?P<name>[\w-]*(?:passw|sandi|token|secret|authorization|sesi\b|tanda\b|kept\b|kunci\b)[\w-]*)"
    r"(?P<between>[\"']?\s*(?:=>|[=:])\s*(?:\[?[\"'])?)"
    r"(?P<value>(?:Basic |Bearer )?[^\s\"'&;,\])]+)",
    re.IGNORECASE,
)


def redacted(text: str) -> str:
    """Hide what follows a secret's name, and what looks like a staff number.

    >>> redacted("POST password=abc&name=x oleh 19800101 200501 1 001")
    'POST password=[disamarkan]&name=x oleh [disamarkan]'
    """
    hidden = SECRET.sub(rf"\g<name>\g<between>{HIDDEN}", text)
    return STAFF_NUMBER.sub(HIDDEN, hidden)


class RedactingFormatter(logging.Formatter):
    """Write a line whole, with its traceback, and redact it then: nothing passes beside it."""

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))
