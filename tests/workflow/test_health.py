"""Keadaan server: programs ask it every minute, and the administrator reads it in ten seconds."""

from datetime import timedelta

import make
import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from play import Player
from reading import page, questions, words

from kinerja import upkeep
from kinerja.backup import durable
from kinerja.models import User
from workflow import health
from workflow.health import checks
from workflow.models import Digest, Mail

pytestmark = pytest.mark.django_db
NOW = make.at("2026-10-06 09:00")
NAMES = [check.name for check in health.CHECKS]
BROWSER = {"HTTP_ACCEPT": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture(autouse=True)
def a_morning():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def running(office):
    """An office at work, whose timers did what they are for."""
    office.opened(when=make.at("2026-10-01 08:00"))
    for kind in (upkeep.BACKUP, upkeep.VERIFY, upkeep.DAILY):
        upkeep.note(kind, at=NOW - timedelta(hours=2), is_well=True, words="Selesai.")
    return office


def noted(kind: str, *, ago: timedelta, is_well: bool = True) -> None:
    upkeep.note(kind, at=NOW - ago, is_well=is_well, words="/srv/rahasia penuh")


def letter(user: User, **about) -> None:
    digest = Digest.objects.create(user=user, day=NOW.date(), made_at=NOW, lines=[])
    kept = {"to": "kasi@contoh.go.id", "subject": "x", "body": "x", "attempts": 3}
    Mail.objects.create(digest=digest, **(kept | about))


def clock_back(*_):
    return make.at("2026-09-01 00:00")


def full_disk(_office, _settings, patch):
    patch.setattr(durable, "room_below", lambda _place: 1023 * 1024 * 1024)


def tried_letter(office, settings, _patch):
    settings.EMAIL_HOST = "surel.contoh.go.id"
    letter(office.kasi, created_at=NOW - timedelta(hours=25), next_attempt_at=NOW)


def given_up_letter(office, settings, _patch):
    settings.EMAIL_HOST = "surel.contoh.go.id"
    letter(office.kasi, created_at=NOW - timedelta(days=4), next_attempt_at=None)


FAULTS = {
    "the clock runs backwards": ("jam server", clock_back, "Perbaiki jam server"),
    "the disk is nearly full": ("ruang disk", full_disk, "Ruang disk tersisa 1023 MB."),
    "two nights without a backup": (
        "cadangan",
        lambda *_: noted(upkeep.BACKUP, ago=timedelta(hours=51)),
        "terlalu lama. Buat sekarang: Kantor, Cadangan.",
    ),
    "the last backup failed": (
        "cadangan",
        lambda *_: noted(upkeep.BACKUP, ago=timedelta(hours=1), is_well=False),
        "Cadangan gagal Selasa, 6 Oktober 2026, pukul 08.00 WIB.",
    ),
    "verify found something": (
        "pemeriksaan (verify)",
        lambda *_: noted(upkeep.VERIFY, ago=timedelta(hours=1), is_well=False),
        "Jalankan manage.py verify",
    ),
    "verify was never run": (
        "pemeriksaan (verify)",
        lambda *_: (upkeep.folder() / "verify.json").unlink() or NOW + timedelta(days=10),
        "Pemeriksaan (verify) belum pernah dijalankan.",
    ),
    "the timer stands still": (
        "pekerjaan harian",
        lambda *_: noted(upkeep.DAILY, ago=timedelta(days=4)),
        "Periksa timer kinerja-daily",
    ),
    "a letter is not taken": ("surel keluar", tried_letter, "sejak Senin, 5 Oktober 2026"),
    "a letter was given up": ("surel keluar", given_up_letter, "Sebabnya ada di Pengelola"),
}


def test_all_is_well_where_the_timers_do_their_work(running):
    answer = Client().get("/sehat/")
    assert (answer.status_code, answer["Cache-Control"].count("no-store")) == (200, 1)
    assert answer.json() == {
        "keadaan": "baik",
        "pada": "2026-10-06T09:00:00+07:00",
        "zona": "WIB",
        "pemeriksaan": dict.fromkeys(NAMES, "baik"),
    }


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_told_with_what_to_do(running, settings, monkeypatch, fault):
    name, happens, told = FAULTS[fault]
    at = happens(running, settings, monkeypatch) or NOW
    with time_machine.travel(at, tick=False):
        answer = Client().get("/sehat/")
        found = health.read(at=at)
        task = words(page("/", of=running.administrator))
    assert answer.status_code == 503
    assert answer.json()["pemeriksaan"][name] == "perlu diperiksa"
    [fault] = [each for each in found.faults if each.name == name]
    assert told in f"{fault.said} {fault.remedy}"
    assert fault.remedy and f"■ {found.first.said} {found.first.remedy}" in task


def test_what_is_done_on_a_page_leads_there(running):
    noted(upkeep.BACKUP, ago=timedelta(hours=1), is_well=False)
    link = f'<a href="{reverse("backup")}">{checks.MAKE_BACKUP}</a>'
    assert link in page("/", of=running.administrator)
    shown = Player(running.administrator).client.get("/sehat/", **BROWSER).content.decode()
    assert link in shown


def test_new_installation_is_well_before_its_first_night(office):
    assert Client().get("/sehat/").status_code == 200


def test_database_that_does_not_answer_is_said_and_is_no_error(monkeypatch):
    def lost(*_args):
        raise DatabaseError("connection to server at 10.0.0.7 refused")

    row = checks.Check(checks.DATABASE, lost, asks_database=True)
    others = [each for each in health.CHECKS if each.name != checks.DATABASE]
    monkeypatch.setattr("workflow.health.reading.CHECKS", (row, *others))
    monkeypatch.setattr("workflow.health.reading.connection.close", lambda: None)
    for accepted in ({}, BROWSER):
        answer = Client().get("/sehat/", **accepted)
        assert answer.status_code == 503
        assert "perlu diperiksa" in answer.content.decode()
        assert "10.0.0.7" not in answer.content.decode()
    assert [each.name for each in health.read(at=NOW).found] == ["basis data", "ruang disk"]


def test_strangers_and_others_read_no_figure_and_no_path(running):
    noted(upkeep.BACKUP, ago=timedelta(hours=1), is_well=False)
    for client in (Client(), Player(running.kasi).client, Player(running.operator).client):
        answer = client.get("/sehat/", **BROWSER)
        text = words(answer.content.decode())
        assert answer.status_code == 503
        assert "Cadangan ■ perlu diperiksa" in text and "Sampaikan kepada administrator." in text
        assert "MB" not in text and " GB" not in text and "rahasia" not in text
        assert Client().get("/sehat/").content.decode().count("rahasia") == 0


def test_administrator_reads_on_tugas_in_one_line_that_the_server_is_well(running):
    text = words(page("/", of=running.administrator))
    assert "Server baik. Jam server Selasa, 6 Oktober 2026, pukul 09.00 WIB." in text
    assert "Cadangan terakhir Selasa, 6 Oktober 2026, pukul 07.00 WIB." in text
    assert "Server baik" not in page("/", of=running.kasubag)
    assert "Server baik" not in page("/", of=running.operator)


def test_administrator_opens_all_checks_with_their_figures(running):
    answer = Player(running.administrator).client.get("/sehat/", **BROWSER)
    text = words(answer.content.decode())
    assert (
        "Pemeriksaan (verify) ● Pemeriksaan (verify) terakhir" in text
        and "Ruang disk ● Ruang disk tersisa" in text
    )


def test_asking_costs_the_same_however_much_lies_there(running, settings):
    settings.EMAIL_HOST = "surel.contoh.go.id"
    few = questions("/sehat/", of=running.administrator)
    for user in User.objects.all()[:8]:
        letter(user, created_at=NOW, next_attempt_at=NOW)
    running.opened(quarter=2)
    assert questions("/sehat/", of=running.administrator) == few <= 8


def test_daily_run_leaves_its_note(office, monkeypatch):
    call_command("daily")
    assert upkeep.last(upkeep.DAILY) == upkeep.Note(NOW, True, "Selesai.")
    failing = "workflow.management.commands.daily.STEPS"
    monkeypatch.setattr(failing, (lambda _now: iter([1 // 0]),))
    with pytest.raises(SystemExit):
        call_command("daily")
    assert not upkeep.last(upkeep.DAILY).is_well


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_health_is_only_read(method):
    assert getattr(Client(), method)("/sehat/").status_code == 405
