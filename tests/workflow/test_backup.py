"""Cadangan: the administrator's page, its one button, and what it says of what lies there."""

import json
import time

import make
import pytest
from django.db import connection
from play import Player
from reading import page, questions, words
from witness import nothing_changes

from kinerja import upkeep
from kinerja.backup import shelf, starting
from workflow.screens import backup as backups

pytestmark = pytest.mark.django_db
URL = "/kantor/cadangan/"
PRESSED = make.at("2026-10-05 08:00")


@pytest.fixture(autouse=True)
def place(settings, tmp_path, monkeypatch):
    """Backups lie in a folder of their own; the child finds the tests' database."""
    settings.BACKUP_DIR = tmp_path / "backups"
    name = connection.settings_dict["NAME"]
    is_sqlite = connection.vendor == "sqlite"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{name}" if is_sqlite else f"postgres:///{name}")
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setattr(starting, "PATIENCE", 120)
    return settings.BACKUP_DIR


def test_the_administrator_finds_the_page_on_the_desk_and_the_operator_does_not(office):
    assert f'href="{URL}"' in page("/kantor/", of=office.administrator)
    assert f'href="{URL}"' not in page("/kantor/", of=office.operator)


@pytest.mark.parametrize("who", ["operator", "kasubag", "sekcam", "admin", "camat", "apip", "kasi"])
def test_nobody_else_sees_or_makes_backups(office, place, who):
    stranger = Player(getattr(office, who))
    with nothing_changes():
        for answer in (stranger.client.get(URL), stranger.client.post(URL, {"verb": "backup"})):
            assert answer.status_code == 403
            assert "Cadangan dibuat oleh: Administrator (Administrator)." in words(
                answer.content.decode()
            )
    assert not place.exists()


def test_a_page_without_backups_says_so(office):
    text = words(page(URL, of=office.administrator))
    assert "Cadangan terakhir ▲ belum pernah" in text
    assert "Pemeriksaan terakhir (verify) ▲ belum pernah" in text
    assert "Satu disk dengan data: salin juga ke disk lain." in text
    assert "Belum ada cadangan di tempat ini." in text


def test_one_press_makes_one_backup_and_the_page_shows_it(office, place):
    text = words(Player(office.administrator).does(URL, "backup"))
    [made] = shelf.backups(place)
    assert f"Cadangan {made.name} selesai" in text
    assert "Cadangan terakhir ●" in text
    assert f"{made.name} 2 MB 0" in text or f"{made.name} 1 MB 0" in text
    content = json.loads((made / "manifest.json").read_text())
    assert content["database"]["size"] > 10_000


def test_a_repeated_press_makes_no_second_one(office, place):
    player = Player(office.administrator)
    sent = {**player.carried(URL), "verb": "backup"}
    first, second = player.client.post(URL, sent), player.client.post(URL, sent)
    assert first["Location"] == second["Location"] == URL
    assert len(shelf.backups(place)) == 1


def test_a_press_while_one_runs_says_so_and_begins_none(office, place):
    player = Player(office.administrator)
    sent = {**player.carried(URL), "verb": "backup"}
    place.mkdir()
    with shelf.locked(place, moment=PRESSED):
        shown = player.see(URL)
        assert "Cadangan sedang dibuat sejak Senin, 5 Oktober 2026, pukul 08.00 WIB" in shown
        assert 'value="backup"' not in shown
        player.client.post(URL, sent)
        assert "Pencadangan ke tempat ini sedang berjalan" in player.see(URL)
    assert shelf.backups(place) == []
    assert upkeep.last(upkeep.BACKUP) is None


def test_a_backup_that_is_not_made_in_time_goes_on_by_itself(office, place, monkeypatch):
    monkeypatch.setattr(starting, "PATIENCE", 0)
    text = words(Player(office.administrator).does(URL, "backup"))
    assert "Muat ulang halaman ini untuk melihat hasilnya" in text
    for _ in range(60):
        if upkeep.last(upkeep.BACKUP):
            break
        time.sleep(1)
    assert len(shelf.backups(place)) == 1


def test_what_went_wrong_is_one_red_sentence(office, place):
    place.write_text("a file where the folder should be")
    player = Player(office.administrator)
    player.press(URL, "backup")
    text = words(player.see(URL))
    assert "Pencadangan gagal" in text
    assert "■ perlu diperiksa" in text


def test_a_damaged_backup_is_named(office, place):
    player = Player(office.administrator)
    player.does(URL, "backup")
    [made] = shelf.backups(place)
    (made / "manifest.json").write_text("{")
    text = words(player.see(URL))
    assert f"■ rusak {made.name}: manifes tidak cocok dengan SHA-256." in text


def test_the_last_verify_is_told(office):
    upkeep.note(upkeep.VERIFY, at=PRESSED, is_well=False, words="1 hal tidak utuh")
    text = words(page(URL, of=office.administrator))
    assert "■ Senin, 5 Oktober 2026, pukul 08.00 WIB: 1 hal tidak utuh" in text


def test_only_the_newest_are_listed_and_the_page_asks_no_more_for_many(office, place):
    few = questions(URL, of=office.administrator)
    for day in range(1, 13):
        (place / f"kinerja-202610{day:02}T000000Z").mkdir(parents=True)
    assert questions(URL, of=office.administrator) == few
    shown = backups.read()
    assert (len(shown.kept), shown.others) == (10, 2)
    assert shown.kept[0].name == "kinerja-20261012T000000Z"
