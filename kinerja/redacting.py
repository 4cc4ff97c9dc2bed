"""What no log says: passwords, tokens, keys of sessions, staff numbers, rows of a database."""

import re

HIDDEN = "[disamarkan]"
# NIP and NI PPPK have 18 digits, written in groups or not; NIK has 16.
PERSON_NUMBER = re.compile(r"(?<!\d)(?:\d{8}[ .]?\d{6}[ .]?\d[ .]?\d{3}|\d{16})(?!\d)")
# What PostgreSQL quotes of the row that it refused, and the password inside an address.
QUOTED_ROW = re.compile(r"^(DETAIL:).*$", re.MULTILINE)
OF_ADDRESS = re.compile(r"(\w+://[^\s:/@]+:)[^\s@]+(?=@)")
# A name, what joins it to its value ("password=x", "'token': ['x']"), and the value.
SECRET = re.compile(
    r"(?P<name>[\w-]*(?:passw|sandi|token|secret|authorization|sesi\b|tanda\b|kept\b|kunci\b)[\w-]*)"
    r"(?P<between>[\"']?\s*(?:=>|[=:])\s*(?:\[?[\"'])?)"
    r"(?P<value>(?:Basic |Bearer )?[^\s\"'&;,\])]+)",
    re.IGNORECASE,
)


def redacted(text: str) -> str:
    """Hide what follows a secret's name, numbers of persons, and what a database quotes.

    >>> redacted("POST password=abc&name=x oleh 19800101 200501 1 001")
    'POST password=[disamarkan]&name=x oleh [disamarkan]'
    >>> redacted("postgres://kantor:abc@db/kinerja")
    'postgres://kantor:[disamarkan]@db/kinerja'
    """
    text = QUOTED_ROW.sub(rf"\1 {HIDDEN}", text)
    text = OF_ADDRESS.sub(rf"\g<1>{HIDDEN}", text)
    text = SECRET.sub(rf"\g<name>\g<between>{HIDDEN}", text)
    return PERSON_NUMBER.sub(HIDDEN, text)
