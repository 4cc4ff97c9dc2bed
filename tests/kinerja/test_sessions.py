"""How long one stays signed in, and that nothing typed is lost when it ends."""

import re
from datetime import timedelta
from html import unescape

import make
import pytest
import time_machine
from django.conf import settings as configured
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from play import Player
from reading import words

from kinerja.models import JournalEntry, Realisation, User
from kinerja.signin import kept, sessions

NEW = "ombak tenang sekali 9"


@pytest.fixture(autouse=True)
def rules(settings):
    settings.SESSION_IDLE = timedelta(hours=4)
    settings.SESSION_IDLE_SHARED = timedelta(minutes=30)
    settings.SESSION_LONGEST = timedelta(hours=12)


@pytest.fixture
def clock():
    with time_machine.travel(make.at("2026-10-05 08:00"), tick=False) as traveller:
        yield traveller


def signed_in(name: str, **fields) -> Client:
    browser = Client(enforce_csrf_checks=fields.pop("enforce_csrf_checks", False))
    page = browser.get("/masuk/").content.decode()
    typed = {"username": name, "password": make.PASSWORD, **token_of(page), **fields}
    assert browser.post("/masuk/", typed).status_code == 302
    return browser


def token_of(page: str) -> dict[str, str]:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    return {"csrfmiddlewaretoken": found.group(1)}


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: unescape(text) for name, text in found}


@pytest.mark.parametrize(
    ("fields", "lasts", "ends", "said"),
    [
        ({}, "4:00", "0:01", "4 jam tidak dipakai"),
        ({"shared": "on"}, "0:30", "0:01", "30 menit tidak dipakai"),
    ],
)
def test_a_session_ends_where_it_is_not_used(office, clock, fields, lasts, ends, said):
    browser = signed_in("kasubag", **fields)
    for _ in range(2):
        hours, minutes = map(int, lasts.split(":"))
        clock.shift(timedelta(hours=hours, minutes=minutes))
        assert browser.get("/").status_code == 200
    clock.shift(timedelta(hours=hours, minutes=minutes + int(ends.split(":")[1])))
    answer = browser.get("/berkas/", follow=True)
    assert answer.redirect_chain == [("/masuk/?next=/berkas/", 302)]
    assert said in answer.content.decode()
    assert SESSION_KEY not in browser.session


def test_a_session_ends_after_twelve_hours_however_much_it_is_used(office, clock):
    browser = signed_in("kasubag")
    for _ in range(4):
        clock.shift(timedelta(hours=3))
        assert browser.get("/").status_code == 200
    clock.shift(timedelta(minutes=1))
    assert "12 jam sesudah masuk" in browser.get("/", follow=True).content.decode()


def test_a_shared_computer_forgets_with_the_browser(office):
    cookie = signed_in("kasubag", shared="on").cookies[configured.SESSION_COOKIE_NAME]
    assert not cookie["max-age"]
    own = signed_in("kasubag").cookies[configured.SESSION_COOKIE_NAME]
    assert own["max-age"]
    assert own["httponly"]
    assert own["samesite"] == "Lax"


def test_pages_that_follow_each_other_write_the_session_once_a_minute(
    office, clock, django_assert_num_queries
):
    browser = signed_in("kasubag")
    browser.get("/sop/")
    before = browser.session["used_at"]
    clock.shift(timedelta(seconds=59))
    browser.get("/sop/")
    assert browser.session["used_at"] == before
    clock.shift(timedelta(seconds=1))
    browser.get("/sop/")
    assert browser.session["used_at"] == before + 60


def test_what_was_typed_comes_through_the_door_and_is_sent_by_a_press(office, clock):
    """Without JavaScript: the press meets no session, the sign-in page carries it, nothing else."""
    record = office.entering()
    form = f"/formulir/{office.form(record).pk}/"
    browser = signed_in("kasi1", enforce_csrf_checks=True)
    page = browser.get(form).content.decode()
    typed = {**hidden(page), "value-1.1": "87,5", "verb": "fill", "reason-1.1": "<b>catatan</b>"}
    clock.shift(timedelta(hours=5))
    answer = browser.post(form, typed, HTTP_REFERER=f"http://testserver{form}")
    assert answer.status_code == 403
    shown = answer.content.decode()
    assert "belum ada yang dikirim" in shown
    assert "<dt>Nilai 1.1</dt><dd>87,5</dd>" in shown
    assert "&lt;b&gt;catatan" in shown
    # A mistyped password keeps it, too.
    door = {**hidden(shown), **token_of(shown), "username": "kasi1"}
    again = browser.post("/masuk/", {**door, "password": "salah"}).content.decode()
    assert hidden(again)["kept"] == door["kept"]
    told = browser.post("/masuk/", {**door, **token_of(again), "password": make.PASSWORD})
    waiting = told.content.decode()
    assert "Yang belum terkirim" in waiting
    assert f'action="{form}"' in waiting
    assert not Realisation.objects.filter(value__isnull=False).exists()
    done = browser.post(form, {**hidden(waiting), **token_of(waiting)})
    assert done.status_code == 302
    assert str(Realisation.objects.get(value__isnull=False).value).startswith("87.5")


def test_another_account_does_not_get_what_was_typed(office, clock):
    form = f"/formulir/{office.form(office.entering()).pk}/"
    browser = signed_in("kasi1")
    clock.shift(timedelta(hours=5))
    page = browser.post(form, {"value-1.1": "87,5", "verb": "fill"}).content.decode()
    door = {**hidden(page), "username": "kasubag", "password": make.PASSWORD}
    answer = browser.post("/masuk/", door)
    assert answer.status_code == 302
    landed = browser.get("/").content.decode()
    assert "87,5" not in landed
    assert "dari akun lain" in landed


def test_files_are_named_to_be_chosen_again_and_passwords_are_not_carried(office, rf):
    request = rf.post(
        "/sandi/",
        {
            "password": "x",
            "new_password1": "y",
            "note": "isi",
            "file": SimpleUploadedFile("a.pdf", b"1"),
        },
    )
    left = kept.opened(kept.seal(kept.of(request, 5)))
    assert left.fields == (("note", "isi"),)
    assert left.files == ("a.pdf",)
    assert kept.opened("bukan-dari-kami") is None
    assert kept.opened(kept.seal(left)[:-2] + "xx") is None


def test_a_page_from_before_another_sign_in_shows_what_was_typed(office):
    """The token of the older page is spent; a press sends it with a new one."""
    form = f"/formulir/{office.form(office.entering()).pk}/"
    browser = signed_in("kasi1", enforce_csrf_checks=True)
    old = hidden(browser.get(form).content.decode())
    page = browser.get("/masuk/").content.decode()
    browser.post("/masuk/", {"username": "kasi1", "password": make.PASSWORD, **token_of(page)})
    typed = {**old, "value-1.1": "87,5", "verb": "fill"}
    answer = browser.post(form, typed, HTTP_ORIGIN="http://testserver")
    assert answer.status_code == 403
    shown = answer.content.decode()
    assert "<dd>87,5</dd>" in shown
    assert browser.post(form, {**hidden(shown), **token_of(shown)}).status_code == 302
    # Words that another site sent do not stand there as if typed here.
    strange = browser.post(form, typed, HTTP_ORIGIN="https://jahat.example")
    assert strange.status_code == 403
    assert "87,5" not in strange.content.decode()


def test_changing_the_password_ends_the_other_sessions_and_keeps_this_one(office):
    here, there = signed_in("kasubag"), signed_in("kasubag")
    key = here.session.session_key
    typed = {"old_password": make.PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert here.post("/sandi/", typed).url == "/"
    assert here.get("/").status_code == 200
    assert here.session.session_key != key
    answer = there.get("/", follow=True)
    assert "sudah diakhiri" in answer.content.decode()


def test_the_operator_signs_a_person_out_of_every_device(office):
    devices = [signed_in("kasubag") for _ in range(2)]
    page = f"/kantor/orang/{office.kasubag.pk}/"
    said = Player(office.operator).does(page, "end_sessions")
    assert "keluar dari semua perangkat" in words(said)
    assert [each.get("/").status_code for each in devices] == [302, 302]
    assert JournalEntry.objects.get(verb="end_sessions").after == {"username": "kasubag"}
    signed_in("kasubag")


def test_an_account_that_is_put_aside_is_out_at_once(office):
    browser = signed_in("kasubag")
    User.objects.filter(pk=office.kasubag.pk).update(is_active=False)
    assert browser.get("/").status_code == 302


def test_a_session_without_marks_begins_now(office, clock):
    browser = Client()
    browser.force_login(office.kasubag)
    assert browser.get("/").status_code == 200
    clock.shift(timedelta(hours=4, minutes=1))
    assert browser.get("/").status_code == 302


@pytest.fixture
def at_the_save(monkeypatch):
    """Let something happen between an act and the save of its session, which each request does."""

    def happens(act) -> None:
        def saved(self, *args, **kwargs):
            act()
            return whole(self, *args, **kwargs)

        whole = Session.save
        monkeypatch.setattr(Session, "save", saved)
        monkeypatch.setattr(sessions, "FRESH", -1)

    return happens


def test_a_session_that_ends_during_a_press_leaves_the_press_done_and_told(office, at_the_save):
    record, player = office.accepted(), Player(office.kasubag)
    carried = player.carried(f"/berkas/{record.pk}/input/")
    at_the_save(lambda: Session.objects.all().delete())
    typed = carried | {"verb": "submit"}
    answer = player.client.post(f"/berkas/{record.pk}/input/", typed)
    assert answer.status_code == 302
    assert make.fresh(record).state == "reviewing"


def test_a_database_that_goes_away_is_not_told_as_a_press_that_could_not_be_read(
    office, at_the_save
):
    def away() -> None:
        raise OperationalError("away")

    browser = signed_in("kasubag")
    at_the_save(away)
    with pytest.raises(OperationalError):
        browser.get("/")
