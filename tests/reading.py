"""What a person reads on a page, and what the page asked of the database for it."""

from html import unescape
from re import escape, search, sub

from django.db import connection
from django.test.utils import CaptureQueriesContext
from play import Player

from kinerja.models import User


def page(path: str, *, of: User) -> str:
    """Open a page as this person."""
    return Player(of).see(path)


def words(html: str) -> str:
    """Strip a page of its tags, so that only what people read is left."""
    return " ".join(unescape(sub(r"<[^>]+>", " ", html)).split())


def row(html: str, name: str) -> str:
    """Read the table row in which an element holds or begins with this name."""
    named = escape(name) + r"\s*<"
    return next(words(part) for part in html.split("<tr") if search(named, part))


def questions(path: str, *, of: User) -> int:
    """Count the queries of a page."""
    player = Player(of)
    with CaptureQueriesContext(connection) as asked:
        player.see(path)
    return len(asked)
