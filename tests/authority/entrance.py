"""One browser for everybody: each with the own session, which outlives what is taken back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.cache import SessionStore
from django.test import Client, override_settings

from authority.world import taken_back
from kinerja.models import User


@contextmanager
def kept_in_memory() -> Iterator[None]:
    """Keep sessions out of the database, so that a press alone writes there."""
    with override_settings(SESSION_ENGINE="django.contrib.sessions.backends.cache"):
        yield


class Entrance:
    """The browser, handed to whoever presses next."""

    def __init__(self, client: Client | None = None) -> None:
        self.client = client or Client()
        self.sessions: dict[int, str] = {}

    def of(self, user: User | AnonymousUser) -> Client:
        self.client.cookies.clear()
        if user.is_authenticated and user.is_active:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.session(user)
        return self.client

    def session(self, user: User) -> str:
        """Give the person's session; who was signed out comes in again."""
        if not SessionStore().exists(self.sessions.get(user.pk)):
            with taken_back():
                door = Client()
                door.force_login(user)
            self.sessions[user.pk] = door.cookies[settings.SESSION_COOKIE_NAME].value
        return self.sessions[user.pk]
