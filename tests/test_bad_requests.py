"""Every address, asked badly: a page in Indonesian and a 4xx, never an error of the program."""

import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO

import make
import pytest
import time_machine
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test import Client, RequestFactory
from house import PYTHON, TEMPLATES
from whole_house import NOW, addresses, furnish, people, query_names

from kinerja.door import ReadableRequest

MULTIPART, FORM = "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"
HUGE, NUL = "9" * 30, "\x00"
# What stands where a number, a word or a key is asked for.
GARBAGE = (
    HUGE,
    "-1",
    "٣",
    "1e9",
    "\ud7ff\uffff",
    "%00",
    "' OR 1=1 --",
    "a" * 5000,
    "[]",
    "1@" + HUGE,
)
ASKED = query_names(path.read_text() for path in PYTHON)
VERBS = sorted(
    {
        verb
        for path in TEMPLATES
        for verb in re.findall(r'(?:name="verb" value|\bwithdraw)="(\w+)"', path.read_text())
    }
)


@dataclass(frozen=True)
class Bad:
    """A way to ask badly, and with which answers it is to be met; None: with any but a 5xx."""

    ask: Callable[[Client, str], HttpResponse]
    answers: tuple[int, ...] | None = None


def post(content_type: str, body: bytes, answers: tuple[int, ...] | None, **headers: str) -> Bad:
    return Bad(
        lambda client, url: client.generic("POST", url, body, content_type, **headers), answers
    )


def get(answers: tuple[int, ...] | None, **environ: str) -> Bad:
    return Bad(lambda client, url: client.get(url, **environ), answers)


def method(name: str) -> Bad:
    return Bad(lambda client, url: client.generic(name, url), (404, 405))


def oversized(client: Client, url: str) -> HttpResponse:
    told = {"CONTENT_LENGTH": str(settings.LARGEST_BODY + 1), "wsgi.input": BytesIO(b"a")}
    return client.generic("POST", url, b"", MULTIPART, **told)


def without_token(client: Client, url: str) -> HttpResponse:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.cookies = client.cookies
    return strict.post(url, {"verb": "fill"})


def with_cookie(name: str, value: str) -> Bad:
    """A cookie as it stands in the header: a browser may be given any."""
    told = f'{name}="{value}"'
    return Bad(lambda client, url: Client(raise_request_exception=False).get(url, HTTP_COOKIE=told))


# Met before a screen is asked; on every address.
AT_THE_DOOR = {
    "NUL in the address": Bad(lambda client, url: client.get(url + NUL), (400,)),
    "NUL in the query": Bad(lambda client, url: client.get(url + "?unit=%00"), (400,)),
    "NUL as a name": Bad(lambda client, url: client.get(url + "?%00=1"), (400,)),
    "NUL in a form": post(FORM, b"reason=a%00", (400,)),
    "NUL in a cookie": Bad(
        lambda client, url: client.get(url, HTTP_COOKIE=r'sessionid="\000\000aaaaaaaa"'), (400,)
    ),
    "UTF-16": post(f"{FORM}; charset=utf-16", "verb=a".encode("utf-16"), (400,)),
    "no text encoding": get((400,), CONTENT_TYPE="text/plain; charset=base64"),
    "an encoding of half characters": post(
        f"{MULTIPART}; charset=raw_unicode_escape",
        b'--x\r\nContent-Disposition: form-data; name="reason"\r\n\r\n\\ud800\r\n--x--\r\n',
        (400,),
    ),
    "an encoding that is none": get((400,), CONTENT_TYPE="text/plain; charset=tidak-ada"),
    "multipart cut off": post(MULTIPART, b"--x\r\nContent-Dispo", None),
    "multipart without a boundary": post("multipart/form-data", b"--x", (400,)),
    "multipart of nonsense": post(
        MULTIPART,
        b"--x\r\nContent-Disposition: form-data; name*=zzz'x'%41; filename=\"\x00../../a\"\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n!\r\n--x--\r\n",
        None,
    ),
    "too large": Bad(oversized, (413,)),
    "too much text": post(FORM, b"reason=" + b"a" * 2_700_000, (400,)),
    "too many fields": post(FORM, b"a&" * 10_001, (400,)),
    "a strange host": get((400,), HTTP_HOST="jahat.example"),
    "no host at all": get((400,), HTTP_HOST="http://[::/\\@"),
    "without a token": Bad(without_token, (302, 403, 404, 405)),
    "a broken session": with_cookie("sessionid", "../../etc\\377\\\\\\012"),
    "broken messages": with_cookie("messages", "{not json:\\001"),
    **{name: method(name) for name in ("PUT", "PATCH", "DELETE", "TRACE", "SERAHKAN")},
}


def nonsense(number: int) -> dict[str, list[str]]:
    """Fill every name that the code asks a form for with garbage, each twice."""
    return {
        name: [GARBAGE[(place + number) % len(GARBAGE)], GARBAGE[number % len(GARBAGE)]]
        for place, name in enumerate(sorted(ASKED["POST"] - {"verb"}))
    }


def into_the_screen(number: int) -> Iterator[tuple[str, Bad]]:
    """Ways that reach a screen: `number` turns the names and the garbage."""
    names = sorted(ASKED["GET"])
    name, text = names[number % len(names)], GARBAGE[number // len(names) % len(GARBAGE)]
    yield f"?{name}={text[:9]}", Bad(lambda client, url: client.get(url, {name: text}))
    verb = VERBS[number % len(VERBS)]
    fields = nonsense(number) | {"verb": [verb, "fill"], "tak dikenal": ["1"]}
    yield f"{verb} of nonsense", Bad(lambda client, url: client.post(url, fields))
    yield "no verb", Bad(lambda client, url: client.post(url, {"verb": "", "token": "bukan-token"}))
    yield "a key of thirty digits", Bad(lambda client, url: client.get(re.sub(r"\d+", HUGE, url)))
    told = (
        {"HTTP_RANGE": "bytes=9-1,-,abc", "HTTP_IF_RANGE": '"'},
        {"HTTP_IF_MODIFIED_SINCE": "kemarin", "HTTP_IF_NONE_MATCH": 'W/"\\'},
        {"HTTP_ACCEPT_ENCODING": "gzip;q=zz,\xff", "HTTP_ACCEPT_LANGUAGE": "*;q=9,\xff" * 50},
        {"QUERY_STRING": "unit=%ff%fe&%=&&=&tahun=%C0%80"},
        {"HTTP_X_FORWARDED_FOR": "\xff,,[::", "HTTP_REFERER": "\x7f//", "HTTP_USER_AGENT": ""},
    )[number % 5]
    yield f"{next(iter(told))} of nonsense", get(None, **told)
    json = b'{"verb": ["fill", {}]}'
    yield (
        "JSON",
        Bad(lambda client, url: client.generic("POST", url, json, "application/json"), None),
    )


def read(answer: HttpResponse) -> bytes:
    """Read an answer to its end, as a browser would: only then its file is closed."""
    body = b"".join(answer) if answer.streaming else answer.content
    return gzip.decompress(body) if answer.get("Content-Encoding") == "gzip" else body


def fault(answer: HttpResponse, bad: Bad) -> str:
    """Say what is wrong with an answer; "" where nothing is."""
    status, body = answer.status_code, read(answer)
    if status >= 500 and status != 503:
        return f"{status}"
    if bad.answers and status not in bad.answers:
        return f"{status} instead of {bad.answers}"
    if status < 400 or answer.headers["Content-Type"] == "application/json":
        return ""
    is_page = b'<html lang="id"' in body and b"<h1" in body
    return "" if is_page else f"{status} without a page: {body[:80]!r}"


def clients(office: make.Office) -> list[Client]:
    """Sign everybody in, first who reads and keeps most."""
    found = []
    for user in people(office):
        client = Client(raise_request_exception=False)
        client.force_login(user)
        found.append(client)
    return found


def visitor(signed_in: list[Client], url: str) -> Client:
    """Find who may open an address: there the bad request goes deepest."""
    for client in signed_in:
        answer = client.get(url)
        read(answer)
        if answer.status_code in (200, 405):
            return client
    return signed_in[0]


def walk(
    office: make.Office, ways: Callable[[int], list[tuple[str, Bad]]], part: int = 0, of: int = 1
) -> list[str]:
    """Ask the addresses of a part, each in these ways; list what was answered wrongly."""
    faults, signed_in, asked = [], clients(office), 0
    for number, (name, url) in list(enumerate(addresses()))[part::of]:
        client = visitor(signed_in, url)
        for way, bad in ways(number):
            if (name, way) == ("attach_parts", "PUT") or name == "logout":
                continue
            answer, asked = bad.ask(client, url), asked + 1
            if told := fault(answer, bad):
                faults.append(f"{name} {url}, {way}: {told}")
    print(f"part {part} of {of}: {asked} requests, {len(faults)} faults")
    return faults


@pytest.fixture
def house(office):
    with time_machine.travel(NOW, tick=False):
        yield furnish(office)


# Between so many addresses every way is taken several times; all on each: make soak.
AT_ONCE = 2
# Parts of the whole, so that one can be run by itself.
PARTS = 10


def thinned(number: int) -> list[tuple[str, Bad]]:
    ways = list(AT_THE_DOOR.items())
    chosen = [ways[(number * AT_ONCE + step) % len(ways)] for step in range(AT_ONCE)]
    inside = list(into_the_screen(number))
    return [*chosen, inside[1], inside[(number * 2) % len(inside)]]


def test_no_address_answers_a_bad_request_with_an_error(house):
    assert len(VERBS) > 30
    assert len(ASKED["GET"]) > 12
    assert len(ASKED["POST"]) > 15
    faults = walk(house, thinned)
    assert not faults, "\n".join(faults)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(PARTS))
def test_no_address_answers_any_bad_request_with_an_error(house, part):
    def every(number: int) -> list[tuple[str, Bad]]:
        turns = [way for turn in range(60) for way in into_the_screen(number + turn * 7)]
        return [*AT_THE_DOOR.items(), *turns]

    faults = walk(house, every, part, PARTS)
    assert not faults, "\n".join(faults)


def test_a_content_type_that_is_nonsense_is_answered_and_not_an_error(db):
    """Django reads it before anything of ours is asked, and raises what nobody catches there."""
    handler = WSGIHandler()
    handler.request_class = ReadableRequest
    for content_type in (
        "text/plain; charset*=tidak-ada'x'%41",
        "a; b*=zz''c",
        ";;;=\xff;charset=,",
    ):
        environ = RequestFactory()._base_environ(PATH_INFO="/masuk/", CONTENT_TYPE=content_type)
        met: list[str] = []
        answer = handler(environ, lambda status, _headers, met=met: met.append(status))
        body = b"".join(answer)
        answer.close()
        assert met[0][:3] in ("200", "400"), content_type
        assert b'lang="id"' in body
    assert "request_class = ReadableRequest" in (settings.BASE_DIR / "kinerja/wsgi.py").read_text()
