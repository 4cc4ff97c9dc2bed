"""What stands before every page."""

import re
from collections.abc import Iterator

import make
import pytest
from django.contrib import admin
from django.http import HttpResponse
from django.templatetags.static import StaticNode
from django.test import Client
from django.urls import reverse
from play import Player

from kinerja.models import Realisation, User
from kinerja.urls import urlpatterns


def test_a_nul_character_is_refused_before_it_reaches_the_database(office):
    record = office.entering()
    url = f"/formulir/{office.form(record).pk}/"
    fields = {"verb": "fill", "status-1.1": "not_measured", "reason-1.1": "rusak\x00"}
    assert Player(office.kasi).client.post(url, fields).status_code == 400
    assert not Realisation.objects.exists()


INLINE = re.compile(r"\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|<style\b|javascript:", re.I)


def flat(patterns, prefix: str = "/") -> Iterator[str]:
    """List the addresses that need no key."""
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from flat(pattern.url_patterns, path)
        elif "<" not in path and "(" not in path:
            yield path


def check(answer, where: str) -> None:
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy, where
    assert "frame-ancestors 'none'" in policy, where
    assert answer["X-Content-Type-Options"] == "nosniff", where
    assert "camera=()" in answer["Permissions-Policy"], where
    if answer.get("Content-Type", "").startswith("text/html") and not answer.streaming:
        found = INLINE.search(answer.content.decode())
        assert not found, (where, found)


def test_every_page_is_under_a_policy_and_holds_nothing_inline(office):
    """All addresses without a key, the administrator's desk with its forms included."""
    office.filled()
    User.objects.filter(pk=office.administrator.pk).update(is_staff=True, is_superuser=True)
    browser = Player(office.administrator).client
    desk = [
        reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_{page}")
        for model in admin.site._registry
        for page in ("changelist", "add")
    ]
    user = reverse("admin:kinerja_user_change", args=[office.kasubag.pk])
    paths = [path for path in flat(urlpatterns) if "/pengelola/" not in path]
    for path in [*paths, "/pengelola/", *desk, user, f"{user}password/"]:
        answer = browser.get(path)
        assert answer.status_code < 500 or path == "/sehat/", path
        check(answer, path)
        assert answer["Referrer-Policy"] == answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert len(paths) > 30


@pytest.fixture
def refusals(office, settings, monkeypatch) -> dict[int, HttpResponse]:
    """One answer of each kind that no view gives, by its number."""
    settings.DEBUG, settings.LARGEST_BODY, settings.IS_LAN = False, 100, True
    strict = Client(enforce_csrf_checks=True)
    kasubag = Player(office.kasubag).client
    answers = {
        302: Client().get("/"),
        400: Client(SERVER_NAME="asing.example").get("/sop/"),
        403: strict.post("/masuk/", {"username": "x"}),
        404: kasubag.get("/tidak-ada/"),
        405: kasubag.delete("/sop/evaluasi/"),
        413: kasubag.post("/", data=b"x" * 101, content_type="text/plain"),
    }
    monkeypatch.setattr("workflow.screens.inbox.read", None)
    # Also what the pages look like may be what is broken.
    monkeypatch.setattr(StaticNode, "handle_simple", None)
    broken = Player(office.kasubag).client
    broken.raise_request_exception = False
    return answers | {500: broken.get("/")}


def test_refusals_and_faults_are_under_it_too(refusals):
    for status, answer in refusals.items():
        assert answer.status_code == status, (status, answer.status_code)
        check(answer, str(status))


def test_refusals_and_faults_have_the_face_of_the_house(refusals):
    for status, answer in list(refusals.items())[1:]:
        html = answer.content.decode()
        assert "css/kinerja.css" in html and '<a class="brand" href="/">' in html, status
        assert "Dilayani tanpa https" in html, status


def test_within_the_building_every_page_says_that_it_has_no_https(office, settings):
    assert "tanpa https" not in Client().get("/masuk/").content.decode()
    settings.IS_LAN = True
    for browser, path in ((Client(), "/masuk/"), (Player(office.kasubag).client, "/berkas/")):
        assert "Dilayani tanpa https" in browser.get(path).content.decode()


def test_cookies_are_told_to_browsers_as_the_setting_says(office, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    browser = Client()
    browser.get("/masuk/")
    browser.post("/masuk/", {"username": "kasubag", "password": make.PASSWORD})
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        cookie = browser.cookies[name]
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
        assert (cookie["path"], cookie["domain"]) == ("/", "")


def test_plain_http_is_led_to_https_where_that_is_asked(settings):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 31536000
    assert Client().get("/masuk/").url == "https://testserver/masuk/"
    assert "max-age=31536000" in Client().get("/masuk/", secure=True)["Strict-Transport-Security"]


def test_a_method_that_no_page_has_is_refused_with_a_page(office):
    """A view that asks only for POST would take it for a visit, and answer as if it were done."""
    client = Player(office.kasi).client
    for method in ("PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "PROPFIND"):
        answer = client.generic(method, "/")
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")
        assert "Kembali ke Tugas" in answer.content.decode()
        assert "Content-Security-Policy" in answer


@pytest.mark.parametrize(
    "told",
    [
        {"QUERY_STRING": "unit=%00"},
        {"PATH_INFO": "/kantor/klasifikasi/\x00/ubah/"},
        {"HTTP_COOKIE": r'sesi="\000\000aaaaaaaa"'},
        {"CONTENT_TYPE": "text/plain; charset=base64"},
    ],
)
def test_what_no_browser_sends_is_refused_on_a_page_wherever_it_stands(office, told):
    answer = Player(office.operator).client.get("/kantor/", **told)
    assert answer.status_code == 400
    assert "Kiriman tidak terbaca" in answer.content.decode()


def test_a_method_that_no_screen_has_is_refused_on_a_page(office):
    client = Player(office.operator).client
    for method, url in (("DELETE", "/kantor/"), ("PUT", "/"), ("POST", "/"), ("GET", "/keluar/")):
        answer = client.generic(method, url)
        assert answer.status_code == 405
        assert "Kiriman tidak dikenal" in answer.content.decode()
