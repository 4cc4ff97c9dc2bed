"""People as the operator keeps them, and the slip with a one-time password."""

import re
from datetime import date, timedelta

import make
import pytest
import time_machine
from django.contrib.auth import authenticate
from django.test import Client
from play import Player
from reading import page, questions, row, words
from witness import nothing_changes, verified

from kinerja.models import JournalEntry, Role, User

URL, NEW = "/kantor/orang/", "/kantor/orang/baru/"
NIP = "198001012005011001"
SLIP = re.compile(r'slip-key">([a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4})<')


@pytest.fixture
def operator(office) -> Player:
    return Player(office.operator)


def typed(**changes) -> dict:
    return {
        "username": "budi",
        "name": "Budi, S.Sos.",
        "identity_kind": "nip",
        "identity_number": NIP,
        "rank": "Penata, III/c",
        "is_active": "on",
    } | changes


def address(person: User) -> str:
    return f"{URL}{person.pk}/"


def entries(verb: str):
    return JournalEntry.objects.filter(verb=verb)


def slip(player: Player, person: User) -> str:
    """Press for a one-time password, and read it from the slip."""
    path = address(person)
    answer = player.press(path, "issue_password", post_to=f"{path}kata-sandi/")
    assert answer.status_code == 200
    return SLIP.search(answer.content.decode()).group(1)


def test_the_list_names_people_with_their_numbers_and_capacities(office):
    User.objects.filter(pk=office.sekcam.pk).update(identity_kind="nip", identity_number=NIP)
    html = page(URL, of=office.operator)
    assert f"NIP {NIP}" in row(html, "Sekcam")
    assert "Sekretaris Camat" in row(html, "Sekcam")


def test_the_operator_adds_a_person_who_is_then_listed(office, operator):
    operator.does(NEW, "add_person", **typed())
    made = User.objects.get(username="budi")
    assert (made.name, made.identity) == ("Budi, S.Sos.", f"NIP {NIP}")
    assert not made.has_usable_password()
    assert "Budi, S.Sos." in page(URL, of=office.operator)
    entry = entries("add_person").get()
    assert entry.chain_id == f"unit:{office.unit.pk}"
    assert entry.after["identity_number"] == NIP
    assert verified()


def test_a_person_without_a_staff_number_is_added(operator):
    operator.does(NEW, "add_person", **typed(identity_kind="none", identity_number="", rank=""))
    assert User.objects.get(username="budi").identity == ""


def test_the_operator_edits_a_person_and_the_journal_keeps_both(office, operator):
    operator.does(
        address(office.kasi),
        "edit_person",
        **typed(username="kasi1", name="Ani, S.IP.", identity_kind="ni_pppk"),
    )
    office.kasi.refresh_from_db()
    assert office.kasi.identity == f"NI PPPK {NIP}"
    entry = entries("edit_person").get()
    assert (entry.before["name"], entry.after["name"]) == ("Kasi1", "Ani, S.IP.")
    assert "username" not in entry.after


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"name": ""}, "tidak boleh kosong"),
        ({"username": "Budi Besar"}, "Huruf kecil"),
        ({"username": "sekcam"}, "telah ada"),
        ({"identity_number": "123"}, "18 angka"),
        ({"identity_number": ""}, "Isi nomor induk"),
        ({"identity_kind": "none"}, "tanpa nomor induk"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field_and_stays_typed(operator, wrong, message):
    with nothing_changes():
        answer = operator.press(NEW, "add_person", **typed(rank="DIKETIK", **wrong))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert message in words(html)
    assert "DIKETIK" in html
    assert "is-invalid" in html


def test_pressing_twice_adds_one_person(operator):
    fields = {**operator.carried(NEW), **typed(), "verb": "add_person"}
    urls = [operator.client.post(NEW, fields).url for _ in range(2)]
    assert urls[0] == urls[1]
    assert entries("add_person").count() == 1


def test_the_list_holds_those_of_the_office_and_those_of_none(office, neighbour):
    make.person("baru", name="Orang Baru")
    former = make.person("mantan", name="Orang Lama")
    make.assign(former, Role.ARCHIVIST, office.unit, title="Arsiparis", end=date(2024, 2, 1))
    html = page(URL, of=office.operator)
    assert "Orang Baru" in html
    assert "Orang Lama" in html
    for stranger in (neighbour.sekcam, office.administrator):
        assert stranger.username not in re.findall(r"[\w.]+", words(html))
        assert Player(office.operator).client.get(address(stranger)).status_code == 404


def test_who_also_serves_another_office_is_kept_by_the_administrator(office, neighbour, operator):
    make.assign(office.kasi, Role.ARCHIVIST, neighbour.unit, title="Arsiparis")
    html = operator.see(address(office.kasi))
    assert "dipelihara administrator" in html
    token = operator.carried(address(office.sekcam))
    with nothing_changes():
        changed = operator.client.post(
            address(office.kasi), {**token, **typed(), "verb": "edit_person"}
        )
        slip = operator.client.post(f"{address(office.kasi)}kata-sandi/", token)
    assert changed.status_code == 422
    assert slip.status_code == 302


@pytest.mark.parametrize("who", ["kasubag", "sekcam", "kasi", "camat"])
def test_others_neither_see_nor_change_people(office, who):
    stranger = Player(getattr(office, who))
    with nothing_changes():
        assert stranger.client.get(URL).status_code == 403
        assert stranger.client.post(NEW, typed()).status_code == 403
        assert stranger.client.post(f"{address(office.kasi)}kata-sandi/").status_code == 403


def test_the_list_asks_the_same_number_of_questions_for_3_and_30_people(office):
    few = questions(URL, of=office.operator)
    for number in range(30):
        make.assign(make.person(f"staf{number}"), Role.FORM_FILLER, office.unit, office.sections[0])
    assert questions(URL, of=office.operator) == few


# The slip


def test_the_slip_shows_a_password_that_opens_the_account(office, operator):
    password = slip(operator, office.kasi)
    assert authenticate(username="kasi1", password=password) == office.kasi
    office.kasi.refresh_from_db()
    assert office.kasi.must_change_password


def test_the_slip_names_address_and_short_name_and_is_not_kept(office, operator):
    path = address(office.kasi)
    answer = operator.press(path, "issue_password", post_to=f"{path}kata-sandi/")
    html = words(answer.content.decode())
    assert "http://testserver/masuk/" in html
    assert "kasi1" in html
    assert "no-store" in answer["Cache-Control"]


def test_a_repeated_press_shows_no_password_and_makes_none(office, operator):
    path = address(office.kasi)
    fields = {**operator.carried(path), "verb": "issue_password"}
    first = operator.client.post(f"{path}kata-sandi/", fields)
    password = SLIP.search(first.content.decode()).group(1)
    again = operator.client.post(f"{path}kata-sandi/", fields)
    assert again.status_code == 302
    html = operator.see(again.url)
    assert "sudah ditampilkan sekali" in html
    assert password not in html
    assert authenticate(username="kasi1", password=password) == office.kasi


def test_the_password_stands_nowhere_in_clear(office, operator):
    password = slip(operator, office.kasi)
    entry = entries("issue_password").get()
    assert password not in entry.text
    assert entry.after == {"username": "kasi1"}
    user = User.objects.filter(pk=office.kasi.pk).values().get()
    assert not any(password in str(value) for value in user.values())


def test_a_new_slip_ends_the_sessions_and_the_old_password(office, operator):
    kasi = Player(office.kasi)
    old = slip(operator, office.kasi)
    assert kasi.client.get("/").status_code == 302
    slip(operator, office.kasi)
    assert authenticate(username="kasi1", password=old) is None


def test_nothing_opens_before_the_one_time_password_is_changed(office, operator):
    password = slip(operator, office.kasi)
    browser = Client()
    answer = browser.post("/masuk/", {"username": "kasi1", "password": password})
    assert answer.status_code == 302
    for path in ("/", "/berkas/", "/sop/", "/pengelola/"):
        assert browser.get(path).url == "/sandi/", path
    own = "rahasia-laut-7"
    typed_over = {"old_password": password, "new_password1": own, "new_password2": own}
    assert browser.post("/sandi/", typed_over).url == "/"
    assert browser.get("/").status_code == 200
    assert authenticate(username="kasi1", password=own) == office.kasi


def test_the_one_time_password_is_not_chosen_again(office, operator):
    password = slip(operator, office.kasi)
    browser = Client()
    browser.post("/masuk/", {"username": "kasi1", "password": password})
    again = {"old_password": password, "new_password1": password, "new_password2": password}
    answer = browser.post("/sandi/", again)
    assert "Pilih kata sandi yang lain" in answer.content.decode()
    assert browser.get("/").url == "/sandi/"


def test_a_slip_that_lay_about_for_a_week_opens_nothing_and_says_so_to_its_holder(office, operator):
    with time_machine.travel(make.at("2026-10-05 08:00"), tick=False) as clock:
        password = slip(operator, office.kasi)
        clock.shift(timedelta(days=7))
        typed = {"username": "kasi1", "password": password}
        assert Client().post("/masuk/", typed).status_code == 302
        clock.shift(timedelta(seconds=1))
        answer = Client().post("/masuk/", typed)
        assert "lewat masa berlakunya" in answer.content.decode()
        wrong = Client().post("/masuk/", typed | {"password": "bukan-kata-sandinya"})
        assert "lewat masa" not in wrong.content.decode()
        operator = Player(office.operator)
        assert "slip kata sandi kedaluwarsa" in operator.see(URL)
        assert "buat yang baru" in operator.see(address(office.kasi))
        anew = slip(operator, office.kasi)
        assert Client().post("/masuk/", typed | {"password": anew}).status_code == 302


def test_who_must_change_the_password_may_sign_out(office, operator):
    password = slip(operator, office.kasi)
    browser = Client()
    browser.post("/masuk/", {"username": "kasi1", "password": password})
    assert browser.post("/keluar/").status_code in (200, 302)
    assert "/masuk/" in browser.get("/").url
