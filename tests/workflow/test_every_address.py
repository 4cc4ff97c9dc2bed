"""Every address of the program, by everybody, in every method: nothing fails, nothing leaks."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import make
import pytest
import time_machine
from authority.addresses import KEYS, SHARED, Address, Ids, addresses, keys, url_of
from authority.entrance import Entrance, kept_in_memory
from authority.furnished import MARK, furnished, high_water, plant
from authority.world import taken_back
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client
from make import Office
from seats_once import read_once

from kinerja.models import Unit, User
from workflow.middleware import has_made

pytestmark = pytest.mark.django_db

NOW = make.at("2026-10-06 09:00")
OTHERS = ("POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
# Open without signing in.
PUBLIC = (
    *("login", "logout", "verification", "health", "privacy", "None"),
    *("admin:login", "admin:jsi18n"),
)
# 503 is its answer where a check is not well.
TELLS_OF_ILLNESS = ("/sehat/",)
# Pages of the keeper, where the id is looked for only once it is known who asks.
UNTOLD = ("person", "person_password", "classification", "application", "signatory")
UNKNOWN = ("PUT", "PATCH", "DELETE", "TRACE")
OWN_PEOPLE = (
    *("kasi", "filler", "kasubag", "sekcam", "admin", "camat", "apip", "operator"),
    "administrator",
)
ALL_SEEING = ("administrator",)
ADDRESSES = addresses()
# The pages of the program itself; those of Django's admin are tried and not counted.
OWN = {each.name for each in ADDRESSES if ":" not in each.name}
# Only pressed, or led on from.
NO_PAGE = {"None", "achievement_latest", "attach_parts", "logout", "open_period"}
NO_PAGE |= {"person_password", "workbook"}
# The word stands in these at least.
PLANTED = {
    "kinerja.User.name",
    "kinerja.Unit.name",
    "kinerja.Section.name",
    "kinerja.Position.title",
    "kinerja.Indicator.name",
    "kinerja.Objective.text",
    "kinerja.Evidence.title",
    "kinerja.JournalEntry.name",
    "kinerja.JournalEntry.note",
    "workflow.Note.text",
    "workflow.Correction.reason",
    "workflow.Forwarding.note",
    "workflow.Disruption.reason",
    "workflow.Classification.name",
}


@pytest.fixture(autouse=True)
def sessions_outlive_what_is_taken_back():
    with kept_in_memory():
        yield


@dataclass
class Walk:
    """Two offices, everybody's browser, and what was asked and found."""

    own: Ids
    other: Ids
    people: dict[str, User | AnonymousUser]
    entrance: Entrance
    asked: int = 0
    opened: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def ask(self, who: str, method: str, url: str) -> HttpResponse:
        """Ask, undo what was written, and note what may never come of it.

        A file that is made for somebody counts in the hour's measure; one that is stored does not.
        """
        client = self.entrance.of(self.people[who])
        with taken_back():
            answer = client.generic(method, url)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        self.asked += 1
        is_told = url in TELLS_OF_ILLNESS and answer.status_code == 503
        self.expect(answer.status_code < 500 or is_told, who, method, url, f"{answer.status_code}")
        is_made = "attachment" in answer.get("Content-Disposition", "") and not answer.streaming
        is_measured = not is_made or has_made(answer.wsgi_request)
        self.expect(is_measured, who, method, url, "is made and not measured")
        if who not in ALL_SEEING:
            self.expect(MARK.encode() not in body, who, method, url, "shows the neighbour")
        return answer

    def expect(self, holds: bool, who: str, method: str, url: str, what: str) -> None:
        if not holds:
            self.faults.append(f"{method} {url} by {who}: {what}")


def begun() -> Walk:
    own: Office = furnished("Kecamatan Suak Midai", "")
    water = high_water()
    other = furnished("Kecamatan Tetangga", "tetangga.")
    planted = plant(water)
    assert not PLANTED - {name for name, count in planted.items() if count}, planted
    people: dict[str, User | AnonymousUser] = {name: getattr(own, name) for name in OWN_PEOPLE}
    people |= {"nobody": make.person("nobody"), "anonymous": AnonymousUser()}
    User.objects.filter(pk=own.administrator.pk).update(is_staff=True)
    people["administrator"].refresh_from_db()
    entrance = Entrance(Client(raise_request_exception=False))
    return Walk(Ids(own.unit), Ids(other.unit), people, entrance)


def is_part(name: str, of: int) -> bool:
    return zlib.crc32(name.encode()) % of == 0


def go(walk: Walk, share: int, listed: Sequence[Address] = ADDRESSES) -> None:
    """Ask every address at least once; of the rest one in `share`."""
    with read_once():
        for number, address in enumerate(listed):
            visit(walk, share, number, address)


def visit(walk: Walk, share: int, number: int, address: Address) -> None:
    mine, theirs = url_of(address, walk.own), url_of(address, walk.other)
    turn = list(walk.people)[number % len(walk.people)]
    for who in walk.people:
        if who == turn or is_part(f"GET {address.name} {who}", share):
            seen(walk, address, who, mine)
            not_theirs(walk, address, who, mine, theirs)
        for method in OTHERS:
            if is_part(f"{method} {address.name} {who}", share * 2 if share > 1 else 1):
                answer = walk.ask(who, method, mine)
                is_refused = answer.status_code in (301, 302) or answer.status_code >= 400
                walk.expect(is_refused or method not in UNKNOWN, who, method, mine, "is done")
    open_to_somebody(walk, address, mine)


def open_to_somebody(walk: Walk, address: Address, url: str) -> None:
    """Ask until the page was shown to one person at least, on either engine."""
    for who in walk.people:
        if address.name not in OWN - NO_PAGE - walk.opened:
            return
        seen(walk, address, who, url)


def seen(walk: Walk, address: Address, who: str, url: str) -> None:
    answer = walk.ask(who, "GET", url)
    if answer.status_code == 200:
        walk.opened.add(address.name)
    if who == "anonymous" and not is_public(address):
        walk.expect(answer.status_code == 302, who, "GET", url, "needs no sign-in")


def not_theirs(walk: Walk, address: Address, who: str, mine: str, theirs: str) -> None:
    """The neighbour's ids do not exist for who is not of that office."""
    if mine == theirs or address.name in SHARED or who in (*ALL_SEEING, "anonymous"):
        return
    if address.name.startswith("admin:"):
        return
    nowhere = url_of(address, NoIds()) if address.name in UNTOLD else theirs
    for method in ("GET", "POST"):
        status = walk.ask(who, method, theirs).status_code
        # A page that only shows refuses a press before it looks; one of the keeper alone tells
        # everybody else the same of every id.
        is_same = status in (403, 405) and status == walk.ask(who, method, nowhere).status_code
        is_untold = is_same and (address.name in UNTOLD or status == 405)
        walk.expect(status == 404 or is_untold, who, method, theirs, f"{status}")


class NoIds(Ids):
    """Ids of nothing."""

    def __init__(self) -> None:
        super().__init__(Unit(pk=999_999))

    def person(self) -> dict:
        return {"pk": 999_999}


def is_public(address: Address) -> bool:
    return address.name in PUBLIC


def test_every_address_has_ids_to_try_it_with():
    """A new address that asks for something and stands in no table fails here."""
    asking = {each.name for each in ADDRESSES if each.parts and ":" not in each.name}
    assert asking == set(KEYS)


def test_no_address_fails_or_shows_anything_of_another_office():
    with time_machine.travel(NOW, tick=False):
        walk = begun()
        go(walk, share=100)
    print(f"{len(ADDRESSES)} addresses, {walk.asked} requests, {len(walk.faults)} faults")
    assert not walk.faults, "\n".join(walk.faults[:60])
    assert OWN - walk.opened == NO_PAGE


# Parts of the whole, so that one can be run by itself.
PARTS = 8


@pytest.mark.soak
@pytest.mark.parametrize("part", range(PARTS))
def test_every_address_by_everybody_in_every_method(part):
    with time_machine.travel(NOW, tick=False):
        walk = begun()
        go(walk, 1, ADDRESSES[part::PARTS])
    listed = len(ADDRESSES[part::PARTS])
    print(f"part {part}: {listed} addresses, {walk.asked} requests, {len(walk.faults)} faults")
    assert not walk.faults, "\n".join(walk.faults[:60])


def test_address_of_pengelola_is_tried_with_a_row_of_its_own():
    walk = [each for each in ADDRESSES if each.name == "admin:kinerja_unit_change"]
    office = make.office()
    assert keys(walk[0], Ids(office.unit)) == {"object_id": office.unit.pk}
