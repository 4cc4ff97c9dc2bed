"""Signing in: by NIP or short name, with few guesses, and words that tell nobody anything."""

from datetime import timedelta
from threading import Thread

import make
import pytest
import time_machine
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings as configured
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from play import Player
from reading import words

from kinerja.models import JournalEntry, User
from kinerja.signin import accounts, guessing, history

NIP = "198001012005011001"
HERE, THERE = "10.0.0.7", "10.0.0.8"
WRONG = "bukan-kata-sandinya"


@pytest.fixture(autouse=True)
def doors(settings):
    settings.AXES_ENABLED = True


@pytest.fixture
def clock():
    with time_machine.travel(make.at("2026-10-05 08:00"), tick=False) as traveller:
        yield traveller


def enter(name: str, password: str = make.PASSWORD, *, by: Client | None = None, **fields):
    """Type into the sign-in page of a browser at one address."""
    address = fields.pop("address", HERE)
    typed = {"username": name, "password": password, **fields}
    return (by or Client()).post("/masuk/", typed, REMOTE_ADDR=address)


def is_in(answer) -> bool:
    return answer.status_code == 302


def guess(name: str, times: int, **where) -> list[int]:
    return [enter(name, WRONG, **where).status_code for _ in range(times)]


@pytest.mark.parametrize("typed", ["kasubag", " Kasubag ", NIP, "19800101 200501 1 001"])
def test_people_come_in_by_short_name_or_nip_as_it_is_written(office, typed):
    User.objects.filter(pk=office.kasubag.pk).update(identity_kind="nip", identity_number=NIP)
    assert is_in(enter(typed))


def test_nobody_learns_which_accounts_there_are(office, monkeypatch):
    """The same words and the same work for a wrong password, no account, and one put aside."""
    User.objects.filter(pk=office.camat.pk).update(is_active=False)
    hashed = []
    for name in ("check_password", "set_password"):
        once = getattr(get_user_model(), name)
        monkeypatch.setattr(
            get_user_model(),
            name,
            lambda self, text, once=once: (hashed.append(1), once(self, text))[1],
        )
    pages = []
    for name, password in (("kasubag", WRONG), ("tiada", WRONG), ("camat", WRONG)):
        hashed.clear()
        answer = enter(name, password)
        pages.append((answer.status_code, words(answer.content.decode()).replace(name, "")))
        assert len(hashed) == 1, name
    assert pages[0] == pages[1] == pages[2]
    assert pages[0][0] == 200
    assert "tidak cocok" in pages[0][1]
    put_aside = words(enter("camat").content.decode()).replace("camat", "")
    assert put_aside == pages[0][1]


def test_after_ten_guesses_in_a_quarter_of_an_hour_even_the_right_password_waits(office, clock):
    assert guess("kasubag", 10) == [200] * 10
    answer = enter("kasubag")
    assert answer.status_code == 429
    assert "Coba lagi pukul 08.15" in answer.content.decode()
    assert answer["Retry-After"] == "900"
    # Trying on does not make it longer, another address and another person are not in it.
    clock.shift(timedelta(minutes=10))
    assert guess("kasubag", 3) == [429] * 3
    assert is_in(enter("kasubag", address=THERE))
    assert is_in(enter("sekcam"))
    clock.shift(timedelta(minutes=5))
    assert is_in(enter("kasubag"))


def test_who_finds_a_screen_open_has_no_more_guesses_at_its_password(office, clock):
    """Asked again within a session, wrong ones count with those at the door."""
    browser = Client()
    enter("kasubag", by=browser)
    new = {"new_password1": "ombak tenang sekali", "new_password2": "ombak tenang sekali"}

    def change(old: str) -> str:
        typed = {"old_password": old, **new}
        answer = browser.post("/sandi/", typed, REMOTE_ADDR=HERE)
        return answer.content.decode()

    guess("kasubag", 4)
    for _ in range(6):
        assert "Kata sandi sekarang tidak cocok" in change(WRONG)
    assert "Coba lagi pukul 08.15" in change(make.PASSWORD)
    assert not is_in(enter("kasubag"))
    clock.shift(timedelta(minutes=15))
    assert "Kata sandi sekarang tidak cocok" in change(WRONG)
    assert change(make.PASSWORD) == ""
    assert guess("kasubag", 10) == [200] * 10


def test_the_present_password_is_not_told_by_typing_it_as_the_new_one(office):
    typed = {"old_password": WRONG, "new_password1": make.PASSWORD, "new_password2": make.PASSWORD}
    answer = Player(office.kasubag).client.post("/sandi/", typed)
    assert "lain daripada yang sekarang" not in answer.content.decode()


def test_names_that_belong_to_nobody_are_refused_alike_and_kept_only_as_fingerprints(office):
    assert guess("rahasia-saya", 11) == [200] * 10 + [429]
    kept = [*AccessAttempt.objects.values(), *AccessFailureLog.objects.values()]
    assert kept
    assert not [row for row in kept if "rahasia" in str(row) or WRONG in str(row)]


def test_short_name_and_nip_count_as_one_account(office):
    User.objects.filter(pk=office.kasubag.pk).update(identity_kind="nip", identity_number=NIP)
    guess("kasubag", 6)
    assert guess(NIP, 5) == [200] * 4 + [429]


def test_the_right_password_forgives_what_was_mistyped(office):
    for _ in range(3):
        assert guess("kasubag", 9) == [200] * 9
        assert is_in(enter("kasubag"))


def test_an_address_is_full_from_a_hundred_and_spares_who_is_known_there(office, clock):
    assert is_in(enter("sekcam"))
    clock.shift(timedelta(days=29))
    for number in range(10):
        assert guess(f"orang{number}", 10) == [200] * 10
    assert enter("kasubag").status_code == 429
    assert enter("lain").status_code == 429
    assert is_in(enter("sekcam"))
    assert is_in(enter("kasubag", address=THERE))
    clock.shift(timedelta(minutes=15))
    assert is_in(enter("kasubag"))


def test_who_came_in_there_long_ago_is_not_known_there(office, clock):
    assert is_in(enter("sekcam"))
    clock.shift(timedelta(days=31))
    for number in range(10):
        guess(f"orang{number}", 10)
    assert enter("sekcam").status_code == 429


def test_behind_a_proxy_of_ones_own_each_address_counts_for_itself(office, settings):
    settings.PROXIES = 1
    for number in range(11):
        Client().post(
            "/masuk/",
            {"username": "kasubag", "password": WRONG},
            REMOTE_ADDR="127.0.0.1",
            HTTP_X_FORWARDED_FOR=f"1.1.1.{number}, {HERE}",
        )
    forwarded = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": THERE}
    fields = {"username": "kasubag", "password": make.PASSWORD}
    assert Client().post("/masuk/", fields, **forwarded).status_code == 302
    forwarded["HTTP_X_FORWARDED_FOR"] = f"9.9.9.9, {HERE}"
    assert Client().post("/masuk/", fields, **forwarded).status_code == 429


@pytest.mark.parametrize("address", ["2001:db8:1:2::5", "::ffff:10.0.0.9", "garbage", ""])
def test_any_address_can_be_counted(office, address):
    assert guess("kasubag", 11, address=address)[-1] == 429


def test_the_operator_unlocks_on_the_page_of_the_person(office, clock):
    guess("kasubag", 11)
    for number in range(10):
        guess(f"orang{number}", 10)
    operator = Player(office.operator)
    page = f"/kantor/orang/{office.kasubag.pk}/"
    assert "Terkunci sampai pukul 08.15" in operator.see(page)
    said = operator.does(page, "unlock_sign_in")
    assert "dapat mencoba masuk lagi" in said
    assert "Terkunci" not in said
    assert "Buka kunci" not in said
    entry = JournalEntry.objects.get(verb="unlock_sign_in")
    assert (entry.person, entry.after) == (office.operator, {"username": "kasubag"})
    assert is_in(enter("kasubag"))


def test_who_keeps_another_office_does_not_unlock(office, neighbour):
    guess("kasubag", 11)
    page = f"/kantor/orang/{office.kasubag.pk}/"
    fields = {"verb": "unlock_sign_in"}
    assert Player(neighbour.operator).client.post(page, fields).status_code == 404
    assert Player(office.sekcam).client.post(page, fields).status_code == 403
    assert enter("kasubag").status_code == 429


def test_the_administrators_desk_has_no_door_of_its_own(office):
    for method in ("get", "post"):
        answer = getattr(Client(), method)("/pengelola/login/?next=/pengelola/")
        assert answer.status_code == 302
        assert answer.url == "/masuk/?next=/pengelola/"


@pytest.mark.parametrize(
    "stranger", ["https://jahat.example/", "//jahat.example", "/\\jahat.example", "javascript:x"]
)
def test_signing_in_leads_to_no_other_site(office, stranger):
    assert enter("kasubag", next=stranger).url == "/"
    assert enter("kasubag", next="/berkas/").url == "/berkas/"


def test_signing_in_changes_the_key_of_the_session(office):
    browser = Client()
    browser.get("/masuk/")
    session = browser.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key
    browser.cookies[configured.SESSION_COOKIE_NAME] = planted
    assert is_in(enter("kasubag", by=browser))
    assert browser.session.session_key != planted
    assert not type(session)(planted).exists(planted)


def test_logs_are_forgotten_after_a_year(office, clock):
    enter("kasubag")
    enter("kasubag", WRONG)
    history.forget(make.at("2027-10-04 08:00"))
    assert AccessLog.objects.count() == AccessFailureLog.objects.count() == 1
    history.forget(make.at("2027-10-06 08:00"))
    assert not AccessLog.objects.exists()
    assert not AccessFailureLog.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_twenty_guesses_at_once_are_no_more_than_ten():
    make.person("kasubag")
    at, until = make.at(), []

    def one() -> None:
        until.append(guessing.take("kasubag", HERE, at=at))
        connection.close()

    threads = [Thread(target=one) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(each is None for each in until) == [False] * 10 + [True] * 10


def test_an_account_is_not_named_by_what_changes(office):
    before = accounts.key_of_typed("kasubag")
    User.objects.filter(pk=office.kasubag.pk).update(username="kasubag.baru")
    assert accounts.key_of_typed("kasubag.baru") == before
