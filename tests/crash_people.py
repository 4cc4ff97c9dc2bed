"""People with plain connections who press without a pause, and repeat what was not answered."""

import http.client
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from threading import Event
from urllib.parse import urlencode
from uuid import uuid4

import make
from django.conf import settings
from django.test import Client

from kinerja import clock
from kinerja.models import User

CSRF = "a" * 32
# How the server of a database that is down may answer; such a press is repeated.
TRY_AGAIN = (500, 502, 503)


@dataclass
class Person:
    """One person: signed in, with one screen, whose buttons are pressed in turn."""

    user: User
    port: int
    url: str
    verbs: tuple[str, ...]
    over: Event
    cell: str = ""
    fixed: dict[str, str] = field(default_factory=dict)
    answered: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    presses: int = 0
    unanswered: int = 0

    def __post_init__(self) -> None:
        client = Client()
        client.force_login(self.user)
        self.cookie = "; ".join(
            f"{name}={value}"
            for name, value in (
                (settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value),
                (settings.CSRF_COOKIE_NAME, CSRF),
            )
        )

    def work(self) -> None:
        for verb, fields in self.buttons():
            token = str(uuid4())
            while not self.is_answered(verb, token, fields):
                if self.over.is_set():
                    return
            if self.over.is_set():
                return

    def buttons(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Press each button in turn; what is typed is another number each time."""
        for number, verb in enumerate(cycle(self.verbs)):
            typed = {self.cell: f"8{number % 10}.{number}"} if self.cell else {}
            yield verb, typed | self.fixed

    def is_answered(self, verb: str, token: str, fields: dict[str, str]) -> bool:
        """Press once; False where no answer came, and the same press is to be repeated."""
        self.presses += 1
        given = {"verb": verb, "token": token, "csrfmiddlewaretoken": CSRF, **fields}
        try:
            status = self.asked("POST", self.url, urlencode(given))
        except (OSError, http.client.HTTPException):
            status = None
        if status == 302:
            self.answered.append(token)
            return True
        if status is None or status in TRY_AGAIN:
            self.unanswered += 1
            self.over.wait(0.02)
            return False
        self.strange.append(f"{verb}: {status}")
        return True

    def asked(self, method: str, url: str, body: str = "") -> int:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        try:
            line.request(method, url, body or None, {"Cookie": self.cookie, **kind})
            answer = line.getresponse()
            answer.read()
            return answer.status
        finally:
            line.close()


def is_usable(port: int, person: Person) -> bool:
    try:
        return person.asked("GET", person.url) == 200
    except (OSError, http.client.HTTPException):
        return False


def people(port: int, over: Event) -> list[Person]:
    """Four heads of seksi fill, hand in and take back; two Kasubag send on and take back."""
    at = clock.now()
    filling = make.office(sections=4, rows=1)
    record = filling.entering(when=at)
    confirmed = {"confirmed_period": str(record.period_id)}
    found = []
    for number, head in enumerate(filling.heads):
        url = f"/formulir/{filling.form(record, number).pk}/"
        cell = f"value-{filling.codes(filling.sections[number])[0]}"
        verbs = ("fill", "hand_in", "take_back")
        found.append(Person(head, port, url, verbs, over, cell=cell, fixed=confirmed))
    for number in range(2):
        office = make.office(f"Kecamatan {number}", sections=1, rows=1, prefix=f"u{number}.")
        url = f"/berkas/{office.accepted(when=at).pk}/input/"
        found.append(Person(office.kasubag, port, url, ("submit", "withdraw"), over))
    return found
