"""Where a request ends is never a matter of opinion between a proxy and gunicorn."""

import pytest
from gunicorn.config import Config
from gunicorn.http.errors import ParseException
from gunicorn.http.parser import RequestParser

HEAD = b"POST /masuk/ HTTP/1.1\r\nHost: kantor\r\n"
ANOTHER = b"GET /pengelola/ HTTP/1.1\r\nHost: kantor\r\n\r\n"
CHUNKED, LENGTH = b"Transfer-Encoding: chunked\r\n", b"Content-Length: 4\r\n"


def read(content: bytes) -> list[bytes]:
    """Read all that came in on one line as gunicorn does; give the bodies of its requests."""
    parser = RequestParser(Config(), iter([content]), ("127.0.0.1", 1))
    return [request.body.read() for request in parser]


def test_requests_behind_each_other_are_read_apart():
    assert read(HEAD + LENGTH + b"\r\na=bc" + ANOTHER) == [b"a=bc", b""]
    assert read(HEAD + CHUNKED + b"\r\n4\r\na=bc\r\n0\r\n\r\n" + ANOTHER) == [b"a=bc", b""]


@pytest.mark.parametrize(
    "heads",
    [
        LENGTH + CHUNKED,
        CHUNKED + LENGTH,
        LENGTH + b"Content-Length: 40\r\n",
        b"Content-Length: +4\r\n",
        b"Content-Length: 4_0\r\n",
        b"Content-Length : 4\r\n",
        b"Transfer-Encoding: chunked, identity\r\n",
        b"Transfer-Encoding: xchunked\r\n",
        CHUNKED + CHUNKED,
    ],
)
def test_a_request_with_two_ends_is_refused(heads):
    with pytest.raises(ParseException):
        read(HEAD + heads + b"\r\n0\r\n\r\n" + ANOTHER)
