"""People at their browsers: a person opens a page and presses a button on it."""

import html
import re
from dataclasses import dataclass, field

from django.http import HttpResponse
from django.test import Client

from kinerja import clock
from kinerja.models import User
from kinerja.signin import sessions

TOKEN = re.compile(r'name="token" value="([0-9a-f-]{36})"')
HIDDEN = re.compile(r'<input type="hidden" name="((?:w?seen|w?shown)-[^"]+)" value="([^"]*)"')


@dataclass
class Player:
    """One person, signed in, with the page that lies open."""

    user: User
    client: Client = field(default_factory=Client)

    def __post_init__(self) -> None:
        self.client.force_login(self.user)
        session = self.client.session
        sessions.begin(session, is_shared=False, at=clock.now())
        session.save()

    def see(self, url: str, status: int = 200) -> str:
        """Open a page and give its text."""
        response = self.client.get(url)
        assert response.status_code == status, (url, response.status_code)
        return response.content.decode()

    def press(self, url: str, verb: str, *, post_to: str | None = None, **fields) -> HttpResponse:
        """Open the page, type into it and press a button; give the raw answer."""
        return self.client.post(post_to or url, {**self.carried(url), "verb": verb, **fields})

    def does(self, url: str, verb: str, *, post_to: str | None = None, **fields) -> str:
        """Press, and expect it to be done; give the page that it leads to."""
        response = self.press(url, verb, post_to=post_to, **fields)
        assert response.status_code == 302, response.content.decode()[:3000]
        return self.see(response["Location"])

    def carried(self, url: str) -> dict[str, str]:
        """Collect what the page's forms carry along: the token, and the versions on screen."""
        page = self.see(url)
        token = TOKEN.search(page)
        assert token, f"{url} has nothing to press"
        hidden = {name: html.unescape(value) for name, value in HIDDEN.findall(page)}
        return {"token": token.group(1), **hidden}
