"""Akun saya: the last sign-ins, the way out everywhere, and one's own data as a file."""

import json
from io import BytesIO
from zipfile import ZipFile

import make
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from play import Player
from reading import words

from kinerja.models import Realisation, Role, Tenure, User
from workflow import actions

NIP = "198001012005011001"


@pytest.fixture(autouse=True)
def doors(settings):
    settings.AXES_ENABLED = True


@pytest.fixture
def clock():
    with time_machine.travel(make.at("2026-10-05 08:00"), tick=False) as traveller:
        yield lambda text: traveller.move_to(make.at(text))


def enter(name: str, password: str = make.PASSWORD) -> Client:
    browser = Client()
    browser.post("/masuk/", {"username": name, "password": password}, REMOTE_ADDR="10.0.0.7")
    return browser


def see(browser: Client, path: str = "/") -> str:
    return words(browser.get(path).content.decode())


def test_signing_out_everywhere_ends_this_device_and_the_others(office):
    here, there, colleague = enter("kasubag"), enter("kasubag"), enter("sekcam")
    answer = here.post("/akun/", {"verb": "end_sessions"}, follow=True)
    assert "sudah keluar dari semua perangkat" in answer.content.decode()
    assert [each.get("/akun/").status_code for each in (here, there, colleague)] == [302, 302, 200]
    assert enter("kasubag").get("/akun/").status_code == 200


def test_the_page_shows_when_and_from_where_one_came_in(office, clock):
    enter("kasubag")
    clock("2026-10-06 09:30")
    enter("kasubag", "salah")
    page = see(enter("kasubag"), "/akun/")
    assert "5 Okt 2026 08.00 10.0.0.7" in page
    assert "6 Okt 2026 09.30 10.0.0.7" in page
    assert "Kata sandi salah: 6 Okt 2026 09.30 dari 10.0.0.7." in page


def test_an_unknown_button_does_nothing(office):
    assert Player(office.kasubag).client.post("/akun/", {"verb": "lain"}).status_code == 400


# What was done since


def test_tugas_tells_once_what_was_done_in_ones_name_since_the_last_sign_in(office, clock):
    assert "Terakhir masuk" not in see(enter("kasubag"))
    record = office.entering()
    clock("2026-10-05 09:00")
    put(record, by=office.kasubag, at="2026-10-05 09:00")
    enter("kasubag", "salah")
    clock("2026-10-05 10:00")
    browser = enter("kasubag")
    page = see(browser)
    assert "Terakhir masuk 5 Okt 2026 08.00; sesudah itu 1 kali kata sandi salah" in page
    assert "5 Okt 2026 09.00" in page
    assert record.period.short in page
    # Until it is put away, also after other pages; then never again.
    browser.get("/berkas/")
    assert "Terakhir masuk" in see(browser)
    assert browser.post("/akun/", {"verb": "dismiss_since"}).url == "/"
    assert "Terakhir masuk" not in see(browser)


def put(record, *, by: User, at: str, value: str = "90"):
    """Do one thing of step 2."""
    code = record.agreement.lines.order_by("order")[0].code
    actions.enter(record, values={code: make.entry(value)}, by=by, at=make.at(at))


def test_tugas_tells_of_the_superior_and_the_acting_holder_and_of_nobody_else(office, clock):
    office.have_superiors()
    record = office.entering()
    for name in ("kasubag", "sekcam", "admin"):
        enter(name)
    clock("2026-10-05 09:00")
    put(record, by=office.sekcam, at="2026-10-05 09:00")
    clock("2026-10-05 10:00")
    assert "oleh atasan langsung" in see(enter("kasubag"))
    assert "oleh atasan langsung" not in see(enter("admin"))
    own = see(enter("sekcam"))
    assert "atas nama Anda:" in own


def test_acts_of_an_acting_holder_are_told_to_the_holder(office, clock):
    enter("kasubag")
    record = office.entering()
    deputy = make.person("wakil")
    seat = office.kasubag.assignments.get(role=Role.PLANNING_HEAD)
    acting = make.assign(deputy, Role.PLANNING_HEAD, office.unit, title=seat.position.title)
    acting.tenure, acting.start = Tenure.PLH, make.at("2026-10-06").date()
    acting.end, acting.letter = make.at("2026-10-06").date(), "800/1/2026"
    acting.save()
    clock("2026-10-06 09:00")
    put(record, by=deputy, at="2026-10-06 09:00")
    clock("2026-10-07 08:00")
    page = see(enter("kasubag"))
    assert "Wakil, Plh." in page


def test_nothing_done_is_said_so(office, clock):
    enter("camat")
    clock("2026-10-06 08:00")
    assert "Sejak itu tidak ada yang dilakukan atas nama Anda" in see(enter("camat"))


def test_many_acts_cost_no_more_questions_than_one(office, clock):
    record, asked = office.entering(), []
    enter("kasubag")
    for hour, times in (("09", 1), ("10", 9)):
        for minute in range(times):
            put(
                record,
                by=office.kasubag,
                at=f"2026-10-05 {hour}:0{minute}",
                value=f"{hour}{minute}",
            )
        clock(f"2026-10-05 {hour}:30")
        browser = enter("kasubag")
        browser.get("/berkas/")
        with CaptureQueriesContext(connection) as captured:
            page = see(browser)
        asked.append(len(captured))
    assert "dan 4 lagi" in page
    assert asked[0] == asked[1]


# One's own data


def test_ones_own_data_come_as_a_file_without_anybody_elses(office):
    User.objects.filter(pk=office.kasubag.pk).update(identity_kind="nip", identity_number=NIP)
    office.filled()
    browser = enter("kasubag")
    enter("kasubag", "salah")
    answer = browser.get("/akun/data/")
    assert "data-saya-kasubag-" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    bundle = ZipFile(BytesIO(answer.content))
    told = {name.removesuffix(".json"): json.loads(bundle.read(name)) for name in bundle.namelist()}
    assert told["akun"]["identity_number"] == NIP
    assert told["penugasan"][0]["perangkat_daerah"] == office.unit.name
    assert [len(rows) for rows in told["masuk"].values()] == [1, 1]
    assert {entry["person"] for entry in told["catatan_riwayat"]} <= {office.kasubag.pk}
    everything = " ".join(bundle.read(name).decode() for name in bundle.namelist())
    user = User.objects.get(pk=office.kasubag.pk)
    for secret in (user.password, make.PASSWORD, browser.session.session_key):
        assert secret not in everything
    assert Realisation.objects.exists()
