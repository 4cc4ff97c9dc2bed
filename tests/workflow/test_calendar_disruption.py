"""Gangguan kerja on the calendar's page: typed by one person, confirmed by another."""

import make
import pytest
import time_machine
from office_deeds import disruption
from play import Player
from reading import words
from witness import nothing_changes

from workflow.models import Disruption

URL = "/kantor/kalender/"
FORM = f"{URL}gangguan/"


@pytest.fixture(autouse=True)
def october():
    with time_machine.travel(make.at("2026-10-06 09:00"), tick=False):
        yield


def test_kasubag_records_and_sekcam_confirms_a_disruption(office):
    kasubag, sekcam = Player(office.kasubag), Player(office.sekcam)
    assert FORM in kasubag.see(URL)
    typed = {"starts_at": "2026-10-05T09:00", "ends_at": "2026-10-05T11:30", "reason": "Badai"}
    html = kasubag.does(FORM, "record_disruption", **typed)
    assert "menunggu dibenarkan" in html
    assert "Benarkan" not in html
    found = Disruption.objects.get()
    assert found.ends_at == make.at("2026-10-05 11:30")
    html = sekcam.does(URL, "confirm_disruption", disruption=found.pk)
    assert "dibenarkan Sekcam" in words(html)
    assert "Cabut" not in html


def test_a_disruption_is_withdrawn_and_stays_in_the_list(office):
    found = disruption(office)
    html = Player(office.kasubag).does(URL, "withdraw_disruption", disruption=found.pk)
    assert "Listrik padam" in html
    assert "dicabut" in html


def test_disruption_that_cannot_be_is_told_at_its_field(office):
    kasubag = Player(office.kasubag)
    typed = {"starts_at": "2026-10-05T09:00", "ends_at": "2026-10-05T08:00", "reason": "DIKETIK"}
    answer = kasubag.press(FORM, "record_disruption", **typed)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert not Disruption.objects.exists()
    assert 'id="error_1_id_ends_at"' in html
    assert "DIKETIK" in html


def test_others_record_and_confirm_no_disruption(office, neighbour):
    found = disruption(office)
    typed = {"starts_at": "2026-10-01T09:00", "ends_at": "2026-10-01T11:00", "reason": "Badai"}
    confirming = {"verb": "confirm_disruption", "disruption": found.pk}
    others = [Player(each).client for each in (office.kasi, office.operator, office.administrator)]
    neighbours, own = Player(neighbour.sekcam).client, Player(office.sekcam).client
    with nothing_changes():
        for client in others:
            told = client.post(FORM, {"verb": "record_disruption", **typed})
            assert told.status_code == 403
            assert client.post(URL, confirming).status_code == 403
        assert neighbours.post(URL, confirming).status_code == 404
        assert own.post(URL, {"verb": "strike"}).status_code == 400
