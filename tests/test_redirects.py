"""Nobody is led off to a stranger's site by what an address or a form says."""

import re
from urllib.parse import urlsplit

import make
import pytest
from django.test import Client
from house import PYTHON, named, outside

HOST = "testserver"
# Ways in which a browser reads an address as another site's, or runs it, that others have met.
TRICKS = (
    "https://jahat.example/",
    "http://jahat.example",
    "//jahat.example/",
    "///jahat.example/",
    "////jahat.example/%2e%2e",
    "/\\jahat.example/",
    "\\\\jahat.example/",
    "\\/jahat.example",
    "/\t/jahat.example/",
    "/\n/jahat.example/",
    "\t//jahat.example/",
    " //jahat.example/",
    "\x01//jahat.example/",
    "\x00//jahat.example/",
    "https:jahat.example",
    "https:/jahat.example",
    "https:///jahat.example",
    "HtTpS://jahat.example",
    "//testserver@jahat.example/",
    "https://testserver@jahat.example/",
    "https://testserver:80@jahat.example/",
    "https://testserver\\@jahat.example/",
    "https://testserver.jahat.example/",
    "https://jahat.example/testserver",
    "https://jahat.example#testserver",
    "https://jahat.example?testserver/",
    "//jahat.example\\@testserver/",
    "//[::ffff:203.0.113.7]/",
    "//203.0.113.7/",
    "//3405803783/",
    "//jahat。example/",
    "//jahat%E3%80%82example/",
    "ftp://testserver/",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "javascript://testserver/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "https://[jahat.example/",
    "http://testserver:port@jahat.example",
    "/%0d%0aLocation:%20https://jahat.example",
    "/\r\nLocation: https://jahat.example",
)
# Where a person may be sent from an address that holds the trick itself, as the door reads it.
OWN = ("//jahat.example/", "/\\jahat.example/", "///jahat.example/%2f..", "/%5cjahat.example/")
NAMES = ("next", "url", "redirect", "back", "to", "kembali", "success_url", "_to")


def is_own(location: str) -> bool:
    """Say whether a browser that follows stays here; it takes \\ for / and drops tabs and lines."""
    read = re.sub(r"[\t\r\n]", "", location).strip(" \x00\x01").replace("\\", "/")
    parts = urlsplit(re.sub(r"^/{2,}", "//", read))
    return not parts.scheme and (not parts.netloc or parts.netloc == HOST)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_judge_of_this_file_knows_a_stranger_from_the_house():
    assert is_own("/berkas/?halaman=2")
    assert is_own("/%09/jahat.example/")
    assert not [trick for trick in TRICKS[:9] if is_own(trick)]


@pytest.mark.parametrize("address", ["/masuk/", "/pengelola/login/"])
def test_signing_in_leads_only_into_the_house(office, address):
    who = office.administrator
    who.is_staff = who.is_superuser = True
    who.save()
    door = {"username": who.username, "password": make.PASSWORD}
    good = Client().post(f"{address}?next=/arsip/", {**door, "next": "/arsip/"})
    # The administrator's door leads on to the one that all come through.
    assert good["Location"] in ("/arsip/", "/masuk/?next=/arsip/")
    for trick in TRICKS:
        answer = Client().post(address, {**door, "next": trick})
        if "\x00" in trick:
            assert answer.status_code == 400
        else:
            assert answer.status_code == 302, trick
            assert is_own(answer["Location"]), (trick, answer["Location"])


def test_signing_out_and_a_second_sign_in_lead_only_into_the_house(office):
    for trick in TRICKS:
        client = signed_in(office.kasi)
        inside = client.get("/masuk/", {"next": trick})
        assert inside.status_code in (200, 400), trick
        answer = client.post("/keluar/", {"next": trick})
        assert answer.status_code in (302, 400), trick
        if answer.status_code == 302:
            assert is_own(answer["Location"]), (trick, answer["Location"])


def test_addresses_that_hold_the_trick_themselves_stay_in_the_house(office):
    """A slash that is missing is added, and a sign-in leads back: to the house's own addresses."""
    for client in (Client(), signed_in(office.kasi)):
        for path in OWN:
            for tail in ("", "berkas"):
                answer = client.generic("GET", "/", PATH_INFO=path + tail)
                location = answer.headers.get("Location", "/")
                assert is_own(location), (path + tail, location)


def test_screens_that_lead_on_lead_only_into_the_house(office):
    """Whatever an address asks for by the usual names, and the screens that redirect by theirs."""
    client = signed_in(office.administrator)
    leading = ("/capaian/", "/verifikasi/", "/riwayat/", "/pemantauan/", "/sandi/", "/kantor/")
    for number, trick in enumerate(TRICKS):
        for path in {leading[0], leading[1], leading[number % len(leading)]}:
            asked = {NAMES[number % len(NAMES)]: trick, "kode": trick, "next": trick}
            answer = client.get(path, asked)
            assert answer.status_code < 500, (path, trick)
            assert is_own(answer.headers.get("Location", "/")), (path, answer["Location"])


def test_an_answer_that_is_repeated_leads_where_the_house_sent_it(office):
    """What a spent token remembers is an address of ours: no form can bring one along."""
    client = signed_in(office.operator)
    token = "00000000-0000-4000-8000-000000000001"
    fields = {"verb": "set_paper", "paper": "a4", "token": token, "url": TRICKS[0]}
    for _ in range(2):
        answer = client.post("/kantor/", fields | {"next": TRICKS[0], "back": TRICKS[0]})
        assert answer["Location"] == "/kantor/"


def test_nothing_redirects_to_what_a_request_says():
    """Every place that answers with a redirect names its goal: a word of the urlconf or its own.

    `kept` reads where a lost press came from, and keeps of it only an address of the house.
    """
    loose = re.compile(r"redirect\(\s*request\.(GET|POST|META|headers)|HTTP_REFERER|Referer")
    assert not [
        named(path)
        for path in outside(PYTHON, "kinerja/signin/kept.py")
        if loose.search(path.read_text())
    ]
